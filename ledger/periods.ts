import { and, asc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { book, period } from '../database/schema/index.ts';
import { LedgerError } from './errors.ts';

export type PeriodState = (typeof period.$inferSelect)['state'];

/** Roles that may still book in a soft-closed month, as the trigger on entries has it. */
const closingRoles = ['owner', 'finance'];

/** Months of a book as the transaction's caller may use them. */
export class Calendar {
  /** Today in the time zone of the book. */
  readonly today: string;
  private readonly states: ReadonlyMap<string, PeriodState>;
  private readonly role: string;

  constructor(today: string, role: string, states: ReadonlyMap<string, PeriodState>) {
    this.today = today;
    this.role = role;
    this.states = states;
  }

  /** Why nothing may be booked on a day; null when it may. */
  refusalOn(day: string): 'PeriodLocked' | 'PeriodSoftClosed' | null {
    const state = this.states.get(firstOf(day));
    if (state === 'locked') return 'PeriodLocked';
    return state === 'soft_closed' && !closingRoles.includes(this.role) ? 'PeriodSoftClosed' : null;
  }

  /**
   * The day on which something of that day is corrected: the same, or today when its month is closed.
   * @throws LedgerError `PeriodLocked`, `PeriodSoftClosed` when today's is closed too.
   */
  correctionDay(day: string): string {
    const refusal = this.refusalOn(day);
    if (refusal === null) return day;
    if (this.refusalOn(this.today) !== null) throw new LedgerError(refusal, `the months of ${day} and of today are closed`);
    return this.today;
  }
}

const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** Reads the months of a book that are not open, and what day it is there. @throws LedgerError `NoBook`. */
export async function readCalendar(tx: Transaction, bookId: string): Promise<Calendar> {
  const [here] = await tx
    .select({
      today: sql<string>`(now() at time zone ${book.timezone})::date::text`,
      role: sql<string>`coalesce(current_setting('app.role', true), '')`,
    })
    .from(book)
    .where(eq(book.id, bookId));
  if (!here) throw new LedgerError('NoBook', `there is no book ${bookId}`);
  const rows = await tx.select({ month: period.month, state: period.state }).from(period).where(eq(period.bookId, bookId));
  return new Calendar(here.today, here.role, new Map(rows.map(({ month, state }) => [month, state])));
}

/** A month and what may be done in it. */
export interface PeriodView {
  /** YYYY-MM. */
  month: string;
  state: PeriodState;
  changedBy: string | null;
  changedAt: Date | null;
  reason: string | null;
}

/** The months of a book that were ever closed, oldest first; every other month is open. */
export async function listPeriods(tx: Transaction, bookId: string): Promise<PeriodView[]> {
  const rows = await tx.select().from(period).where(eq(period.bookId, bookId)).orderBy(asc(period.month));
  return rows.map(({ month, ...row }) => ({ ...row, month: month.slice(0, 7) }));
}

export interface PeriodChange {
  bookId: string;
  /** YYYY-MM. */
  month: string;
  /** Contact or staff id. */
  by: string;
  reason?: string | null;
}

/** Closes a month to all but owner and finance. @throws LedgerError `PeriodTransition` unless it is open. */
export const softClose = (tx: Transaction, change: PeriodChange): Promise<PeriodView> =>
  turn(tx, change, 'soft_closed', ['open']);

/** Closes a month to everybody. @throws LedgerError `PeriodTransition` when it is locked. */
export const lock = (tx: Transaction, change: PeriodChange): Promise<PeriodView> =>
  turn(tx, change, 'locked', ['open', 'soft_closed']);

/** Opens a closed month again. @throws LedgerError `PeriodTransition` when it is open. */
export const reopen = (tx: Transaction, change: PeriodChange): Promise<PeriodView> =>
  turn(tx, change, 'open', ['soft_closed', 'locked']);

async function turn(
  tx: Transaction,
  { bookId, month, by, reason = null }: PeriodChange,
  state: PeriodState,
  from: readonly PeriodState[],
): Promise<PeriodView> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new LedgerError('NotADate', `${month} is no month`);
  // What is being booked in the month comes to its end first, and what comes after sees the new state.
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const first = `${month}-01`;
  const [known] = await tx
    .select({ state: period.state })
    .from(period)
    .where(and(eq(period.bookId, bookId), eq(period.month, first)));
  const before = known?.state ?? 'open';
  if (!from.includes(before)) throw new LedgerError('PeriodTransition', `${month} is ${before}`);
  const changed = { state, changedBy: by, changedAt: new Date(), reason };
  const [row] = await tx
    .insert(period)
    .values({ bookId, month: first, ...changed })
    .onConflictDoUpdate({ target: [period.bookId, period.month], set: changed })
    .returning();
  if (!row) throw new LedgerError('PeriodTransition', `${month} was not changed`);
  return { ...row, month };
}
