import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import type { AccountKind } from './accounts.ts';
import { outside } from './amounts.ts';

/** An account with what it was debited with more than credited, or the other way round. */
export interface TrialBalanceLine {
  code: string;
  name: string;
  kind: AccountKind;
  currency: string;
  /** Decimal strings; one of the two is "0". */
  debit: string;
  credit: string;
}

/** Every account that holds something, and the two sums, which are equal for each currency. */
export interface TrialBalance {
  asOf: string;
  lines: TrialBalanceLine[];
  totals: { currency: string; debit: string; credit: string }[];
}

/**
 * The trial balance of a book at the end of a day.
 * @param input.recordedUntil tells it as it was known at that moment: what was booked later, for whatever day, is left out.
 */
export async function trialBalance(
  tx: Transaction,
  input: { bookId: string; asOf: string; recordedUntil?: Date },
): Promise<TrialBalance> {
  const { bookId, asOf, recordedUntil } = input;
  const { rows } = await tx.execute<{ code: string; name: string; kind: AccountKind; currency: string; total: string }>(sql`
    select a.code, a.name, a.kind, t.currency, sum(t.total) as total
    from ${recordedUntil ? knownAt(bookId, asOf, recordedUntil) : kept(bookId, asOf)} as t
    join account a on a.book_id = ${bookId}::uuid and a.id = t.account_id
    group by a.id, t.currency having sum(t.total) <> 0
    order by array_position(array['asset', 'equity', 'income', 'expense'], a.kind::text), a.created_at, a.code, t.currency`);
  const lines = rows.map(({ total, ...row }) => ({ ...row, minor: BigInt(total) }));
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort();
  const side = (currency: string, sign: 1n | -1n) =>
    outside(
      lines.filter((row) => row.currency === currency && row.minor * sign > 0n).reduce((all, row) => all + row.minor * sign, 0n),
      currency,
    );
  return {
    asOf,
    lines: lines.map(({ minor, ...row }) => ({
      ...row,
      debit: outside(minor > 0n ? minor : 0n, row.currency),
      credit: outside(minor < 0n ? -minor : 0n, row.currency),
    })),
    totals: currencies.map((currency) => ({ currency, debit: side(currency, 1n), credit: side(currency, -1n) })),
  };
}

const kept = (bookId: string, asOf: string): SQL =>
  sql`(select account_id, currency, total from daily_total where book_id = ${bookId}::uuid and day <= ${asOf}::date)`;

/** What is kept, less what came later: a look back is mostly a short one. */
const knownAt = (bookId: string, asOf: string, recordedUntil: Date): SQL =>
  sql`(select account_id, currency, total from daily_total where book_id = ${bookId}::uuid and day <= ${asOf}::date
    union all
    select p.account_id, p.currency, -p.amount from entry e join posting p on p.book_id = e.book_id and p.entry_id = e.id
    where e.book_id = ${bookId}::uuid and e.occurred_on <= ${asOf}::date and e.recorded_at > ${recordedUntil.toISOString()}::timestamptz)`;
