import { type Category, expenseCategories, incomeCategories } from '../interpretation.ts';
import { masked } from '../lexicon/match.ts';
import { buckets, featuresOf, lineFeatures, requestFeatures } from './features.ts';
import { weights } from './weights.ts';

/** A trained linear classifier: one row of weights and one bias for each class. */
export interface Linear<C extends string> {
  classes: readonly C[];
  /** Row after row, `buckets` weights and the bias, in steps of `scale`. */
  steps: Int8Array;
  scale: number;
}

/** A class and how likely it is, 0 to 1. */
export interface Guess<C extends string> {
  label: C;
  probability: number;
}

/** What a classifier sees of words: places and their values. */
export type See = (words: readonly string[]) => Map<number, number>;

/** The likeliest class of a description; null for one without words. */
export function classify<C extends string>(
  { classes, steps, scale }: Linear<C>,
  words: readonly string[],
  see: See = featuresOf,
): Guess<C> | null {
  const features = see(words);
  if (features.size === 0) return null;
  const row = buckets + 1;
  const scores = classes.map((_, index) => {
    let score = (steps[index * row + buckets] ?? 0) * scale;
    for (const [place, value] of features) score += (steps[index * row + place] ?? 0) * scale * value;
    return score;
  });
  const highest = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
  const label = classes[scores.indexOf(highest)];
  return label === undefined ? null : { label, probability: 1 / total };
}

function decode<C extends string>(classes: readonly C[], { scale, steps }: { scale: number; steps: string }): Linear<C> {
  return { classes, scale, steps: Int8Array.from(atob(steps), (byte) => byte.charCodeAt(0)) };
}

/** What a line with an amount tells: money of the person's own that moved, or anything else (prices, plans, others' money, orders). */
export const claims = ['told', 'open'] as const;
export type Claim = (typeof claims)[number];

/** What a message is about: intents that change no books, `order` for all that do, `none` for what is no request and no record. */
export const requests = [
  'record',
  'report',
  'list',
  'balance',
  'savings.list',
  'category.list',
  'budget.status',
  'export',
  'help',
  'smalltalk',
  'order',
  'none',
] as const;
export type Request = (typeof requests)[number];

/** Decoded once, when first asked. */
let models: {
  expense: Linear<Category>;
  income: Linear<Category>;
  claim: Linear<Claim>;
  request: Linear<Request>;
} | null = null;
const decoded = () => {
  models ??= {
    expense: decode(expenseCategories, weights.expense),
    income: decode(incomeCategories, weights.income),
    claim: decode(claims, weights.claim),
    request: decode(requests, weights.request),
  };
  return models;
};

/**
 * What a purchase or a receipt that no word of the lexicon tells about probably is: logistic regression over pieces of words, trained on the lexicon by
 * `npm run classifier:train`.
 */
export const guessCategory = (type: 'expense' | 'income', words: readonly string[]): Guess<Category> | null =>
  classify(decoded()[type], words);

/** How likely a line, masked by the lexicon (`match.masked`), tells of no money that moved, 0 to 1: trained on our own messages. */
export function guessOpen(words: readonly string[]): number {
  const guess = classify(decoded().claim, words, lineFeatures);
  if (guess === null) return 0;
  return guess.label === 'open' ? guess.probability : 1 - guess.probability;
}

/** The words of a request as {@link classify} sees them; "#" stands for money. */
export const seeRequest: See = (words) =>
  requestFeatures(
    masked(words),
    words.filter((word) => word !== '#'),
  );

/** What a line (`clauses.wholeLine`) is most likely about: trained on our own messages. */
export const guessRequest = (words: readonly string[]): Guess<Request> | null => classify(decoded().request, words, seeRequest);
