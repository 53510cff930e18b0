import { applyChanges, chooseOption, firstDoubtful, isBlocked } from '../language/corrections.ts';
import type { DraftEntry } from '../language/interpretation.ts';
import type { Decision } from './contracts.ts';

/** A draft on its way to a yes or a no. */
export interface Confirmation {
  /** Counts the questions asked about the draft, from 1. */
  revision: number;
  entries: DraftEntry[];
}

/** What a decision leads to. */
export type Verdict =
  | { next: 'post'; entries: DraftEntry[] }
  | { next: 'cancel' }
  | { next: 'ask'; confirmation: Confirmation }
  | { next: 'reread' }
  /** A yes came, but an entry still carries a doubt only the person can settle. */
  | { next: 'insist' }
  /** The answer points at a line or a reading that is not there. */
  | { next: 'unclear' };

/** A first draft. */
export const confirmationOf = (entries: DraftEntry[]): Confirmation => ({ revision: 1, entries });

/**
 * The whole state machine of a confirmation: pure, so that it is the same in the workflow, in its replay and in tests.
 * Nothing is posted but by a yes to a draft without blocking doubts.
 */
export function decide(confirmation: Confirmation, reply: Decision['reply']): Verdict {
  switch (reply.kind) {
    case 'yes':
      return confirmed(confirmation);
    case 'no':
      return { next: 'cancel' };
    case 'reread':
      return { next: 'reread' };
    case 'choose':
      return revised(confirmation, chooseOption(confirmation.entries, reply.option));
    case 'correct':
      return revised(confirmation, applyChanges(confirmation.entries, reply.changes));
  }
}

/** A yes to the one reading that was offered settles that doubt; where there are several, or none, it says too little. */
function confirmed(confirmation: Confirmation): Verdict {
  const { entries } = confirmation;
  if (!isBlocked(entries)) return { next: 'post', entries };
  const doubtful = entries[firstDoubtful(entries)];
  const chosen = doubtful?.alternatives.length === 1 ? chooseOption(entries, 1) : null;
  if (!chosen || !('entries' in chosen)) return { next: 'insist' };
  return isBlocked(chosen.entries) ? revised(confirmation, chosen) : { next: 'post', entries: chosen.entries };
}

function revised(confirmation: Confirmation, changed: ReturnType<typeof applyChanges>): Verdict {
  if (!('entries' in changed)) return { next: 'unclear' };
  const { entries } = changed;
  // Every line was struck: there is nothing left to ask about.
  if (entries.length === 0) return { next: 'cancel' };
  return { next: 'ask', confirmation: { revision: confirmation.revision + 1, entries } };
}
