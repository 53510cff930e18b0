import type { Intent } from '../interpretation.ts';
import type { Reader } from '../locale.ts';
import type { Message } from '../reading/clauses.ts';
import type { Token } from '../reading/tokens.ts';

/** A message as a line to match: words, "#" for money, other numbers as they stand. */
export interface Line {
  text: string;
  words: string[];
  /** The words as they were typed, in lower case: what people call a thing is theirs to spell. */
  typed: string[];
  /** Value of the first amount of money, as a decimal string. */
  amount: string | null;
  /** All amounts of money, in order. */
  amounts: (string | null)[];
}

/** Commands are short; a longer message is never read as one, so that patterns stay cheap. */
const commandWords = 30;

/** Said of what was told a moment ago in Javanese ("sing mau", where "mau" alone wants) and Sundanese ("nu tadi", where NU is a name). */
const justTold = new Map([
  ['sing mau', 'tadi'],
  ['seng mau', 'tadi'],
  ['kang wau', 'tadi'],
  // "sing keri dewe": the last of all.
  ['keri dewe', 'terakhir'],
  ['keri dhewe', 'terakhir'],
  ['kari dewe', 'terakhir'],
]);
const sundaneseThat = new Set(['tadi', 'bieu', 'terakhir', 'barusan', 'kamari']);

/** Words of Java and Sunda that ask for or correct something, in Indonesian. */
const dialect = new Map(
  Object.entries({
    itu: 'kuwi iku éta eta',
    ini: 'iki ieu',
    harusnya: 'kudune kuduna kedahna kedahe mestine',
    masukin: 'lebetkeun asupkeun lebokno lebokke lebokake',
    masuk: 'mlebu asup lebet',
    ubah: 'owahi robah robih',
    tadi: 'bieu',
    apa: 'naon opo',
    habis: 'seep',
    lihat: 'tingali tinggali deleng delok deuleu ningali',
    beli: 'tuku meser meuli',
    tinggal: 'kari',
    masih: 'isih keneh',
    keluarga: 'kulawarga kaluarga',
    terakhir: 'pungkasan panungtung panungtungan pamungkas',
  }).flatMap(([word, said]) => said.split(' ').map((own): [string, string] => [own, word])),
);

/** The word meant at a place: what is said of the last entry in a dialect is said in Indonesian. */
export function wordAt(tokens: readonly Token[], index: number): string {
  const { text = '', norm = '' } = tokens[index] ?? {};
  if (norm === 'nu' && sundaneseThat.has(tokens[index + 1]?.norm ?? '')) return 'yang';
  return justTold.get(`${tokens[index - 1]?.text ?? ''} ${text}`.toLowerCase()) ?? dialect.get(norm) ?? norm;
}

/** "oleh-oleh" */
const isHyphened = (tokens: readonly Token[], index: number): boolean =>
  index > 1 && tokens[index]?.glued === true && tokens[index - 1]?.glued === true && tokens[index - 1]?.text === '-';

/** Builds the line of a message; null when it is too long to be a command. */
export function commandLine({ tokens, amounts }: Message): Line | null {
  if (tokens.length > commandWords * 2) return null;
  const money = amounts.filter((amount) => amount.kind === 'money');
  const words: string[] = [];
  const typed: string[] = [];
  const add = (word: string, as: string): void => {
    words.push(word);
    typed.push(as.toLowerCase().replace(/\p{Cf}/gu, ''));
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const amount = money.find((candidate) => candidate.first === index);
    const named = amount?.weak && token?.kind === 'number' && token.glued && tokens[index - 1]?.kind === 'word';
    // "celengan ps5": a number grown to a word is part of its name.
    if (named && money.some((other) => !other.weak))
      add(`${words.pop() ?? ''}${token.norm}`, `${typed.pop() ?? ''}${token.text}`);
    else if (amount) {
      add('#', '#');
      index = amount.last;
    } else if (token?.kind === 'word' || token?.kind === 'number')
      add(wordAt(tokens, index), `${isHyphened(tokens, index) ? '-' : ''}${token.text}`);
  }
  if (words.length > commandWords) return null;
  const values = money.map((amount) => (amount.value === null ? null : String(amount.value)));
  return { text: words.join(' '), words, typed, amount: values[0] ?? null, amounts: values };
}

/** Words of a line as they were typed, "oleh-oleh" with its hyphen. */
export function asTyped(said: string, { words, typed }: Line): string {
  const own = said.split(' ');
  const start = words.findLastIndex((_, at) => own.every((word, offset) => words[at + offset] === word));
  const spelled = start < 0 ? own.map((word) => typed[words.lastIndexOf(word)] ?? word) : typed.slice(start, start + own.length);
  return spelled.join(' ').replace(/ -/g, '-').replace(/^-/, '');
}

/** Reads one kind of request; null when the line is none. */
export type Read = (line: Line, message: Message, reader: Reader) => Intent | null;

export const polite =
  /\b(?:tolong|dong|ya|yaa|please|pls|plis|kak|min|bot|nih|deh|sih|catat|donk|mas|mbak|hey|hai|halo|coba|bang|can you|could you|bisa|gan|bro|sis|aja|lah)\b/g;

/** A name without politeness and filler: "tanaman dong" -> "tanaman". */
export const nameOf = (raw: string): string =>
  raw
    .replace(polite, ' ')
    .replace(
      /\b(?:baru|namanya|bernama|called|named|new|saya|untuk|buat|for|my|the|a|dengan|target|targetnya|sebesar|senilai|of|with)\b/g,
      ' ',
    )
    .replace(/#/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Words that bring something about. */
export const make =
  '(?:buat|bikin|buatin|bikinin|buatkan|bikinkan|mulai|tambah|tambahin|tambahkan|create|make|start|add|open|new|set up|buka|set)';
