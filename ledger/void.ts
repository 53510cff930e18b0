import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { entry } from '../database/schema/index.ts';
import { outside } from './amounts.ts';
import { emptyBatch, type Origin } from './lines.ts';
import { layOutReversal, standing, takeOriginals } from './originals.ts';
import { readCalendar } from './periods.ts';
import { writeBatch } from './post.ts';

/** What was taken back, as people know it. */
export interface Voided {
  entryId: string;
  reversalId: string;
  note: string;
  /** Decimal string in major units. */
  amount: string;
}

type VoidInput = Origin & { bookId: string; entryId: string; reason: string; version?: number };

/**
 * Takes an entry back by booking its opposite, linked to it, on the same day: both then cancel out in every report. What lies in a closed
 * month is taken back today.
 * @param input.version the one the caller saw; another is a conflict.
 * @throws LedgerError `NoSuchEntry`, `NotVoidable`, `AlreadyVoided` (also when another transaction was quicker), `VersionConflict`,
 * `PeriodLocked` when today's month is closed too.
 */
export async function voidEntry(tx: Transaction, input: VoidInput): Promise<Voided> {
  const { entryId, ...rest } = input;
  const [voided] = await voidEntries(tx, { ...rest, entryIds: [entryId] });
  if (!voided) throw new RangeError('one entry was voided, none was told');
  return voided;
}

async function voidEntries(
  tx: Transaction,
  input: Omit<VoidInput, 'entryId'> & { entryIds: readonly string[] },
): Promise<Voided[]> {
  const { bookId, entryIds, version, ...at } = input;
  const found = await takeOriginals(tx, bookId, entryIds);
  const originals = entryIds.map((id) => standing(found.get(id), version));
  const calendar = await readCalendar(tx, bookId);
  const batch = emptyBatch();
  const voided = originals.map((original) => {
    const { id, note, amount, currency, occurredOn } = original.row;
    const reversalId = layOutReversal(batch, original, { ...at, bookId, on: calendar.correctionDay(occurredOn) });
    return { entryId: id, reversalId, note, amount: outside(amount, currency) };
  });
  await writeBatch(tx, batch);
  return voided;
}

/**
 * Takes back what a person booked last: every line of that one confirmation that still stands. Empty when nothing is left.
 */
export async function undoLast(tx: Transaction, input: Origin & { bookId: string }): Promise<Voided[]> {
  const { bookId, decidedBy } = input;
  const stands = and(eq(entry.bookId, bookId), eq(entry.decidedBy, decidedBy), isNull(entry.reversalOf), isNull(entry.voidedBy));
  const [last] = await tx.select().from(entry).where(stands).orderBy(desc(entry.recordedAt), desc(entry.id)).limit(1);
  if (!last) return [];
  const together = last.workflowId === null ? eq(entry.id, last.id) : eq(entry.workflowId, last.workflowId);
  const lines = await tx.select({ id: entry.id }).from(entry).where(and(stands, together)).orderBy(entry.line);
  return voidEntries(tx, { ...input, entryIds: lines.map(({ id }) => id), reason: 'undone by its author' });
}
