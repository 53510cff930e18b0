import { and, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { type Database, type Transaction, transact } from '../../database/pool.ts';
import { message, subjectJob } from '../../database/schema/index.ts';
import { contactsOf, type Erasing, type Erasure, eraseNext, subjectData } from '../../ledger/subjects.ts';
import type { SubjectActivities, SubjectRun } from '../../workflows/contracts.ts';
import { storeFile } from '../exports/file.ts';
import { atBoundary, failure } from '../failure.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { ObjectStore } from '../media/objectStore.ts';
import { archiveMime, writeArchive } from './archive.ts';

export interface SubjectDeps {
  db: Database;
  store: Pick<ObjectStore, 'bucket' | 'putFile' | 'remove' | 'stat' | 'stream'>;
  /** Ends the run of a message and removes its history; one that is gone is removed already. */
  forgetRun(workflowId: string): Promise<void>;
}

type Job = typeof subjectJob.$inferSelect;

/** Runs asked for at a time, and removed side by side. */
const runs_atOnce = 200;
const runs_together = 8;

/** Fulfils the wishes of people about their data. */
export const createSubjectActivities = (deps: SubjectDeps): SubjectActivities => ({
  writeSubject: (run) => atBoundary(() => withHeartbeat(() => write(deps, run))),
  removeSubjectFile: (run) =>
    atBoundary(async () => {
      await deps.store.remove(keyOf(run));
      await change(deps, run, { bucket: null, key: null });
    }),
  forgetRuns: (run) => atBoundary(() => withHeartbeat(async () => ({ runs: await forgetRuns(deps, run) }))),
  eraseRows: (run) => atBoundary(() => withHeartbeat(() => erase(deps, run))),
  removeSubjectObjects: (run) => atBoundary(() => withHeartbeat(() => removeObjects(deps, run))),
  finishErasure: ({ runs, ...run }) =>
    atBoundary(async () => {
      const { files, ...receipt } = await receiptOf(deps, run);
      const done = { ...receipt, files: files.length, runs };
      await change(deps, run, { state: 'done', receipt: done, finishedAt: new Date() });
    }),
  failSubject: ({ failure: reason, ...run }) =>
    atBoundary(() => change(deps, run, { state: 'failed', failure: reason, finishedAt: new Date() })),
});

/** Not by content: a file is removed with its job, and may not be the file of another. */
const keyOf = ({ jobId }: Pick<SubjectRun, 'jobId'>): string => `subjects/${jobId}`;

const asKeeper = <T>({ db }: SubjectDeps, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  transact(db, { 'app.staff': 'on' }, work);

const change = (deps: SubjectDeps, { jobId }: SubjectRun, set: Partial<Job>): Promise<void> =>
  asKeeper(deps, async (tx) => {
    await tx.update(subjectJob).set(set).where(eq(subjectJob.id, jobId));
  });

async function jobOf(tx: Transaction, { jobId }: SubjectRun): Promise<Job> {
  const [job] = await tx.select().from(subjectJob).where(eq(subjectJob.id, jobId)).for('update');
  if (!job) throw failure('Internal', `there is no wish ${jobId}`, { nonRetryable: true });
  return job;
}

async function write(deps: SubjectDeps, run: SubjectRun): Promise<void> {
  await change(deps, run, { state: 'running' });
  const data = await asKeeper(deps, (tx) => subjectData(tx, run.contactId));
  if (!data) throw failure('Internal', `there is no contact ${run.contactId}`, { nonRetryable: true });
  const place = { key: keyOf(run), mime: archiveMime };
  const { file } = await storeFile(deps.store, place, (path) => writeArchive(deps.store, data, path));
  await change(deps, run, { state: 'done', ...file, finishedAt: new Date() });
}

/** The newest first: those that may still be under way. */
async function forgetRuns(deps: SubjectDeps, run: SubjectRun): Promise<number> {
  await change(deps, run, { state: 'running' });
  let forgotten = 0;
  for (let before: string | undefined; ; ) {
    const rows = await asKeeper(deps, async (tx) => {
      const theirs = inArray(message.contactId, await contactsOf(tx, run.contactId));
      return tx
        .select({ id: message.id, workflowId: message.workflowId })
        .from(message)
        .where(and(theirs, before ? lt(message.id, before) : undefined))
        .orderBy(desc(message.id))
        .limit(runs_atOnce);
    });
    for (let first = 0; first < rows.length; first += runs_together)
      await Promise.all(rows.slice(first, first + runs_together).map(({ workflowId }) => deps.forgetRun(workflowId)));
    forgotten += rows.length;
    before = rows.at(-1)?.id;
    if (before === undefined) return forgotten;
  }
}

/** Step by step, each in a transaction with what it has done: a second attempt goes on where the first one ended. */
async function erase(deps: SubjectDeps, run: SubjectRun): Promise<void> {
  while (!(await eraseStep(deps, run)));
}

/** @returns whether all is done: the receipt names no message to go on behind. */
const eraseStep = ({ db }: SubjectDeps, run: SubjectRun): Promise<boolean> =>
  transact(db, { 'app.staff': 'on', 'app.source': 'api', 'app.request': run.jobId }, async (tx) => {
    const job = await jobOf(tx, run);
    const soFar = job.receipt as Erasing | null;
    if (soFar !== null && !('after' in soFar)) return true;
    await tx.execute(sql`select set_config('app.actor', ${job.requestedBy}, true)`);
    const receipt = await eraseNext(tx, { contactId: run.contactId, reason: job.reason ?? '', soFar });
    if (!receipt) throw failure('Internal', `there is no contact ${run.contactId}`, { nonRetryable: true });
    await tx
      .update(subjectJob)
      .set({ receipt: { ...receipt } })
      .where(eq(subjectJob.id, run.jobId));
    return !('after' in receipt);
  });

async function receiptOf(deps: SubjectDeps, run: SubjectRun): Promise<Erasure> {
  const { receipt } = await asKeeper(deps, (tx) => jobOf(tx, run));
  if (receipt === null) throw failure('Internal', `nothing was erased for ${run.jobId}`, { nonRetryable: true });
  return receipt as unknown as Erasure;
}

async function removeObjects(deps: SubjectDeps, run: SubjectRun): Promise<void> {
  const { files } = await receiptOf(deps, run);
  for (const { key } of files) await deps.store.remove(key);
  const theirs = and(eq(subjectJob.contactId, run.contactId), isNotNull(subjectJob.key));
  const exported = await asKeeper(deps, (tx) => tx.select({ jobId: subjectJob.id }).from(subjectJob).where(theirs));
  for (const { jobId } of exported) {
    await deps.store.remove(keyOf({ jobId }));
    await change(deps, { ...run, jobId }, { bucket: null, key: null, expiresAt: new Date() });
  }
}
