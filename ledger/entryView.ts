import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { entry } from '../database/schema/index.ts';
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
export interface EntryPosition {
  value: string;
  id: string;
}

const columns = sql`${entry.id} as "id", ${entry.bookId} as "bookId", ${entry.type} as "type", ${entry.occurredOn} as "occurredOn",
  ${entry.recordedAt} as "recordedAt", ${entry.amount} as "amount", ${entry.currency} as "currency", ${entry.category} as "category",
  ${entry.walletId} as "walletId", ${entry.toWalletId} as "toWalletId", ${entry.merchant} as "merchant", ${entry.note} as "note",
  ${entry.source} as "source", ${entry.messageId} as "messageId", ${entry.workflowId} as "workflowId", ${entry.decidedBy} as "decidedBy",
  ${entry.reversalOf} as "reversalOf", ${entry.voidedBy} as "voidedBy", ${entry.corrects} as "corrects", ${entry.approvalId} as "approvalId",
  ${entry.version} as "version", ${entry.hasAttachment} as "hasAttachment"`;

/** Columns of an entry's view under the names of the view, as they come from the database: the detail has more. Written once, for pages are many. */
export const viewColumns = sql.raw(new PgDialect().sqlToQuery(columns).sql);

/** A row of {@link viewColumns}: amount and moment are text still. */
export type ViewRow = Omit<EntryView, 'recordedAt' | 'position'> & { recordedAt: string };

/** An entry as people see it; `value` is what its list is sorted by. The row itself becomes the view: pages are many. */
export function viewOf(row: ViewRow & { value: string }): EntryView {
  const { id, value } = row;
  return Object.assign(row, {
    amount: outside(BigInt(row.amount), row.currency),
    recordedAt: new Date(row.recordedAt),
    position: { value, id },
  });
}
