import type { Message } from './clauses.ts';
import type { Intent } from './interpretation.ts';
import type { Reader } from './locale.ts';

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
