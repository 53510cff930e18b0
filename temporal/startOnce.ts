import { type Client, WorkflowExecutionAlreadyStartedError, type WorkflowStartOptions } from '@temporalio/client';
import { taskQueues } from '../workflows/contracts.ts';

/** Starting answers in milliseconds; a server that takes longer is away. */
const call_timeout_ms = 5_000;

type Options = Pick<WorkflowStartOptions, 'workflowId' | 'staticSummary' | 'typedSearchAttributes'> & {
  args: [unknown];
  /** Starts another run under the id of one that is over. */
  again?: boolean;
};

/**
 * Starts a workflow; one that was started before, or is under way, is success.
 * @throws when the server cannot be reached.
 */
export async function startOnce(client: Client, workflowType: string, { again = false, ...options }: Options): Promise<void> {
  try {
    await client.withDeadline(Date.now() + call_timeout_ms, () =>
      client.workflow.start(workflowType, {
        ...options,
        taskQueue: taskQueues.flow,
        workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
