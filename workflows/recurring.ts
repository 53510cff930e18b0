import { ApplicationFailure, continueAsNew, isCancellation, proxyActivities } from '@temporalio/workflow';
import { type DueRun, type RecurringActivities, taskQueues } from './contracts.ts';

/** Books found by one look. */
const books_atOnce = 50;
/** Looks of one run: a thousand books and their steps make a history that is still quick to replay. */
const looks_max = 20;

/** Some seconds of attempts: a book that cannot be booked by then is left to the next hour. */
const attempts_max = 4;

/** Booking a book's due entries takes milliseconds. */
const { booksDue, bookDueOf } = proxyActivities<RecurringActivities>({
  taskQueue: taskQueues.flow,
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumAttempts: attempts_max },
});

/**
 * Books the recurring entries that are due and ends approvals that ran out, book by book in the order of their ids. A book that fails does
 * not keep the others waiting: the run fails at its end, for an operator to see; the next one tries again, and what was booked stays booked.
 */
export async function bookRecurring({ after = null, failed = 0 }: DueRun = {}): Promise<{ failed: number }> {
  let from = after;
  let failures = failed;
  for (let look = 1; look <= looks_max; look++) {
    const { bookIds } = await booksDue({ after: from, limit: books_atOnce });
    for (const bookId of bookIds) if (!(await booked(bookId))) failures++;
    from = bookIds.at(-1) ?? null;
    if (bookIds.length < books_atOnce) {
      if (failures > 0)
        throw ApplicationFailure.nonRetryable(`recurring entries of ${failures} books could not be booked`, 'Internal');
      return { failed: failures };
    }
  }
  return continueAsNew<typeof bookRecurring>({ after: from, failed: failures });
}

async function booked(bookId: string): Promise<boolean> {
  try {
    await bookDueOf({ bookId });
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return false;
  }
}
