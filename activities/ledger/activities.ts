import type { Database } from '../../database/pool.ts';
import { LedgerError } from '../../ledger/errors.ts';
import type { LedgerActivities } from '../../workflows/contracts.ts';
import { atBoundary, failure } from '../failure.ts';
import { answer } from './answer.ts';
import { carryOut } from './carryOut.ts';
import { post } from './post.ts';
import { review } from './review.ts';

export interface LedgerDeps {
  db: Database;
}

/** Booking what a person confirmed, and answering what they ask of their book. */
export const createLedgerActivities = ({ db }: LedgerDeps): LedgerActivities => ({
  post: (input) => atBoundary(() => final(post(db, input))),
  review: (input) => atBoundary(() => final(review(db, input))),
  carryOut: (input) => atBoundary(() => final(carryOut(db, input))),
  answer: (input) => atBoundary(() => final(answer(db, input))),
});

/** What the ledger refuses it will refuse again, unless another transaction was merely quicker. */
async function final<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!(thrown instanceof LedgerError) || thrown.refusal === 'AlreadyVoided') throw thrown;
    throw failure('Internal', `${thrown.refusal}: ${thrown.message}`, { cause: thrown, nonRetryable: true });
  }
}
