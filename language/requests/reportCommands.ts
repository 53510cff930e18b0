import { type CalendarUnit, localDate, wholeUnit } from '../calendar.ts';
import type { Category } from '../interpretation.ts';
import { matchCategory, matchNamed } from '../lexicon/match.ts';
import type { Reader } from '../locale.ts';
import type { Message } from '../reading/clauses.ts';
import { findDates } from '../reading/dates.ts';
import { findPeriod, isDayAlone } from '../reading/periods.ts';
import { isForgotten } from '../records/unsaid.ts';
import type { Line, Read } from './commandLine.ts';

export const readExport: Read = ({ text }, message, reader) => {
  const asks =
    /\b(?:export|eksport|ekspor|exportin|eksporin|unduh|unduhin|download|downloadin|donlot|donlotin|csv|xlsx|xls|excel|exel|eksel|spreadsheet)(?:nya|ku)?\b/.test(
      text,
    );
  // "excel course 200rb" is bought; the days of "dari tgl 5 sampai 20" look like money only to those who do not read on.
  const priced = message.amounts.some(({ kind, weak }) => kind === 'money' && !weak);
  if (!asks || priced || (text.includes('#') && /\b(?:beli|bayar|kursus|langganan|buku)\b/.test(text))) return null;
  const format = /\bcsv(?:nya)?\b/.test(text)
    ? 'csv'
    : /\b(?:xlsx|xls|excel|exel|eksel|spreadsheet)(?:nya)?\b/.test(text)
      ? 'xlsx'
      : null;
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
  /\b(?:transaksi|transaksinya|transaksiku|catatan|catatanku|catatannya|catetanku|catetannya|riwayat|history|histori|mutasi|transactions|transaction|records|entries|daftar pengeluaran|list pengeluaran|daftar belanja|(?:pengeluaran|pemasukan|belanja) terakhir|rincian|detail|rinciannya)\b/;
const asking =
  /\b(?:berapa|berapaan|total|totalnya|lihat|lihatin|tampil|tampilin|munculin|sebutin|bukain|intip|cek|cekin|show|how much|how many|apa|tampilkan|tunjukkan|minta|kirim|kirimin|kirimkan|daftar|list|mana|check|view|see|give|what|see|kasih|tahu|check|gimana|bagaimana|terakhir|semua|tidak|kemana|ke mana|seberapa|terbesar|terbanyak|terboros|tertinggi|paling|biggest|largest|most|hitung|hitungin|itung|itungin)\b/;

/** Words of a report that are no category. */
const reportWords =
  /^(?:(?:pengeluaran|pemasukan|belanja|belanjaan)(?:ku|nya|mu)?|keuangan(?:ku|nya)?|uang|duit|total|boros|keluar|masuk|habis|saya|berapa|laporan|rekap|transaksi|catatan|hari|bulan|minggu|tahun|lalu|ini|kemarin|dari|sampai|terakhir|lihat|cek|minta|keuangan|data|bunga|kasih|kirim|income|lainnya|main)$/;

/** "duit gue lari kemana aja". */
const whereTo = /\b(?:uang|duit|uangku|duitku|gaji|money)\b.*\b(?:kemana|ke mana|lari|where)\b/;

/** A period and nothing else asks for what is booked in it. */
const barePeriod =
  /^(?:hari|minggu|bulan|tahun) ini(?: dong| ya| berapa)*$|^(?:minggu|bulan) (?:lalu|kemarin)(?: dong| ya| berapa)*$/;

/** "kemarin", "hari jumat kemarin"; "tadi" names no day anybody asks about. */
const isPastDay = (text: string, reader: Reader): boolean =>
  !/\b(?:tadi|td|barusan|sekarang|skrg|nanti|ntar|now)\b/i.test(text) && isDayAlone(text, reader);

/** "list", "list kemarin". */
const bareList =
  /^(?:list|daftar|riwayat|histori|history)(?: (?:(?:hari|minggu|bulan|tahun) ini|kemarin|(?:minggu|bulan|tahun) (?:lalu|kemarin)))?$/;

/** A longer message with a "total" in it tells of something else. */
const sumWords = 10;

export const readBareList: Read = ({ text }, message, reader) =>
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

export const readComparison: Read = ({ text, words }, _message, reader) => {
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

export const readReport: Read = ({ text, words }, message, reader) => {
  if (isForgotten(text)) return null;
  if (text.includes('#') && !message.amounts.every((amount) => amount.weak || amount.kind !== 'money')) return null;
  const lists = listWord.test(text) && !reportWord.test(text);
  const period = findPeriod(message.tokens, reader);
  const bought = period.from !== null && whatBought.test(text);
  // A day alone may be that of what was done.
  const isPeriodSaid = period.from !== null && period.from !== period.to;
  const reports =
    bought ||
    barePeriod.test(text) ||
    (period.from !== null && isPastDay(message.text, reader)) ||
    reportWord.test(text) ||
    (sumWord.test(text) && (period.from !== null || matchCategory(words) !== null) && words.length <= sumWords) ||
    (howMuch.test(text) && period.from !== null && !ofTheWorld.test(text) && matchCategory(words) !== null) ||
    whereTo.test(text) ||
    (spendingWord.test(text) && asking.test(text)) ||
    /^(?:pengeluaran|pemasukan|spending|expenses|income)\b/.test(text);
  const listing =
    lists ||
    (bought && !howMuch.test(text)) ||
    (/\b(?:apa aja|list|daftar|rincian|rinci|rinciin|detail|sebutin|sebutkan|satu satu)\b/.test(text) &&
      spendingWord.test(text) &&
      !/\bberapa\b|\bhabis (?:buat|ke|di|untuk)\b/.test(text));
  if (!reports && !(lists && (asking.test(text) || words.length <= 4 || isPeriodSaid))) return null;
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
