import { expect, test } from 'vitest';
import { classify } from '../../language/classifier/classify.ts';
import { phrases, seeded, varied } from './corpus.ts';
import { learn } from './logistic.ts';

const samples = [
  { words: ['kopi', 'susu'], label: 'drink', weight: 1 },
  { words: ['teh', 'manis'], label: 'drink', weight: 1 },
  { words: ['bensin', 'motor'], label: 'ride', weight: 1 },
  { words: ['parkir', 'motor'], label: 'ride', weight: 1 },
];

test('it learns what it is shown and carries it over to slips', () => {
  const model = learn(['drink', 'ride'], samples, seeded(1));
  for (const { words, label } of samples) expect(classify(model, words)?.label).toBe(label);
  expect(classify(model, ['bensinn'])?.label).toBe('ride');
  expect(classify(model, ['kopii'])?.label).toBe('drink');
});

test('the same seed gives the same weights', () => {
  const once = learn(['drink', 'ride'], samples, seeded(7));
  expect(learn(['drink', 'ride'], samples, seeded(7))).toEqual(once);
});

test('the corpus is the lexicon, with slips and company', () => {
  const corpus = phrases('expense');
  expect(corpus.length).toBeGreaterThan(3_000);
  expect(corpus.every(({ words, label }) => words.length > 0 && label !== '')).toBe(true);
  const [sample] = corpus;
  if (!sample) throw new Error('empty corpus');
  expect(varied(sample, seeded(3))).toEqual(varied(sample, seeded(3)));
});
