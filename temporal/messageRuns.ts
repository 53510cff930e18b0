import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { type MessageRun, messageWorkflowType } from '../workflows/contracts.ts';
import { messageKindAttribute, stageAttribute } from '../workflows/searchAttributes.ts';
import { startOnce } from './startOnce.ts';

/** Removing a history is noted down in milliseconds; a server that takes longer is away. */
const call_timeout_ms = 5_000;

type Named = MessageRun & { workflowId: string };

const start = (client: Client, { workflowId, ...run }: Named, again: boolean): Promise<void> =>
  startOnce(client, messageWorkflowType, {
    workflowId,
    again,
    args: [run],
    staticSummary: `${run.kind} message${again ? ', again' : ''}`,
    typedSearchAttributes: [
      { key: messageKindAttribute, value: run.kind },
      { key: stageAttribute, value: 'reading' },
    ],
  });

/**
 * Starts the run of a message; a run that was started before is success.
 * @throws when the server cannot be reached: the caller keeps its row and tries again.
 */
export const startMessageRun = (client: Client, run: Named): Promise<void> => start(client, run, false);

/**
 * Runs a message again whose run has failed: a new run under the same id, so that the earlier one stays in sight. Asking twice is asking
 * once. Its row must have been reopened before, or what the first run did counts as done.
 * @throws when the server cannot be reached.
 */
export const retryMessageRun = (client: Client, run: Named): Promise<void> => start(client, run, true);

/** Status of gRPC: there is no such run, or it is being removed. */
const notFound = 5;

/**
 * Ends the run of a message if it is under way, and removes its history. One that is gone is success.
 * @throws when the server cannot be reached.
 */
export async function forgetMessageRun({ connection, options: { namespace } }: Client, workflowId: string): Promise<void> {
  try {
    await connection.withDeadline(Date.now() + call_timeout_ms, () =>
      connection.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } }),
    );
  } catch (error) {
    if ((error as { code?: unknown }).code !== notFound) throw error;
  }
}

/** One thing a run did, or still does. */
export interface RunStep {
  /** Name of the activity, or `decide` for an answer that was accepted. */
  name: string;
  startedAt: Date;
  /** Null while it is under way. */
  endedAt: Date | null;
  attempts: number;
  /** Type of the failure it ended with. */
  failure: string | null;
}

/** Reading a history is quick; a server that takes longer is busy with more important things. */
const history_timeout_ms = 3_000;

/**
 * What the run of a message did, in order, from its history.
 * @throws when the server cannot be reached or no longer keeps the run.
 */
export async function runSteps(client: Client, workflowId: string): Promise<RunStep[]> {
  const { events } = await client.withDeadline(Date.now() + history_timeout_ms, () =>
    client.workflow.getHandle(workflowId).fetchHistory(),
  );
  const steps = new Map<string, RunStep>();
  const times = new Map<string, Date>();
  for (const event of events ?? []) {
    times.set(String(event.eventId), timeOf(event));
    follow(steps, times, event);
  }
  return [...steps.values()].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** Name of the markers a local activity leaves in a history, and what they tell beside its result (never sealed: it holds no words). */
const localActivityMarker = 'core_local_activity';
interface LocalActivity {
  activity_type: string;
  attempt: number;
  original_schedule_time: Moment | null;
  complete_time: Moment | null;
}

interface Moment {
  seconds: number;
  nanos: number;
}

const dateOf = ({ seconds, nanos }: Moment): Date => new Date(seconds * 1000 + Math.floor(nanos / 1_000_000));

const timeOf = ({ eventTime }: HistoryEvent): Date =>
  dateOf({ seconds: Number(eventTime?.seconds ?? 0), nanos: eventTime?.nanos ?? 0 });

/** The step a marker stands for; null when it is another kind of marker. */
function localStep(
  { markerName, details, failure }: temporal.api.history.v1.IMarkerRecordedEventAttributes,
  at: Date,
): RunStep | null {
  const data = details?.data?.payloads?.[0]?.data;
  if (markerName !== localActivityMarker || !data) return null;
  const local = JSON.parse(Buffer.from(data).toString()) as LocalActivity;
  const completedAt = local.complete_time ? dateOf(local.complete_time) : at;
  const startedAt = local.original_schedule_time ? dateOf(local.original_schedule_time) : completedAt;
  return {
    name: local.activity_type,
    startedAt,
    // The end is told on the clock of the workflow, which stands still within a task: no step ends before it began.
    endedAt: new Date(Math.max(completedAt.getTime(), startedAt.getTime())),
    attempts: local.attempt,
    failure: failure ? (failure.applicationFailureInfo?.type ?? 'Internal') : null,
  };
}

function follow(steps: Map<string, RunStep>, times: ReadonlyMap<string, Date>, event: HistoryEvent): void {
  const at = timeOf(event);
  const scheduled = event.activityTaskScheduledEventAttributes;
  if (scheduled) steps.set(String(event.eventId), stepOf(scheduled.activityType?.name ?? 'unknown', at));
  const accepted = event.workflowExecutionUpdateAcceptedEventAttributes;
  if (accepted) {
    // It is written down with what it led to; it came before the task that took it up.
    const came = times.get(String(accepted.acceptedRequestSequencingEventId)) ?? at;
    steps.set(String(event.eventId), { ...stepOf('decide', came), endedAt: came });
  }
  const marker = event.markerRecordedEventAttributes;
  const local = marker ? localStep(marker, at) : null;
  if (local) steps.set(String(event.eventId), local);
  const started = event.activityTaskStartedEventAttributes;
  change(steps, started?.scheduledEventId, { attempts: started?.attempt ?? 1 });
  change(steps, event.activityTaskCompletedEventAttributes?.scheduledEventId, { endedAt: at });
  const failed = event.activityTaskFailedEventAttributes;
  change(steps, failed?.scheduledEventId, {
    endedAt: at,
    failure: failed?.failure?.applicationFailureInfo?.type ?? 'Internal',
  });
  change(steps, event.activityTaskTimedOutEventAttributes?.scheduledEventId, { endedAt: at, failure: 'Timeout' });
  change(steps, event.activityTaskCanceledEventAttributes?.scheduledEventId, { endedAt: at, failure: 'Cancelled' });
}

const stepOf = (name: string, startedAt: Date): RunStep => ({ name, startedAt, endedAt: null, attempts: 1, failure: null });

function change(steps: Map<string, RunStep>, scheduledId: unknown, over: Partial<RunStep>): void {
  const step = scheduledId === undefined || scheduledId === null ? undefined : steps.get(String(scheduledId));
  if (step) Object.assign(step, over);
}
