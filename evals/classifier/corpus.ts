import { expenseCategories, incomeCategories } from '../../language/interpretation.ts';
import { expenseWords } from '../../language/lexicon/expenses.ts';
import { incomeWords } from '../../language/lexicon/incomes.ts';
import { knownBrands } from '../../language/lexicon/merchants.ts';
import { normalWord } from '../../language/reading/tokens.ts';

/** A description and what it is. */
export interface Sample {
  words: string[];
  label: string;
  /** How much it counts in training. */
  weight: number;
}

/** A source of numbers from 0 to 1 that repeats itself (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Words that only count when nothing else does tell less. */
const markWeights: Record<string, number> = { '~': 0.3, '^': 0.5, '!': 1 };

function phrasesOf(lists: Record<string, string>): Sample[] {
  return Object.entries(lists).flatMap(([label, list]) =>
    list.split(',').flatMap((item): Sample[] => {
      const text = item.trim();
      if (text === '') return [];
      const mark = /^[~^!]/.exec(text)?.[0] ?? '';
      return [{ words: text.slice(mark.length).split(/\s+/).map(normalWord), label, weight: markWeights[mark] ?? 1 }];
    }),
  );
}

/** Every phrase of the lexicon and every business with its category: our own words, nothing of the development data. */
export function phrases(type: 'expense' | 'income'): Sample[] {
  if (type === 'income') return phrasesOf(incomeWords);
  const brands = knownBrands.flatMap(({ words, category }): Sample[] =>
    category ? [{ words, label: category, weight: 0.5 }] : [],
  );
  return [...phrasesOf(expenseWords), ...brands];
}

export const classesOf = (type: 'expense' | 'income'): readonly string[] =>
  type === 'expense' ? expenseCategories : incomeCategories;

/** Words that stand beside anything. */
const beside =
  'baru bekas lagi kemarin kecil besar anak murah di rumah buat acara teman bulan ini online depan isi ulang merah hitam satu dua paket set'.split(
    ' ',
  );

/** Slips of the thumb, endings and beginnings of chat. */
const slips: readonly ((word: string, at: number) => string)[] = [
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + (word[at] ?? '') + word.slice(at),
  (word, at) => word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
  (word) => word.replace(/[aeiou]/, ''),
  (word) => `${word}nya`,
  (word) => `${word}an`,
  (word) => `nge${word}`,
  (word) => word.replace(/^[kpts]/, (letter) => ({ k: 'ng', p: 'm', t: 'n', s: 'ny' })[letter] ?? letter),
  (word) => word.replace(/k$/, '').replace(/h/, ''),
];

/** A sample told otherwise: with a slip in a word, or beside another word. */
export function varied({ words, label, weight }: Sample, random: () => number): Sample {
  const place = Math.floor(random() * words.length);
  const word = words[place] ?? '';
  const slip = slips[Math.floor(random() * slips.length)];
  const changed = slip && word.length > 3 ? slip(word, 1 + Math.floor(random() * (word.length - 2))) : word;
  const told = words.map((own, index) => (index === place ? changed : own));
  const more = random() < 0.5 ? [beside[Math.floor(random() * beside.length)] ?? ''] : [];
  return { words: [...told, ...more], label, weight: weight / 2 };
}
