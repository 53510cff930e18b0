import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/paths.ts';
import { claims, requests, type See } from '../../language/classifier/classify.ts';
import { featuresOf, lineFeatures, requestFeatures } from '../../language/classifier/features.ts';
import { classesOf, phrases, seeded, varied } from './corpus.ts';
import { openLines, toldLines } from './lines.ts';
import { learn } from './logistic.ts';

/** What weights were made from, kept beside them. */
export interface Origin {
  /** Hash of the weights themselves. */
  weights: string;
  /** Hash of how is learned: features, settings, classes, shown by what a few samples teach. */
  learning: string;
  /** Phrases of the lexicon. */
  phrases: number;
  /** Hash and number of messages of each batch, by its name. */
  batches: Record<string, { n: number; sha256: string }>;
}

export const weightsFile = join(projectRoot, 'language/classifier/weights.ts');
export const originFile = join(projectRoot, 'language/classifier/origin.json');
export const writtenFile = join(projectRoot, 'evals/written.jsonl');

/** How weights are made. */
export const command = 'npm run classifier:train';

/** The same seed gives the same weights, byte for byte. */
export const seed = 20_261_123;
/** Told-otherwise samples for each phrase. */
export const variants = 4;

/** Letters of a hash kept: enough to tell any two apart. */
const hashLetters = 16;

const hashOf = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, hashLetters);

/** Lines that show how is learned. */
const probe = [
  ['beli nasi goreng #', 0],
  ['gaji bulan ini # masuk', 0],
  ['katanya harga telur sekarang # mahal', 1],
  ['kalau ada promo # mau beli', 1],
] as const;

function learning(): string {
  // Without the lexicon, whose words come and go.
  const sees: Record<string, See> = { featuresOf, lineFeatures, requestFeatures: (words) => requestFeatures(words, words) };
  const told = probe.map(([line, label]) => ({ words: line.split(' '), label: claims[label], weight: 1 }));
  const steps = Object.entries(sees).map(([name, see]) => [
    name,
    hashOf(new Uint8Array(learn(claims, told, seeded(seed), see).steps)),
  ]);
  const random = seeded(seed);
  const others = told.map((sample) => varied(sample, random));
  return hashOf(JSON.stringify([seed, variants, claims, requests, classesOf('expense'), classesOf('income'), steps, others]));
}

/** The batches of our messages by what their ids begin with, and our further lines. */
function batches(): Origin['batches'] {
  const lines = new Map<string, string[]>([['lines', [...toldLines.trim().split('\n'), ...openLines.trim().split('\n')]]]);
  for (const line of readFileSync(writtenFile, 'utf8').trim().split('\n')) {
    const name = (JSON.parse(line) as { id: string }).id.slice(0, -3);
    lines.set(name, [...(lines.get(name) ?? []), line]);
  }
  return Object.fromEntries([...lines].map(([name, own]) => [name, { n: own.length, sha256: hashOf(own.join('\n')) }]));
}

/** What weights made now would be made from. @param weights the text of their file */
export const originOf = (weights: string): Origin => ({
  weights: hashOf(weights),
  learning: learning(),
  phrases: phrases('expense').length + phrases('income').length,
  batches: batches(),
});

/** Share of the messages, and of the phrases, that may be newer than the weights before they are to be made again. */
const newerLimit = { messages: 1 / 3, phrases: 1 / 10 };

/**
 * Why weights have to be made again, as sentences; none while they do. Messages and words that were added since are no reason by themselves: what is new
 * shows how well the weights do on what they never saw.
 */
export function reasons(kept: Origin, now: Origin): string[] {
  const all = Object.values(now.batches).reduce((sum, { n }) => sum + n, 0);
  const newer = newerMessages(kept, now);
  const words = Math.abs(now.phrases - kept.phrases);
  return [
    ...(kept.weights === now.weights ? [] : ['weights.ts was changed by hand, or without origin.json']),
    ...(kept.learning === now.learning ? [] : ['the way of learning was changed since']),
    ...(newer <= all * newerLimit.messages ? [] : [`${newer} of ${all} messages are newer than the weights`]),
    ...(words <= now.phrases * newerLimit.phrases ? [] : [`${words} of ${now.phrases} phrases are newer than the weights`]),
  ];
}

/** Messages in batches that the weights were not made from as they are now. */
export const newerMessages = (kept: Origin, now: Origin): number =>
  Object.entries(now.batches).reduce((sum, [name, { n, sha256 }]) => sum + (kept.batches[name]?.sha256 === sha256 ? 0 : n), 0);
