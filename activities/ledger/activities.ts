import type { Database } from '../../database/pool.ts';
import type { LedgerActivities } from '../../workflows/contracts.ts';
import { atBoundary } from '../failure.ts';
import { answer } from './answer.ts';
import { post } from './post.ts';

export interface LedgerDeps {
  db: Database;
}

/** Booking what a person confirmed, and answering what they ask of their book. */
export const createLedgerActivities = (deps: LedgerDeps): LedgerActivities => ({
  post: (input) => atBoundary(() => post(deps, input)),
  answer: (input) => atBoundary(() => answer(deps, input)),
});
