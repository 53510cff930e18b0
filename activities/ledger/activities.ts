import type { Database } from '../../database/pool.ts';
import type { LedgerActivities } from '../../workflows/contracts.ts';
import { atBoundary } from '../failure.ts';
import { answer } from './answer.ts';
import { post } from './post.ts';

export interface LedgerDeps {
  db: Database;
}

/** Booking what a person confirmed, and answering what they ask of their book. */
export const createLedgerActivities = ({ db }: LedgerDeps): LedgerActivities => ({
  post: (input) => atBoundary(() => post(db, input)),
  answer: (input) => atBoundary(() => answer(db, input)),
});
