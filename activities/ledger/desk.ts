import type { Transaction } from '../../database/pool.ts';
import type { BookRow } from '../../ledger/books.ts';
import type { Received } from '../conversation/rows.ts';

/** Where a question about a book is answered. */
export interface Desk {
  tx: Transaction;
  book: BookRow;
  /** The person's date when they asked. */
  today: string;
  opening: Received;
}
