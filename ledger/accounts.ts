import { and, eq, like, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { executePrepared } from '../database/prepared.ts';
import { account } from '../database/schema/index.ts';
import { LedgerError, refusing } from './errors.ts';

export type AccountRow = typeof account.$inferSelect;
export type AccountKind = AccountRow['kind'];

/** The wallet money comes from and goes to unless another is named. */
export const defaultWallet = 'wallet:tunai';
/** Where opening balances come from. */
export const openingAccount = 'equity:opening';
/** What stands between the two currencies of an exchange. */
export const exchangeAccount = 'equity:exchange';

/** Code of the account of a category; only a transfer has none, and it asks for no such account. */
export const categoryCode = (kind: 'expense' | 'income', category: string | null): string => `${kind}:${category}`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a reference is an id; else it is a code. */
export const isId = (reference: string): boolean => uuid.test(reference);

/** What an entry needs to know of an account. */
export interface NamedAccount extends Pick<AccountRow, 'id' | 'code' | 'name' | 'kind' | 'currency'> {
  /** Null while it takes entries. */
  archivedAt: unknown;
}

/** The accounts that were asked for, by code or id. */
export class Accounts {
  private readonly rows: readonly NamedAccount[];
  /** Ids of wallets an entry may stay on though they are archived. */
  private readonly kept: ReadonlySet<string>;

  constructor(rows: readonly NamedAccount[], kept: Iterable<string> = []) {
    this.rows = rows;
    this.kept = new Set(kept);
  }

  /** The same accounts, where an entry may stay on these though they are archived. */
  keeping(ids: Iterable<string>): Accounts {
    return new Accounts(this.rows, ids);
  }

  find(reference: string): NamedAccount | undefined {
    return this.rows.find(({ id, code }) => id === reference.toLowerCase() || code === reference);
  }

  /** @throws LedgerError `NoSuchAccount`. */
  byCode(code: string): NamedAccount {
    const found = this.find(code);
    if (!found) throw new LedgerError('NoSuchAccount', `the book has no account ${code}`);
    return found;
  }

  /** A wallet or goal that takes entries. @throws LedgerError `NoSuchWallet`, `Archived`. */
  wallet(reference: string): NamedAccount {
    const found = this.find(reference);
    if (found?.kind !== 'asset') throw new LedgerError('NoSuchWallet', 'the book has no such wallet');
    if (found.archivedAt && !this.kept.has(found.id)) throw new LedgerError('Archived', `wallet ${found.code} is archived`);
    return found;
  }
}

/** Finds accounts of a book by code or id; those that are not there are left out. Every posting asks this: it is written out for speed. */
export async function findAccounts(tx: Transaction, bookId: string, references: readonly string[]): Promise<Accounts> {
  const codes = references.filter((reference) => !isId(reference));
  const ids = references.filter(isId);
  const rows = await executePrepared<NamedAccount & Record<string, unknown>>(
    tx,
    sql`select id, code, name, kind, currency, archived_at as "archivedAt" from account
    where book_id = ${bookId}::uuid and (code = any(${sql.param(codes)}::text[]) or id = any(${sql.param(ids)}::uuid[]))`,
  );
  return new Accounts(rows);
}

/** Most characters of a code that are made of its name; a long name is cut, a name that is taken then is refused. */
const maxSlugLength = 40;

/** A stable key made of a name: lower case letters and digits, the rest one underscore. @throws LedgerError `NotAName`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, maxSlugLength)
    .replace(/^_+|_+$/g, '');
  if (slug === '') throw new LedgerError('NotAName', 'a name needs a letter or digit');
  return slug;
}

/** Opens an account under a code made of its name. @throws LedgerError `NotAName`, `NameTaken`. */
export async function openAccount(
  tx: Transaction,
  input: { bookId: string; kind: AccountKind; prefix: 'wallet' | 'goal' | 'expense' | 'income'; name: string; currency?: string },
): Promise<AccountRow> {
  const { bookId, kind, prefix, currency } = input;
  const name = input.name.trim();
  const code = `${prefix}:${slugOf(name)}`;
  const [row] = await refusing(
    tx.insert(account).values({ id: uuidv7(), bookId, kind, code, name, currency }).onConflictDoNothing().returning(),
  );
  if (!row) throw new LedgerError('NameTaken', `the book has an account ${code}`);
  return row;
}

/** Opens an account of the ledger's own making unless it is there. */
export async function ensureAccount(
  tx: Transaction,
  input: { bookId: string; kind: AccountKind; code: string; name: string },
): Promise<void> {
  await tx
    .insert(account)
    .values({ id: uuidv7(), ...input })
    .onConflictDoNothing({ target: [account.bookId, account.code] });
}

/**
 * The code of the wallet of a name, which is opened where the book has none; an archived one money moves in again is brought back.
 * @throws LedgerError `NotAName`.
 */
export async function walletCalled(tx: Transaction, { bookId, name }: { bookId: string; name: string }): Promise<string> {
  const code = `wallet:${slugOf(name)}`;
  const wallets = await tx
    .select()
    .from(account)
    .where(and(eq(account.bookId, bookId), like(account.code, 'wallet:%')));
  const known = wallets.find((row) => row.name.toLowerCase() === name.toLowerCase()) ?? wallets.find((row) => row.code === code);
  if (!known) await ensureAccount(tx, { bookId, kind: 'asset', code, name });
  else if (known.archivedAt) await changeAccount(tx, { bookId, code: known.code, archived: false });
  return known?.code ?? code;
}

/** Renames, archives or brings back an account. @returns null when the book has none under that code. */
export async function changeAccount(
  tx: Transaction,
  input: { bookId: string; code: string; name?: string; archived?: boolean },
): Promise<AccountRow | null> {
  const { bookId, code, name, archived } = input;
  if (name !== undefined) slugOf(name);
  const archivedAt = archived === undefined ? undefined : archived ? new Date() : null;
  const same = and(eq(account.bookId, bookId), eq(account.code, code));
  if (name === undefined && archivedAt === undefined) return (await tx.select().from(account).where(same))[0] ?? null;
  const [row] = await tx.update(account).set({ name: name?.trim(), archivedAt }).where(same).returning();
  return row ?? null;
}
