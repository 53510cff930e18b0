import type { Client } from '@temporalio/client';
import { deliverDecision } from '../temporal/decision.ts';
import { type RunStep, retryMessageRun, runSteps } from '../temporal/messageRuns.ts';
import type { Decision, DecisionRefusal, MessageRun } from '../workflows/contracts.ts';

/** The runs of messages as the API needs them. */
export interface MessageRuns {
  /** True when the server answers within its own bound. */
  isReachable(): Promise<boolean>;
  /** Hands a decision to the run of a message, as the phone does. Why the run refused, or null. */
  decide(workflowId: string, updateId: string, decision: Decision): Promise<DecisionRefusal | null>;
  /** Runs a message again whose run has failed. */
  retry(run: MessageRun & { workflowId: string }): Promise<void>;
  /** What the run of a message did. @throws when the server is away or keeps the run no longer. */
  steps(workflowId: string): Promise<RunStep[]>;
}

export const createMessageRuns = (temporal: { client: Client; isReachable(): Promise<boolean> }): MessageRuns => ({
  isReachable: temporal.isReachable,
  decide: deliverDecision(temporal.client),
  retry: (run) => retryMessageRun(temporal.client, run),
  steps: (workflowId) => runSteps(temporal.client, workflowId),
});
