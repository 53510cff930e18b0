import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, expect, test } from 'vitest';
import { withBook } from '../database/pool.ts';
import { exportJob } from '../database/schema/index.ts';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import { buildApp } from './app.ts';
import type { Runs } from './runs.ts';
import { startWaiting, sweepWaiting } from './waitingJobs.ts';

const { db } = await testDatabase();
const { bookId, contactId } = await aBook(db);
const { headers } = await atDesk(db, { [bookId]: 'owner' });

/** Temporal, which can be away: what was started there. */
const started = new Set<string>();
let away = false;
const start = async (id: string) => {
  if (away) throw new Error('no connection');
  started.add(id);
};
const runs = {
  ...apiDeps(db).temporal,
  startExport: ({ exportId }) => start(exportId),
  startSubject: (_, { jobId }) => start(jobId),
} satisfies Runs;
const deps = apiDeps(db, { temporal: runs });
const app = buildApp(deps);
afterAll(() => app.close());

async function ask(path: string, payload?: object): Promise<{ id: string; state: string }> {
  const asked = { ...headers, 'idempotency-key': uuidv7() };
  const answer = await app.inject({ method: 'POST', url: path, headers: asked, ...(payload ? { payload } : {}) });
  expect(answer.statusCode).toBe(202);
  return answer.json();
}

const exported = () => ask('/v1/exports', { kind: 'csv', book: bookId });

test('what is asked for while Temporal is away is kept, and started once it is back', async () => {
  away = true;
  const jobs = [
    await exported(),
    await ask(`/v1/subjects/${contactId}/export`),
    await ask(`/v1/subjects/${contactId}/erase`, { confirm: 'erase', reason: 'asked for it' }),
  ];
  expect(jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
  await expect(startWaiting(deps)).rejects.toThrow();
  expect(started.size).toBe(0);
  away = false;
  await startWaiting(deps);
  expect([...started].sort()).toEqual(jobs.map(({ id }) => id).sort());
});

test('a job that is under way, done or run out is left alone', async () => {
  const [running, expired, waiting] = [await exported(), await exported(), await exported()];
  await withBook(db, bookId, async (tx) => {
    await tx.update(exportJob).set({ state: 'running' }).where(eq(exportJob.id, running.id));
    await tx
      .update(exportJob)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(exportJob.id, expired.id));
  });
  started.clear();
  await startWaiting(deps);
  expect([running, expired, waiting].map(({ id }) => started.has(id))).toEqual([false, false, true]);
});

test('the sweep of a process that starts finds what was left, and ends when it is told to', async () => {
  const left = await exported();
  started.clear();
  const sweep = sweepWaiting(deps, app.log);
  await expect.poll(() => started.has(left.id), { timeout: 30_000 }).toBe(true);
  await sweep.close();
});
