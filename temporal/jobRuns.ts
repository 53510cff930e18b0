import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type ExportRun, exportWorkflowType, type SubjectRun, subjectWorkflowTypes, taskQueues } from '../workflows/contracts.ts';

const call_timeout_ms = 5_000;

/** Starts the making of a file; one that was started before is success. @throws when the server cannot be reached. */
export const startExportRun = (client: Client, run: ExportRun): Promise<void> =>
  startOnce(client, exportWorkflowType, { workflowId: `export/${run.exportId}`, run, summary: 'file of a book' });

/** Starts what fulfils a wish of a person about their data; as {@link startExportRun}. */
export const startSubjectRun = (client: Client, kind: keyof typeof subjectWorkflowTypes, run: SubjectRun): Promise<void> =>
  startOnce(client, subjectWorkflowTypes[kind], {
    workflowId: `subject/${run.jobId}`,
    run,
    summary: kind === 'erase' ? 'forgets a person' : 'file of what is known of a person',
  });

async function startOnce(
  client: Client,
  workflowType: string,
  { workflowId, run, summary }: { workflowId: string; run: ExportRun | SubjectRun; summary: string },
): Promise<void> {
  try {
    await client.withDeadline(Date.now() + call_timeout_ms, () =>
      client.workflow.start(workflowType, {
        workflowId,
        taskQueue: taskQueues.flow,
        args: [run],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: summary,
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
