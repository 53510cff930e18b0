import { setTimeout as pause } from 'node:timers/promises';
import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Logger } from 'pino';
import { recurringWorkflowType, retentionWorkflowType, taskQueues } from '../workflows/contracts.ts';

type Schedule = Omit<ScheduleOptions, 'scheduleId' | 'memo' | 'searchAttributes' | 'typedSearchAttributes' | 'state'>;

/** One at a time, and one that was missed is caught up once: both look at what is due, not at when they were to run. */
const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' } as const;

const starts = (workflowType: string, workflowId: string): Schedule['action'] => ({
  type: 'startWorkflow',
  workflowType,
  workflowId,
  taskQueue: taskQueues.flow,
});

/** What happens by itself, by the id of its schedule. */
export const schedules: Readonly<Record<string, Schedule>> = {
  // Every hour, some minutes past: midnight is at another hour in each of Indonesia's time zones.
  'recurring-due': {
    spec: { intervals: [{ every: '1 hour', offset: '5 minutes' }] },
    action: starts(recurringWorkflowType, 'recurring'),
    policies,
  },
  // While people sleep.
  'retention-daily': {
    spec: { calendars: [{ hour: 3, minute: 30 }], timezone: 'Asia/Jakarta' },
    action: starts(retentionWorkflowType, 'retention'),
    policies,
  },
};

const call_timeout_ms = 10_000;

/** Makes each schedule as it is written above, whether it was there or not; an operator's pause stays. @throws when the server cannot be reached. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const [scheduleId, wanted] of Object.entries(schedules))
    await client.withDeadline(Date.now() + call_timeout_ms, async () => {
      try {
        await client.schedule.create({ scheduleId, ...wanted });
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
        await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...wanted, state }));
      }
    });
}

/** Between attempts while the server is away, or does not serve yet. */
const retryPause_ms = 5_000;

/** {@link ensureSchedules}, however long it takes: a worker serves meanwhile. Ends when the signal aborts. */
export async function keepSchedules(client: Client, log: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await ensureSchedules(client);
      log.info({ schedules: Object.keys(schedules) }, 'schedules are set');
      return;
    } catch (error) {
      log.warn({ error }, 'schedules could not be set: trying again');
      await pause(retryPause_ms, undefined, { signal }).catch(() => undefined);
    }
  }
}
