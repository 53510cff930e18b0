import { expect, test } from 'vitest';
import { classify, guessCategory, type Linear } from './classify.ts';
import { buckets, featuresOf } from './features.ts';
import { weights } from './weights.ts';

test.each([
  ['ngebaksoo', 'makan'],
  ['bengkl motr', 'transport'],
  ['sekolahn', 'pendidikan'],
  ['kontrakn', 'tempat_tinggal'],
])('a word that was never seen is known by its pieces: %s', (text, category) => {
  expect(guessCategory('expense', text.split(' '))?.label).toBe(category);
});

test('the probability tells how much a guess is worth', () => {
  const mean = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + (guessCategory('expense', [word])?.probability ?? 0), 0) / words.length;
  const slips = mean(['bensinn', 'martbak', 'skolah', 'shampoo', 'dokterr', 'netflixx']);
  const noise = mean(['wxqv', 'zzrk', 'vbhq', 'xpfw', 'qqzv', 'jxvb']);
  expect(slips).toBeGreaterThan(0.85);
  expect(noise).toBeLessThan(slips - 0.1);
  expect(guessCategory('income', [])).toBeNull();
});

test('features have length 1 and a bounded number', () => {
  const features = featuresOf(Array.from({ length: 5_000 }, (_, index) => `kata${index}`));
  const length = [...features.values()].reduce((sum, value) => sum + value * value, 0);
  expect(length).toBeCloseTo(1);
  expect(features.size).toBeLessThan(1_000);
});

test('the class with the largest score wins, by its weights and its bias', () => {
  const row = buckets + 1;
  const steps = new Int8Array(2 * row);
  for (const place of featuresOf(['kopi']).keys()) steps[place] = 10;
  steps[row + buckets] = 5;
  const model: Linear<'drink' | 'other'> = { classes: ['drink', 'other'], steps, scale: 1 };
  expect(classify(model, ['kopi'])?.label).toBe('drink');
  expect(classify(model, ['xyz'])?.label).toBe('other');
});

test('the weights are small enough to ship', () => {
  const letters = Object.values(weights).reduce((sum, { steps }) => sum + steps.length, 0);
  expect(letters).toBeLessThan(2_000_000);
});
