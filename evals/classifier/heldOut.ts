import { classify, type Guess, type Linear, type See } from '../../language/classifier/classify.ts';
import type { Sample } from './corpus.ts';

/** A sample and the batch it was written in: what its id begins with. */
export interface Batched extends Sample {
  batch: string;
}

/** What each sample is guessed to be by a classifier that saw all batches but its own; null for one without words. */
export function heldOutGuesses<S extends Batched, C extends string>(
  samples: readonly S[],
  learn: (samples: readonly S[]) => Linear<C>,
  see: See,
): { sample: S; guess: Guess<C> | null }[] {
  return [...new Set(samples.map(({ batch }) => batch))].flatMap((batch) => {
    const model = learn(samples.filter((sample) => sample.batch !== batch));
    return samples
      .filter((sample) => sample.batch === batch)
      .map((sample) => ({ sample, guess: classify(model, sample.words, see) }));
  });
}
