/** Purchases and receipts told without their price ("tadi nambal ban"): records all the same, whose amount is to be asked for. */

import { matchBrand, matchExpense, matchIncome } from '../lexicon/match.ts';
import { buying, formOf, giving, serving } from '../reading/verbs.ts';
import { isOthers, tellsDone } from './claims.ts';
import { directionOf } from './direction.ts';
import { isForgotten, isNotSpent, isPlanned } from './unsaid.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** What is given is money. */
const money = setOf(
  'uang duit sangu amplop angpao angpau thr tip tips paket jajan iuran kas persembahan kolekte kotak dues cash money',
);
/** Only money is sent so: "transfer ke ibu sudah". */
const sent = /\b(?:transfer|setor)(?:in|kan)? (?:ke|to) \S+/;
/** Words that may stand between what is done and whom it is told of. */
const subjects = setOf('saya kita kami i we');
/** The verb is proposed, or being done. */
const proposed =
  /\b(?:yuk|yok|kuy|ayo|ayok|mari|lets|let us|dimana|di mana|apa|dulu(?: ya)?$|lagi (?!di\b)\S+(?: nih)?$|sedang|belum|males|pernah|suka|hobi|biasanya|sering|selalu|jarang|tiap|setiap|siap|bisa|boleh|jangan|how|can|should)\b/;

/** Where, or with whom, something was had. */
const places = setOf('di sama bareng bersama barengan bertiga berdua at with');
/** A meal told with its day: "lunch with client today". */
const meal =
  /^(?:saya |sudah |had |tadi )*(?:sarapan|breakfast|lunch|dinner|brunch|coffee|makan (?:pagi|siang|sore|malam)|ngopi|bukber|nongkrong) (?:di|sama|bareng|bersama|at|with)\b/;
/** Money lent: whom it went to is what is told. */
const lending =
  /^(?:saya |sudah |tadi |barusan )*(?:ngutangin|minjemin|pinjemin|minjamin|minjami|pinjamin|nalangin|talangin|lent) \S+/;

/** Most words of such a line; a longer one without a price is talk. */
const longest = 12;
/** Most words before the verb ("tadi pulang kerja mampir indomaret beli roti"). */
const furthest = 7;

const past = /\b(?:sudah|tadi|barusan|baru|habis|kemarin|semalam|akhirnya|already|just|yesterday)\b/;

/** Rides told by where they went: "grab ke kampus". */
const riding =
  /^(?:saya |sudah |tadi |barusan |habis |baru )*(?:naik |pakai |order |pesan )?(?:grab|gojek|gocar|goride|grabcar|grabbike|maxim|indrive|ojek|ojol|taksi|taxi|bluebird|angkot|krl|mrt|lrt|transjakarta|bus|bis|kereta|travel|becak|bajaj|bentor|delman|parkir) (?:ke|di|pulang|to|dari|depan|home)\b/;
/** Sums nobody can book: "habis ratusan ribu". */
const vagueSum =
  '(?:ratusan|puluhan|belasan|jutaan|beberapa|sekian|entah berapa) (?:(?:puluh|ratus|belas) )?(?:ribu|rb|juta|jt|k)';
const vague = new RegExp(
  `\\b(?:beli|bayar|belanja|jajan|makan|habis|keluar|kena|dapat|terima)\\b.*\\b${vagueSum}\\b|\\b${vagueSum}\\b.*\\b(?:buat|untuk|beli|bayar)\\b`,
);
/** The same said of a thing alone: "iuran posyandu beberapa puluh ribu". */
const bareVague = new RegExp(`^(?!harga)\\S+(?: \\S+){0,4} ${vagueSum}$`);
/** Outings told with their day alone: "kemarin nonton". */
const outing =
  /^(?:saya |sudah |habis |pergi )*(?:nonton|belanja|jajan|ngopi|servis|laundry|kondangan|karaoke|renang|futsal|badminton|ngegym|nyalon)$/;

/** What comes in, and that it came. */
const incomes =
  '(?:gaji|gajian|bonus|thr|komisi|honor|honorarium|transferan|transfer|kiriman|uang|duit|dana|salary|paycheck|cashback|refund|fee|insentif|upah|rapel|tunjangan|beasiswa|bansos|pensiun|pensiunan|lemburan|lembur|dividen|bunga|royalti|dp|pelunasan|pembayaran|orderan|order|pesanan|jualan|dagangan|sewa|reimburse|klaim|tips?|warisan|arisan|omzet)';
const arrived = '(?:masuk|cair|turun|diterima|terima|dibayar|ditransfer|dibayarkan|received|arrived|came in|landed)';
const receiving = [
  /^(?:sudah |tadi |baru |akhirnya |alhamdulillah |asik |hore |yeay )*gajian(?: nih| juga| dong| euy)?$/,
  new RegExp(
    `^(?:\\S+ ){0,3}?${incomes}\\b(?: \\S+){0,4}? (?:sudah |udah |baru |barusan |tadi |akhirnya |has |just )*${arrived}\\b`,
  ),
  /\b(?:jualan|dagangan|orderan|order|pesanan|jahitan|motor|mobil|barang|hp|laptop)\b.*\b(?:laku|terjual|kejual|dibayar)(?: \S+){0,2}$/,
  /^(?:tadi |sudah |alhamdulillah |akhirnya )*(?:laku|terjual|kejual) \S+/,
  /\bgot paid\b/,
  /^(?:utang|hutang|piutang|pinjaman)\b.*\b(?:balik|dibalikin|dikembalikan|lunas|dibayar)$/,
  new RegExp(
    `\\b(?:terima|nerima|menerima|dapat|got|received|cairin|cair|ditransfer|dikirim|dikirimin|dikasih)(?: my| the| \\S+an)? ${incomes}\\b`,
  ),
  /\b(?:dikasih|ditransfer|dikirimin|dikirim|dibayar)(?: (?:uang|duit|jajan|sangu))? (?:sama |oleh |dari )?(?:klien|pelanggan|bos|kantor|mama|papa|ibu|bapak|ayah|nenek|kakek|om|tante|kakak|abang|mertua|suami|istri)\b/,
];

/** Food and fares that are bought so often that the word alone tells ("kopi"). */
const everyday =
  /^(?:kopi|bensin|parkir|galon|gojek|ojol|sarapan|nasi padang|nasi goreng|bakso|mie ayam|jajan|rokok|token listrik|pulsa|kopi susu|nasi uduk|bubur ayam|soto|seblak|laundry|makan siang|makan malam|es teh|tol|grab|ongkir)$/;

/** "beras 2 karung dari pasar": goods and where they are from. */
const goodsFrom =
  /^\S+(?: \S+){0,4} dari (?:pasar|toko|warung|indomaret|alfamart|shopee|tokped|tokopedia|apotek|supermarket|tukang)\b/;

/** Bills that are settled: "listrik bulan ini sudah beres". */
const settled =
  /^(?:listrik|air|pdam|wifi|internet|kos|kontrakan|sewa|spp|ukt|cicilan|angsuran|pajak|bpjs|iuran|arisan|tagihan|utang|hutang)\b.*\bsudah (?:beres|lunas|kelar|aman)\b/;

const namesThing = (words: readonly string[]): boolean =>
  (matchExpense(words) ?? matchIncome(words) ?? matchBrand(words)) !== null;

const kinds = [
  ['buying', buying],
  ['giving', giving],
  ['serving', serving],
] as const;

/** The verb of spending that says most: its place and what it asks beside it. */
function verbIn(words: readonly string[]): { at: number; kind: (typeof kinds)[number][0]; passive: boolean } | null {
  for (const [kind, roots] of kinds) {
    for (let at = 0; at < Math.min(words.length, furthest); at++) {
      const form = formOf(words[at] ?? '', roots);
      if (form) return { at, kind, passive: form.voice === 'passive' };
    }
  }
  return null;
}

/** Whether a thing, or a word that only names one ("tagihan"), stands among the words beside the verb. */
function tellsSpending(line: string, done: boolean): boolean {
  const words = line.split(' ');
  const verb = verbIn(words);
  if (!verb || proposed.test(line)) return false;
  const beside = words.filter((word, place) => place !== verb.at && !subjects.has(word));
  const after = words.slice(verb.at + 1);
  if (verb.passive) return done && namesThing(beside);
  if (verb.kind === 'giving') return beside.some((word) => money.has(word)) || (done && sent.test(line));
  if (verb.kind === 'buying') return namesThing(beside) || (done && after.length > 0);
  return done ? namesThing(words) : namesThing(after) || (namesThing([words[verb.at] ?? '']) && places.has(after[0] ?? ''));
}

/**
 * Whether a line (`clauses.lineOf`) tells of money of the person's own that moved, without saying how much. `whole` is the line with its days, `dated` says
 * that a day that is not ahead was named.
 */
export function tellsWithoutPrice(line: string, whole: string, dated: boolean): boolean {
  const words = line.split(' ');
  if (words.length > longest || isNotSpent(line) || isPlanned(line) || isOthers(line)) return false;
  const done = tellsDone(whole) || past.test(whole) || dated;
  return (
    tellsSpending(line, done) ||
    (done && directionOf(line, false).type === 'transfer') ||
    everyday.test(line) ||
    settled.test(whole) ||
    (goodsFrom.test(line) && (matchExpense(words.slice(0, 1)) ?? matchExpense(words.slice(0, 2))) !== null) ||
    lending.test(line) ||
    (done && meal.test(line)) ||
    (isForgotten(line) && namesThing(words)) ||
    riding.test(line) ||
    vague.test(line) ||
    (bareVague.test(line) && namesThing(words)) ||
    (dated && outing.test(line)) ||
    receiving.some((pattern) => pattern.test(line))
  );
}
