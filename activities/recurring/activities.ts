import { type Database, transact, withAllBooks } from '../../database/pool.ts';
import { booksDue, endExpired } from '../../ledger/due.ts';
import { bookDue } from '../../ledger/recurring.ts';
import type { RecurringActivities } from '../../workflows/contracts.ts';
import { atBoundary } from '../failure.ts';

/** As the audit trail names who books what comes back by itself. */
const actor = 'system';

/** Does what is due in a book by itself. */
export const createRecurringActivities = ({ db }: { db: Database }): RecurringActivities => ({
  booksDue: (input) => atBoundary(async () => ({ bookIds: await withAllBooks(db, (tx) => booksDue(tx, input)) })),
  bookDueOf: ({ bookId }) =>
    atBoundary(async () => {
      const settings = { 'app.book': bookId, 'app.actor': actor, 'app.source': 'recurring' };
      const results = await transact(db, settings, (tx) => bookDue(tx, { bookId }));
      const count = (of: 'entryId' | 'approvalId' | 'refusal') => results.filter((one) => one[of] !== null).length;
      const expired = await transact(db, { ...settings, 'app.source': 'system' }, (tx) => endExpired(tx, bookId));
      return { booked: count('entryId'), asked: count('approvalId'), refused: count('refusal'), expired };
    }),
});
