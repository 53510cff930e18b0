import { and, desc, eq, isNull, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { entry, posting } from '../database/schema/index.ts';
import { outside } from './amounts.ts';
import { LedgerError } from './errors.ts';
import type { Origin } from './post.ts';

const reversal = alias(entry, 'reversal');

/** What was taken back, as people know it. */
export interface Voided {
  entryId: string;
  reversalId: string;
  note: string;
  /** Decimal string in major units. */
  amount: string;
}

/**
 * Takes an entry back by booking its opposite, linked to it, on the same day: both then cancel out in every report.
 * @throws LedgerError `NoSuchEntry`, `NotVoidable`, `AlreadyVoided` (also when another transaction was quicker).
 */
export async function voidEntry(
  tx: Transaction,
  input: Origin & { bookId: string; entryId: string; reason: string },
): Promise<Voided> {
  const { bookId, entryId, reason, ...origin } = input;
  const [original] = await tx
    .select()
    .from(entry)
    .where(and(eq(entry.bookId, bookId), eq(entry.id, entryId)));
  if (!original) throw new LedgerError('NoSuchEntry', `no entry ${entryId} in this book`);
  if (original.reversalOf) throw new LedgerError('NotVoidable', `entry ${entryId} is a reversal`);
  const { occurredOn, amount, currency, category, merchant, note, line } = original;
  const id = uuidv7();
  const same = { occurredOn, amount, currency, category, merchant, note, line };
  const [booked] = await tx
    .insert(entry)
    .values({ id, bookId, type: 'reversal', ...same, evidence: [], reversalOf: entryId, reason, ...origin })
    .onConflictDoNothing({ target: entry.reversalOf })
    .returning({ id: entry.id });
  if (!booked) throw new LedgerError('AlreadyVoided', `entry ${entryId} was reversed before`);
  const postings = await tx
    .select()
    .from(posting)
    .where(and(eq(posting.bookId, bookId), eq(posting.entryId, entryId)));
  await tx.insert(posting).values(postings.map((row) => ({ ...row, id: uuidv7(), entryId: id, amount: -row.amount })));
  return { entryId, reversalId: id, note, amount: outside(amount, currency) };
}

/**
 * Takes back what a person booked last: every line of that one confirmation that still stands. Empty when nothing is left.
 */
export async function undoLast(tx: Transaction, input: Origin & { bookId: string }): Promise<Voided[]> {
  const { bookId, decidedBy } = input;
  const taken = tx.select({ one: sql`1` }).from(reversal).where(eq(reversal.reversalOf, entry.id));
  const standing = and(eq(entry.bookId, bookId), eq(entry.decidedBy, decidedBy), isNull(entry.reversalOf), notExists(taken));
  const [last] = await tx.select().from(entry).where(standing).orderBy(desc(entry.recordedAt), desc(entry.id)).limit(1);
  if (!last) return [];
  const together = last.workflowId === null ? eq(entry.id, last.id) : eq(entry.workflowId, last.workflowId);
  const lines = await tx.select({ id: entry.id }).from(entry).where(and(standing, together)).orderBy(entry.line);
  const undone: Voided[] = [];
  for (const { id } of lines) undone.push(await voidEntry(tx, { ...input, entryId: id, reason: 'undone by its author' }));
  return undone;
}
