import { proxyActivities, sleep } from '@temporalio/workflow';
import { type ExportActivities, type ExportRun, taskQueues } from './contracts.ts';
import { failureOf } from './failureOf.ts';
import { exportKept } from './policy.ts';

/** First pause between attempts is short: most faults are a restart of a neighbour. */
const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' } as const;

/** A million entries take seconds; beats show that the worker lives. */
const { writeExport } = proxyActivities<ExportActivities>({
  taskQueue: taskQueues.exports,
  startToCloseTimeout: '15 minutes',
  scheduleToCloseTimeout: '1 hour',
  heartbeatTimeout: '20 seconds',
  retry,
});
const { failExport, removeExport } = proxyActivities<ExportActivities>({
  taskQueue: taskQueues.exports,
  startToCloseTimeout: '30 seconds',
  retry,
});

/** Makes a file of a book, keeps it for a while, and removes it. */
export async function exportBook(run: ExportRun): Promise<void> {
  try {
    await writeExport(run);
  } catch (error) {
    await failExport({ ...run, failure: failureOf(error) });
    return;
  }
  await sleep(exportKept, { summary: 'the file can be fetched' });
  await removeExport(run);
}
