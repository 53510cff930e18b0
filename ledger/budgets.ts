import { and, asc, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { budget } from '../database/schema/index.ts';
import { categoryCode, findAccounts } from './accounts.ts';
import { outside, positive } from './amounts.ts';
import { LedgerError } from './errors.ts';

type BudgetRow = typeof budget.$inferSelect;

/** What a book means to spend at most. */
export interface BudgetView {
  id: string;
  /** Slug of an expense category; null is all spending. */
  category: string | null;
  /** YYYY-MM of the one month it is for; null is every period. */
  month: string | null;
  period: 'month' | 'week';
  amount: string;
  currency: string;
}

const view = ({ id, category, month, period, amount, currency }: BudgetRow): BudgetView => ({
  id,
  category,
  month: month?.slice(0, 7) ?? null,
  period,
  amount: outside(amount, currency),
  currency,
});

/** Budgets of a book: all spending first, then by category; every period before single months. */
export async function listBudgets(tx: Transaction, bookId: string): Promise<BudgetView[]> {
  const rows = await tx.select().from(budget).where(eq(budget.bookId, bookId)).orderBy(asc(budget.createdAt), asc(budget.id));
  const order = ({ category, month }: BudgetView) => `${category ?? ''} ${month ?? ''}`;
  return rows.map(view).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/**
 * Sets the budget of a category (null: of all spending) for a month or for every period; a later one replaces an earlier one.
 * @throws LedgerError `NoSuchAccount`, `AmountNotPositive`, `NotAnAmount`, `UnknownCurrency`, `NotADate`.
 */
export async function setBudget(
  tx: Transaction,
  input: {
    bookId: string;
    category: string | null;
    month?: string | null;
    period?: 'month' | 'week';
    amount: string;
    currency?: string;
    by: string;
  },
): Promise<BudgetView> {
  const { bookId, category, month = null, period = 'month', currency = 'IDR', by } = input;
  const amount = positive(input.amount, currency);
  if (month !== null && (period === 'week' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)))
    throw new LedgerError('NotADate', `${month} is no month of a monthly budget`);
  if (category !== null)
    (await findAccounts(tx, bookId, [categoryCode('expense', category)])).byCode(categoryCode('expense', category));
  const [row] = await tx
    .insert(budget)
    .values({
      id: uuidv7(),
      bookId,
      category,
      month: month === null ? null : `${month}-01`,
      period,
      amount,
      currency,
      createdBy: by,
    })
    .onConflictDoUpdate({
      target: [budget.bookId, budget.category, budget.month, budget.period, budget.currency],
      set: { amount },
    })
    .returning();
  if (!row) throw new LedgerError('NoSuchBudget', 'the budget was not kept');
  return view(row);
}

const one = (bookId: string, id: string) => and(eq(budget.bookId, bookId), eq(budget.id, id));

/** Changes the amount of a budget. @throws LedgerError `NoSuchBudget`, `AmountNotPositive`, `NotAnAmount`. */
export async function changeBudget(tx: Transaction, input: { bookId: string; id: string; amount: string }): Promise<BudgetView> {
  const [known] = await tx.select().from(budget).where(one(input.bookId, input.id));
  if (!known) throw new LedgerError('NoSuchBudget', `no budget ${input.id} in this book`);
  const amount = positive(input.amount, known.currency);
  await tx.update(budget).set({ amount }).where(one(input.bookId, input.id));
  return view({ ...known, amount });
}

/** Removes a budget; the audit keeps what it was. @throws LedgerError `NoSuchBudget`. */
export async function removeBudget(tx: Transaction, input: { bookId: string; id: string }): Promise<void> {
  const rows = await tx.delete(budget).where(one(input.bookId, input.id)).returning({ id: budget.id });
  if (rows.length === 0) throw new LedgerError('NoSuchBudget', `no budget ${input.id} in this book`);
}
