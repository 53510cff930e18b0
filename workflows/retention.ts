import { proxyActivities } from '@temporalio/workflow';
import { type RetentionActivities, type RetentionKind, retentionKinds, taskQueues } from './contracts.ts';

/** Batches of one kind in one night: what is left goes the next. Keeps a first run over an old deployment from taking all day. */
const batches_max = 200;

const { forgetOld } = proxyActivities<RetentionActivities>({
  taskQueue: taskQueues.exports,
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '2 hours',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Removes what has been kept long enough, kind by kind, in batches. @returns how many of each kind. */
export async function keepRetention(): Promise<Record<RetentionKind, number>> {
  const forgotten = {} as Record<RetentionKind, number>;
  for (const kind of retentionKinds) forgotten[kind] = await forgetAll(kind);
  return forgotten;
}

async function forgetAll(kind: RetentionKind): Promise<number> {
  let rows = 0;
  let after: string | null = null;
  for (let batch = 1; batch <= batches_max; batch++) {
    const done: Awaited<ReturnType<typeof forgetOld>> = await forgetOld({ kind, after });
    rows += done.rows;
    if (!done.more) break;
    after = done.last;
  }
  return rows;
}
