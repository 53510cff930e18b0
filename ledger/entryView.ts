import type { entry } from '../database/schema/index.ts';
import type { Category } from '../language/interpretation.ts';
import { outside } from './amounts.ts';

type EntryRow = typeof entry.$inferSelect;

/** An entry as it leaves the ledger: amounts are decimal strings in major units. */
export interface EntryView {
  id: string;
  bookId: string;
  type: 'expense' | 'income' | 'transfer' | 'reversal';
  occurredOn: string;
  recordedAt: Date;
  amount: string;
  currency: string;
  /** Slug of the default list or of the book's own. */
  category: Category | null;
  /** Id of the wallet or goal the money came from or went to, and of the one that received it. */
  walletId: string | null;
  toWalletId: string | null;
  merchant: string | null;
  note: string;
  source: EntryRow['source'];
  messageId: string | null;
  workflowId: string | null;
  decidedBy: string;
  /** The entry this one takes back. */
  reversalOf: string | null;
  /** The entry that took this one back. */
  voidedBy: string | null;
  /** The entry this one replaces. */
  corrects: string | null;
  approvalId: string | null;
  /** Raised by each change of what hangs on it: what an ETag is made of. */
  version: number;
  hasAttachment: boolean;
  /** Where a page that ends with this entry goes on. */
  position: EntryPosition;
}

/** Where a page begins: the last entry of the page before, and what it was sorted by. */
export type EntryPosition = { value: string; id: string } | { occurredOn: string; id: string };

/** An entry as people see it; `value` is what its list is sorted by. */
export function entryViewOf(row: EntryRow, value: string = row.occurredOn): EntryView {
  const { evidence, reason, line, amount, category, ...same } = row;
  return {
    ...same,
    amount: outside(amount, row.currency),
    category: category as Category | null,
    position: { value, id: row.id },
  };
}
