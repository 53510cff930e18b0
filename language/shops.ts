import type { Clause, Message } from './clauses.ts';
import { knownWord } from './lexicon/match.ts';
import { placeNames, shopKinds } from './lexicon/places.ts';
import type { Token } from './tokens.ts';

/** Words before the name of a shop. */
const leads = new Set(['di', 'at', 'from', '@']);

/** Longest name of a shop, in words. */
const nameWords = 3;

/** Words that end a name. */
const enders = new Set(
  'buat untuk bareng sama dan tadi kemarin pakai total habis bayar yang dengan for with and on to di ke dari cuma kena harga'.split(
    ' ',
  ),
);

/**
 * A shop that no list knows, by the way it is written: a kind of shop and a name ("di toko sinar jaya", "Apotek Sehat"), or a name in capitals
 * after "di" ("ngopi di Tanamera"). Null when none is clearly named.
 */
export function shopIn(message: Message, clauses: readonly Clause[]): string | null {
  const shouted = !message.tokens.some((token) => token.kind === 'word' && /^\p{Ll}/u.test(token.text) && token.text.length > 2);
  for (const { first, last } of clauses) {
    for (let index = first; index <= last; index++) {
      const led = leads.has(message.tokens[index - 1]?.norm ?? '');
      const name = nameAt(message, index, last, led, !shouted);
      if (name !== null) return name;
    }
  }
  return null;
}

function nameAt(message: Message, index: number, last: number, led: boolean, caseTells: boolean): string | null {
  const token = message.tokens[index];
  if (token?.kind !== 'word') return null;
  const capital = caseTells && isCapital(token);
  const kind = shopKinds.has(token.norm) && (led || capital);
  if (!kind && !(led && capital && !placeNames.has(token.norm))) return null;
  const words = [token.text];
  for (let at = index + 1; at <= last && words.length < nameWords + (kind ? 1 : 0); at++) {
    const next = message.tokens[at];
    if (!next || !belongs(message, next, at, capital)) break;
    words.push(next.text);
  }
  return kind && words.length < 2 ? null : words.join(' ');
}

/** Whether a word goes on with a name: in capitals after capitals, else no everyday word. */
function belongs({ money, dated }: Message, token: Token, at: number, capital: boolean): boolean {
  if (token.kind !== 'word' || money.has(at) || dated.has(at) || enders.has(token.norm)) return false;
  return capital ? isCapital(token) : !placeNames.has(token.norm) && !knownWord(token.norm);
}

const isCapital = ({ text }: Token): boolean => /^\p{Lu}/u.test(text);
