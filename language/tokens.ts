import { meantWord } from './slips.ts';

/** A piece of a message with its place in the text. */
export interface Token {
  kind: 'number' | 'word' | 'mark' | 'break';
  /** As it stands in the message. */
  text: string;
  /** Lower case, without accents, short forms written out ("yg" -> "yang"); numbers and marks as they stand. */
  norm: string;
  start: number;
  end: number;
  /** No space between this token and the one before. */
  glued: boolean;
  /** `norm` is what was meant, as far as one slip of the thumb tells. */
  mended?: true;
}

/** Longest text that is read, in characters; the rest of a longer one is not looked at. */
export const textLimit = 10_000;

/** Most tokens read. 10,000 characters of prose are some 2,000; only noise ("5 5 5 5") holds more. */
const tokenLimit = 2_500;

/** Spellings of chat and their full words. Words with a second meaning of their own are left out. */
const fullForms: Record<string, string> = {
  yg: 'yang',
  dgn: 'dengan',
  dg: 'dengan',
  utk: 'untuk',
  tuk: 'untuk',
  bwt: 'buat',
  bt: 'buat',
  dr: 'dari',
  dri: 'dari',
  sm: 'sama',
  ama: 'sama',
  tp: 'tapi',
  tpi: 'tapi',
  krn: 'karena',
  udh: 'sudah',
  udah: 'sudah',
  uda: 'sudah',
  dah: 'sudah',
  sdh: 'sudah',
  blm: 'belum',
  blom: 'belum',
  bln: 'bulan',
  thn: 'tahun',
  th: 'tahun',
  mgg: 'minggu',
  mggu: 'minggu',
  jg: 'juga',
  aj: 'aja',
  saja: 'aja',
  pake: 'pakai',
  pk: 'pakai',
  hr: 'hari',
  hri: 'hari',
  kemaren: 'kemarin',
  kmrn: 'kemarin',
  kmaren: 'kemarin',
  kmrin: 'kemarin',
  kmarin: 'kemarin',
  telor: 'telur',
  endog: 'telur',
  kemren: 'kemarin',
  bsk: 'besok',
  besuk: 'besok',
  td: 'tadi',
  tdi: 'tadi',
  skrg: 'sekarang',
  skrang: 'sekarang',
  byr: 'bayar',
  bayr: 'bayar',
  byar: 'bayar',
  mbayar: 'bayar',
  bli: 'beli',
  bliin: 'beliin',
  tf: 'transfer',
  trf: 'transfer',
  trsf: 'transfer',
  tfer: 'transfer',
  trs: 'terus',
  trus: 'terus',
  trz: 'terus',
  brp: 'berapa',
  brapa: 'berapa',
  brpa: 'berapa',
  gw: 'saya',
  gue: 'saya',
  gua: 'saya',
  aku: 'saya',
  ak: 'saya',
  sy: 'saya',
  dpt: 'dapat',
  dapet: 'dapat',
  ga: 'tidak',
  gak: 'tidak',
  gk: 'tidak',
  ngga: 'tidak',
  nggak: 'tidak',
  enggak: 'tidak',
  engga: 'tidak',
  tdk: 'tidak',
  kaga: 'tidak',
  kagak: 'tidak',
  ndak: 'tidak',
  nda: 'tidak',
  ora: 'tidak',
  teu: 'tidak',
  klo: 'kalau',
  kalo: 'kalau',
  klu: 'kalau',
  sampe: 'sampai',
  smp: 'sampai',
  smpe: 'sampai',
  tmn: 'teman',
  temen: 'teman',
  org: 'orang',
  ortu: 'ortu',
  nyokap: 'mama',
  bokap: 'papa',
  maksudku: 'maksud',
  maksdku: 'maksud',
  mksudnya: 'maksud',
  hbs: 'habis',
  abis: 'habis',
  abs: 'habis',
  ambl: 'ambil',
  isiin: 'isi',
  ngisi: 'isi',
  ngambil: 'ambil',
  narik: 'tarik',
  kmbali: 'kembali',
  kembalian: 'kembali',
  kembaliannya: 'kembali',
  kmbalian: 'kembali',
  tgl: 'tanggal',
  tggl: 'tanggal',
  tglnya: 'tanggalnya',
  pgeluaran: 'pengeluaran',
  pngeluaran: 'pengeluaran',
  pmasukan: 'pemasukan',
  lap: 'laporan',
  kat: 'kategori',
  ktgr: 'kategori',
  katagori: 'kategori',
  bkn: 'bukan',
  jd: 'jadi',
  jdi: 'jadi',
  pgn: 'pengen',
  pengin: 'pengen',
  mo: 'mau',
  ank: 'anak',
  nebeng: 'nebeng',
  dibyr: 'dibayar',
  dibayrin: 'dibayarin',
  smlm: 'semalam',
  semalem: 'semalam',
  mlm: 'malam',
  malem: 'malam',
  jmt: 'jumat',
  rebo: 'rabu',
  jumaat: 'jumat',
  sbtu: 'sabtu',
  snin: 'senin',
  slasa: 'selasa',
  kms: 'kamis',
  slmt: 'selamat',
  mkn: 'makan',
  mkan: 'makan',
  simpen: 'simpan',
  nyimpen: 'simpan',
  nyimpan: 'simpan',
  liat: 'lihat',
  catetan: 'catatan',
  catet: 'catat',
  nyatet: 'nyatat',
  abisin: 'ngabisin',
  kepake: 'kepakai',
  liatin: 'lihat',
  tunjukin: 'tunjukkan',
  smua: 'semua',
  smw: 'semua',
  bngt: 'banget',
  bgt: 'banget',
  dlm: 'dalam',
  dlu: 'dulu',
  lg: 'lagi',
  lgi: 'lagi',
  msk: 'masuk',
  klr: 'keluar',
  dll: 'dll',
  almt: 'alamat',
  mnt: 'minta',
  tlg: 'tolong',
  tolongin: 'tolong',
  mksd: 'maksud',
  maksudnya: 'maksud',
  hrsnya: 'harusnya',
  hrusnya: 'harusnya',
  seharusnya: 'harusnya',
  mestinya: 'harusnya',
  deng: 'deh',
  ding: 'deh',
  taun: 'tahun',
  pgi: 'pagi',
  pg: 'pagi',
  kmr: 'kamar',
  skitar: 'sekitar',
  sktr: 'sekitar',
  entek: 'habis',
  nggo: 'buat',
  kanggo: 'buat',
  pikeun: 'buat',
  ning: 'di',
  nang: 'di',
  sabulan: 'sebulan',
  sabaraha: 'berapa',
  piro: 'berapa',
  pira: 'berapa',
  artos: 'uang',
  abdi: 'saya',
  sesa: 'sisa',
  kabeh: 'semua',
  dhuwit: 'duit',
  duwit: 'duit',
  ato: 'atau',
  ubat: 'obat',
  tulung: 'tolong',
  dibusak: 'dihapus',
  sing: 'yang',
  njupuk: 'ambil',
  jupuk: 'ambil',
  soko: 'dari',
  seko: 'dari',
  saking: 'dari',
  busak: 'hapus',
  busek: 'hapus',
  wae: 'aja',
  satengah: 'setengah',
  keur: 'buat',
  kangge: 'buat',
  kagem: 'buat',
  wis: 'sudah',
  wes: 'sudah',
  sampun: 'sudah',
  geus: 'sudah',
  durung: 'belum',
  dereng: 'belum',
  diwenehi: 'dikasih',
  diparingi: 'dikasih',
  dipasihan: 'dikasih',
  menehi: 'kasih',
  ngekei: 'kasih',
  nyangoni: 'nyanguin',
  meunang: 'dapat',
  nyokot: 'ambil',
  ngajual: 'jual',
  ayeuna: 'sekarang',
  kamari: 'kemarin',
  wingi: 'kemarin',
  isuk: 'besok',
  sesuk: 'besok',
  hayang: 'mau',
  lamun: 'kalau',
  upami: 'kalau',
  nyelengi: 'nabung',
  pesenan: 'pesanan',
  kubayar: 'bayar',
  kubeli: 'beli',
  kucatat: 'catat',
  kucatet: 'catat',
  kukasih: 'kasih',
  kutransfer: 'transfer',
};

const forms = new Map(Object.entries(fullForms));

/** Labels before a number, not doubled words ("tgl2" is a date, "kira2" is kira-kira). */
const notDoubled = new Set(['tgl', 'jam', 'pkl', 'pukul', 'idr', 'rek', 'kamar', 'lantai', 'blok', 'kelas']);

/** Digits of any script, and letters; marks and invisible characters among them belong to the character before. */
const piece =
  /((?:\p{Nd}[\p{M}\p{Cf}]*)+(?:[.,](?:\p{Nd}[\p{M}\p{Cf}]*)+)*)|(\p{L}[\p{L}\p{M}\p{Cf}]*(?:['’`]\p{L}[\p{L}\p{M}\p{Cf}]*)*)(2(?=(?:ku|mu|nya|an|in|kan)?(?![\d.,\p{L}])))?|(\n)|([^\s\p{M}\p{Cf}])/gu;

/** Full-width letters and digits as plain ones, so that every place in the text stays the same. */
const narrow = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

/** Value of a digit of any script: its place after the zero of its ten, which stand in a row. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}

/** Digits as ASCII ones: keycaps ("2️⃣"), mathematical and other scripts' digits, without marks and invisible characters. */
function plainDigits(text: string): string {
  if (/^[\d.,]+$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[^\d.,]/gu, (digit) => String(digitValue(digit)));
}

/** A word in lower case, without accents and drawn-out letters. */
const bareWord = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}'’`]+/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1');

/** A word in lower case, without accents and drawn-out letters, with its chat spelling written out. */
export function normalWord(text: string): string {
  const bare = bareWord(text);
  return forms.get(bare) ?? bare;
}

/** What stands before the name of a person. */
const titles = new Set('pak bu mas mbak mba bang kak si om tante bude pakde cak koh kang mbok mr mrs miss'.split(' '));

/** Names are no slips: what follows a title, or stands in capitals within a line. */
const isName = (text: string, before: Token | undefined): boolean =>
  before?.kind === 'word' && (titles.has(before.norm) || /^\p{Lu}\p{Ll}/u.test(text));

/** The norm of a word, with a slip of the thumb mended. */
function normOf(word: string, before: Token | undefined): Pick<Token, 'norm' | 'mended'> {
  const bare = bareWord(word);
  const full = forms.get(bare);
  const meant = full !== undefined || isName(word, before) ? null : meantWord(bare);
  return meant === null ? { norm: full ?? bare } : { norm: forms.get(meant) ?? meant, mended: true };
}

/** Cuts a message into tokens, in one pass. */
export function tokenize(message: string): Token[] {
  const text = narrow(message.slice(0, textLimit));
  const tokens: Token[] = [];
  let end = -1;
  for (const match of text.matchAll(piece)) {
    if (tokens.length >= tokenLimit) break;
    const start = match.index;
    const glued = start === end;
    const [, number, word, doubled, lineBreak] = match;
    end = start + match[0].length;
    const place = { start, end, glued };
    if (number !== undefined) {
      const digits = plainDigits(number);
      tokens.push({ kind: 'number', text: digits, norm: digits, ...place });
    } else if (word !== undefined && doubled !== undefined && (word.length < 3 || notDoubled.has(word.toLowerCase()))) {
      tokens.push({ kind: 'word', text: word, ...normOf(word, tokens.at(-1)), start, end: end - 1, glued });
      tokens.push({ kind: 'number', text: doubled, norm: doubled, start: end - 1, end, glued: true });
    } else if (word !== undefined) tokens.push({ kind: 'word', text: match[0], ...normOf(word, tokens.at(-1)), ...place });
    else tokens.push({ kind: lineBreak === undefined ? 'mark' : 'break', text: match[0], norm: match[0], ...place });
  }
  return tokens;
}
