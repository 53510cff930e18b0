import type { RunStep } from '../temporal/messageRuns.ts';
import type { ApiDeps } from './deps.ts';
import type { LoadedMessage } from './messages.ts';

/** Names of steps as people know them, by the activity that does them; signs on a message, and looks around, are no step of its own. */
const names: Record<string, string | null> = {
  openMessage: 'opened',
  storeMedia: 'stored',
  transcribe: 'heard',
  readReceipt: 'read',
  understandByRules: 'understood',
  understand: 'understood',
  ask: 'asked',
  decide: 'decided',
  tell: 'told',
  answer: 'answered',
  post: 'booked',
  carryOut: 'booked',
  deliverReply: 'delivered',
  withdraw: 'delivered',
  joinDraft: 'delivered',
  lapse: 'expired',
  send: 'sent',
  mark: null,
  albumOf: null,
  refreshMedia: null,
};

/**
 * What was done with a message and when: from the history of its run, as long as Temporal keeps it and answers; otherwise what the rows of
 * the message tell.
 */
export async function stepsOf({ temporal }: Pick<ApiDeps, 'temporal'>, found: LoadedMessage) {
  const { receivedAt } = found.message;
  const done = await temporal.steps(found.message.workflowId).catch(() => []);
  const received: RunStep = { name: 'received', startedAt: receivedAt, endedAt: receivedAt, attempts: 1, failure: null };
  return [received, ...(done.length > 0 ? done.flatMap(named) : fromRows(found))].map((step) => ({
    ...step,
    startedAt: step.startedAt.toISOString(),
    endedAt: step.endedAt?.toISOString() ?? null,
  }));
}

function named(step: RunStep): RunStep[] {
  const name = names[step.name];
  return name === null ? [] : [{ ...step, name: name ?? step.name }];
}

function fromRows({ media, questions, replies }: LoadedMessage): RunStep[] {
  const step = (name: string, startedAt: Date, endedAt: Date | null = startedAt): RunStep => ({
    name,
    startedAt,
    endedAt,
    attempts: 1,
    failure: null,
  });
  return [
    ...(media ? [step('stored', media.storedAt)] : []),
    ...questions.flatMap(({ askedAt, closedAt, state }) => [
      step('asked', askedAt),
      ...(closedAt ? [step(state, closedAt)] : []),
    ]),
    ...replies.map(({ plannedAt, ackedAt }) => step('sent', plannedAt, ackedAt)),
  ].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}
