import { slangValue } from './slang.ts';
import type { Token } from './tokens.ts';

/** A building block of a spoken or written number. */
export type Part =
  | { part: 'digits'; value: number; decimals: number; grouped: boolean; odd: boolean; text: string }
  | { part: 'unit'; value: number }
  /** A ready two-digit number: twelve, twenty, selawe. */
  | { part: 'tens'; value: number }
  | { part: 'teen' }
  | { part: 'ten' }
  | { part: 'hundred'; lead: boolean }
  | { part: 'scale'; value: number; lead: boolean; about: boolean; unsure: boolean }
  | { part: 'half' }
  | { part: 'quarter' }
  | { part: 'quarters' }
  | { part: 'comma' };

/** Longest run of digits that is a number at all; longer ones are account or card numbers. */
const digitLimit = 15;

const thousand = 1_000;
const million = 1_000_000;
const milliard = 1_000_000_000;
const trillion = 1_000_000_000_000;

const units: Record<string, number> = {
  nol: 0,
  kosong: 0,
  satu: 1,
  dua: 2,
  tiga: 3,
  empat: 4,
  lima: 5,
  enam: 6,
  enem: 6,
  tujuh: 7,
  tuju: 7,
  delapan: 8,
  dlapan: 8,
  lapan: 8,
  sembilan: 9,
  smbilan: 9,
  siji: 1,
  loro: 2,
  telu: 3,
  papat: 4,
  limo: 5,
  pitu: 7,
  wolu: 8,
  songo: 9,
  hiji: 1,
  tilu: 3,
  opat: 4,
  genep: 6,
  dalapan: 8,
  salapan: 9,
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  rong: 2,
  rongo: 2,
  telung: 3,
  patang: 4,
  limang: 5,
  pitung: 7,
  wolung: 8,
  sangang: 9,
  nem: 6,
  nenem: 6,
  enom: 6,
  ciek: 1,
  duo: 2,
  tigo: 3,
  ampek: 4,
  ampat: 4,
  anam: 6,
  tujuah: 7,
  sambilan: 9,
};

const tens: Record<string, number> = {
  sepuluh: 10,
  sapuluh: 10,
  sapuluah: 10,
  sepuluhan: 10,
  spuluh: 10,
  sebelas: 11,
  sabelas: 11,
  selawe: 25,
  seket: 50,
  suwidak: 60,
  sewidak: 60,
  rolas: 12,
  telulas: 13,
  patbelas: 14,
  limolas: 15,
  limalas: 15,
  sewelas: 11,
  nembelas: 16,
  pitulas: 17,
  wolulas: 18,
  sangalas: 19,
  selikur: 21,
  rolikur: 22,
  telulikur: 23,
  patlikur: 24,
  salawe: 25,
  nemlikur: 26,
  pitulikur: 27,
  wolulikur: 28,
  sangalikur: 29,
  rongpuluh: 20,
  telungpuluh: 30,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const scales: Record<string, number> = {
  rb: thousand,
  rbu: thousand,
  ribu: thousand,
  rebu: thousand,
  rbn: thousand,
  rebuk: thousand,
  ewu: thousand,
  k: thousand,
  thousand: thousand,
  grand: thousand,
  ceng: thousand,
  jt: million,
  juta: million,
  jta: million,
  jeti: million,
  mio: million,
  million: million,
  mil: million,
  tiau: million,
  yuta: million,
  yuto: million,
  miliar: milliard,
  milyar: milliard,
  miliyar: milliard,
  billion: milliard,
  triliun: trillion,
  trilyun: trillion,
  trillion: trillion,
};

const leads: Record<string, number> = {
  seribu: thousand,
  serebu: thousand,
  sarebu: thousand,
  saribu: thousand,
  sewu: thousand,
  sejuta: million,
  sejeti: million,
  sajuta: million,
  seribuan: thousand,
  sejutaan: million,
  semiliar: milliard,
  semilyar: milliard,
};

const about: Record<string, number> = {
  rban: thousand,
  rbuan: thousand,
  ribuan: thousand,
  rebuan: thousand,
  kan: thousand,
  jtan: million,
  jutaan: million,
  anrb: thousand,
  anribu: thousand,
  anrebu: thousand,
  anjt: million,
  anjuta: million,
};

function buildWords(): Map<string, Part> {
  const words = new Map<string, Part>();
  for (const [word, value] of Object.entries(units)) words.set(word, { part: 'unit', value });
  for (const [word, value] of Object.entries(tens)) words.set(word, { part: 'tens', value });
  for (const [word, value] of Object.entries(scales))
    words.set(word, { part: 'scale', value, lead: false, about: false, unsure: false });
  for (const [word, value] of Object.entries(leads))
    words.set(word, { part: 'scale', value, lead: true, about: false, unsure: false });
  for (const [word, value] of Object.entries(about))
    words.set(word, { part: 'scale', value, lead: false, about: true, unsure: false });
  for (const word of ['belas', 'blas', 'bls', 'welas', 'baleh', 'belasan']) words.set(word, { part: 'teen' });
  for (const word of ['puluh', 'plh', 'pulu', 'puluah', 'puluhan']) words.set(word, { part: 'ten' });
  for (const word of ['ratus', 'rts', 'ratusan', 'atus', 'ratuih', 'hundred']) words.set(word, { part: 'hundred', lead: false });
  for (const word of ['seratus', 'seratusan', 'saratus', 'satus', 'saratuih']) words.set(word, { part: 'hundred', lead: true });
  for (const word of ['setengah', 'stengah', 'stgh', 'half']) words.set(word, { part: 'half' });
  words.set('seperempat', { part: 'quarter' });
  words.set('perempat', { part: 'quarters' });
  words.set('koma', { part: 'comma' });
  return words;
}

const words = buildWords();

/** Number words written together ("duapuluhlima"): the longest first, so that "sepuluh" wins over its parts. */
const joinable = [...words.keys()]
  .filter((word) => word.length > 2 && !['kan', 'mil', 'mio'].includes(word))
  .sort((a, b) => b.length - a.length);
const joined = new RegExp(`^(?:${joinable.join('|')}|rb|jt){2,8}$`);
const joinedPart = new RegExp(`${joinable.join('|')}|rb|jt`, 'g');

/** Longest joined number word looked at, in letters. */
const joinedLimit = 48;

/** Reads a run of digits with separators; `odd` marks separators that fit no usual form. Null when it is no number at all. */
export function readDigits(text: string): Extract<Part, { part: 'digits' }> | null {
  const bare = text.replace(/[.,]/g, '');
  if (bare.length > digitLimit) return null;
  if (/^\d+$/.test(text)) return { part: 'digits', value: Number(text), decimals: 0, grouped: false, odd: false, text };
  const grouped = /^([1-9]\d{0,2})((?:([.,])\d{3})(?:\3\d{3})*)(?:[.,]\d{1,2})?$/.exec(text);
  if (grouped) {
    const value = Number(`${grouped[1]}${grouped[2]}`.replace(/[.,]/g, ''));
    return { part: 'digits', value, decimals: 0, grouped: true, odd: false, text };
  }
  const decimal = /^(\d+)[.,](\d{1,3})$/.exec(text);
  if (decimal) {
    return { part: 'digits', value: Number(bare), decimals: (decimal[2] ?? '').length, grouped: false, odd: false, text };
  }
  return { part: 'digits', value: Number(bare), decimals: 0, grouped: false, odd: true, text };
}

/** "M" and "T" are miliar and triliun here, million elsewhere, metre and ton in a shop: taken only in capitals or right at the digits. */
function letterScale(token: Token, previous: Token | undefined): Part | null {
  if (previous?.kind !== 'number' || !(token.glued || /^[MT]$/.test(token.text))) return null;
  if (token.norm === 'm') return { part: 'scale', value: milliard, lead: false, about: false, unsure: true };
  if (token.norm === 't') return { part: 'scale', value: trillion, lead: false, about: false, unsure: true };
  return null;
}

/** The number parts a token stands for; empty when it is no part of a number. */
export function partsOf(tokens: readonly Token[], index: number): readonly Part[] {
  const token = tokens[index];
  if (!token) return [];
  if (token.kind === 'number') {
    const digits = readDigits(token.text);
    return digits ? [digits] : [];
  }
  if (token.norm === '½') return [{ part: 'half' }];
  if (token.kind !== 'word') return [];
  const word = words.get(token.norm);
  // "k24" is a shop, behind a sum as well.
  const next = tokens[index + 1];
  if (token.norm === 'k' && !token.glued && next?.glued && next.kind === 'number') return [];
  if (word) return [word];
  const letter = letterScale(token, tokens[index - 1]);
  if (letter) return [letter];
  if (token.norm.length > joinedLimit || slangValue(token.norm) !== null || !joined.test(token.norm)) return [];
  return [...token.norm.matchAll(joinedPart)].flatMap(([part]) => words.get(part) ?? []);
}
