import { expect, test } from 'vitest';
import { dataFolder, dataOf } from './data.ts';
import { evaluateVoice } from './voice.ts';

/** Clips heard in CI: each is decoded twice, some seconds on busy cores; `npm run eval -- voice` hears all. */
const count = 3;
const timeoutMs = 240_000;

const path = dataOf('voice');
if (path === null) console.info(`voice suite skipped: no data in ${dataFolder()}; set CATAT_EVALS`);

test.skipIf(path === null)('no amount is wrong in silence', { timeout: timeoutMs }, async ({ skip }) => {
  const result = await evaluateVoice(path ?? '', count).catch((error: Error) => error);
  if (result instanceof Error) return skip(result.message);
  expect(result).toMatchObject({ n: count, silently_wrong_rate: 0, amount_right_or_asked: 1 });
});
