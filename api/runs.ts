import type { Client } from '@temporalio/client';
import { deliverDecision } from '../temporal/decision.ts';
import { startExportRun, startSubjectRun } from '../temporal/jobRuns.ts';
import { type RunStep, retryMessageRun, runSteps } from '../temporal/messageRuns.ts';
import type { Decision, DecisionRefusal, ExportRun, MessageRun, SubjectRun } from '../workflows/contracts.ts';

/** Temporal as the API needs it. */
export interface Runs {
  /** True when the server answers within its own bound. */
  isReachable(): Promise<boolean>;
  /** Hands a decision to the run of a message, as the phone does. Why the run refused, or null. */
  decide(workflowId: string, updateId: string, decision: Decision): Promise<DecisionRefusal | null>;
  /** Runs a message again whose run has failed. */
  retry(run: MessageRun & { workflowId: string }): Promise<void>;
  /** Has a file made. */
  startExport(run: ExportRun): Promise<void>;
  /** Has a wish of a person about their data fulfilled. */
  startSubject(kind: 'export' | 'erase', run: SubjectRun): Promise<void>;
  /** What the run of a message did. @throws when the server is away or keeps the run no longer. */
  steps(workflowId: string): Promise<RunStep[]>;
}

export const createRuns = (temporal: { client: Client; isReachable(): Promise<boolean> }): Runs => ({
  isReachable: temporal.isReachable,
  decide: deliverDecision(temporal.client),
  retry: (run) => retryMessageRun(temporal.client, run),
  startExport: (run) => startExportRun(temporal.client, run),
  startSubject: (kind, run) => startSubjectRun(temporal.client, kind, run),
  steps: (workflowId) => runSteps(temporal.client, workflowId),
});
