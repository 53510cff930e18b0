import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { entry, entryTag, item, posting, tag } from '../database/schema/index.ts';
import { LedgerError } from './errors.ts';
import type { Batch, Origin } from './lines.ts';

type EntryRow = typeof entry.$inferSelect;

/** An entry with all its rows, as it stands while the book is locked. */
export interface Original {
  row: EntryRow;
  postings: (typeof posting.$inferSelect)[];
  items: (typeof item.$inferSelect)[];
  tags: string[];
}

/**
 * Locks the book until the transaction ends and reads entries of it: what is found stays true until then, whoever else wants to change
 * them waits. Entries that are not there are left out.
 */
export async function takeOriginals(tx: Transaction, bookId: string, ids: readonly string[]): Promise<Map<string, Original>> {
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const known = [...ids];
  const rows = await tx
    .select()
    .from(entry)
    .where(and(eq(entry.bookId, bookId), inArray(entry.id, known)));
  const found = new Map<string, Original>(rows.map((row) => [row.id, { row, postings: [], items: [], tags: [] }]));
  const postings = await tx
    .select()
    .from(posting)
    .where(and(eq(posting.bookId, bookId), inArray(posting.entryId, known)));
  for (const row of postings) found.get(row.entryId)?.postings.push(row);
  const items = await tx
    .select()
    .from(item)
    .where(and(eq(item.bookId, bookId), inArray(item.entryId, known)))
    .orderBy(asc(item.line));
  for (const row of items) found.get(row.entryId)?.items.push(row);
  const tags = await tx
    .select({ entryId: entryTag.entryId, name: tag.name })
    .from(entryTag)
    .innerJoin(tag, eq(tag.id, entryTag.tagId))
    .where(and(eq(entryTag.bookId, bookId), inArray(entryTag.entryId, known)))
    .orderBy(asc(tag.name));
  for (const { entryId, name } of tags) found.get(entryId)?.tags.push(name);
  return found;
}

/** The original, if it may be taken back. @throws LedgerError `NoSuchEntry`, `NotVoidable`, `AlreadyVoided`, `VersionConflict`. */
export function standing(found: Original | undefined, version?: number): Original {
  if (!found) throw new LedgerError('NoSuchEntry', 'no such entry in this book');
  const { id, reversalOf, voidedBy } = found.row;
  if (reversalOf) throw new LedgerError('NotVoidable', `entry ${id} is a reversal`);
  if (voidedBy) throw new LedgerError('AlreadyVoided', `entry ${id} was reversed before`);
  if (version !== undefined && version !== found.row.version)
    throw new LedgerError('VersionConflict', `entry ${id} is at version ${found.row.version}`);
  return found;
}

/** Lays out the opposite of an entry, dated `on`. @returns the id of the reversal. */
export function layOutReversal(
  batch: Batch,
  { row, postings }: Original,
  at: Origin & { bookId: string; on: string; reason: string | null },
): string {
  const id = uuidv7();
  batch.entries.push({
    id,
    book_id: at.bookId,
    type: 'reversal',
    occurred_on: at.on,
    amount: String(row.amount),
    currency: row.currency,
    category: row.category,
    wallet_id: row.walletId,
    to_wallet_id: row.toWalletId,
    merchant: row.merchant,
    note: row.note,
    evidence: [],
    source: at.source,
    message_id: at.messageId,
    workflow_id: at.workflowId,
    line: row.line,
    decided_by: at.decidedBy,
    reversal_of: row.id,
    reason: at.reason,
  });
  for (const side of postings)
    batch.postings.push({
      id: uuidv7(),
      book_id: at.bookId,
      entry_id: id,
      account_id: side.accountId,
      amount: String(-side.amount),
      currency: side.currency,
    });
  return id;
}
