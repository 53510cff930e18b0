import { eq } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { book } from '../database/schema/index.ts';
import { localDate } from '../language/calendar.ts';

const fallbackTimezone = 'Asia/Jakarta';

/** The day it is where the book is kept. */
export async function todayOf(tx: Transaction, bookId: string): Promise<string> {
  const [row] = await tx.select({ timezone: book.timezone }).from(book).where(eq(book.id, bookId));
  return localDate(new Date(), row?.timezone ?? fallbackTimezone);
}
