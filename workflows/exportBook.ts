import { log, proxyActivities, sleep } from '@temporalio/workflow';
import { senderOf, tell, uploaderOf } from './activities.ts';
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
/** 20 MB over a slow link, to one media server after the other. */
const { sendExport } = proxyActivities<ExportActivities>({
  taskQueue: taskQueues.exports,
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '1 hour',
  heartbeatTimeout: '20 seconds',
  retry,
});
const { failExport, removeExport } = proxyActivities<ExportActivities>({
  taskQueue: taskQueues.exports,
  startToCloseTimeout: '30 seconds',
  retry,
});

/** Makes a file of a book, sends it to the chat where it was asked for there, keeps it for a while, and removes it. */
export async function exportBook(run: ExportRun): Promise<void> {
  const { asked } = run;
  try {
    await writeExport(run);
  } catch (error) {
    await failExport({ ...run, failure: failureOf(error) });
    if (asked) await apologize(asked, 'failed');
    return;
  }
  if (asked) await deliver({ ...run, asked });
  await sleep(exportKept, { summary: 'the file can be fetched' });
  await removeExport(run);
}

type Asked = NonNullable<ExportRun['asked']>;

/** A file that does not get through stays where it can be fetched. */
async function deliver(run: ExportRun & { asked: Asked }): Promise<void> {
  const { session } = run.asked;
  try {
    const ticket = await uploaderOf(session).uploadTicket();
    await send(session, await sendExport({ ...run, ticket }));
  } catch (error) {
    await apologize(run.asked, failureOf(error) === 'MediaTooLarge' ? 'too_large' : 'failed');
  }
}

async function apologize({ session, messageId, locale }: Asked, state: 'failed' | 'too_large'): Promise<void> {
  await send(session, await tell({ messageId, step: 'file/failed', statement: { say: 'file', state }, locale }));
}

/** A message WhatsApp refuses is on its row for the operator; the file can be fetched at the desk. */
async function send(session: string, { outbound }: { outbound: string }): Promise<void> {
  await senderOf(session)
    .send({ outboundId: outbound })
    .catch((error) => log.error('message could not be sent', { outboundId: outbound, failure: failureOf(error) }));
}
