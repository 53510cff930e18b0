import { sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { inside, outside } from './amounts.ts';
import { type BudgetView, listBudgets } from './budgets.ts';
import { slugOfCode } from './categories.ts';
import { LedgerError } from './errors.ts';
import { type GoalView, listGoals } from './goals.ts';
import { isDate } from './recurrence.ts';

/** A budget and how much of it is used in its period. */
export interface BudgetUse extends BudgetView {
  /** First and last day of its period. */
  from: string;
  to: string;
  spent: string;
  /** Below zero when more was spent. */
  left: string;
  /** Spent over amount: 1 is all of it. */
  share: number;
}

const day_ms = 86_400_000;
const shifted = (day: string, days: number): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + days * day_ms).toISOString().slice(0, 10);

/** The whole month around a day. */
function monthOf(day: string): { from: string; to: string } {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return { from: `${day.slice(0, 7)}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

/** The week around a day, Monday to Sunday. */
function weekOf(day: string): { from: string; to: string } {
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { from: shifted(day, -sinceMonday), to: shifted(day, 6 - sinceMonday) };
}

/**
 * How much of each budget is used in the month around a day, and of weekly ones in the week around it. A budget for that very month goes
 * before the one for every month.
 * @throws LedgerError `NotADate`.
 */
export async function budgetUse(tx: Transaction, input: { bookId: string; on: string }): Promise<BudgetUse[]> {
  const { bookId, on } = input;
  if (!isDate(on)) throw new LedgerError('NotADate', `${on} is no day`);
  const month = on.slice(0, 7);
  const budgets = await listBudgets(tx, bookId);
  const special = budgets.filter((budget) => budget.month === month);
  const meant = budgets.filter(
    ({ category, currency, month: only, period }) =>
      only === month ||
      (only === null &&
        (period === 'week' || !special.some((other) => other.category === category && other.currency === currency))),
  );
  const uses: BudgetUse[] = [];
  for (const budget of meant) {
    const span = budget.period === 'week' ? weekOf(on) : monthOf(on);
    uses.push(usedOf(budget, span, await spentIn(tx, { bookId, ...span, currency: budget.currency })));
  }
  return uses;
}

function usedOf(budget: BudgetView, span: { from: string; to: string }, byCategory: ReadonlyMap<string, bigint>): BudgetUse {
  const { category, amount, currency } = budget;
  const spent =
    category === null ? [...byCategory.values()].reduce((all, part) => all + part, 0n) : (byCategory.get(category) ?? 0n);
  const limit = inside(amount, currency);
  return {
    ...budget,
    ...span,
    spent: outside(spent, currency),
    left: outside(limit - spent, currency),
    // A share is for bars and percentages, no money: four digits are plenty.
    share: Number((spent * 10_000n) / limit) / 10_000,
  };
}

async function spentIn(
  tx: Transaction,
  { bookId, from, to, currency }: { bookId: string; from: string; to: string; currency: string },
): Promise<Map<string, bigint>> {
  const { rows } = await tx.execute<{ code: string; total: string }>(sql`
    select a.code, sum(t.total) as total from daily_total t join account a on a.book_id = t.book_id and a.id = t.account_id
    where t.book_id = ${bookId}::uuid and t.day between ${from}::date and ${to}::date and t.currency = ${currency} and a.kind = 'expense'
    group by a.code`);
  return new Map(rows.map(({ code, total }) => [slugOfCode(code), BigInt(total)]));
}

/** A savings goal, how far it is, and when it is reached at the pace of late. */
export interface SavingsLine extends GoalView {
  /** Saved over target; null without a target. */
  share: number | null;
  /** Mean of what was put aside in each of the last months. */
  monthly: string;
  /** The month (YYYY-MM) in which the target is reached at that pace; null without a target or pace, or when it is reached. */
  reachedIn: string | null;
}

export interface Savings {
  goals: SavingsLine[];
  /** What was put aside less what was taken out, by month, oldest first, without gaps. */
  months: { month: string; net: string }[];
}

/** The pace of saving is that of so many months. */
const pace_months = 3;
/** A goal that takes longer is not told a month. */
const horizon_months = 1_200;

/** Savings goals of a book and what was put aside from month to month, in the book's IDR. */
export async function savings(tx: Transaction, input: { bookId: string; from: string; to: string }): Promise<Savings> {
  const { bookId, from, to } = input;
  const goals = (await listGoals(tx, bookId)).filter(({ archivedAt }) => archivedAt === null);
  const { rows: paces } = await tx.execute<{ code: string; net: string }>(sql`
    select a.code, sum(t.total) as net from daily_total t join account a on a.book_id = t.book_id and a.id = t.account_id
    where t.book_id = ${bookId}::uuid and a.code like 'goal:%' and t.day <= ${to}::date
      and t.day > (${to}::date - make_interval(months => ${pace_months})) group by a.code`);
  const net = new Map(paces.map((row) => [row.code, BigInt(row.net)]));
  const { rows: months } = await tx.execute<{ month: string; net: string }>(sql`
    select to_char(m, 'YYYY-MM') as month, coalesce(sum(t.total), 0) as net
    from generate_series(date_trunc('month', ${from}::date), ${to}::date, interval '1 month') as m
    left join (daily_total t join account a on a.book_id = t.book_id and a.id = t.account_id and a.code like 'goal:%')
      on t.book_id = ${bookId}::uuid and t.currency = 'IDR' and date_trunc('month', t.day) = m and t.day between ${from}::date and ${to}::date
    group by m order by m`);
  return {
    goals: goals.map((goal) => lineOf(goal, net.get(goal.code) ?? 0n, to)),
    months: months.map((row) => ({ month: row.month, net: outside(BigInt(row.net), 'IDR') })),
  };
}

function lineOf(goal: GoalView, lately: bigint, today: string): SavingsLine {
  const { currency } = goal;
  const saved = inside(goal.saved, currency);
  const target = goal.target === null ? null : inside(goal.target, currency);
  const monthly = lately / BigInt(pace_months);
  const missing = target === null ? 0n : target - saved;
  const months = missing > 0n && monthly > 0n ? Number((missing + monthly - 1n) / monthly) : 0;
  const [year = 0, month = 1] = today.split('-').map(Number);
  const reached = new Date(Date.UTC(year, month - 1 + Math.min(months, horizon_months), 1)).toISOString().slice(0, 7);
  return {
    ...goal,
    share: target === null ? null : Number((saved * 10_000n) / target) / 10_000,
    monthly: outside(monthly, currency),
    reachedIn: months === 0 || months > horizon_months ? null : reached,
  };
}
