import type { DraftEntry } from '../interpretation.ts';
import type { Token } from './tokens.ts';

/** Marks that part what was bought with one wallet from what was bought with another; joining words do not. */
export const isBreak = ({ kind, norm }: Token): boolean =>
  kind === 'break' || norm === ',' || norm === ';' || norm === ':' || norm === '.';

/** The places of the amounts of entries, in order; null for one the text does not hold. */
export function placesOf(text: string, tokens: readonly Token[], entries: readonly DraftEntry[]): (number | null)[] {
  let from = 0;
  return entries.map(({ evidence }) => {
    const quote = evidence.find(({ field, source }) => field === 'amount' && source !== 'receipt')?.quote ?? '';
    const at = quote === '' ? -1 : text.indexOf(quote, from);
    if (at < 0) return null;
    from = at + quote.length;
    return tokens.findIndex(({ end }) => end > at);
  });
}

/** The stretch of a text between two breaks that holds a token. */
export function stretchOf(tokens: readonly Token[], index: number): { first: number; last: number } {
  const isInside = (place: number): boolean => {
    const token = tokens[place];
    return token !== undefined && !isBreak(token);
  };
  let [first, last] = [index, index];
  while (isInside(first - 1)) first--;
  while (isInside(last + 1)) last++;
  return { first, last };
}

/** A text without what a phrase of it said. */
export function cut(text: string, phrase: string): string {
  const at = text.toLowerCase().indexOf(phrase.toLowerCase());
  const rest = at < 0 ? text : text.slice(0, at) + text.slice(at + phrase.length);
  return rest
    .replace(/\s+/g, ' ')
    .replace(/[\s(,;:-]+$/, '')
    .trim();
}
