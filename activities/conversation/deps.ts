import type { Database } from '../../database/pool.ts';
import type { Decision, DecisionRefusal } from '../../workflows/contracts.ts';
import type { AccessPolicy } from './access.ts';

/** What the conversation steps need of the world. */
export interface ConversationDeps {
  db: Database;
  /** Who may use Catat. */
  access: AccessPolicy;
  /**
   * Hands a decision to the run that waits for it, as the Temporal Update `decide`; the same `updateId` is delivered once.
   * Resolves with the refusal of the run's validator, or null when it was accepted. Throws when the server is away.
   */
  decide(workflowId: string, updateId: string, decision: Decision): Promise<DecisionRefusal | null>;
}
