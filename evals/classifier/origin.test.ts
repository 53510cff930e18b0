import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, newerMessages, type Origin, originFile, originOf, reasons, weightsFile } from './origin.ts';

const kept: Origin = {
  weights: 'w',
  learning: 'l',
  phrases: 100,
  batches: { w1: { n: 80, sha256: 'a' }, w2: { n: 20, sha256: 'b' } },
};

describe('when weights have to be made again', () => {
  test.each<[string, Partial<Origin>, RegExp | null]>([
    ['nothing is new', {}, null],
    ['a small batch is new', { batches: { ...kept.batches, w3: { n: 40, sha256: 'c' } } }, null],
    ['a small batch was put right', { batches: { ...kept.batches, w2: { n: 20, sha256: 'c' } } }, null],
    ['a word is new', { phrases: 101 }, null],
    ['half of the messages are new', { batches: { ...kept.batches, w3: { n: 100, sha256: 'c' } } }, /100 of 200 messages/],
    ['the largest batch was rewritten', { batches: { ...kept.batches, w1: { n: 80, sha256: 'c' } } }, /80 of 100 messages/],
    ['many words are new', { phrases: 150 }, /50 of 150 phrases/],
    ['learning is another', { learning: 'm' }, /way of learning/],
    ['weights are others', { weights: 'x' }, /by hand/],
  ])('%s', (_, change, reason) => {
    const found = reasons(kept, { ...kept, ...change });
    if (reason === null) expect(found).toEqual([]);
    else expect(found.join()).toMatch(reason);
  });
});

test('the weights are what the command makes of the data they name', () => {
  const made: Origin = JSON.parse(readFileSync(originFile, 'utf8'));
  const now = originOf(readFileSync(weightsFile, 'utf8'));
  const newer = newerMessages(made, now);
  if (newer > 0) console.info(`${newer} messages are newer than the weights of the classifiers; ${command} takes them in`);
  expect(reasons(made, now), `make the weights again with \`${command}\` and commit weights.ts and origin.json`).toEqual([]);
});
