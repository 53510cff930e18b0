import type { Amount } from './amounts.ts';
import type { DateMention } from './dates.ts';
import type { Token } from './tokens.ts';

/** A message cut into what can be told apart: its tokens, numbers, days. */
export interface Message {
  text: string;
  tokens: readonly Token[];
  amounts: readonly Amount[];
  dates: readonly DateMention[];
}

/** A stretch of tokens, both ends included. */
export interface Clause {
  first: number;
  last: number;
}

const hardMarks = new Set([',', ';', '+', '&', '•', '|', '·', '–', '—']);
/** Words that join two purchases when there is an amount before and after them. */
const joiners = new Set(['dan', 'sama', 'and', 'plus', 'dengan', 'juga', 'ditambah', 'tambah', 'karo', 'jeung', 'sarta']);
/** Words that go on to the next purchase. */
const onward = new Set([
  'terus',
  'lalu',
  'kemudian',
  'then',
  'habis',
  'lanjut',
  'abistu',
  'abisitu',
  'trus',
  'selanjutnya',
  'next',
  'tuluy',
  'njur',
  'bar',
]);

/** Cuts a message into clauses at punctuation, line ends and joining words. */
export function splitClauses({ tokens, amounts, dates }: Message): Clause[] {
  const dated = placesOf(dates);
  const money = new Set(amounts.filter((amount) => amount.kind === 'money').map((amount) => amount.last));
  const inAmount = placesOf(amounts);
  const lastMoney = Math.max(-1, ...money);
  const clauses: Clause[] = [];
  let first = 0;
  let hasMoney = false;
  tokens.forEach((_, index) => {
    const free = !inAmount.has(index) && !dated.has(index);
    const cuts = free && cutsHere(tokens, index, hasMoney && index < lastMoney);
    if (cuts) {
      if (index > first) clauses.push({ first, last: index - 1 });
      first = index + 1;
      hasMoney = false;
    }
    hasMoney ||= money.has(index);
  });
  if (tokens.length > first) clauses.push({ first, last: tokens.length - 1 });
  return clauses;
}

function cutsHere(tokens: readonly Token[], index: number, between: boolean): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (token.kind === 'break' || hardMarks.has(token.norm)) return true;
  if (token.norm === ':') return !between && !(tokens[index + 1]?.glued && tokens[index + 1]?.kind !== 'word');
  const lineStart = index === 0 || tokens[index - 1]?.kind === 'break';
  if ((token.norm === '-' || token.norm === '*') && (lineStart || (!token.glued && !tokens[index + 1]?.glued)))
    return lineStart || between;
  if (['.', '!', '?'].includes(token.norm)) return !(tokens[index + 1]?.glued ?? false);
  if (token.norm === '/') return between && !token.glued;
  if (token.norm === 'habis') return between && tokens[index + 1]?.norm === 'itu';
  return between && (joiners.has(token.norm) || onward.has(token.norm));
}

/** All token places that mentions cover. */
export const placesOf = (mentions: readonly { first: number; last: number }[]): Set<number> =>
  new Set(mentions.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, offset) => first + offset)));

/** Whether a mention lies within a clause. */
export const within = (mention: { first: number }, clause: Clause): boolean =>
  mention.first >= clause.first && mention.first <= clause.last;

/** The words of a clause, without numbers, days and marks. */
export function wordsOf(message: Message, clause: Clause): string[] {
  const skip = new Set([...placesOf(message.amounts.filter((amount) => amount.kind === 'money')), ...placesOf(message.dates)]);
  return message.tokens.flatMap((token, index) =>
    index >= clause.first && index <= clause.last && token.kind === 'word' && !skip.has(index) ? [token.norm] : [],
  );
}

/** A clause as a line of words with "#" for money and no days, to be matched by patterns. Cut at a bounded number of words. */
export function lineOf(message: Message, clause: Clause): string {
  const money = placesOf(message.amounts.filter((amount) => amount.kind === 'money'));
  const dated = placesOf(message.dates);
  const words: string[] = [];
  for (let index = clause.first; index <= clause.last && words.length < lineWords; index++) {
    const token = message.tokens[index];
    if (!token || (dated.has(index) && !money.has(index))) continue;
    if (money.has(index)) {
      if (words.at(-1) !== '#') words.push('#');
    } else if (token.kind === 'word') words.push(token.norm);
  }
  return words.join(' ');
}

/** Words of a clause that patterns look at. */
const lineWords = 40;
