import { and, asc, desc, eq, gte, inArray, like, lte, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { account, dailyTotal } from '../database/schema/index.ts';
import type { Category } from '../language/interpretation.ts';
import type { CategoryTotal } from '../language/statement.ts';
import type { AccountKind } from './accounts.ts';
import { outside } from './amounts.ts';
import { slugOfCode } from './categories.ts';
import { held } from './wallets.ts';

/** Reports read the totals kept for each account and day, never the postings; amounts are decimal strings in major units. */

/** Which totals a report is about; without a book it is over all books the transaction sees. */
export interface ReportRange {
  bookId?: string;
  /** First and last local date, both included. */
  from: string;
  to: string;
  /** IDR unless it is said. */
  currency?: string;
}

type Side = 'expense' | 'income';

/** Income, expense and their categories over a period. */
export interface Summary {
  currency: string;
  income: string;
  expense: string;
  /** Largest first within expense, then within income. */
  categories: (CategoryTotal & { type: Side })[];
}

/** Sums of bigint are `numeric` in Postgres and arrive as text. */
const total = sql<string>`sum(${dailyTotal.total})`;
/** Entries that stand: a reversal takes its original out of the count as it does out of the sum. */
const standing = sql<number>`sum(${dailyTotal.count})::int`;

const sameAccount = and(eq(account.bookId, dailyTotal.bookId), eq(account.id, dailyTotal.accountId));

const within = ({ bookId, from, to, currency = 'IDR' }: ReportRange): SQL | undefined =>
  and(
    bookId ? eq(dailyTotal.bookId, bookId) : undefined,
    gte(dailyTotal.day, from),
    lte(dailyTotal.day, to),
    eq(dailyTotal.currency, currency),
  );

/** Income accounts are credited, so their totals are negative: people read both sides as positive. */
const asRead = (kind: Side, minor: string): bigint => BigInt(minor) * (kind === 'income' ? -1n : 1n);

/** What came in and went out from day to day, both included; reversals net out by themselves. */
export async function summary(tx: Transaction, input: ReportRange & { category?: string }): Promise<Summary> {
  const { category, currency = 'IDR' } = input;
  const rows = await tx
    .select({ kind: account.kind, code: account.code, total, count: standing })
    .from(dailyTotal)
    .innerJoin(account, sameAccount)
    .where(
      and(
        within(input),
        inArray(account.kind, ['income', 'expense']),
        category ? inArray(account.code, [`expense:${category}`, `income:${category}`]) : undefined,
      ),
    )
    .groupBy(account.kind, account.code)
    .orderBy(desc(sql`abs(sum(${dailyTotal.total}))`), account.code);
  const side = (type: Side) =>
    rows
      .filter((row) => row.kind === type)
      .map((row) => ({
        type,
        category: slugOfCode(row.code) as Category,
        amount: asRead(type, row.total),
        count: row.count,
      }))
      .filter((row) => row.amount !== 0n || row.count !== 0);
  const [expense, income] = [side('expense'), side('income')];
  const categories = [...expense, ...income].map((row) => ({ ...row, amount: outside(row.amount, currency) }));
  return { currency, income: outside(sumOf(income), currency), expense: outside(sumOf(expense), currency), categories };
}

const sumOf = (rows: readonly { amount: bigint }[]): bigint => rows.reduce((all, row) => all + row.amount, 0n);

/** A wallet and what is in it. */
export interface Balance {
  code: string;
  name: string;
  amount: string;
  currency: string;
}

/** What each open wallet of a currency holds, wallets nothing was ever booked on included. */
export async function balances(tx: Transaction, input: { bookId: string; currency?: string }): Promise<Balance[]> {
  const { bookId, currency = 'IDR' } = input;
  const rows = await tx
    .select({ code: account.code, name: account.name, held })
    .from(account)
    .where(
      and(
        eq(account.bookId, bookId),
        like(account.code, 'wallet:%'),
        eq(account.currency, currency),
        sql`${account.archivedAt} is null`,
      ),
    )
    .orderBy(asc(account.createdAt), asc(account.id));
  return rows.map((row) => ({ code: row.code, name: row.name, amount: outside(BigInt(row.held), currency), currency }));
}

/** What one category came to in one month. */
export interface CategoryMonth {
  /** YYYY-MM. */
  month: string;
  type: Side;
  /** Slug, and the name people gave it. */
  category: string;
  name: string;
  amount: string;
  count: number;
}

/** Every category by month, oldest month first, expenses before income, the largest first. */
export async function categoryMonths(tx: Transaction, input: ReportRange): Promise<CategoryMonth[]> {
  const { currency = 'IDR' } = input;
  // Summed up by account before anything is named or written: thousands of days are a hundredth as many months. A plain timestamp, for
  // that of a time zone is truncated at ten times the price.
  const { rows } = await tx.execute<{
    month: string;
    kind: AccountKind;
    code: string;
    name: string;
    total: string;
    count: number;
  }>(sql`
    select to_char(month, 'YYYY-MM') as month, ${account.kind}, ${account.code}, min(${account.name}) as name, sum(total) as total, sum(count)::int as count
    from (
      select ${dailyTotal.bookId}, ${dailyTotal.accountId}, date_trunc('month', ${dailyTotal.day}::timestamp) as month,
        sum(${dailyTotal.total}) as total, sum(${dailyTotal.count}) as count
      from ${dailyTotal} where ${within(input)} group by 1, 2, 3
    ) as monthly
    join ${account} on ${account.bookId} = monthly.book_id and ${account.id} = monthly.account_id
    where ${account.kind} in ('income', 'expense')
    group by month, ${account.kind}, ${account.code} having sum(total) <> 0 or sum(count) <> 0
    order by month, ${account.kind} = 'income', abs(sum(total)) desc, ${account.code}`);
  return rows.map(({ month: of, kind, code, name, total: minor, count }) => {
    const type = kind === 'income' ? 'income' : 'expense';
    return { month: of, type, category: slugOfCode(code), name, amount: outside(asRead(type, minor), currency), count };
  });
}

/** What came in and went out in one day, week or month, and what the wallets held at its end. */
export interface CashFlowStep {
  /** Its first day; a week begins on Monday. The first and last step are cut to the period asked for. */
  from: string;
  income: string;
  expense: string;
  net: string;
  /** Wallets and savings goals together, at the end of the step. */
  balance: string;
}

/** Money in and out by day, week or month, without gaps, oldest first. */
export async function cashFlow(tx: Transaction, input: ReportRange & { by: 'day' | 'week' | 'month' }): Promise<CashFlowStep[]> {
  const { bookId, from, to, by, currency = 'IDR' } = input;
  const ofBook = bookId ? sql`t.book_id = ${bookId}::uuid and` : sql``;
  const { rows } = await tx.execute<{ from: string; income: string; expense: string; balance: string }>(sql`
    with totals as (
      select t.day, -sum(t.total) filter (where a.kind = 'income') as income, sum(t.total) filter (where a.kind = 'expense') as expense,
        sum(t.total) filter (where a.kind = 'asset') as held
      from daily_total t join account a on a.book_id = t.book_id and a.id = t.account_id
      where ${ofBook} t.day <= ${to}::date and t.currency = ${currency}
      group by t.day
    ), steps as (
      select generate_series(date_trunc(${by}, ${from}::date), ${to}::date, ('1 ' || ${by}::text)::interval)::date as starts
    )
    select greatest(s.starts, ${from}::date)::text as from,
      coalesce(sum(t.income) filter (where t.day >= ${from}::date), 0) as income,
      coalesce(sum(t.expense) filter (where t.day >= ${from}::date), 0) as expense,
      sum(coalesce(sum(t.held), 0)) over (order by s.starts) + coalesce((select sum(held) from totals where day < date_trunc(${by}, ${from}::date)), 0) as balance
    from steps s left join totals t on t.day >= date_trunc(${by}, ${from}::date) and date_trunc(${by}, t.day)::date = s.starts
    group by s.starts order by s.starts`);
  return rows.map((row) => {
    const [income, expense] = [BigInt(row.income), BigInt(row.expense)];
    return {
      from: row.from,
      income: outside(income, currency),
      expense: outside(expense, currency),
      net: outside(income - expense, currency),
      balance: outside(BigInt(row.balance), currency),
    };
  });
}
