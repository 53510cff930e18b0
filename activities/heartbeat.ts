import { cancellationSignal, heartbeat } from '@temporalio/activity';

/** Often enough for a heartbeat timeout of 10 s to survive a late beat. */
const heartbeatIntervalMs = 5_000;

/**
 * Runs long work inside an activity with a heartbeat going; the signal fires when Temporal cancels the activity or shuts the
 * worker down.
 */
export async function withHeartbeat<T>(work: (signal: AbortSignal) => Promise<T>, interval_ms = heartbeatIntervalMs): Promise<T> {
  heartbeat();
  const timer = setInterval(() => heartbeat(), interval_ms);
  try {
    return await work(cancellationSignal());
  } finally {
    clearInterval(timer);
  }
}
