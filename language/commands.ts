import { readBalance, readBalanceSet } from './balanceCommands.ts';
import { type CalendarUnit, localDate, wholeUnit } from './calendar.ts';
import type { Message } from './clauses.ts';
import { findDates } from './dates.ts';
import type { Category, Intent } from './interpretation.ts';
import { matchCategory, matchNamed } from './lexicon/match.ts';
import { wallets } from './lexicon/merchants.ts';
import type { Reader } from './locale.ts';
import { findPeriod } from './periods.ts';
import { isForgotten } from './unsaid.ts';

/** A message as a line to match: words, "#" for money, other numbers as they stand. */
export interface Line {
  text: string;
  words: string[];
  /** Value of the first amount of money, as a decimal string. */
  amount: string | null;
  /** All amounts of money, in order. */
  amounts: (string | null)[];
}

/** Commands are short; a longer message is never read as one, so that patterns stay cheap. */
const commandWords = 30;

/** Builds the line of a message; null when it is too long to be a command. */
export function commandLine({ tokens, amounts }: Message): Line | null {
  if (tokens.length > commandWords * 2) return null;
  const money = amounts.filter((amount) => amount.kind === 'money');
  const words: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const amount = money.find((candidate) => candidate.first === index);
    const named = amount?.weak && tokens[index]?.kind === 'number' && tokens[index]?.glued && tokens[index - 1]?.kind === 'word';
    // "celengan ps5": a number grown to a word is part of its name.
    if (named && money.some((other) => !other.weak)) words.push(`${words.pop() ?? ''}${tokens[index]?.norm ?? ''}`);
    else if (amount) {
      words.push('#');
      index = amount.last;
    } else if (tokens[index]?.kind === 'word' || tokens[index]?.kind === 'number') words.push(tokens[index]?.norm ?? '');
  }
  if (words.length > commandWords) return null;
  const values = money.map((amount) => (amount.value === null ? null : String(amount.value)));
  return { text: words.join(' '), words, amount: values[0] ?? null, amounts: values };
}

type Read = (line: Line, message: Message, reader: Reader) => Intent | null;

const polite =
  /\b(?:tolong|dong|ya|yaa|please|pls|plis|kak|min|bot|nih|deh|sih|catat|donk|mas|mbak|hey|hai|halo|coba|bang|can you|could you|bisa|gan|bro|sis|aja|lah)\b/g;

/** A name without politeness and filler: "tanaman dong" -> "tanaman". */
const nameOf = (raw: string): string =>
  raw
    .replace(polite, ' ')
    .replace(
      /\b(?:baru|namanya|bernama|called|named|new|saya|untuk|buat|for|my|the|a|dengan|target|targetnya|sebesar|senilai|of|with)\b/g,
      ' ',
    )
    .replace(/#/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const savingsWord = '(?:savings? goal|target tabungan|pos tabungan|tabungan|celengan|savings?|goals?|simpanan)';
const make =
  '(?:buat|bikin|buatin|bikinin|buatkan|bikinkan|mulai|tambah|tambahin|tambahkan|create|make|start|add|open|new|set up|buka|set)';

const readSavingsCreate: Read = ({ text, amount }) => {
  // "tambah tabungan kurban 100rb" adds money to one that is there.
  if (/\b(?:tambah|tambahin|tambahkan|add)\b/.test(text) && text.includes('#') && !/\b(?:baru|new|target)\b/.test(text))
    return null;
  const match =
    /\b(?:mulai|start) (?:nabung|menabung|saving) (?:buat|untuk|for) (.+?) #$/.exec(text) ??
    /\b(?:nabung|menabung|save|saving) (?:buat|untuk|for) (.+?) (?:target|targetnya|goal) #$/.exec(text) ??
    new RegExp(`\\b${make} (?:(?:a|an|new|my) )?${savingsWord} (.+)$`).exec(text) ??
    new RegExp(
      `\\b${make} (?:(?:a|an|new|my) )?(.+?) ${savingsWord}(?: baru)?(?: (?:target|of|with|goal|sebesar|targetnya|goal of|with target))*(?: #)?$`,
    ).exec(text) ??
    new RegExp(`^${savingsWord} baru (.+)$`).exec(text) ??
    /^target (?:nabung|menabung)(?: buat| untuk)? (.+?) #$/.exec(text) ??
    new RegExp(`^target ${savingsWord} (.+)$`).exec(text) ??
    new RegExp(`^${make} (?:target|goal) (.+?) #$`).exec(text) ??
    new RegExp(`^${savingsWord} (.+?) (?:target|targetnya|goal) #$`).exec(text);
  const name = nameOf(match?.[1] ?? '');
  return name === '' ? null : { intent: 'savings.create', name, target: amount };
};

const put =
  '(?:setor|nyetor|setorin|masukin|masukkan|tambah|tambahin|tambahkan|simpan|simpanin|nabung|tabung|tabungin|menabung|deposit|save|put|add|sisihin|sisihkan|nyisihin|isi|transfer|alokasikan)';
const notNames = new Set([
  'tunai',
  'cash',
  'uang',
  'duit',
  'bank',
  'atm',
  'rekening',
  'rek',
  'saldo',
  'celengan',
  'tabungan',
  'kas',
  'dari',
  'ke',
  'di',
  'money',
  'savings',
  'modal',
  'hari',
  'bulan',
  'kantor',
  'masa',
  'depan',
  'sini',
  'situ',
  'koperasi',
  'arisan',
  'muka',
  'pajak',
  'kos',
  'kost',
  'kontrakan',
  'sewa',
  'hotel',
  'apartemen',
  'pinjol',
  'paylater',
  'cicilan',
  'angsuran',
  'elpiji',
  'gas',
]);

/** "dana darurat" is a goal, "dana" alone a wallet. */
const isFund = (name: string): boolean => /^(?:dana|kas) \S/.test(name);

const isName = (name: string): boolean =>
  isFund(name) ||
  (name !== '' &&
    name.split(' ').length <= 4 &&
    !wallets.has(name.split(' ')[0] ?? '') &&
    !notNames.has(name.split(' ')[0] ?? ''));

const readDeposit: Read = ({ text, amount }) => {
  // "nabung 10rb sehari bisa setahun 3,6jt" reckons.
  if ((amount === null && !text.includes('#')) || /\b(?:sehari|setiap|tiap|kalau|bisa jadi|bisa dapat|bisa setahun)\b/.test(text))
    return null;
  // "setor kas 20rb sama ganti busi 35rb" are two purchases.
  if (/#.*#./.test(text)) return null;
  const match =
    new RegExp(
      `\\b${put} (?:uang |duit )?# (?:ke|buat|untuk|di|to|into|for|in|towards) (?:(?:my|the|dalam|pos) )?${savingsWord} (.+)$`,
    ).exec(text) ??
    new RegExp(
      `\\b${put} (?:uang |duit )?# (?:ke|buat|untuk|di|to|into|for|in|towards) (?:(?:my|the) )?(.+?) ${savingsWord}$`,
    ).exec(text) ??
    new RegExp(
      `^(?:saya )?(?:setor|nyetor|deposit|nabung|tabung|menabung|simpan|save|tambah|tambahin|tambahkan|nambah|nambahin|isi|masukin|add|add to) ${savingsWord} (.+?) #`,
    ).exec(text) ??
    /^(?:saya )?(?:nabung|menabung|tabung|save|saved|sisihin|sisihkan|simpan|deposit|deposited|setor|masukin) # (?:ke|buat|untuk|for|to|into) (.+)$/.exec(
      text,
    ) ??
    /^(?:saya )?(?:setor|nyetor|deposit|nabung|menabung|tabung) (?:ke |buat |untuk |to |for |into )?(.+?) #$/.exec(text) ??
    new RegExp(
      `^${savingsWord} (\\S+(?: \\S+)?) (?:tambah|tambahin|tambahkan|isi|isiin|setor|setorin|nambah|nambahin|masuk|masukin|topup|top up|\\+)(?: lagi)? #`,
    ).exec(text);
  const name = nameOf(match?.[1] ?? '');
  return isName(name) ? { intent: 'savings.deposit', name, amount } : null;
};

const readWithdraw: Read = ({ text, amount }) => {
  if (!text.includes('#')) return null;
  const match =
    new RegExp(
      `\\b(?:tarik|ambil|mengambil|menarik|pakai|withdraw|take|took|withdrew|keluarin|cairin|use)(?: dulu)? (?:uang |duit )?# (?:dari|from|out of|of|di) (?:(?:my|the) )?(?:${savingsWord} )(.+)$`,
    ).exec(text) ??
    new RegExp(
      `\\b(?:tarik|ambil|pakai|withdraw|take|took|withdrew|keluarin|cairin|use) (?:uang |duit )?# (?:dari|from|out of) (?:(?:my|the) )?(.+?) ${savingsWord}$`,
    ).exec(text) ??
    new RegExp(`\\b(?:tarik|ambil|pakai|withdraw|keluarin|cairin|use) (?:dari )?${savingsWord} (.+?)(?: sebesar)? #`).exec(
      text,
    ) ??
    /^(?:tarik|withdraw)(?: dari| from)? (?!.*\b(?:dapat|penumpang|ojek|ojol|grab|gojek|angkot|seharian)\b)(.+?) #$/.exec(text) ??
    /^(?:tarik|withdraw) # (?:dari|from) (.+)$/.exec(text);
  const name = nameOf(match?.[1] ?? '').replace(new RegExp(`^${savingsWord} `), '');
  return isName(name) ? { intent: 'savings.withdraw', name, amount } : null;
};

const readSavingsList: Read = ({ text }) => {
  if (text.includes('#') || !new RegExp(`\\b${savingsWord}(?:ku|nya)?\\b|\\btabungan(?:ku|nya)\\b`).test(text)) return null;
  const asks =
    /\b(?:lihat|cek|daftar|list|semua|show|all|berapa|apa|mana|progress|progres|status|view|saldo|check|total|sampai|isi|what|how|see|my)\b/.test(
      text,
    ) ||
    /^(?:tabungan|savings|celengan)(?: saya)?$/.test(text) ||
    /\btabungan(?:ku)?\b/.test(text);
  return asks ? { intent: 'savings.list' } : null;
};

const budgetWord =
  /\b(?:budget(?:ku|nya|mu)?|anggaran(?:ku|nya|mu)?|bujetku|jatahku|anggarkan|anggarin|jatah|limit|batas|batasi|bujet|budjet|bajet|budgeting|plafon)\b/;

const readBudget: Read = ({ text, words, amount }) => {
  if (!budgetWord.test(text)) return null;
  const rest = words.filter(
    (word) =>
      (!budgetWord.test(word) &&
        !['bulanan', 'mingguan', 'bulan', 'minggu', 'set', 'sisa', 'total', 'uang', 'harian'].includes(word)) ||
      (word === 'harian' && text.includes('belanja harian')),
  );
  // "limit belanja pakaian": what is bought says more.
  const things = rest.filter((word) => word !== 'belanja');
  const category: Category | null =
    (rest.includes('harian') ? null : matchNamed(things)) ?? matchNamed(rest) ?? matchCategory(rest);
  if (!text.includes('#')) return { intent: 'budget.status', category };
  if (/\blimit (?:paylater|kartu|kredit|pinjaman|pinjol|cc)\b/.test(text)) return null;
  if (/\b(?:hunting|nyari|cari|apa|cukup|enaknya|kira|bisa dapat|dimana|enough)\b/.test(text)) return null;
  if (/\b(?:beli|bayar|habis)\b/.test(text) && !/^(?:set|budget|anggaran|atur)/.test(text)) return null;
  const period = /\b(?:minggu|mingguan|pekan|seminggu|weekly|week|perminggu|sepekan)\b/.test(text) ? 'week' : 'month';
  return { intent: 'budget.set', category, amount, period };
};

const categoryWord = '(?:kategori|category|categories|kategorinya)';

const readCategory: Read = ({ text }) => {
  if (!new RegExp(`\\b${categoryWord}\\b`).test(text) || text.includes('#')) return null;
  if (/\b(?:pengeluaran|terbesar|terbanyak|boros|paling)\b/.test(text)) return null;
  const rename = new RegExp(
    `\\b(?:ubah|ganti|rename|change|gantiin|edit)(?: the)?(?: nama| name of)?(?: the)? ${categoryWord} (.+?) (?:jadi|menjadi|ke|to|into|dengan|as) (.+)$`,
  ).exec(text);
  const renamed = new RegExp(
    `^${categoryWord} (.+?) (?:ganti|ubah|diganti|diubah|rename)(?: nama| namanya)?(?: jadi| menjadi| ke) (.+)$`,
  ).exec(text);
  if (renamed) return { intent: 'category.rename', name: nameOf(renamed[1] ?? ''), newName: nameOf(renamed[2] ?? '') };
  if (rename) {
    const [name, newName] = [nameOf(rename[1] ?? ''), nameOf(rename[2] ?? '')];
    const pointing = /^(?:yang |tadi|terakhir|transaksi|itu|ini|of |last|it)/.test(rename[1] ?? '');
    if (name !== '' && newName !== '' && !pointing) return { intent: 'category.rename', name, newName };
  }
  const remove =
    new RegExp(`\\b(?:hapus|hapusin|delete|remove|buang|hilangin|hilangkan|apus|drop)(?: the)? ${categoryWord} (.+)$`).exec(
      text,
    ) ??
    new RegExp(`\\b(?:delete|remove)(?: the)? (.+) ${categoryWord}$`).exec(text) ??
    new RegExp(`\\b${categoryWord} (.+?) (?:dihapus|dihapusin|diapus|dibuang|dihilangkan|hapus|apus)(?: aja)?$`).exec(
      text.replace(polite, '').trim(),
    );
  if (remove) return named('category.delete', remove[1]);
  const add =
    new RegExp(`\\b${make} (?:(?:a|new) )*${categoryWord} (.+)$`).exec(text) ??
    new RegExp(`\\b${make} (?:(?:a|new) )*(.+?) ${categoryWord}$`).exec(text) ??
    new RegExp(`^${categoryWord} baru (.+)$`).exec(text);
  if (add) return named('category.add', add[1]);
  const lists =
    /\b(?:daftar|list|lihat|apa|semua|show|what|which|ada|all|tampilkan|cek|my|tunjukkan|berapa)\b/.test(text) ||
    /^(?:kategori|categories)$/.test(text.replace(polite, '').trim());
  return lists ? { intent: 'category.list' } : null;
};

function named(intent: 'category.add' | 'category.delete', raw: string | undefined): Intent | null {
  const name = nameOf(raw ?? '');
  return name === '' ? null : { intent, name };
}

const readExport: Read = ({ text }, message, reader) => {
  const asks =
    /\b(?:export|ekspor|eksport|exportin|ekspor|unduh|download|donlot|csv|xlsx|xls|excel|exel|eksel|spreadsheet)\b/.test(text);
  if (!asks || (text.includes('#') && /\b(?:beli|bayar|kursus|langganan|buku)\b/.test(text))) return null;
  const format = /\bcsv\b/.test(text) ? 'csv' : /\b(?:xlsx|xls|excel|exel|eksel|spreadsheet)\b/.test(text) ? 'xlsx' : null;
  return { intent: 'export', format, ...findPeriod(message.tokens, reader) };
};

const spendingWord =
  /\b(?:(?:pengeluaran|belanja|belanjaan|jajan|jajanan|pemasukan|pendapatan|penghasilan)(?:ku|nya|mu)?|boros|spending|spend|spent|expenses|expense|income|keluar|dikeluarkan|dikeluarin|ngeluarin|habis|ngabisin|abisin|habisin|menghabiskan|dihabiskan|kepakai|kepake|terpakai|kebuang|ludes|uang masuk|uang keluar|earn|earned|make)\b/;
const reportWord =
  /\b(?:laporan|laporannya|rangkuman|rangkum|ringkasan|rekap|rekapan|rekapin|rekapitulasi|summary|report|recap|statistik|statistics|grafik|cashflow|arus kas|overview|breakdown|(?:keuangan|kondisi uang)(?:ku|nya)?(?! (?:mikro|negara|syariah)))\b/;
/** "total hari ini", "berapa total bensin bulan lalu": a sum of the books, where a period or a category is named with it. */
const sumWord =
  /\b(?:total|totalnya|totalan|totalin|totalkan|jumlah|jumlahnya|jumlahin|jumlahkan)\b(?! (?:uang|duit|saldo|tabungan|utang|hutang)(?:ku|nya)?\b)/;
/** "bensin bulan ini berapa": asked of a category and a period, and not of the world. */
const howMuch = /\b(?:berapa|berapaan|seberapa|how much)\b/;
const ofTheWorld =
  /\b(?:harga|harganya|kurs|cuaca|jam|pukul|tanggal|umur|usia|nilai|skor|suhu|orang|umr|gaji|ongkir|tarif|nomor|no|hari libur|menit|saham|emas|dolar|dollar|btc|bitcoin|bayarnya|bayar)\b/;
/** "apa aja yang saya beli hari ini". */
const whatBought =
  /\b(?:apa aja|apaan aja|what|apa)\b.*\b(?:beli|dibeli|bayar|dibayar|catat|dicatat|tercatat|kecatat|did i buy|i bought|i buy)\b|\b(?:beli|bayar|catat|jajan) apa aja\b/;
const listWord =
  /\b(?:transaksi|transaksinya|transaksiku|catatan|catatanku|riwayat|history|histori|mutasi|transactions|transaction|records|entries|daftar pengeluaran|list pengeluaran|daftar belanja|(?:pengeluaran|pemasukan|belanja) terakhir|rincian|detail|rinciannya)\b/;
const asking =
  /\b(?:berapa|berapaan|total|totalnya|lihat|cek|show|how much|how many|apa|tampilkan|tunjukkan|minta|kirim|daftar|list|mana|check|view|see|give|what|see|kasih|tahu|check|gimana|bagaimana|terakhir|semua|tidak|kemana|ke mana|seberapa|terbesar|terbanyak|terboros|tertinggi|paling|biggest|largest|most|hitung|hitungin|itung|itungin)\b/;

/** Words of a report that are no category. */
const reportWords =
  /^(?:(?:pengeluaran|pemasukan|belanja|belanjaan)(?:ku|nya|mu)?|keuangan(?:ku|nya)?|uang|duit|total|boros|keluar|masuk|habis|saya|berapa|laporan|rekap|transaksi|catatan|hari|bulan|minggu|tahun|lalu|ini|kemarin|dari|sampai|terakhir|lihat|cek|minta|keuangan|data|bunga|kasih|kirim|income|lainnya|main)$/;

/** "duit gue lari kemana aja". */
const whereTo = /\b(?:uang|duit|uangku|duitku|gaji|money)\b.*\b(?:kemana|ke mana|lari|where)\b/;

/** A period and nothing else asks for what is booked in it. */
const barePeriod =
  /^(?:hari|minggu|bulan|tahun) ini(?: dong| ya| berapa)*$|^(?:minggu|bulan) (?:lalu|kemarin)(?: dong| ya| berapa)*$/;

/** "list", "list kemarin". */
const bareList =
  /^(?:list|daftar|riwayat|histori|history)(?: (?:(?:hari|minggu|bulan|tahun) ini|kemarin|(?:minggu|bulan|tahun) (?:lalu|kemarin)))?$/;

/** A longer message with a "total" in it tells of something else. */
const sumWords = 10;

const readBareList: Read = ({ text }, message, reader) =>
  bareList.test(text) ? { intent: 'list', category: null, ...findPeriod(message.tokens, reader) } : null;

/** "lebih boros dari bulan lalu?", "bandingin minggu ini sama minggu lalu": this period against the one before. */
const comparing =
  /\b(?:lebih|makin|tambah) (?:boros|hemat|irit|banyak|sedikit|dikit|besar|gede|kecil)\b|\b(?:naik|turun)\b.*\b(?:dari|dibanding|ketimbang)\b|\b(?:banding|bandingkan|bandingin|dibanding|dibandingin|dibandingkan|perbandingan|ketimbang|compare|compared|versus|vs)\b|\b(?:more|less) than last\b/;
const unitSaid: readonly [CalendarUnit, RegExp][] = [
  ['week', /\b(?:minggu|pekan|week)\b/],
  ['month', /\b(?:bulan|month)\b/],
  ['year', /\b(?:tahun|year)\b/],
];
/** A longer message that compares tells of something else. */
const comparingWords = 14;

const readComparison: Read = ({ text, words }, _message, reader) => {
  const unit = unitSaid.find(([, said]) => said.test(text))?.[0];
  if (unit === undefined || text.includes('#') || words.length > comparingWords || !comparing.test(text)) return null;
  if (ofTheWorld.test(text)) return null;
  const own = words.filter((word) => !reportWords.test(word));
  const period = wholeUnit(unit, false, localDate(reader.now, reader.timezone));
  return { intent: 'report', category: matchNamed(own) ?? matchCategory(own), compared: unit, ...period };
};

const earning = /\b(?:untung|rugi|laba|profit|cuan|selisih)(?:nya|ku)?\b/;
const incomeSaid = /\b(?:pemasukan|pendapatan|penghasilan|income|uang masuk|earned?)(?:ku|nya)?\b/;
const expenseSaid = /\b(?:pengeluaran|spending|expenses?|uang keluar)(?:ku|nya)?\b/;

const readReport: Read = ({ text, words }, message, reader) => {
  if (isForgotten(text)) return null;
  if (text.includes('#') && !message.amounts.every((amount) => amount.weak || amount.kind !== 'money')) return null;
  const lists = listWord.test(text) && !reportWord.test(text);
  const period = findPeriod(message.tokens, reader);
  const bought = period.from !== null && whatBought.test(text);
  const reports =
    bought ||
    barePeriod.test(text) ||
    reportWord.test(text) ||
    (sumWord.test(text) && (period.from !== null || matchCategory(words) !== null) && words.length <= sumWords) ||
    (howMuch.test(text) && period.from !== null && !ofTheWorld.test(text) && matchCategory(words) !== null) ||
    whereTo.test(text) ||
    (spendingWord.test(text) && asking.test(text)) ||
    /^(?:pengeluaran|pemasukan|spending|expenses|income)\b/.test(text);
  const listing =
    lists ||
    (bought && !howMuch.test(text)) ||
    (/\b(?:apa aja|list|daftar|rincian|detail)\b/.test(text) &&
      spendingWord.test(text) &&
      !/\bberapa\b|\bhabis (?:buat|ke|di|untuk)\b/.test(text));
  if (!reports && !(lists && (asking.test(text) || words.length <= 4))) return null;
  const category = askedCategory({ text, words }, message, reader);
  return listing ? { intent: 'list', category, ...period } : { intent: 'report', ...period, ...partOf(text, category) };
};

/** What a report is about: all, a category, what came in or what went out. "untung berapa" asks what is left of it all. */
function partOf(text: string, category: Category | null): { category: Category | null; only?: 'income' | 'expense' } {
  if (category !== null && !earning.test(text)) return { category };
  return { category: null, ...sideOf(text) };
}

/** Whether only what came in is asked for, or only what went out. */
function sideOf(text: string): { only?: 'income' | 'expense' } {
  const [income, expense] = [incomeSaid.test(text), expenseSaid.test(text)];
  return income === expense ? {} : { only: income ? 'income' : 'expense' };
}

/** The category a report is asked for; null for all. */
export function askedCategory({ text, words }: Pick<Line, 'text' | 'words'>, message: Message, reader: Reader): Category | null {
  const harian = /\bbelanja (?:harian|bulanan|dapur)\b/.test(text);
  const rest = harian ? words : words.filter((word) => !reportWords.test(word));
  const skip = new Set(
    findDates(message.tokens, reader).flatMap((date) =>
      message.tokens.slice(date.first, date.last + 1).map((token) => token.norm),
    ),
  );
  const own = rest.filter((word) => harian || !skip.has(word));
  return matchNamed(own) ?? matchCategory(own);
}

/** Commands in the order in which they are tried: the more particular first. */
const commands: readonly Read[] = [
  readCategory,
  readBudget,
  readExport,
  readSavingsCreate,
  readWithdraw,
  readDeposit,
  readSavingsList,
  readBareList,
  readBalanceSet,
  readComparison,
  readReport,
  readBalance,
];

/** Reads a command other than edit, undo, help; null when the message is none. */
export function readCommand(line: Line, message: Message, reader: Reader): Intent | null {
  for (const read of commands) {
    const intent = read(line, message, reader);
    if (intent) return intent;
  }
  return null;
}
