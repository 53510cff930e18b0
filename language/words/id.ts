import { categoryName } from '../categories.ts';
import type { FailureType } from '../failure.ts';
import { type DraftEntry, expenseCategories, incomeCategories } from '../interpretation.ts';
import { formatMoney } from '../money.ts';
import type { Command, Proposal, Twin } from '../proposal.ts';
import { firstDoubtful, isOpenTelling } from '../replies/corrections.ts';
import type { BudgetLine, GoalLine, Habit, Statement } from '../statement.ts';
import { fileWords } from './files.ts';
import { capital, dayName, listed, optionLines, plain, remarkLines, titleOf, walletName } from './format.ts';
import { compared, list, report } from './idReports.ts';
import type { Phrases, Said } from './phrases.ts';
import {
  amendmentLine,
  draftBody,
  habitValue,
  proposalAsk,
  proposalBody,
  proposalTitle,
  type QuestionTexts,
  questionText,
} from './questions.ts';

const locale = 'id';
/** Characters of a reason that are passed on. */
const reason_max = 300;
const money = (value: string): string => formatMoney(value, 'IDR', locale);

const failures: Record<FailureType, string> = {
  TextTooLong: 'Pesannya kepanjangan. Kirim lebih pendek ya, misalnya per beberapa transaksi.',
  MediaUnsupported: 'Jenis file ini belum bisa kubaca. Kirim teks, voice note, foto struk, atau PDF ya.',
  MediaTooLarge: 'Filenya terlalu besar. Kirim yang lebih kecil, atau ketik saja transaksinya.',
  MediaCorrupt: 'Filenya rusak, jadi tidak bisa kubuka. Coba kirim ulang ya.',
  MediaGone: 'Filenya sudah tidak ada di WhatsApp. Kirim ulang ya, atau ketik saja transaksinya.',
  SpeechOff: 'Voice note sedang tidak bisa kudengar. Ketik saja transaksinya ya, misalnya "kopi 25rb".',
  SpeechTooLong: 'Voice note-nya kepanjangan. Kirim yang lebih pendek ya.',
  SpeechSilent: 'Tidak ada suara yang terdengar di voice note-nya. Coba rekam lagi, atau ketik saja ya.',
  ReceiptOff: 'Foto struk sedang tidak bisa kubaca. Ketik saja totalnya ya, misalnya "belanja 120rb".',
  ReceiptUnreadable: 'Struknya tidak terbaca. Foto ulang dari atas dengan cahaya cukup, atau ketik totalnya ya.',
  DocumentLocked: 'PDF-nya terkunci kata sandi. Kirim versi tanpa kata sandi ya.',
  DocumentTooLong: 'PDF-nya terlalu banyak halaman. Kirim halaman yang perlu saja ya.',
  IdempotencyMismatch: 'Ada yang tidak cocok saat mencatat, jadi tidak ada yang kucatat. Kirim ulang pesannya ya.',
  Unavailable: 'Ada gangguan di sisiku, jadi pesan ini belum kucatat. Coba kirim lagi beberapa menit lagi ya.',
  Internal: 'Ada yang salah di sisiku, jadi pesan ini tidak kucatat. Coba kirim ulang ya.',
};

/** Names the doubtful line where there are several. */
function subject(entries: readonly DraftEntry[]): string {
  const line = firstDoubtful(entries);
  const entry = entries[line];
  if (!entry) return '';
  return entries.length === 1 ? `*${titleOf(entry, locale)}*` : `Nomor ${line + 1}, *${titleOf(entry, locale)}*`;
}

/** The sentence that settles the first doubt. */
function settle(entries: readonly DraftEntry[]): string {
  const options = optionLines(entries, locale);
  if (isOpenTelling(entries))
    return `${subject(entries)}: ini sudah terjadi, dan uangmu sendiri? Balas *ya* untuk mencatatnya, tulis jumlahnya kalau lain, atau *batal*.`;
  if (options.length === 0) return `${subject(entries)}: berapa rupiah? Balas jumlahnya, misalnya *25rb*, atau *batal*.`;
  if (options.length === 1)
    return `${subject(entries)}: aku kurang yakin jumlahnya. Balas *ya* kalau sudah benar, tulis jumlahnya kalau bukan, atau *batal*.`;
  return [`${subject(entries)}: maksudnya yang mana?`, ...options, 'Balas nomornya, tulis jumlah yang benar, atau *batal*.'].join(
    '\n',
  );
}

/** "kopi Rp25.000 yang tercatat 10.15" */
function told({ of, toldAt, sameFile, booked }: Twin, today?: string): string {
  const [day = '', time = ''] = toldAt.split('T');
  const when = day === today ? `jam ${time.replace(':', '.')}` : dayName(day, locale, today);
  const what = `*${titleOf(of, locale)} ${money(of.amount)}*`;
  return `${what} ${booked ? `yang tercatat ${when}` : `yang masih kutanyakan`}${sameFile ? ' (fotonya sama persis)' : ''}`;
}

const period = { month: 'sebulan', week: 'seminggu' } as const;
const budgetName = (category: string | null): string =>
  category === null ? 'semua pengeluaran' : categoryName(category, locale);

function command(asked: Command): string {
  switch (asked.do) {
    case 'budget.set':
      return `Budget *${budgetName(asked.category)}*: *${money(asked.amount)}* ${period[asked.period]}, kupasang ya?`;
    case 'savings.create':
      return `Buat tabungan *${capital(plain(asked.name))}*${asked.target ? ` dengan target *${money(asked.target)}*` : ''}?`;
    case 'savings.deposit':
      return `Sisihkan *${money(asked.amount)}* dari Tunai ke tabungan *${capital(plain(asked.name))}*?`;
    case 'balance.set':
      return `Saldo *${walletName(asked.wallet, locale)}* sekarang *${money(asked.amount)}* (di catatan ${money(asked.before)}), kusesuaikan ya?`;
    case 'category.add':
      return `Buat kategori *${capital(plain(asked.name))}*?`;
    case 'category.rename':
      return `Ganti nama kategori *${capital(plain(asked.name))}* jadi *${capital(plain(asked.newName))}*?`;
    case 'category.delete':
      return `Hapus kategori *${capital(plain(asked.name))}*? Catatan lamanya tetap ada.`;
    case 'savings.withdraw':
      return `Ambil *${money(asked.amount)}* dari tabungan *${capital(plain(asked.name))}* ke Tunai?`;
  }
}

function budgetLine({ category, period: span, amount, spent, left }: BudgetLine): string {
  const over = left.startsWith('-');
  const rest = over ? `lewat *${money(left.slice(1))}* ⚠️` : `sisa *${money(left)}*`;
  return `Budget ${budgetName(category)} ${span === 'week' ? 'minggu' : 'bulan'} ini: ${rest} (${money(spent)} dari ${money(amount)})`;
}

const goalLine = ({ name, saved, target }: GoalLine): string =>
  `${capital(plain(name))}: ${money(saved)}${target === null ? '' : ` dari ${money(target)}`}`;

const corrections = { line: '2 harusnya 55rb', wallet: 'dari Jago', amount: 'harusnya 30rb' } as const;

const texts: QuestionTexts = {
  locale,
  heard: 'Yang kudengar',
  ready: 'Mau kucatat',
  changed: 'Sudah kuubah',
  added: 'Kutambahkan, jadi',
  total: 'Total',
  confirm: (example) => `Sudah benar? Balas *ya*, betulkan (misalnya "${corrections[example]}"), atau *batal*.`,
  settle,
  habit: (value, phrase) => `${value}, karena kamu biasa begitu untuk "${phrase}"`,
  twins: (twins, lines, today) =>
    twins.length === 1 && twins[0]
      ? `${lines > 1 ? `Nomor ${twins[0].line}` : 'Ini'} sama dengan ${told(twins[0], today)}?`
      : `Yang ini sama dengan yang tadi?\n${twins.map((twin) => `• Nomor ${twin.line}: ${told(twin, today)}`).join('\n')}`,
  answerTwins: 'Balas *sama* (tidak kucatat dua kali) atau *beda* (kucatat juga).',
  change: 'Kuubah begini ya:',
  takeBack: (count) => (count === 1 ? 'Hapus catatan ini?' : `Hapus ${count} catatan ini?`),
  takenBack: 'dihapus',
  confirmChange: 'Sudah benar? Balas *ya*, betulkan lagi, atau *batal*.',
  confirmPlain: 'Balas *ya* atau *batal*.',
  pick: (toTakeBack) => (toTakeBack ? 'Mau hapus yang mana?' : 'Yang mana maksudnya?'),
  answerPick: 'Balas nomornya, atau *batal*.',
  command,
  approval: (maker) => `${maker === null ? 'Ada yang' : `*${plain(maker)}*`} minta persetujuanmu:`,
  answerApproval: 'Setuju? Balas *ya* untuk mencatatnya, atau *tidak* (boleh dengan alasannya, misalnya "tolak, kemahalan").',
  awaiting: '⏳ Menunggu persetujuan:',
  answerAwaiting: 'Belum tercatat. Kukabari begitu diputuskan. Kalau tidak jadi, kutip (geser) pesan ini lalu balas *batal*.',
};

const approvalRefused: Record<Extract<Statement, { say: 'approval_refused' }>['because'], string> = {
  own: 'Ini catatanmu sendiri, jadi orang lain yang menyetujuinya. Kukabari begitu diputuskan.',
  no_approver: 'Kamu tidak (lagi) berhak menyetujui di buku ini, jadi tidak kuapa-apakan.',
  said_before: 'Keputusanmu sudah kucatat sebelumnya 👍',
  over: 'Yang itu sudah diputuskan atau sudah tidak berlaku.',
  closed: 'Bulan itu sudah ditutup, jadi belum bisa dicatat. Minta yang mengelola buku ini membukanya dulu, atau balas *tidak*.',
  other: 'Ini tidak bisa dicatat lagi seperti diminta. Balas *tidak*, lalu minta dikirim ulang.',
};

const approvalOver: Said<'approval_over'> = ({ state, entries, by, because, own }, today) => {
  const who = by === null ? '' : ` oleh ${plain(by)}`;
  const outcome = {
    approved: `✅ Sudah disetujui${who} dan tercatat:`,
    rejected: `❌ Ditolak${who}, jadi tidak kucatat:`,
    expired: '⌛ Tidak ada yang memutuskan dalam seminggu, jadi tidak kucatat:',
    cancelled: own ? 'Oke, permintaannya kubatalkan. Tidak ada yang dicatat:' : 'Permintaan ini sudah ditarik kembali:',
  }[state];
  const reason = because === null ? '' : `\nAlasannya: ${plain(because, reason_max)}`;
  return `${outcome}\n${draftBody(entries, texts, today)}${reason}`;
};

/** What is done by itself from now on, told once when it is learnt. */
const learntLine = (learnt: readonly Habit[] = []): string =>
  learnt.map((habit) => `\n_Kuingat: "${plain(habit.phrase)}" → ${habitValue(habit, locale)}_`).join('');

const unsupported: Record<Extract<Statement, { say: 'unsupported' }>['what'], string> = {
  sticker: 'Stiker belum bisa kucatat 😄 Ketik transaksinya ya, misalnya "kopi 25rb".',
  video: 'Video belum bisa kubaca. Kirim foto struknya, atau ketik transaksinya ya.',
  location: 'Lokasi belum bisa kucatat. Ketik transaksinya ya, misalnya "parkir 5rb".',
  contact: 'Kontak belum bisa kucatat. Ketik transaksinya ya, misalnya "kopi 25rb".',
  view_once: 'Pesan sekali lihat tidak bisa kubuka. Kirim ulang sebagai foto biasa ya.',
  other: 'Pesan jenis ini belum bisa kubaca. Kirim teks, voice note, foto struk, atau PDF ya.',
};

const reading: Record<Extract<Statement, { say: 'progress' }>['work'], string> = {
  speech: 'Masih kudengarkan voice note-nya',
  receipt: 'Masih kubaca struknya',
  document: 'Masih kubaca PDF-nya',
};

const hello = 'Halo! 👋 Kirim transaksi kapan saja, misalnya "makan siang 30rb". Ketik *bantuan* untuk contoh lain.';

function commanded(done: Command, goal?: GoalLine): string {
  const sofar = goal ? `\n${goalLine(goal)}` : '';
  switch (done.do) {
    case 'budget.set':
      return `✅ Budget ${budgetName(done.category)} terpasang: ${money(done.amount)} ${period[done.period]}.\nCek kapan saja: *sisa budget*.`;
    case 'savings.create':
      return `✅ Tabungan *${capital(plain(done.name))}* siap. Isi misalnya dengan *nabung 100rb buat ${plain(done.name)}*.`;
    case 'savings.deposit':
      return `✅ Sudah kusisihkan ${money(done.amount)}.${sofar}`;
    case 'balance.set':
      return `✅ Saldo ${walletName(done.wallet, locale)} sekarang ${money(done.amount)}.`;
    case 'category.add':
      return `✅ Kategori ${capital(plain(done.name))} siap. Tulis saja *kategori ${plain(done.name)}* di pesan transaksinya.`;
    case 'category.rename':
      return `✅ Kategori ${capital(plain(done.name))} sekarang bernama ${capital(plain(done.newName))}.`;
    case 'category.delete':
      return `✅ Kategori ${capital(plain(done.name))} sudah kuhapus.`;
    case 'savings.withdraw':
      return `✅ Sudah kuambilkan ${money(done.amount)}.${sofar}`;
  }
}

const notCommanded: Record<Extract<Statement, { say: 'not_commanded' }>['because'], string> = {
  no_such_goal: 'Tabungan itu belum ada. Balas *tabunganku* untuk melihat semuanya.',
  not_enough_saved: 'Isi tabungannya kurang dari itu, jadi tidak kuambil. Balas *tabunganku* untuk melihat isinya.',
  name_taken: 'Tabungan dengan nama itu sudah ada. Isi saja langsung, misalnya *nabung 100rb buat liburan*.',
  no_such_category: 'Kategori itu tidak ada. Balas *daftar kategori* untuk melihat semuanya.',
  category_taken: 'Kategori dengan nama itu sudah ada. Langsung pakai saja.',
  category_given: 'Itu kategori bawaan, jadi tetap ada. Yang bisa diubah atau dihapus hanya kategori buatanmu.',
  other: 'Itu tidak bisa kusimpan. Coba tulis dengan cara lain ya.',
};

const notAmended: Record<Extract<Statement, { say: 'not_amended' }>['because'], string> = {
  gone: 'Catatan itu sudah berubah atau dihapus sebelumnya, jadi tidak kuapa-apakan.',
  same: 'Catatannya memang sudah begitu, jadi tidak ada yang kuubah.',
  closed: 'Bulan itu sudah ditutup, jadi tidak bisa kuubah. Minta yang mengelola buku ini membukanya dulu ya.',
  approval: 'Jumlah barunya perlu persetujuan orang lain. Hapus saja catatannya, lalu kirim lagi yang benar: nanti kumintakan.',
  other: 'Itu tidak bisa kuubah. Hapus saja catatannya, lalu kirim lagi yang benar ya.',
};

const habitLine = (habit: Habit): string => `• ${plain(habit.phrase)} → ${habitValue(habit, locale)}`;

const closed: Record<Extract<Statement, { say: 'question_closed' }>['state'], string> = {
  booked: 'Yang itu sudah tercatat. Kalau salah, balas *hapus yang terakhir* lalu kirim lagi.',
  cancelled: 'Yang itu sudah dibatalkan. Kirim lagi transaksinya kalau mau dicatat.',
  expired: 'Pertanyaan itu sudah kedaluwarsa, jadi tidak kucatat. Kirim lagi transaksinya ya.',
};

/** A word of the newest question, to show how one is picked by its name. */
const openName = (open: readonly { proposal: Proposal }[]): string => {
  const [first] = open;
  const [entry] = first && 'entries' in first.proposal ? first.proposal.entries : [];
  return entry ? (titleOf(entry, locale).toLowerCase().split(' ')[0] ?? '') : '';
};

const examples =
  '• "kopi 25rb, bensin 50rb"\n• voice note, foto struk, atau PDF\n• "pengeluaran bulan ini berapa"\n• "saldo"\n• "hapus yang terakhir"';

const help = `*Catat*: "kopi 25rb, bensin 50rb", voice note, foto struk, atau PDF
*Dompet*: "makan 20rb pakai gopay", "topup gopay 100rb dari bca", "saldo awal bca 2jt"
*Lihat*: "saldo", "pengeluaran minggu ini", "transaksi kemarin", "lebih boros dari bulan lalu?", "kirim excel bulan ini"
*Betulkan*: "ubah yang tadi jadi 30rb", "hapus yang kopi", atau kutip (geser) pesannya
*Kategori*: "kopi 30rb kategori hiburan", "daftar kategori", "kebiasaan"
*Rencana*: "budget makan 1jt sebulan", "nabung 500rb buat liburan"

Aku selalu tanya dulu: balas *ya*, betulkan, atau *batal*.`;

/** Everything Catat says, in Indonesian. */
export const indonesian: Phrases = {
  greeting: () =>
    `Halo, aku *Catat* 👋 Aku mencatat pengeluaran dan pemasukanmu. Coba kirim:\n${examples}\n\nAku selalu tanya dulu sebelum mencatat. Pesan, media, dan catatanmu kusimpan untuk pembukuan ini.`,
  group_joined: () =>
    'Siap, aku ikut di grup ini 👋 Sebut aku di pesan transaksi, misalnya "@Catat bensin 50rb", lalu balas pertanyaanku dengan mengutipnya. Pesan lain di grup tidak kubaca. Catatan di sini terlihat oleh semua anggota yang memakaiku.',
  not_admitted: ({ by }) =>
    by === 'invite'
      ? 'Halo, aku *Catat*, pencatat keuangan di WhatsApp. Untuk sekarang aku hanya melayani undangan. Punya kodenya? Balas misalnya *kode ABCD-1234*.'
      : 'Halo, aku *Catat*, pencatat keuangan di WhatsApp. Nomor ini hanya melayani orang yang terdaftar, jadi pesanmu tidak kubaca.',
  question: (statement, today) => questionText(statement, texts, today),
  still_in_doubt: ({ proposal }, today) => `Belum bisa, satu hal lagi.\n\n${proposalAsk(proposal, texts, today)}`,
  answer_unclear: ({ proposal }, today) =>
    `Maaf, jawabannya belum kupahami.\n\n${proposalBody(proposal, texts, today)}\n\n${proposalAsk(proposal, texts, today)}`,
  reminder: ({ proposal }, today) =>
    `Yang ini masih menunggu jawabanmu:\n${proposalBody(proposal, texts, today)}\n\n${proposalAsk(proposal, texts, today)}`,
  booked: ({ entries, learnt, budgets = [], approved = false, remarks = [] }, today) =>
    `✅ ${approved ? 'Disetujui dan tercatat' : 'Tercatat'}:\n${draftBody(entries, texts, today)}${remarkLines(remarks)}${learntLine(learnt)}${budgets.map((one) => `\n\n${budgetLine(one)}`).join('')}`,
  amended: ({ amendments, learnt }, today) =>
    `✅ Sudah kuubah:\n${listed(
      amendments.map((one) => `• ${amendmentLine(one, texts, today)}`),
      locale,
    )}${learntLine(learnt)}`,
  approval_said: ({ decision, missing }) => {
    if (decision === 'reject') return 'Oke, kutolak. Yang meminta kukabari.';
    return missing === 0 ? '✅ Disetujui dan tercatat.' : `👍 Setujumu kucatat. Masih perlu ${missing} orang lagi.`;
  },
  approval_refused: ({ because }) => approvalRefused[because],
  approval_over: approvalOver,
  told_before: () => 'Oke, yang ini tidak kucatat lagi 👍',
  cancelled: () => 'Oke, batal. Tidak ada yang dicatat.',
  left_as_is: () => 'Oke, tidak jadi. Tidak ada yang berubah.',
  expired: () => 'Belum ada jawaban, jadi yang tadi tidak kuapa-apakan. Kirim lagi kapan saja ya.',
  question_closed: ({ state }) => closed[state],
  which_question: ({ open }) =>
    `Ada ${open.length} pertanyaan yang masih terbuka:\n${listed(
      open.map(({ proposal }, index) => `${index + 1}. ${proposalTitle(proposal, texts)}`),
      locale,
    )}\n\nYang mana? Balas nomornya (*1*, atau *1 dan 2*), namanya (*ya ${openName(open)}*), *semua*, atau *batal semua*.`,
  wordless: ({ waiting }) =>
    waiting ? '😄 Yang tadi masih kutunggu ya: balas *ya*, betulkan, atau *batal*.' : '😄 Ada yang mau dicatat?',
  acknowledged: () => 'Sip, kabari lagi ya 👌',
  nothing_open: () => 'Tidak ada pertanyaan yang terbuka. Kirim transaksi untuk dicatat, misalnya "kopi 25rb".',
  progress: ({ work, percent }) => `${reading[work]}${percent === undefined ? '' : ` (${percent} %)`}, sebentar ya…`,
  still_reading: ({ count }) =>
    `Ada ${count} pesanmu yang masih kubaca. Kalau itu yang mau dibatalkan, kutip (geser) pesannya lalu balas *batal*. Kalau catatan terakhir, balas *hapus yang terakhir*.`,
  habits: ({ habits }) =>
    habits.length === 0
      ? 'Belum ada kebiasaan yang kuingat. Kalau kamu betulkan kategori, lain kali kupakai sendiri.'
      : `*Yang kuingat dari kebiasaanmu*\n${listed(habits.map(habitLine), locale)}\n\nMau kulupakan? Balas misalnya *lupakan ${plain(habits[0]?.phrase ?? '')}*.`,
  forgotten: ({ habits }) => `Oke, sudah kulupakan:\n${listed(habits.map(habitLine), locale)}`,
  no_such_habit: ({ phrase }) => `Aku tidak punya kebiasaan untuk "${plain(phrase)}". Balas *kebiasaan* untuk melihat semuanya.`,
  no_such_entry: () =>
    'Catatan itu tidak ketemu. Balas *transaksi terakhir* untuk melihat daftarnya, atau kutip (geser) konfirmasinya.',
  not_amended: ({ because }) => notAmended[because],
  change_unclear: () => 'Mau diubah jadi apa? Tulis misalnya *ubah yang tadi jadi 30rb*, atau *kategori kopi harusnya hiburan*.',
  failure: ({ failure }) => failures[failure],
  help: () => help,
  smalltalk: ({ thanks }) => (thanks ? 'Sama-sama! 😊' : hello),
  not_understood: () =>
    'Maaf, aku belum paham, jadi tidak ada yang kucatat. Coba tulis seperti "makan siang 30rb", atau ketik *bantuan*.',
  file: (statement, today) => fileWords[locale](statement, today),
  commanded: ({ command: done, goal }) => commanded(done, goal),
  not_commanded: ({ because }) => notCommanded[because],
  amount_needed: ({ command: asked }) =>
    asked === 'budget.set'
      ? 'Berapa budgetnya? Tulis misalnya *budget makan 1jt sebulan*.'
      : 'Berapa jumlahnya? Tulis misalnya *nabung 500rb buat liburan*.',
  budgets: ({ budgets }) =>
    budgets.length === 0
      ? 'Belum ada budget. Pasang misalnya dengan *budget makan 1jt sebulan*.'
      : budgets.map((one) => (budgets.length > 1 ? `• ${budgetLine(one)}` : budgetLine(one))).join('\n'),
  savings: ({ goals }) =>
    goals.length === 0
      ? 'Belum ada tabungan. Mulai misalnya dengan *nabung 500rb buat liburan*.'
      : `*Tabunganmu*\n${listed(
          goals.map((one) => `• ${goalLine(one)}`),
          locale,
        )}`,
  empty: () => 'Pesannya kosong. Ketik transaksinya ya, misalnya "kopi 25rb".',
  unsupported: ({ what }) => unsupported[what],
  categories: ({ own = [] }) =>
    `*Kategori pengeluaran*\n${expenseCategories.map((slug) => categoryName(slug, locale)).join(', ')}\n\n*Kategori pemasukan*\n${incomeCategories
      .map((slug) => categoryName(slug, locale))
      .join(
        ', ',
      )}${own.length === 0 ? '' : `\n\n*Kategori buatanmu*\n${own.map((name) => plain(name)).join(', ')}`}\n\nMau tambah? Balas misalnya *buat kategori hewan*.`,
  balance: ({ wallets, goals = [] }) =>
    wallets.length === 0
      ? 'Belum ada catatan, jadi saldonya masih kosong.'
      : `*Saldo menurut catatan*\n${listed(
          wallets.map(({ name, amount }) => `• ${plain(name)}: ${money(amount)}`),
          locale,
        )}${
          goals.length === 0
            ? ''
            : `\n\n*Tabungan*\n${listed(
                goals.map((one) => `• ${goalLine(one)}`),
                locale,
              )}`
        }`,
  report,
  compared,
  list,
  undone: ({ entries }) =>
    `Sudah kuhapus:\n${listed(
      entries.map(({ note, amount }) => `• ${capital(plain(note)) || 'Catatan'} — ${money(amount)}`),
      locale,
    )}`,
  nothing_to_undo: () => 'Tidak ada catatan yang bisa dihapus.',
};
