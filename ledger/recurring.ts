import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { type RecurringTemplate, recurring } from '../database/schema/index.ts';
import { defaultWallet, findAccounts } from './accounts.ts';
import { approvalExpiry, approvalNeeded, requestApproval } from './approvals.ts';
import { LedgerError } from './errors.ts';
import { accountsNamed, emptyBatch, layOut, type NewEntry } from './lines.ts';
import { createEntry } from './post.ts';
import { isDate, nextAfter, type Recurrence } from './recurrence.ts';
import { todayOf } from './today.ts';

type RecurringRow = typeof recurring.$inferSelect;

/** An entry that comes back: what, how often, and when next. */
export interface RecurringView extends Recurrence {
  id: string;
  template: RecurringTemplate;
  /** Null when it has ended. */
  nextOn: string | null;
  paused: boolean;
  /** Why its next date could not be booked; it is paused then, until somebody resumes it. */
  refusal: string | null;
  createdBy: string;
}

const view = ({ id, template, every, interval, startsOn, nextOn, until, ...row }: RecurringRow): RecurringView => ({
  id,
  template,
  every,
  interval,
  startsOn,
  nextOn,
  until,
  paused: row.pausedAt !== null,
  refusal: row.refusal,
  createdBy: row.createdBy,
});

/** Recurring entries of a book, the next one first. */
export async function listRecurring(tx: Transaction, bookId: string): Promise<RecurringView[]> {
  const rows = await tx
    .select()
    .from(recurring)
    .where(eq(recurring.bookId, bookId))
    .orderBy(sql`${recurring.nextOn} asc nulls last`, asc(recurring.id));
  return rows.map(view);
}

const entryOf = (template: RecurringTemplate, occurredOn: string): NewEntry => ({
  ...template,
  wallet: template.wallet ?? defaultWallet,
  occurredOn,
});

/** @throws LedgerError what the entry may not be, `NotADate`. */
async function check(tx: Transaction, bookId: string, template: RecurringTemplate, recurrence: Recurrence): Promise<void> {
  const { startsOn, until } = recurrence;
  if (!isDate(startsOn) || (until !== null && (!isDate(until) || until < startsOn)))
    throw new LedgerError('NotADate', 'a recurring entry begins on a day, and ends on that or a later one');
  const entry = entryOf(template, startsOn);
  const place = { bookId, line: 1, messageId: null, workflowId: null, decidedBy: '', source: 'recurring' } as const;
  layOut(emptyBatch(), entry, place, await findAccounts(tx, bookId, accountsNamed([entry])));
}

/** Adds a recurring entry; its first date is the first to be booked. @throws LedgerError what the entry may not be, `NotADate`. */
export async function addRecurring(
  tx: Transaction,
  input: { bookId: string; template: RecurringTemplate; by: string } & Pick<Recurrence, 'every' | 'startsOn'> &
    Partial<Recurrence>,
): Promise<RecurringView> {
  const { bookId, template, by, every, interval = 1, startsOn, until = null } = input;
  await check(tx, bookId, template, { every, interval, startsOn, until });
  const [row] = await tx
    .insert(recurring)
    .values({ id: uuidv7(), bookId, template, every, interval, startsOn, nextOn: startsOn, until, createdBy: by })
    .returning();
  if (!row) throw new LedgerError('NoSuchRecurring', 'the recurring entry was not kept');
  return view(row);
}

/** New values of a recurring entry. `nextOn` moves the whole row of dates. */
export interface RecurringChange extends Partial<Pick<Recurrence, 'every' | 'interval' | 'until'>> {
  template?: RecurringTemplate;
  nextOn?: string;
  paused?: boolean;
}

/** Changes, pauses or resumes a recurring entry. @throws LedgerError `NoSuchRecurring`, and as {@link addRecurring}. */
export async function changeRecurring(
  tx: Transaction,
  input: { bookId: string; id: string; set: RecurringChange },
): Promise<RecurringView> {
  const { bookId, id, set } = input;
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const [known] = await tx.select().from(recurring).where(one(bookId, id));
  if (!known) throw new LedgerError('NoSuchRecurring', `no recurring entry ${id} in this book`);
  const { every = known.every, interval = known.interval, until = known.until, template = known.template } = set;
  const moved = set.nextOn !== undefined || every !== known.every || interval !== known.interval;
  const startsOn = moved ? (set.nextOn ?? known.nextOn ?? known.startsOn) : known.startsOn;
  await check(tx, bookId, template, { every, interval, startsOn, until });
  const due = moved ? startsOn : (known.nextOn ?? nextAfter({ every, interval, startsOn, until }, startsOn));
  const nextOn = due !== null && until !== null && due > until ? null : due;
  const pausedAt = set.paused === undefined ? known.pausedAt : set.paused ? new Date() : null;
  const refusal = pausedAt === null ? null : known.refusal;
  const [row] = await tx
    .update(recurring)
    .set({ template, every, interval, startsOn, until, nextOn, pausedAt, refusal })
    .where(one(bookId, id))
    .returning();
  if (!row) throw new LedgerError('NoSuchRecurring', `no recurring entry ${id} in this book`);
  return view(row);
}

const one = (bookId: string, id: string) => and(eq(recurring.bookId, bookId), eq(recurring.id, id));

/** Removes a recurring entry; what it booked stays. @throws LedgerError `NoSuchRecurring`. */
export async function removeRecurring(tx: Transaction, input: { bookId: string; id: string }): Promise<void> {
  const rows = await tx.delete(recurring).where(one(input.bookId, input.id)).returning({ id: recurring.id });
  if (rows.length === 0) throw new LedgerError('NoSuchRecurring', `no recurring entry ${input.id} in this book`);
}

/** What came of one date of a recurring entry: one of the three. */
export interface DueResult {
  recurringId: string;
  occurredOn: string;
  /** The entry. */
  entryId: string | null;
  /** Who else is asked about it: the policy of the book wants so. */
  approvalId: string | null;
  /** Why it was not booked: the recurring entry is paused then. */
  refusal: string | null;
}

/** Dates one call books of one recurring entry: a book that was not looked at for long catches up in several calls. */
const maxCatchUp = 36;

/**
 * Books what is due in a book up to a day, today unless another is named, each date once: run it as often as you like. What the policy of
 * the book wants approved is asked about instead. What can no longer be booked (its month is closed, its wallet archived) pauses that
 * recurring entry, for somebody to look at.
 */
export async function bookDue(tx: Transaction, input: { bookId: string; today?: string }): Promise<DueResult[]> {
  const { bookId } = input;
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const today = input.today ?? (await todayOf(tx, bookId));
  const due = await tx
    .select()
    .from(recurring)
    .where(and(eq(recurring.bookId, bookId), lte(recurring.nextOn, today), isNull(recurring.pausedAt)))
    .orderBy(asc(recurring.nextOn), asc(recurring.id));
  const results: DueResult[] = [];
  for (const row of due) results.push(...(await catchUp(tx, row, today)));
  return results;
}

async function catchUp(tx: Transaction, row: RecurringRow, today: string): Promise<DueResult[]> {
  const results: DueResult[] = [];
  let nextOn = row.nextOn;
  while (nextOn !== null && nextOn <= today && results.length < maxCatchUp) {
    const result = await bookOne(tx, row, nextOn);
    results.push(result);
    if (result.refusal) break;
    nextOn = nextAfter(row, nextOn);
  }
  const refusal = results.at(-1)?.refusal ?? null;
  await tx
    .update(recurring)
    .set({ nextOn, refusal, pausedAt: refusal ? new Date() : null })
    .where(one(row.bookId, row.id));
  return results;
}

async function bookOne(tx: Transaction, row: RecurringRow, occurredOn: string): Promise<DueResult> {
  const result = { recurringId: row.id, occurredOn, entryId: null, approvalId: null, refusal: null };
  try {
    // A savepoint: what the database refuses takes back this one entry only.
    return { ...result, ...(await tx.transaction((inner) => bookOrAsk(inner, row, occurredOn))) };
  } catch (thrown) {
    if (!(thrown instanceof LedgerError)) throw thrown;
    return { ...result, refusal: thrown.refusal };
  }
}

async function bookOrAsk(
  tx: Transaction,
  { id, bookId, createdBy: decidedBy, template }: RecurringRow,
  occurredOn: string,
): Promise<{ entryId: string } | { approvalId: string }> {
  const entry = entryOf(template, occurredOn);
  const workflowId = `recurring/${id}/${occurredOn}`;
  const origin = { bookId, messageId: null, workflowId, decidedBy, source: 'recurring' } as const;
  const needed = await approvalNeeded(tx, { bookId, entries: [entry] });
  if (needed === 0) return { entryId: await createEntry(tx, { ...origin, entry }) };
  const asked = await requestApproval(tx, { ...origin, entries: [entry], needed, expiresAt: approvalExpiry() });
  return { approvalId: asked.id };
}

/** The next dates of a recurring entry, for people to look at. */
export function upcoming(row: RecurringView, count: number): string[] {
  const dates: string[] = [];
  for (let day = row.nextOn; day !== null && dates.length < count; day = nextAfter(row, day)) dates.push(day);
  return dates;
}
