import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../config/paths.ts';
import { interpret } from '../language/interpret.ts';
import { dataFolder, dataOf } from './data.ts';
import { evaluateMessages } from './messages.ts';
import { fallen, figuresOf, keptFor } from './results.ts';

describe('figures', () => {
  test('a share that falls and a rate of mistakes that rises are both worse; times are not compared', () => {
    const kept = { n: 10, intent_accuracy: 0.9, silently_wrong_rate: 0.01, 'hard.items_f1': 0.5, p50_ms: 1 };
    expect(fallen(kept, kept)).toEqual([]);
    expect(fallen(kept, { ...kept, p50_ms: 9, intent_accuracy: 0.95, silently_wrong_rate: 0 })).toEqual([]);
    expect(fallen(kept, { n: 10, intent_accuracy: 0.8, silently_wrong_rate: 0.02, p50_ms: 1 })).toEqual([
      'intent_accuracy was 0.9, is 0.8',
      'silently_wrong_rate was 0.01, is 0.02',
      'hard.items_f1 was 0.5, is gone',
    ]);
  });

  test('only numbers are kept, those of a level by its name', () => {
    const result = {
      n: 2,
      model: null,
      levels: { hard: { n: 1, total_exact: 0 } },
      tags: { k: { n: 1 } },
      failures: [{ id: 'x' }],
    };
    expect(figuresOf(result)).toEqual({ n: 2, 'hard.n': 1, 'hard.total_exact': 0 });
  });
});

/** Figures of a file of messages that are worse than the kept ones. */
async function fallenOn(path: string): Promise<string[]> {
  const kept = await keptFor('messages', path);
  if (!kept) return ['no kept result for these data: npm run eval -- messages FILE --keep'];
  const result = await evaluateMessages(path, async (text, reader) => interpret(text, reader));
  return fallen(kept.figures, figuresOf(result));
}

/** Seconds on an idle machine are minutes on a crowded one. */
const patienceMs = 240_000;

test(
  'our own messages are read no worse than in the last kept result',
  async () => {
    expect(await fallenOn(join(projectRoot, 'evals/written.jsonl'))).toEqual([]);
  },
  patienceMs,
);

const path = dataOf('messages');
if (path === null) console.info(`message suite skipped: no data in ${dataFolder()}; set CATAT_EVALS`);

test.skipIf(path === null)(
  'the development messages are read no worse than in the last kept result',
  async () => {
    expect(await fallenOn(path ?? '')).toEqual([]);
  },
  patienceMs,
);
