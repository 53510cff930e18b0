import { pino } from 'pino';
import { expect, it } from 'vitest';
import { SendQueue } from './sendQueue.ts';

const log = pino({ level: 'silent' });

/** Workers that run until they are told how to end. */
function workers(pauses: number[] = []) {
  const ends: { fail(): void; shutDown(): void }[] = [];
  const queue = new SendQueue({
    session: 'main',
    log,
    pause: (failures) => {
      pauses.push(failures);
      return 5;
    },
  });
  const stopping = new AbortController();
  const serve = (onServed: () => void) =>
    new Promise<void>((resolve, reject) => {
      ends.push({ fail: () => reject(new Error('the worker died')), shutDown: resolve });
      onServed();
    });
  const served = queue.keepServed(serve, stopping.signal);
  return { queue, ends, pauses, stopping, served };
}

it('waits for its first worker, then is served', async () => {
  expect(new SendQueue({ session: 'main', log }).status).toEqual({ state: 'waiting', failures: 0, retryAt: null });
  const { queue, ends, stopping, served } = workers();
  expect(queue.status).toMatchObject({ state: 'served', failures: 0 });
  stopping.abort();
  ends[0]?.shutDown();
  await served;
  expect(queue.status.state).toBe('waiting');
});

it('makes a worker that failed anew, with a pause that knows how often it failed', async () => {
  const { queue, ends, pauses, stopping, served } = workers();
  for (const failures of [1, 2, 3]) {
    ends.at(-1)?.fail();
    await expect.poll(() => queue.status).toMatchObject({ state: 'restarting', failures, retryAt: expect.any(Date) });
    await expect.poll(() => ends.length).toBe(failures + 1);
    expect(queue.status).toMatchObject({ state: 'served', failures, retryAt: null });
  }
  expect(pauses).toEqual([0, 1, 2]);
  stopping.abort();
  ends.at(-1)?.shutDown();
  await served;
});

it('also when it could not be made at all', async () => {
  const queue = new SendQueue({ session: 'main', log, pause: () => 60_000 });
  const stopping = new AbortController();
  const served = queue.keepServed(async () => {
    throw new Error('no such namespace');
  }, stopping.signal);
  await expect.poll(() => queue.status.state).toBe('restarting');
  stopping.abort();
  // A pause under way ends with the process.
  await served;
});
