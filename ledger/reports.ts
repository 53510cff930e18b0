import { and, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { account, entry, posting } from '../database/schema/index.ts';
import type { Category } from '../language/interpretation.ts';
import type { CategoryTotal } from '../language/statement.ts';
import { outside } from './amounts.ts';

/** Income, expense and their categories over a period; amounts are decimal strings in major units. */
export interface Summary {
  currency: string;
  income: string;
  expense: string;
  /** Largest first within expense, then within income. */
  categories: (CategoryTotal & { type: 'expense' | 'income' })[];
}

/** A sum of bigint postings is `numeric` in Postgres and arrives as text. */
const total = sql<string>`sum(${posting.amount})`;
/** Entries that stand: a reversal takes its original out of the count as it does out of the sum. */
const standing = sql<number>`(count(*) filter (where ${entry.type} <> 'reversal') - count(*) filter (where ${entry.type} = 'reversal'))::int`;

/**
 * What came in and went out from day to day, both included, read off the postings: reversals net out by themselves. Without a book it is
 * over all books the transaction sees.
 */
export async function summary(
  tx: Transaction,
  input: { bookId?: string; from: string; to: string; category?: Category; currency?: string },
): Promise<Summary> {
  const { bookId, from, to, category, currency = 'IDR' } = input;
  const rows = await tx
    .select({ kind: account.kind, code: account.code, total, count: standing })
    .from(entry)
    .innerJoin(posting, and(eq(posting.bookId, entry.bookId), eq(posting.entryId, entry.id)))
    .innerJoin(account, and(eq(account.bookId, posting.bookId), eq(account.id, posting.accountId)))
    .where(
      and(
        bookId ? eq(entry.bookId, bookId) : undefined,
        gte(entry.occurredOn, from),
        lte(entry.occurredOn, to),
        category ? eq(entry.category, category) : undefined,
        eq(posting.currency, currency),
        inArray(account.kind, ['income', 'expense']),
      ),
    )
    .groupBy(account.kind, account.code)
    .orderBy(desc(sql`abs(sum(${posting.amount}))`), account.code);
  const side = (type: 'expense' | 'income') =>
    rows
      .filter((row) => row.kind === type)
      // Income accounts are credited, so their postings are negative.
      .map((row) => ({
        type,
        category: slug(row.code),
        amount: BigInt(row.total) * (type === 'income' ? -1n : 1n),
        count: row.count,
      }))
      .filter((row) => row.amount !== 0n || row.count !== 0);
  const expense = side('expense');
  const income = side('income');
  const sum = (part: { amount: bigint }[]) =>
    outside(
      part.reduce((all, row) => all + row.amount, 0n),
      currency,
    );
  const categories = [...expense, ...income].map((row) => ({ ...row, amount: outside(row.amount, currency) }));
  return { currency, income: sum(income), expense: sum(expense), categories };
}

const slug = (code: string): Category => code.slice(code.indexOf(':') + 1) as Category;

/** A wallet and what is in it. */
export interface Balance {
  code: string;
  name: string;
  amount: string;
  currency: string;
}

/** What each wallet of a book holds, wallets nothing was ever booked on included. */
export async function balances(tx: Transaction, input: { bookId: string; currency?: string }): Promise<Balance[]> {
  const { bookId, currency = 'IDR' } = input;
  const rows = await tx
    .select({ code: account.code, name: account.name, total: sql<string>`coalesce(sum(${posting.amount}), 0)` })
    .from(account)
    .leftJoin(posting, and(eq(posting.bookId, account.bookId), eq(posting.accountId, account.id), eq(posting.currency, currency)))
    .where(and(eq(account.bookId, bookId), eq(account.kind, 'asset')))
    .groupBy(account.id)
    .orderBy(account.createdAt, account.id);
  return rows.map((row) => ({ code: row.code, name: row.name, amount: outside(BigInt(row.total), currency), currency }));
}
