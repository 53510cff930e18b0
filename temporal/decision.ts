import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { type Decision, type DecisionRefusal, decideUpdate } from '../workflows/contracts.ts';

/** An Update answers in milliseconds once a worker is there; a caller that retries waits no longer than this. */
const update_timeout_ms = 8_000;

const refusals: readonly DecisionRefusal[] = ['QuestionClosed', 'NoQuestionYet', 'NotYours', 'DraftFull'];

/**
 * Hands decisions to waiting runs. The phone and the desk use the same Update; `updateId` makes a second delivery the first.
 * Resolves with why the run refused, or null. A run that is over counts as a closed question.
 * @throws when the server or its worker is away.
 */
export const deliverDecision =
  (client: Client) =>
  async (workflowId: string, updateId: string, decision: Decision): Promise<DecisionRefusal | null> => {
    try {
      await client.withDeadline(Date.now() + update_timeout_ms, () =>
        client.workflow.getHandle(workflowId).executeUpdate(decideUpdate, { updateId, args: [decision] }),
      );
      return null;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'QuestionClosed';
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
      const refusal = cause instanceof ApplicationFailure ? refusals.find((known) => known === cause.type) : undefined;
      if (refusal) return refusal;
      throw error;
    }
  };
