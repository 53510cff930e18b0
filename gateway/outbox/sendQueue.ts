import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../libraryLog.ts';
import { pause_ms } from '../session/states.ts';

/** waiting: no worker yet; served: messages go out while the socket is open; restarting: the worker failed and is made anew. */
export type SendQueueState = 'waiting' | 'served' | 'restarting';

export interface SendQueueStatus {
  state: SendQueueState;
  /** Workers that failed since one was last healthy. */
  failures: number;
  /** When the next worker is made, while restarting. */
  retryAt: Date | null;
}

/** A worker that lived this long was healthy: the next failure starts with the shortest pause again. */
const healthy_ms = 60_000;

export interface SendQueueOptions {
  session: string;
  log: Logger;
  /** Pause after the failure with this number, from 0. */
  pause?: (failures: number) => number;
}

/** Keeps a worker on the send queue of one session: one that fails is made anew, after a growing pause. */
export class SendQueue {
  private readonly options: SendQueueOptions;
  private current: SendQueueStatus = { state: 'waiting', failures: 0, retryAt: null };

  constructor(options: SendQueueOptions) {
    this.options = options;
  }

  get status(): SendQueueStatus {
    return this.current;
  }

  /**
   * Serves until the signal aborts.
   * @param serve runs one worker until it has shut down, and says when it runs
   */
  async keepServed(serve: (onServed: () => void) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { session, log, pause = (failures) => pause_ms('backoff', failures) } = this.options;
    let { failures } = this.current;
    while (!signal.aborted) {
      const began = Date.now();
      try {
        await serve(() => {
          this.current = { state: 'served', failures, retryAt: null };
          log.info({ session }, 'send queue served');
        });
      } catch (error) {
        if (signal.aborted) break;
        failures = Date.now() - began > healthy_ms ? 1 : failures + 1;
        const wait_ms = pause(failures - 1);
        this.current = { state: 'restarting', failures, retryAt: new Date(Date.now() + wait_ms) };
        log.error({ session, error, failures, pause_ms: Math.round(wait_ms) }, 'the send worker failed');
        await sleep(wait_ms, undefined, { signal }).catch(() => {});
      }
    }
    this.current = { state: 'waiting', failures: 0, retryAt: null };
  }
}
