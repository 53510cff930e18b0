import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import {
  type ConversationActivities,
  type LedgerActivities,
  type MediaActivities,
  type ReceiptActivities,
  type RulesActivities,
  type SendActivities,
  type SpeechActivities,
  sendQueue,
  taskQueues,
  type UnderstandingActivities,
} from './contracts.ts';

/** First pause between attempts is short: most faults are a restart of a neighbour, over in a second. */
const retry = { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '10 seconds' } as const;

/** Spread by the pauses above over about a minute: the restart of an engine or of the store; then the person is told. */
const engineAttempts_max = 12;

/** A Postgres step takes milliseconds; a killed worker is noticed after this. An outage is waited out. */
const step = { startToCloseTimeout: '10 seconds', scheduleToCloseTimeout: '12 hours', retry } as const;

/**
 * Short idempotent Postgres steps run as local activities: within the workflow task, without a round trip through the server
 * for each. Measured on two cores they more than halve what a message costs.
 */
export const { openMessage, ask, tell, mark, albumOf, lapse } = proxyLocalActivities<ConversationActivities>(step);
export const { post, carryOut, review } = proxyLocalActivities<LedgerActivities>(step);
export const { understandByRules } = proxyLocalActivities<RulesActivities>(step);

/** These wait for another run, which may need a workflow task of the same worker: never inside one. */
export const { deliverReply, withdraw, joinDraft } = proxyActivities<ConversationActivities>({
  ...step,
  taskQueue: taskQueues.flow,
});
/** A report over a big book takes its time. */
export const { answer } = proxyActivities<LedgerActivities>({ ...step, taskQueue: taskQueues.flow });

/** 20 MB over a slow link; beats show that the worker lives. */
export const media = proxyActivities<MediaActivities>({
  taskQueue: taskQueues.media,
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '15 minutes',
  heartbeatTimeout: '10 seconds',
  retry,
});

/** Five minutes of voice on a slow machine take about as long to hear. */
export const speech = proxyActivities<SpeechActivities>({
  taskQueue: taskQueues.speech,
  startToCloseTimeout: '10 minutes',
  scheduleToCloseTimeout: '30 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { ...retry, maximumAttempts: engineAttempts_max },
});

export const receipt = proxyActivities<ReceiptActivities>({
  taskQueue: taskQueues.receipt,
  startToCloseTimeout: '3 minutes',
  scheduleToCloseTimeout: '15 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { ...retry, maximumAttempts: engineAttempts_max },
});

/** The model has its own bound of a few seconds; rules answer at once. */
export const understanding = proxyActivities<UnderstandingActivities>({
  taskQueue: taskQueues.understanding,
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '12 hours',
  retry,
});

/** No schedule-to-start bound: while a session has no socket its messages wait in Temporal. */
export const senderOf = (session: string) =>
  proxyActivities<Pick<SendActivities, 'send'>>({
    taskQueue: sendQueue(session),
    startToCloseTimeout: '15 seconds',
    heartbeatTimeout: '6 seconds',
    scheduleToCloseTimeout: '24 hours',
    retry: { ...retry, maximumInterval: '1 minute' },
  });

/** Asks WhatsApp itself, through the socket. */
export const uploaderOf = (session: string) =>
  proxyActivities<Pick<SendActivities, 'uploadTicket'>>({
    taskQueue: sendQueue(session),
    startToCloseTimeout: '40 seconds',
    heartbeatTimeout: '6 seconds',
    scheduleToCloseTimeout: '24 hours',
    retry: { ...retry, maximumInterval: '1 minute' },
  });

/**
 * Asks a phone, which may be off: the attempts are few, so that a person who waits for an answer gets one. Without a socket
 * neither question nor answer could go out, so that time does not count.
 */
export const refresherOf = (session: string) =>
  proxyActivities<Pick<SendActivities, 'refreshMedia'>>({
    taskQueue: sendQueue(session),
    startToCloseTimeout: '25 seconds',
    heartbeatTimeout: '6 seconds',
    scheduleToCloseTimeout: '24 hours',
    retry: { ...retry, maximumAttempts: 3 },
  });
