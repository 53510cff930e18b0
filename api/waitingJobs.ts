import { setTimeout as pause } from 'node:timers/promises';
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import { withAllBooks } from '../database/pool.ts';
import { exportJob, subjectJob } from '../database/schema/index.ts';
import type { ApiDeps } from './deps.ts';

/** How long a job waits at most once Temporal is back; a look costs a millisecond. */
const sweep_ms = 10_000;
/** Jobs of one kind looked at at a time. */
const page_rows = 100;

/**
 * Starts the run of every job that waits for one: of those asked for while Temporal was away, or whose API died behind the commit. Starting
 * twice is starting once. @throws when Postgres or Temporal cannot be reached
 */
export async function startWaiting({ db, temporal }: Pick<ApiDeps, 'db' | 'temporal'>): Promise<void> {
  const wanted = <Job extends typeof exportJob | typeof subjectJob>(job: Job, after: string | undefined) =>
    and(
      eq(job.state, 'waiting'),
      or(isNull(job.expiresAt), gt(job.expiresAt, new Date())),
      after === undefined ? undefined : gt(job.id, after),
    );
  await eachPage(
    (after) =>
      withAllBooks(db, (tx) =>
        tx.select().from(exportJob).where(wanted(exportJob, after)).orderBy(asc(exportJob.id)).limit(page_rows),
      ),
    ({ id, bookId }) => temporal.startExport({ exportId: id, bookId }),
  );
  await eachPage(
    (after) =>
      withAllBooks(db, (tx) =>
        tx.select().from(subjectJob).where(wanted(subjectJob, after)).orderBy(asc(subjectJob.id)).limit(page_rows),
      ),
    ({ id, kind, contactId }) => temporal.startSubject(kind, { jobId: id, contactId }),
  );
}

async function eachPage<Row extends { id: string }>(
  read: (after: string | undefined) => Promise<Row[]>,
  start: (row: Row) => Promise<void>,
): Promise<void> {
  let rows = await read(undefined);
  while (rows.length > 0) {
    for (const row of rows) await start(row);
    rows = rows.length < page_rows ? [] : await read(rows.at(-1)?.id);
  }
}

/** Looks for waiting jobs from time to time, until it is closed. */
export function sweepWaiting(deps: Pick<ApiDeps, 'db' | 'temporal'>, log: FastifyBaseLogger): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const work = (async () => {
    while (!signal.aborted) {
      await startWaiting(deps).catch((error: Error) => log.warn({ err: error }, 'waiting jobs will be started later'));
      await pause(sweep_ms, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    close: () => {
      closing.abort();
      return work;
    },
  };
}
