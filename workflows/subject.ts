import { proxyActivities, sleep } from '@temporalio/workflow';
import { type SubjectActivities, type SubjectRun, taskQueues } from './contracts.ts';
import { failureOf } from './failureOf.ts';
import { subjectFileKept } from './policy.ts';

/** First pause between attempts is short: most faults are a restart of a neighbour. */
const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** Thousands of messages and their files take minutes; beats show that the worker lives. */
const long = { startToCloseTimeout: '30 minutes', heartbeatTimeout: '20 seconds', retry, taskQueue: taskQueues.exports } as const;
const short = { startToCloseTimeout: '1 minute', retry, taskQueue: taskQueues.exports } as const;

/** Who wants a file can ask again; who is to be forgotten is so, however long the store is away. */
const { writeSubject } = proxyActivities<SubjectActivities>({ ...long, scheduleToCloseTimeout: '1 hour' });
const { forgetRuns, eraseRows, removeSubjectObjects } = proxyActivities<SubjectActivities>({
  ...long,
  scheduleToCloseTimeout: '3 days',
});
const { finishErasure, failSubject, removeSubjectFile } = proxyActivities<SubjectActivities>({
  ...short,
  scheduleToCloseTimeout: '3 days',
});

/** Gathers what is known of a person into a file, keeps it for a while, and removes it. */
export async function exportSubject(run: SubjectRun): Promise<void> {
  try {
    await writeSubject(run);
  } catch (error) {
    await failSubject({ ...run, failure: failureOf(error) });
    return;
  }
  await sleep(subjectFileKept, { summary: 'the file can be fetched' });
  await removeSubjectFile(run);
}

/**
 * Forgets a person: their runs first, so that none of them writes on, then the rows, then the stored files the rows named. What was
 * removed and what was kept stands in the receipt.
 */
export async function eraseSubject(run: SubjectRun): Promise<void> {
  try {
    const { runs } = await forgetRuns(run);
    await eraseRows(run);
    await removeSubjectObjects(run);
    await finishErasure({ ...run, runs });
  } catch (error) {
    await failSubject({ ...run, failure: failureOf(error) });
  }
}
