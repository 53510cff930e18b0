import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { at, minor } from './columns.ts';
import { account, ofBook } from './ledger.ts';

/** What a book means to spend at most. */
export const budget = pgTable(
  'budget',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    /** Slug of an expense category; null is all spending. */
    category: text('category'),
    /** First day of the one month it is for; null is every period. */
    month: date('month', { mode: 'string' }),
    period: text('period', { enum: ['month', 'week'] })
      .notNull()
      .default('month'),
    amount: minor('amount').notNull(),
    currency: text('currency').notNull().default('IDR'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('budget_once').on(t.bookId, t.category, t.month, t.period, t.currency).nullsNotDistinct(),
    check('budget_positive', sql`${t.amount} > 0`),
    check('budget_month', sql`${t.month} is null or (${t.period} = 'month' and extract(day from ${t.month}) = 1)`),
  ],
);

/** A savings goal: an asset account with a target. What is in it is the balance of the account. */
export const goal = pgTable(
  'goal',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    accountId: uuid('account_id').notNull(),
    /** Null when people save without a target. */
    target: minor('target'),
    byDate: date('by_date', { mode: 'string' }),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.bookId, t.accountId], foreignColumns: [account.bookId, account.id] }),
    unique('goal_account').on(t.accountId),
    check('goal_target_positive', sql`${t.target} > 0`),
  ],
);

/** What a recurring entry books each time: a new entry of the ledger without its date. Amounts are decimal strings. */
export interface RecurringTemplate {
  type: 'expense' | 'income' | 'transfer';
  amount: string;
  currency?: string;
  category?: string | null;
  wallet?: string;
  toWallet?: string;
  merchant?: string | null;
  note: string;
  tags?: string[];
}

export const recurring = pgTable(
  'recurring',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    template: jsonb('template').$type<RecurringTemplate>().notNull(),
    every: text('every', { enum: ['day', 'week', 'month', 'year'] }).notNull(),
    /** Every so many days, weeks, months or years. */
    interval: integer('interval').notNull().default(1),
    /** The first date: later ones are counted from it, so that the 31st comes back after February. */
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    /** The next date to book; null when it has ended. */
    nextOn: date('next_on', { mode: 'string' }),
    /** Last date, included. */
    until: date('until', { mode: 'string' }),
    pausedAt: at('paused_at'),
    /** Why its last date could not be booked (`LedgerRefusal` of `ledger/`): it is paused since, for somebody to look at. */
    refusal: text('refusal'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    check('recurring_interval', sql`${t.interval} between 1 and 366`),
    index('recurring_due').on(t.nextOn).where(sql`${t.nextOn} is not null and ${t.pausedAt} is null`),
  ],
);
