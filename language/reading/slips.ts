import { expenseWords } from '../lexicon/expenses.ts';
import { rareGoods } from '../lexicon/goods.ts';
import { incomeWords } from '../lexicon/incomes.ts';
import { lookAlikes } from '../lexicon/lookAlikes.ts';
import { knownBrands, smallerBrands, wallets } from '../lexicon/merchants.ts';
import { shortSlips, shortSteeringWords, spelledWords, steeringWords } from '../lexicon/steering.ts';

/** Rows of a telephone keyboard, each half a key further in than the one above. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** The keys around each key. */
export const keysBeside: ReadonlyMap<string, string> = new Map(
  rows.flatMap((row, line) =>
    [...row].map((key, at): [string, string] => {
      const around = [
        row[at - 1],
        row[at + 1],
        rows[line - 1]?.[at],
        rows[line - 1]?.[at + 1],
        rows[line + 1]?.[at - 1],
        rows[line + 1]?.[at],
      ];
      return [key, around.join('')];
    }),
  ),
);

/** Shortest words that are mended, and those mended where a letter is missing as well: shorter ones have too many others around them. */
const leastLetters = { steering: 4, things: 5 };
const missingLetters = { steering: 5, things: 6 };
/** From this length on a word is known without its first letter. */
const headlessLetters = 7;
/** Longest word looked at, in letters: no word of ours is longer. */
const longestWord = 20;

type Slip = 'swap' | 'missing' | 'doubled' | 'beside';

/** The one slip of the thumb that makes `typed` of `meant`; null when there is none, or more than one. */
export function slipOf(typed: string, meant: string): Slip | null {
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  const [own, other] = [typed[at] ?? '', meant[at] ?? ''];
  switch (typed.length - meant.length) {
    case -1:
      return (at > 0 || meant.length >= headlessLetters) && typed.slice(at) === meant.slice(at + 1) ? 'missing' : null;
    case 1:
      return at > 0 && typed[at - 1] === own && typed.slice(at + 1) === meant.slice(at) ? 'doubled' : null;
    case 0:
      if (typed[at + 1] === other && meant[at + 1] === own && typed.slice(at + 2) === meant.slice(at + 2)) return 'swap';
      return keysBeside.get(other)?.includes(own) && typed.slice(at + 1) === meant.slice(at + 1) ? 'beside' : null;
    default:
      return null;
  }
}

const wordsIn = (lists: Record<string, string>): string[] =>
  Object.values(lists).flatMap((list) => list.match(/\p{Ll}+/gu) ?? []);

/** Things, incomes, businesses. */
const things = new Set([
  ...wordsIn(expenseWords),
  ...wordsIn(incomeWords),
  ...knownBrands.flatMap(({ words }) => words),
  ...wallets,
]);
const steering = new Set([...steeringWords, ...shortSteeringWords]);
const known = new Set([
  ...things,
  ...steering,
  ...spelledWords,
  ...lookAlikes,
  ...wordsIn(rareGoods),
  ...smallerBrands.flatMap(({ words }) => words),
]);

/** Words by a first letter they may be typed with and a length they may be typed in. */
type Index = ReadonlyMap<string, readonly string[]>;

function indexOf(words: Iterable<string>, kind: 'steering' | 'things'): Index {
  const index = new Map<string, string[]>();
  const add = (letter: string, word: string, lengths: readonly number[]): void => {
    for (const more of lengths) {
      const place = `${letter}${word.length + more}`;
      const list = index.get(place);
      if (list) list.push(word);
      else index.set(place, [word]);
    }
  };
  for (const word of words) {
    if (word.length < leastLetters[kind]) continue;
    const lengths = word.length < missingLetters[kind] ? [0, 1] : [-1, 0, 1];
    const [first = '', second = ''] = word;
    add(first, word, lengths);
    // A slip in the first letter of a thing, but for two swapped, is not looked for: there are too many things.
    if (kind === 'things') add(second, word, [0]);
    else for (const letter of new Set([second, ...(keysBeside.get(first) ?? '')])) add(letter, word, lengths);
  }
  return index;
}

const steeringIndex = indexOf(steering, 'steering');
const thingsIndex = indexOf(things, 'things');

/** Slips that leave all letters of the word on the screen tell it from any other. */
const telling: readonly (Slip | null)[] = ['swap', 'doubled'];

/** The only word of an index that `typed` is a slip of, or the only one by a slip that tells. */
function only(index: Index, typed: string): string | null {
  const found = (index.get(`${typed[0]}${typed.length}`) ?? []).filter((word) => slipOf(typed, word) !== null);
  const told = found.length > 1 ? found.filter((word) => telling.includes(slipOf(typed, word))) : found;
  return told.length === 1 ? (told[0] ?? null) : null;
}

/**
 * The word meant by one that was typed with a slip of the thumb: two letters swapped, one missing or doubled, the key beside it. Only where a single word of
 * the lexicon, or one that steers meaning, is that near, and the typed one is no word that we know; else null.
 */
export function meantWord(typed: string): string | null {
  const short = shortSlips.get(typed);
  if (short !== undefined) return short;
  if (typed.length < leastLetters.steering || typed.length > longestWord || known.has(typed)) return null;
  return only(steeringIndex, typed) ?? only(thingsIndex, typed);
}
