import { and, asc, eq, gt, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { Transaction } from '../database/pool.ts';
import { approval, book, recurring } from '../database/schema/index.ts';
import { closeApproval } from './approvals.ts';

/** A run of the chat ends its own approvals when their time is over, and tells its people: this comes after it. */
const ranOut: SQL | undefined = and(eq(approval.state, 'pending'), lt(approval.expiresAt, sql`now() - interval '1 hour'`));

/**
 * Books where something is due by itself: recurring entries, by the clock of each book, or approvals whose time is over. In the order of
 * their ids, for a transaction that sees all books.
 */
export async function booksDue(tx: Transaction, { after, limit }: { after: string | null; limit: number }): Promise<string[]> {
  const entries = tx
    .select({ id: recurring.bookId })
    .from(recurring)
    .innerJoin(book, eq(book.id, recurring.bookId))
    .where(
      and(
        after ? gt(recurring.bookId, after) : undefined,
        lte(recurring.nextOn, sql`(now() at time zone ${book.timezone})::date`),
        isNull(recurring.pausedAt),
      ),
    );
  const approvals = tx
    .select({ id: approval.bookId })
    .from(approval)
    .where(and(after ? gt(approval.bookId, after) : undefined, ranOut));
  const rows = await union(entries, approvals).orderBy(asc(sql`1`)).limit(limit);
  return rows.map(({ id }) => id);
}

/** Ends the approvals of a book that nobody has decided in time. @returns how many */
export async function endExpired(tx: Transaction, bookId: string): Promise<number> {
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const rows = await tx
    .select({ id: approval.id })
    .from(approval)
    .where(and(eq(approval.bookId, bookId), ranOut));
  for (const { id } of rows) await closeApproval(tx, { bookId, approvalId: id, state: 'expired' });
  return rows.length;
}
