import { createWriteStream } from 'node:fs';
import { and, eq } from 'drizzle-orm';
import { type Database, enterBook, withBook } from '../../database/pool.ts';
import { exportJob } from '../../database/schema/index.ts';
import type { EntryFilter } from '../../ledger/entries.ts';
import { LedgerError } from '../../ledger/errors.ts';
import type { CsvOptions } from '../../ledger/exports/csv.ts';
import { atOneMoment, runExport } from '../../ledger/exports/run.ts';
import { exportFiles } from '../../ledger/exports/write.ts';
import type { ExportActivities, ExportRun } from '../../workflows/contracts.ts';
import { atBoundary, failure } from '../failure.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { ObjectStore } from '../media/objectStore.ts';
import { storeFile } from './file.ts';
import { sendExport } from './send.ts';

export interface ExportDeps {
  db: Database;
  store: Pick<ObjectStore, 'bucket' | 'putFile' | 'remove' | 'get'>;
  /** Configured origin of WhatsApp media. */
  mediaOrigin: string;
}

type Job = typeof exportJob.$inferSelect;

/** Makes files of books and keeps them for a while. */
export const createExportActivities = (deps: ExportDeps): ExportActivities => ({
  writeExport: (run) => atBoundary(() => withHeartbeat(() => write(deps, run))),
  sendExport: (input) => atBoundary(() => withHeartbeat(() => sendExport(deps, input))),
  failExport: ({ failure: reason, ...run }) =>
    atBoundary(() => change(deps, run, { state: 'failed', failure: reason, finishedAt: new Date() })),
  removeExport: (run) =>
    atBoundary(async () => {
      await deps.store.remove(keyOf(run));
      await change(deps, run, { bucket: null, key: null });
    }),
});

/** Not by content: a file is removed with its job, and may not be the file of another. */
const keyOf = ({ bookId, exportId }: ExportRun): string => `exports/${bookId}/${exportId}`;

const ofRun = ({ bookId, exportId }: ExportRun) => and(eq(exportJob.bookId, bookId), eq(exportJob.id, exportId));

const change = async ({ db }: ExportDeps, run: ExportRun, set: Partial<Job>): Promise<void> => {
  await withBook(db, run.bookId, (tx) => tx.update(exportJob).set(set).where(ofRun(run)));
};

async function write(deps: ExportDeps, run: ExportRun): Promise<void> {
  const { db, store } = deps;
  const [job] = await withBook(db, run.bookId, (tx) => tx.select().from(exportJob).where(ofRun(run)));
  if (!job) throw failure('Internal', `there is no export ${run.exportId}`, { nonRetryable: true });
  await change(deps, run, { state: 'running' });
  const place = { key: keyOf(run), mime: exportFiles[job.kind].mime };
  const { file, written } = await storeFile(store, place, (path) => toFile(db, job, path));
  await change(deps, run, { state: 'done', ...file, rows: written, finishedAt: new Date() });
}

async function toFile(db: Database, { kind, bookId, filter, options }: Job, path: string): Promise<number> {
  try {
    return await atOneMoment(
      db,
      (tx) => enterBook(tx, bookId),
      (snapshot) =>
        runExport(snapshot, {
          kind,
          filter: { ...(filter as EntryFilter), bookId },
          csv: options as unknown as CsvOptions,
          out: createWriteStream(path),
        }),
    );
  } catch (thrown) {
    if (thrown instanceof LedgerError) throw failure('Internal', thrown.refusal, { cause: thrown, nonRetryable: true });
    throw thrown;
  }
}
