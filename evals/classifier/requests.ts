import { readFileSync } from 'node:fs';
import { type Linear, type Request, requests, seeRequest } from '../../language/classifier/classify.ts';
import { readMessage } from '../../language/interpret.ts';
import { wholeLine } from '../../language/reading/clauses.ts';
import { readerOf } from '../messages.ts';
import { type Sample, seeded } from './corpus.ts';
import { type Batched, heldOutGuesses } from './heldOut.ts';
import { learn } from './logistic.ts';

/** A message and what it is about. */
export interface RequestSample extends Batched {
  label: Request;
  /** Every label that is as right. */
  right: readonly string[];
}

interface Written {
  id: string;
  lang: string;
  now: string;
  text: string;
  expect: { intent: string; intent_any?: string[] };
}

const labelOf = (intent: string): Request =>
  intent === 'unknown' ? 'none' : (requests.find((request) => request === intent) ?? 'order');

/** All messages of a file. */
export function requestSamples(file: string): RequestSample[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { id, lang, now, text, expect }: Written = JSON.parse(line);
    const words = wholeLine(readMessage(text, readerOf(now, lang))).split(' ');
    const right = [expect.intent, ...(expect.intent_any ?? [])].map(labelOf);
    return { words, label: labelOf(expect.intent), right, weight: 1, batch: id.slice(0, -3) };
  });
}

export const learnRequests = (samples: readonly Sample[], seed: number): Linear<Request> =>
  learn(requests, samples, seeded(seed), seeRequest);

/** What each sample is guessed to be, by a classifier that saw all batches but its own. */
export const heldOutRequests = (
  samples: readonly RequestSample[],
  seed: number,
): { sample: RequestSample; label: Request; probability: number }[] =>
  heldOutGuesses(samples, (others) => learnRequests(others, seed), seeRequest).flatMap(({ sample, guess }) =>
    guess === null ? [] : [{ sample, ...guess }],
  );
