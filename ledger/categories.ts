import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { account } from '../database/schema/index.ts';
import { fallbackCategory } from '../language/categories.ts';
import { expenseCategories, incomeCategories } from '../language/interpretation.ts';
import { type AccountRow, categoryCode, changeAccount, openAccount } from './accounts.ts';
import { LedgerError } from './errors.ts';

/** A category of a book: one of the default list, or its own. */
export interface CategoryView {
  slug: string;
  kind: 'expense' | 'income';
  name: string;
  /** Of the default list. */
  builtIn: boolean;
  archivedAt: Date | null;
}

const builtIn: ReadonlySet<string> = new Set([...expenseCategories, ...incomeCategories]);

/** The part of an account's code behind its kind. */
export const slugOfCode = (code: string): string => code.slice(code.indexOf(':') + 1);

function view({ code, kind, name, archivedAt }: AccountRow): CategoryView {
  const slug = slugOfCode(code);
  return { slug, kind: kind === 'income' ? 'income' : 'expense', name, builtIn: builtIn.has(slug), archivedAt };
}

/** Categories of a book, expenses first, each kind in the order they were opened; archived ones at the end. */
export async function listCategories(tx: Transaction, bookId: string): Promise<CategoryView[]> {
  const rows = await tx
    .select()
    .from(account)
    .where(and(eq(account.bookId, bookId), inArray(account.kind, ['expense', 'income'])))
    .orderBy(sql`${account.archivedAt} is not null`, sql`${account.kind} = 'income'`, asc(account.createdAt), asc(account.id));
  return rows.map(view);
}

/**
 * Adds a category of the book's own; one that was archived under that name comes back.
 * @throws LedgerError `NotAName`, `NameTaken` also when the other kind has it: an entry tells its category without its kind.
 */
export async function addCategory(
  tx: Transaction,
  input: { bookId: string; kind: 'expense' | 'income'; name: string },
): Promise<CategoryView> {
  const { bookId, kind, name } = input;
  const known = (await listCategories(tx, bookId)).find((category) => category.name.toLowerCase() === name.trim().toLowerCase());
  if (known && (!known.archivedAt || known.kind !== kind))
    throw new LedgerError('NameTaken', `there is a category ${known.slug}`);
  if (known) return changeCategory(tx, { bookId, slug: known.slug, archived: false });
  const row = await openAccount(tx, { bookId, kind, prefix: kind, name });
  const twin = await findCategory(tx, bookId, slugOfCode(row.code));
  if (twin.length > 1) throw new LedgerError('NameTaken', 'the other kind has a category of that name');
  return view(row);
}

const findCategory = (tx: Transaction, bookId: string, slug: string): Promise<AccountRow[]> =>
  tx
    .select()
    .from(account)
    .where(and(eq(account.bookId, bookId), inArray(account.code, [categoryCode('expense', slug), categoryCode('income', slug)])));

/**
 * Renames a category, archives it or brings it back; its slug stays. Archived means no longer offered: what is booked under it stays.
 * @throws LedgerError `NoSuchAccount`, `NotAName`, `NameTaken`, `Indispensable` for what entries fall back to.
 */
export async function changeCategory(
  tx: Transaction,
  input: { bookId: string; slug: string; name?: string; archived?: boolean },
): Promise<CategoryView> {
  const { bookId, slug, name, archived } = input;
  const [found] = await findCategory(tx, bookId, slug);
  if (!found) throw new LedgerError('NoSuchAccount', `the book has no category ${slug}`);
  if (archived && [fallbackCategory('expense'), fallbackCategory('income')].some((one) => one === slug))
    throw new LedgerError('Indispensable', `${slug} is what entries fall back to`);
  const taken = name?.trim().toLowerCase();
  const others = await listCategories(tx, bookId);
  if (others.some((other) => other.slug !== slug && other.name.toLowerCase() === taken))
    throw new LedgerError('NameTaken', 'another category has that name');
  const row = await changeAccount(tx, { bookId, code: found.code, name, archived });
  if (!row) throw new LedgerError('NoSuchAccount', `the book has no category ${slug}`);
  return view(row);
}
