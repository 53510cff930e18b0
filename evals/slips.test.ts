import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../config/paths.ts';
import { interpret } from '../language/interpret.ts';
import { slipOf } from '../language/reading/slips.ts';
import { seeded } from './classifier/corpus.ts';
import { evaluateMessages } from './messages.ts';
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

/** What our own messages gave with slips in them (seed 1: 97.6 %, 94.7 %, 0.4 %), less what another batch may change. */
const bounds = { intents: 0.95, entries: 0.91, silentlyWrong: 0.01 };
/** Seconds on an idle machine are minutes on a crowded one. */
const patienceMs = 240_000;

test(
  'our own messages are read nearly as well with a slip in each',
  async () => {
    const random = seeded(1);
    const result = await evaluateMessages(
      join(projectRoot, 'evals/written.jsonl'),
      async (told, reader) => interpret(told, reader),
      (told, quoted) => slipped(told, quoted, random),
    );
    expect(result.intent_accuracy).toBeGreaterThan(bounds.intents);
    expect(result.entries_exact).toBeGreaterThan(bounds.entries);
    expect(result.silently_wrong_rate).toBeLessThan(bounds.silentlyWrong);
  },
  patienceMs,
);
