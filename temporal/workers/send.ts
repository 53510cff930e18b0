import { type NativeConnection, Worker } from '@temporalio/worker';
import { withHeartbeat } from '../../activities/heartbeat.ts';
import { type SendActivities, sendQueue } from '../../workflows/contracts.ts';
import type { TemporalSettings } from '../client.ts';
import { dataConverter } from '../dataConverter.ts';
import { workerDefaults } from './process.ts';

/** Sends of one session side by side: each waits for the server's ack, so one at a time would be a round trip each. */
const sends_max = 16;
/** A third of the heartbeat timeout of a send: a gateway that dies in the middle is noticed by it. */
const beat_ms = 2_000;

/** Tells whether the socket is open, and when it opens. */
export interface SocketGate {
  /** Resolves at once while the socket is open, else when it opens; rejects with the signal's reason when aborted. */
  whenOpen(signal: AbortSignal): Promise<void>;
}

/**
 * The worker that serves the send queue of one session. A slot is handed out only while the socket is open: a closed socket
 * means that tasks stay in Temporal untouched, instead of failing and being retried.
 */
export async function createSendWorker(options: {
  settings: TemporalSettings;
  connection: NativeConnection;
  session: string;
  activities: SendActivities;
  gate: SocketGate;
}): Promise<Worker> {
  const { settings, connection, session, activities, gate } = options;
  const slots = new Slots(sends_max);
  return Worker.create({
    ...workerDefaults,
    connection,
    namespace: settings.TEMPORAL_NAMESPACE,
    taskQueue: sendQueue(session),
    dataConverter: dataConverter(settings.TEMPORAL_PAYLOAD_KEYS),
    activities: {
      send: (input) => withHeartbeat(() => activities.send(input), beat_ms),
      refreshMedia: (input) => withHeartbeat(() => activities.refreshMedia(input), beat_ms),
      uploadTicket: () => withHeartbeat(() => activities.uploadTicket(), beat_ms),
    } satisfies SendActivities,
    tuner: {
      workflowTaskSlotSupplier: { type: 'fixed-size', numSlots: 1 },
      localActivityTaskSlotSupplier: { type: 'fixed-size', numSlots: 1 },
      nexusTaskSlotSupplier: { type: 'fixed-size', numSlots: 1 },
      activityTaskSlotSupplier: {
        type: 'custom',
        reserveSlot: async (_, signal) => {
          await slots.take(signal);
          try {
            await gate.whenOpen(signal);
          } catch (error) {
            slots.give();
            throw error;
          }
          return {};
        },
        // Eager tasks only come to workers that run workflows.
        tryReserveSlot: () => null,
        markSlotUsed: () => undefined,
        releaseSlot: () => slots.give(),
      },
    },
  });
}

/** A counting semaphore whose waiters can be aborted. */
class Slots {
  private free: number;
  private readonly waiting = new Set<() => void>();

  constructor(size: number) {
    this.free = size;
  }

  async take(signal: AbortSignal): Promise<void> {
    while (this.free === 0) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
    this.free--;
  }

  give(): void {
    this.free++;
    const [next] = this.waiting;
    next?.();
  }
}
