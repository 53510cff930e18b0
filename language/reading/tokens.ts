import { fullForms, readBetween } from '../lexicon/spellings.ts';
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
  return fullForms.get(bare) ?? bare;
}

/** What stands before the name of a person. */
const titles = new Set('pak bu mas mbak mba bang kak si om tante bude pakde cak koh kang mbok mr mrs miss'.split(' '));

/** Names are no slips: what follows a title, or stands in capitals within a line. */
const isName = (text: string, before: Token | undefined): boolean =>
  before?.kind === 'word' && (titles.has(before.norm) || /^\p{Lu}\p{Ll}/u.test(text));

/** The norm of a word, with a slip of the thumb mended. */
function normOf(word: string, before: Token | undefined): Pick<Token, 'norm' | 'mended'> {
  const bare = bareWord(word);
  const full = fullForms.get(bare);
  const meant = full !== undefined || isName(word, before) ? null : meantWord(bare);
  return meant === null ? { norm: full ?? bare } : { norm: fullForms.get(meant) ?? meant, mended: true };
}

/** A token whose word depends on those beside it. Capitals are names. */
function settled(token: Token, before: Token | undefined, after: Token | undefined): Token {
  if (token.kind !== 'word' || /^\p{Lu}/u.test(token.text)) return token;
  const wordOf = (beside: Token | undefined): string => (beside?.kind === 'word' ? beside.norm : '');
  const norm = readBetween(token.norm, wordOf(before), wordOf(after));
  return norm === null ? token : { ...token, norm };
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
  return tokens.map((token, at) => settled(token, tokens[at - 1], tokens[at + 1]));
}
