import type { Client } from '@temporalio/client';
import { type ExportRun, exportWorkflowType, type SubjectRun, subjectWorkflowTypes } from '../workflows/contracts.ts';
import { startOnce } from './startOnce.ts';

/** Starts the making of a file; one that was started before is success. @throws when the server cannot be reached. */
export const startExportRun = (client: Client, run: ExportRun): Promise<void> =>
  startOnce(client, exportWorkflowType, { workflowId: `export/${run.exportId}`, args: [run], staticSummary: 'file of a book' });

/** Starts what fulfils a wish of a person about their data; as {@link startExportRun}. */
export const startSubjectRun = (client: Client, kind: keyof typeof subjectWorkflowTypes, run: SubjectRun): Promise<void> =>
  startOnce(client, subjectWorkflowTypes[kind], {
    workflowId: `subject/${run.jobId}`,
    args: [run],
    staticSummary: kind === 'erase' ? 'forgets a person' : 'file of what is known of a person',
  });
