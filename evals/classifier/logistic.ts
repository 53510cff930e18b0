import type { Linear, See } from '../../language/classifier/classify.ts';
import { buckets, featuresOf } from '../../language/classifier/features.ts';
import type { Sample } from './corpus.ts';

/** Passes over the corpus; more change little. */
const epochs = 12;
/** First step of AdaGrad. */
const rate = 0.5;
/** Pull towards zero, so that a word seen once does not decide alone. */
const decay = 1e-5;
/** Largest step of a weight kept in 8 bits. */
const largestStep = 127;

interface Seen {
  features: [number, number][];
  label: number;
  weight: number;
}

/** Multinomial logistic regression, learned by AdaGrad in an order that `random` gives, kept in 8 bits a weight. */
export function learn<C extends string>(
  classes: readonly C[],
  samples: readonly Sample[],
  random: () => number,
  see: See = featuresOf,
): Linear<C> {
  const row = buckets + 1;
  const weights = new Float64Array(classes.length * row);
  const slopes = new Float64Array(classes.length * row).fill(1e-6);
  const seen = samples.map(
    (sample): Seen => ({
      features: [...see(sample.words), [buckets, 1]],
      label: (classes as readonly string[]).indexOf(sample.label),
      weight: sample.weight,
    }),
  );
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(seen, random);
    for (const sample of seen) step(weights, slopes, sample, classes.length);
  }
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest / largestStep;
  return { classes, scale, steps: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

function step(weights: Float64Array, slopes: Float64Array, { features, label, weight }: Seen, classes: number): void {
  const row = buckets + 1;
  const scores = Array.from({ length: classes }, (_, index) =>
    features.reduce((sum, [place, value]) => sum + (weights[index * row + place] ?? 0) * value, 0),
  );
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  for (let index = 0; index < classes; index++) {
    const miss = ((shares[index] ?? 0) / total - (index === label ? 1 : 0)) * weight;
    for (const [place, value] of features) {
      const at = index * row + place;
      const slope = miss * value + decay * (weights[at] ?? 0);
      slopes[at] = (slopes[at] ?? 0) + slope * slope;
      weights[at] = (weights[at] ?? 0) - (rate * slope) / Math.sqrt(slopes[at] ?? 1);
    }
  }
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = list[last] as T;
    list[last] = list[other] as T;
    list[other] = kept;
  }
}
