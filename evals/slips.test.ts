import { expect, test } from 'vitest';
import { slipOf } from '../language/slips.ts';
import { seeded } from './classifier/corpus.ts';
import { slipped } from './slips.ts';

const text = 'tolong catat beli bensin kemarin 50rb di pom';

test('one word of four letters or more gets one slip, the same for the same seed', () => {
  for (let seed = 0; seed < 200; seed++) {
    const told = slipped(text, [], seeded(seed));
    expect(slipped(text, [], seeded(seed))).toBe(told);
    const words = text.split(' ');
    const changed = told.split(' ').flatMap((word, place) => (word === words[place] ? [] : [[word, words[place] ?? '']]));
    expect(changed.length).toBeLessThan(2);
    for (const [typed = '', meant = ''] of changed) {
      expect(meant.length).toBeGreaterThan(3);
      expect(typed.length === meant.length - 1 || slipOf(typed, meant) !== null).toBe(true);
    }
  }
});

test('what is quoted from the text stays', () => {
  const quoted = ['catat bensin', 'Tolong', 'kemarin'];
  for (let seed = 0; seed < 50; seed++) {
    const told = slipped(text, quoted, seeded(seed));
    for (const word of ['catat', 'bensin', 'tolong', 'kemarin']) expect(told).toContain(word);
  }
  expect(slipped('50rb di pom', [], seeded(1))).toBe('50rb di pom');
});
