import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transaction } from '../../database/pool.ts';
import { account, book, entry, entryTag, posting, tag } from '../../database/schema/index.ts';
import { outside } from '../amounts.ts';
import { conditions, type EntryFilter } from '../entries.ts';

/** An entry as files tell it; amounts are decimal strings in major units. */
export interface ExportRow {
  id: string;
  type: 'expense' | 'income' | 'transfer' | 'reversal';
  occurredOn: string;
  recordedAt: Date;
  amount: string;
  currency: string;
  /** Slug, and the name people gave it. */
  category: string | null;
  categoryName: string | null;
  wallet: string | null;
  toWallet: string | null;
  merchant: string | null;
  note: string;
  tags: string[];
  source: typeof entry.$inferSelect.source;
  decidedBy: string;
  reversalOf: string | null;
  voidedBy: string | null;
  reason: string | null;
  postings: { account: string; amount: string; currency: string }[];
}

/** What a file is about. */
export interface ExportHead {
  bookId: string;
  name: string;
  currency: string;
  timezone: string;
  from: string | null;
  to: string | null;
  locale: 'id' | 'en';
  /** Every account of the book. */
  accounts: { code: string; name: string; kind: string; currency: string }[];
}

/** Entries of one look into the database: some hundred kilobytes, whatever the size of the book. */
const page_rows = 1_000;

/** What a file about a book begins with; null when the transaction does not see the book. */
export async function exportHead(
  tx: Transaction,
  filter: EntryFilter & { bookId: string },
  locale: 'id' | 'en',
): Promise<ExportHead | null> {
  const [found] = await tx.select().from(book).where(eq(book.id, filter.bookId));
  if (!found) return null;
  const accounts = await tx
    .select({ code: account.code, name: account.name, kind: account.kind, currency: account.currency })
    .from(account)
    .where(eq(account.bookId, filter.bookId))
    .orderBy(asc(account.code));
  const { id, name, currency, timezone } = found;
  return { bookId: id, name, currency, timezone, from: filter.from ?? null, to: filter.to ?? null, locale, accounts };
}

const wallet = alias(account, 'wallet');
const toWallet = alias(account, 'to_wallet');
const category = alias(account, 'category_account');

/** A slug tells its account only together with its side, which a reversal does not say: either side has it, never both. */
const ofCategory = and(
  eq(category.bookId, entry.bookId),
  sql`${category.code} in ('expense:' || ${entry.category}, 'income:' || ${entry.category})`,
);

/** Entries of one book, oldest day first, a page at a time: give it a transaction that looks at one moment (repeatable read). */
export async function* exportRows(tx: Transaction, filter: EntryFilter & { bookId: string }): AsyncGenerator<ExportRow[]> {
  let rows = await page(tx, filter, undefined);
  while (rows.length > 0) {
    yield await withPostings(tx, rows);
    const last = rows.length < page_rows ? undefined : rows.at(-1)?.entry;
    rows = last
      ? await page(tx, filter, sql`(${entry.occurredOn}, ${entry.id}) > (${last.occurredOn}::date, ${last.id}::uuid)`)
      : [];
  }
}

const page = (tx: Transaction, filter: EntryFilter, beyond: SQL | undefined): Promise<Found[]> =>
  tx
    .select({ entry, wallet: wallet.name, toWallet: toWallet.name, categoryName: category.name })
    .from(entry)
    .leftJoin(wallet, and(eq(wallet.bookId, entry.bookId), eq(wallet.id, entry.walletId)))
    .leftJoin(toWallet, and(eq(toWallet.bookId, entry.bookId), eq(toWallet.id, entry.toWalletId)))
    .leftJoin(category, ofCategory)
    .where(and(conditions(filter), beyond))
    .orderBy(asc(entry.occurredOn), asc(entry.id))
    .limit(page_rows);

interface Found {
  entry: typeof entry.$inferSelect;
  wallet: string | null;
  toWallet: string | null;
  categoryName: string | null;
}

function byEntry<Part extends { entryId: string }>(parts: readonly Part[]): Map<string, Part[]> {
  const grouped = new Map<string, Part[]>();
  for (const part of parts) {
    const known = grouped.get(part.entryId);
    if (known) known.push(part);
    else grouped.set(part.entryId, [part]);
  }
  return grouped;
}

async function withPostings(tx: Transaction, rows: Found[]): Promise<ExportRow[]> {
  const ids = rows.map((row) => row.entry.id);
  const postings = await tx
    .select({ entryId: posting.entryId, account: account.code, amount: posting.amount, currency: posting.currency })
    .from(posting)
    .innerJoin(account, and(eq(account.bookId, posting.bookId), eq(account.id, posting.accountId)))
    .where(inArray(posting.entryId, ids))
    .orderBy(asc(posting.entryId), sql`${posting.amount} desc`, asc(posting.id));
  const tags = await tx
    .select({ entryId: entryTag.entryId, name: tag.name })
    .from(entryTag)
    .innerJoin(tag, eq(tag.id, entryTag.tagId))
    .where(inArray(entryTag.entryId, ids))
    .orderBy(asc(tag.name));
  const postingsOf = byEntry(postings);
  const tagsOf = byEntry(tags);
  return rows.map(({ entry: row, ...names }) => ({
    id: row.id,
    type: row.type,
    occurredOn: row.occurredOn,
    recordedAt: row.recordedAt,
    amount: outside(row.amount, row.currency),
    currency: row.currency,
    category: row.category,
    ...names,
    merchant: row.merchant,
    note: row.note,
    tags: (tagsOf.get(row.id) ?? []).map(({ name }) => name),
    source: row.source,
    decidedBy: row.decidedBy,
    reversalOf: row.reversalOf,
    voidedBy: row.voidedBy,
    reason: row.reason,
    postings: (postingsOf.get(row.id) ?? []).map((side) => ({
      account: side.account,
      amount: outside(side.amount, side.currency),
      currency: side.currency,
    })),
  }));
}
