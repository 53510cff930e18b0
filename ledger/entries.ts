import { and, count, desc, eq, gte, ilike, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transaction } from '../database/pool.ts';
import { account, contact, entry, item, media, message, posting } from '../database/schema/index.ts';
import type { Category, Evidence } from '../language/interpretation.ts';
import { outside } from './amounts.ts';

/** An entry as it leaves the ledger: amounts are decimal strings in major units. */
export interface EntryView {
  id: string;
  bookId: string;
  type: 'expense' | 'income' | 'transfer' | 'reversal';
  occurredOn: string;
  recordedAt: Date;
  amount: string;
  currency: string;
  category: Category | null;
  merchant: string | null;
  note: string;
  source: string;
  messageId: string | null;
  workflowId: string | null;
  decidedBy: string;
  /** The entry this one takes back. */
  reversalOf: string | null;
  /** The entry that took this one back. */
  voidedBy: string | null;
}

/** Which entries are meant; all given conditions hold together. */
export interface EntryFilter {
  bookId?: string;
  /** First and last local date, both included. */
  from?: string;
  to?: string;
  category?: Category;
  type?: EntryView['type'];
  /** Text in note or merchant, whatever its case. */
  text?: string;
  /** Entries that still stand: neither taken back nor a reversal. */
  standing?: boolean;
}

/** Where a page begins: the last entry of the page before. */
export interface EntryPosition {
  occurredOn: string;
  id: string;
}

export const reversal = alias(entry, 'voiding');

function view({ entry: row, voidedBy }: { entry: typeof entry.$inferSelect; voidedBy: string | null }): EntryView {
  const { id, bookId, type, occurredOn, recordedAt, currency, merchant, note, source } = row;
  const { messageId, workflowId, decidedBy, reversalOf } = row;
  const amount = outside(row.amount, currency);
  const category = row.category as Category | null;
  const line = { id, bookId, type, occurredOn, recordedAt, amount, currency, category, merchant, note };
  return { ...line, source, messageId, workflowId, decidedBy, reversalOf, voidedBy };
}

const literal = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Holds where the entry is joined with its reversal: looking there is cheaper than looking for none. */
export function conditions(filter: EntryFilter): SQL | undefined {
  const { bookId, from, to, category, type, text, standing } = filter;
  return and(
    bookId ? eq(entry.bookId, bookId) : undefined,
    from ? gte(entry.occurredOn, from) : undefined,
    to ? lte(entry.occurredOn, to) : undefined,
    category ? eq(entry.category, category) : undefined,
    type ? eq(entry.type, type) : undefined,
    text ? or(ilike(entry.note, literal(text)), ilike(entry.merchant, literal(text))) : undefined,
    standing ? and(isNull(entry.reversalOf), isNull(reversal.reversalOf)) : undefined,
  );
}

const ofEntry = eq(reversal.reversalOf, entry.id);

const withVoiding = (tx: Transaction) => tx.select({ entry, voidedBy: reversal.id }).from(entry).leftJoin(reversal, ofEntry);

/** A page of entries, newest day first; `after` continues where a page ended, whatever was booked in between. */
export async function listEntries(
  tx: Transaction,
  input: { filter: EntryFilter; after?: EntryPosition; limit: number },
): Promise<EntryView[]> {
  const { filter, after, limit } = input;
  const beyond = after ? sql`(${entry.occurredOn}, ${entry.id}) < (${after.occurredOn}::date, ${after.id}::uuid)` : undefined;
  const rows = await withVoiding(tx)
    .where(and(conditions(filter), beyond))
    .orderBy(desc(entry.occurredOn), desc(entry.id))
    .limit(limit);
  return rows.map(view);
}

/** How many entries a filter means: apart from the list, for it must look at them all. */
export async function countEntries(tx: Transaction, filter: EntryFilter): Promise<number> {
  const [row] = await tx.select({ total: count() }).from(entry).leftJoin(reversal, ofEntry).where(conditions(filter));
  return row?.total ?? 0;
}

/** An entry with everything it rests on. */
export interface EntryDetail extends EntryView {
  reason: string | null;
  corrects: string | null;
  evidence: Evidence[];
  items: { line: number; name: string; quantity: string; unitPrice: string | null; amount: string }[];
  postings: { account: string; name: string; amount: string; currency: string }[];
  message: MessageEvidence | null;
}

/** The message behind an entry: what came in, what was heard or read, and who sent it. */
export interface MessageEvidence {
  id: string;
  kind: typeof message.$inferSelect.kind;
  body: string | null;
  stage: typeof message.$inferSelect.stage;
  sentAt: Date;
  workflowId: string;
  contact: { id: string; name: string | null };
  transcript: typeof message.$inferSelect.transcript;
  reading: Record<string, unknown> | null;
  media: typeof media.$inferSelect | null;
}

/** One entry with items, postings, evidence and message; null when the transaction does not see it. */
export async function entryDetail(tx: Transaction, id: string): Promise<EntryDetail | null> {
  const [found] = await withVoiding(tx).where(eq(entry.id, id));
  if (!found) return null;
  const { entry: row } = found;
  const items = await tx.select().from(item).where(eq(item.entryId, id)).orderBy(item.line);
  const postings = await tx
    .select({ account: account.code, name: account.name, amount: posting.amount, currency: posting.currency })
    .from(posting)
    .innerJoin(account, eq(account.id, posting.accountId))
    .where(eq(posting.entryId, id))
    .orderBy(desc(posting.amount), posting.id);
  return {
    ...view(found),
    reason: row.reason,
    corrects: row.corrects,
    evidence: row.evidence as Evidence[],
    items: items.map(({ line, name, quantity, unitPrice, amount }) => ({
      line,
      name,
      quantity,
      unitPrice: unitPrice === null ? null : outside(unitPrice, row.currency),
      amount: outside(amount, row.currency),
    })),
    postings: postings.map((side) => ({ ...side, amount: outside(side.amount, side.currency) })),
    message: row.messageId ? await messageEvidence(tx, row.messageId) : null,
  };
}

async function messageEvidence(tx: Transaction, id: string): Promise<MessageEvidence | null> {
  const [found] = await tx
    .select({ message, contact: { id: contact.id, name: contact.displayName }, media })
    .from(message)
    .innerJoin(contact, eq(contact.id, message.contactId))
    .leftJoin(media, eq(media.messageId, message.id))
    .where(eq(message.id, id));
  if (!found) return null;
  const { kind, body, stage, sentAt, workflowId, transcript, reading } = found.message;
  return { id, kind, body, stage, sentAt, workflowId, transcript, reading, contact: found.contact, media: found.media };
}
