import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type ExportRun, exportWorkflowType, taskQueues } from '../workflows/contracts.ts';

const call_timeout_ms = 5_000;

/**
 * Starts the making of a file; one that was started before is success.
 * @throws when the server cannot be reached.
 */
export async function startExportRun(client: Client, run: ExportRun): Promise<void> {
  try {
    await client.withDeadline(Date.now() + call_timeout_ms, () =>
      client.workflow.start(exportWorkflowType, {
        workflowId: `export/${run.exportId}`,
        taskQueue: taskQueues.flow,
        args: [run],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: 'file of a book',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
