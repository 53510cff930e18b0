import { readFileSync } from 'node:fs';
import { type Claim, claims, type Linear } from '../../language/classifier/classify.ts';
import { lineFeatures } from '../../language/classifier/features.ts';
import { readMessage } from '../../language/interpret.ts';
import { wholeLine } from '../../language/reading/clauses.ts';
import { claimWords } from '../../language/records/claims.ts';
import { readerOf } from '../messages.ts';
import { type Sample, seeded } from './corpus.ts';
import { type Batched, heldOutGuesses } from './heldOut.ts';
import { openLines, toldLines } from './lines.ts';
import { learn } from './logistic.ts';

/** A message with money in it: its masked line, and whether it tells of money that moved. */
export interface ClaimSample extends Batched {
  label: Claim;
}

interface Written {
  id: string;
  lang: string;
  now: string;
  text: string;
  expect: { intent: string; must_ask?: boolean };
}

/** Stands where our messages have an id. */
const ownLines = 'lines000';

/** What is left of an id without the number of the message. */
const batchOf = (id: string): string => id.slice(0, -3);

const written = (lines: string, intent: string): Written[] =>
  lines
    .trim()
    .split('\n')
    .map((text) => ({ id: ownLines, lang: 'id', now: '2026-11-20T10:00:00+07:00', text, expect: { intent } }));

/** The messages of a file that hold money. Orders, and records that must be asked about for their amount, teach nothing here. */
export function claimSamples(file: string): ClaimSample[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const extra = [...written(toldLines, 'record'), ...written(openLines, 'unknown')];
  return [...lines.map((line): Written => JSON.parse(line)), ...extra].flatMap(
    ({ id, lang, now, text, expect }): ClaimSample[] => {
      const message = readMessage(text, readerOf(now, lang));
      const records = expect.intent === 'record';
      const hasMoney = message.amounts.some((amount) => amount.kind === 'money' && !amount.weak);
      const claims = records ? !expect.must_ask : expect.intent === 'unknown';
      if (!hasMoney || !claims) return [];
      const words = claimWords(wholeLine(message));
      return [{ words, label: records ? 'told' : 'open', weight: 1, batch: batchOf(id) }];
    },
  );
}

export const learnClaims = (samples: readonly Sample[], seed: number): Linear<Claim> =>
  learn(claims, samples, seeded(seed), lineFeatures);

/** How likely each sample is open, by a classifier that saw all batches but its own. */
export const heldOutClaims = (samples: readonly ClaimSample[], seed: number): { sample: ClaimSample; open: number }[] =>
  heldOutGuesses(samples, (others) => learnClaims(others, seed), lineFeatures).map(({ sample, guess }) => {
    const open = guess === null ? 0 : guess.label === 'open' ? guess.probability : 1 - guess.probability;
    return { sample, open };
  });
