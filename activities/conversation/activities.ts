import type { Database } from '../../database/pool.ts';
import type { ConversationActivities, Decision, DecisionRefusal } from '../../workflows/contracts.ts';
import { atBoundary } from '../failure.ts';
import { ask } from './ask.ts';
import { deliverReply } from './deliverReply.ts';
import { openMessage } from './openMessage.ts';
import { tell } from './tell.ts';

export interface ConversationDeps {
  db: Database;
  /**
   * Hands a decision to the run that waits for it, as the Temporal Update `decide`; the same `updateId` is delivered once.
   * Resolves with the refusal of the run's validator, or null when it was accepted. Throws when the server is away.
   */
  decide(workflowId: string, updateId: string, decision: Decision): Promise<DecisionRefusal | null>;
}

/** The Postgres steps around a conversation. */
export const createConversationActivities = (deps: ConversationDeps): ConversationActivities => ({
  openMessage: (input) => atBoundary(() => openMessage(deps, input)),
  deliverReply: (input) => atBoundary(() => deliverReply(deps, input)),
  ask: (input) => atBoundary(() => ask(deps, input)),
  tell: (input) => atBoundary(() => tell(deps, input)),
});
