import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { enterBook, type Transaction } from '../database/pool.ts';
import { account, book, contact, member } from '../database/schema/index.ts';
import { categoryName } from '../language/categories.ts';
import { type Category, expenseCategories, incomeCategories } from '../language/interpretation.ts';
import type { Locale } from '../language/locale.ts';
import { type AccountKind, categoryCode, defaultWallet, openingAccount } from './accounts.ts';
import { LedgerError } from './errors.ts';

export type BookRow = typeof book.$inferSelect;

const words: Record<Locale, { book: string; group: string; cash: string; opening: string }> = {
  id: { book: 'Pribadi', group: 'Grup', cash: 'Tunai', opening: 'Saldo awal' },
  en: { book: 'Personal', group: 'Group', cash: 'Cash', opening: 'Opening balance' },
};

/** The personal book of a contact, or null; the transaction is then in that book. */
export async function bookOf(tx: Transaction, contactId: string): Promise<BookRow | null> {
  await tx.execute(sql`select set_config('app.contact', ${contactId}, true)`);
  const [membership] = await tx
    .select({ bookId: member.bookId })
    .from(member)
    .where(and(eq(member.contactId, contactId), eq(member.role, 'owner')))
    .orderBy(asc(member.createdAt), asc(member.id))
    .limit(1);
  if (!membership) return null;
  await enterBook(tx, membership.bookId);
  const [row] = await tx.select().from(book).where(eq(book.id, membership.bookId));
  return row ?? null;
}

/**
 * Opens the personal book of a contact with its default wallet and one account for each category; does nothing when it is there. The
 * transaction is in that book afterwards. Two calls at once wait for each other on the contact's row.
 */
export async function openPersonalBook(
  tx: Transaction,
  input: { contactId: string; timezone: string; locale: Locale },
): Promise<BookRow> {
  const { contactId, timezone, locale } = input;
  const known = await bookOf(tx, contactId);
  if (known) return known;
  // Not FOR UPDATE: that would hold up the gateway, whose new message rows refer to the contact.
  const [owner] = await tx.select({ id: contact.id }).from(contact).where(eq(contact.id, contactId)).for('no key update');
  if (!owner) throw new LedgerError('NoBook', `contact ${contactId} has no row`);
  const justOpened = await bookOf(tx, contactId);
  if (justOpened) return justOpened;
  const id = uuidv7();
  await enterBook(tx, id);
  const [opened] = await tx.insert(book).values({ id, kind: 'personal', name: words[locale].book, timezone }).returning();
  if (!opened) throw new LedgerError('NoBook', `book ${id} was not opened`);
  await tx.insert(member).values({ id: uuidv7(), bookId: id, contactId, role: 'owner' });
  await tx.insert(account).values(defaultAccounts(locale).map((row) => ({ id: uuidv7(), bookId: id, ...row })));
  return opened;
}

/** Opens a book several people keep together, with its wallet and categories; members come later. The transaction is in it afterwards. */
export async function openTeamBook(
  tx: Transaction,
  input: { id?: string; name: string; timezone: string; locale: Locale },
): Promise<BookRow> {
  const { id = uuidv7(), name, timezone, locale } = input;
  await enterBook(tx, id);
  const [opened] = await tx.insert(book).values({ id, kind: 'team', name, timezone }).returning();
  if (!opened) throw new LedgerError('NoBook', `book ${id} was not opened`);
  await tx.insert(account).values(defaultAccounts(locale).map((row) => ({ id: uuidv7(), bookId: id, ...row })));
  return opened;
}

/**
 * Opens the book of a group chat, whose id it shares, with its first member; does nothing when it is there. Nobody owns it: the
 * book somebody owns is their own. The transaction is in that book afterwards.
 */
export async function openGroupBook(
  tx: Transaction,
  input: { id: string; contactId: string; timezone: string; locale: Locale },
): Promise<void> {
  const { id, contactId, timezone, locale } = input;
  await enterBook(tx, id);
  const opened = await tx
    .insert(book)
    .values({ id, kind: 'group', name: words[locale].group, timezone })
    .onConflictDoNothing()
    .returning({ id: book.id });
  if (opened.length > 0)
    await tx.insert(account).values(defaultAccounts(locale).map((row) => ({ id: uuidv7(), bookId: id, ...row })));
  await enterGroupBook(tx, id, contactId);
}

/** The book of a group chat, or null when none was opened; who writes in it becomes a member. The transaction is in it afterwards. */
export async function enterGroupBook(tx: Transaction, chatId: string, contactId: string): Promise<BookRow | null> {
  await enterBook(tx, chatId);
  const [row] = await tx.select().from(book).where(eq(book.id, chatId));
  if (!row) return null;
  await tx
    .insert(member)
    .values({ id: uuidv7(), bookId: chatId, contactId, role: 'member' })
    .onConflictDoNothing({ target: [member.bookId, member.contactId] });
  return row;
}

function defaultAccounts(locale: Locale): { kind: AccountKind; code: string; name: string }[] {
  const { cash, opening } = words[locale];
  const categories = (kind: 'expense' | 'income', list: readonly Category[]) =>
    list.map((category) => ({ kind, code: categoryCode(kind, category), name: categoryName(category, locale) }));
  return [
    { kind: 'asset', code: defaultWallet, name: cash },
    { kind: 'equity', code: openingAccount, name: opening },
    ...categories('expense', expenseCategories),
    ...categories('income', incomeCategories),
  ];
}

/** Ids of the book's accounts by code. */
export async function accountIds(tx: Transaction, bookId: string): Promise<Map<string, string>> {
  const rows = await tx.select({ id: account.id, code: account.code }).from(account).where(eq(account.bookId, bookId));
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** Every book the transaction may see, oldest first. */
export const listBooks = (tx: Transaction): Promise<BookRow[]> =>
  tx.select().from(book).orderBy(asc(book.createdAt), asc(book.id));
