import { and, desc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { bookRule } from '../database/schema/index.ts';
import type { Habit } from '../language/statement.ts';

/** Habits of one book that are looked at; a book with more would make every question slow. */
const habits_max = 500;

/** A habit as the desk lists it. */
export interface HabitRow extends Habit {
  id: string;
  learntAt: Date;
  learntFrom: string;
  /** The message whose confirmation taught it. */
  messageId: string | null;
}

const columns = {
  id: bookRule.id,
  field: bookRule.field,
  phrase: bookRule.phrase,
  value: bookRule.value,
  learntAt: bookRule.learntAt,
  learntFrom: bookRule.learntFrom,
  messageId: bookRule.messageId,
};

/** The habits of a book, newest first. */
export const listHabits = (tx: Transaction, { bookId }: { bookId: string }): Promise<HabitRow[]> =>
  tx
    .select(columns)
    .from(bookRule)
    .where(eq(bookRule.bookId, bookId))
    .orderBy(desc(bookRule.learntAt), desc(bookRule.id))
    .limit(habits_max);

/** Keeps what a confirmed correction taught; of one phrase the newest counts. Returns those that were not known before. */
export async function learnHabits(
  tx: Transaction,
  input: { bookId: string; habits: readonly Habit[]; messageId: string | null; learntFrom: string },
): Promise<Habit[]> {
  const { bookId, habits, messageId, learntFrom } = input;
  const learnt: Habit[] = [];
  for (const { field, phrase, value } of habits) {
    const rows = await tx
      .insert(bookRule)
      .values({ id: uuidv7(), bookId, field, phrase, value, messageId, learntFrom })
      .onConflictDoUpdate({
        target: [bookRule.bookId, bookRule.field, bookRule.phrase],
        set: { value, messageId, learntFrom, learntAt: sql`now()` },
        setWhere: sql`${bookRule.value} <> ${value}`,
      })
      .returning({ id: bookRule.id });
    if (rows.length > 0) learnt.push({ field, phrase, value });
  }
  return learnt;
}

/** Forgets what is known of a phrase, whatever it decides. Returns what was forgotten. */
export const forgetHabits = (tx: Transaction, { bookId, phrase }: { bookId: string; phrase: string }): Promise<Habit[]> =>
  tx
    .delete(bookRule)
    .where(and(eq(bookRule.bookId, bookId), eq(bookRule.phrase, phrase)))
    .returning({ field: bookRule.field, phrase: bookRule.phrase, value: bookRule.value });

/** Forgets one habit, for the desk; false when there is none of that id in the book. */
export async function forgetHabit(tx: Transaction, { bookId, id }: { bookId: string; id: string }): Promise<boolean> {
  const gone = await tx
    .delete(bookRule)
    .where(and(eq(bookRule.bookId, bookId), eq(bookRule.id, id)))
    .returning({ id: bookRule.id });
  return gone.length > 0;
}
