import { and, asc, eq, isNull, like, ne, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { account, dailyTotal } from '../database/schema/index.ts';
import { isCurrency } from '../language/currencies.ts';
import {
  type AccountRow,
  changeAccount,
  defaultWallet,
  ensureAccount,
  findAccounts,
  openAccount,
  openingAccount,
  walletCalled,
} from './accounts.ts';
import { inside, outside } from './amounts.ts';
import { LedgerError } from './errors.ts';
import { emptyBatch, type Origin } from './lines.ts';
import { writeBatch } from './post.ts';

/** A wallet and what is in it. */
export interface WalletView {
  id: string;
  code: string;
  name: string;
  currency: string;
  /** Decimal string in major units; below zero for what is owed. */
  balance: string;
  archivedAt: Date | null;
}

/** What an account holds in its own currency, over all days. */
export const held = sql<string>`coalesce((
  select sum(${dailyTotal.total}) from ${dailyTotal}
  where ${dailyTotal.bookId} = ${account.bookId} and ${dailyTotal.accountId} = ${account.id} and ${dailyTotal.currency} = ${account.currency}
), 0)`;

/** The wallets of a book in the order they were opened, archived ones at the end. Savings goals are not among them. */
export async function listWallets(tx: Transaction, bookId: string): Promise<WalletView[]> {
  const rows = await tx
    .select({ account, held })
    .from(account)
    .where(and(eq(account.bookId, bookId), like(account.code, 'wallet:%')))
    .orderBy(sql`${account.archivedAt} is not null`, asc(account.createdAt), asc(account.id));
  return rows.map((row) => view(row.account, BigInt(row.held)));
}

const view = ({ id, code, name, currency, archivedAt }: AccountRow, minor: bigint): WalletView => ({
  id,
  code,
  name,
  currency,
  balance: outside(minor, currency),
  archivedAt,
});

/** Names of the wallets of a book that take rupiah, beside cash: what people may name in the chat. */
export async function walletNames(tx: Transaction, bookId: string): Promise<string[]> {
  const isNamed = and(like(account.code, 'wallet:%'), ne(account.code, defaultWallet));
  const rows = await tx
    .select({ name: account.name })
    .from(account)
    .where(and(eq(account.bookId, bookId), isNamed, eq(account.currency, 'IDR'), isNull(account.archivedAt)))
    .orderBy(asc(account.createdAt), asc(account.id));
  return rows.map(({ name }) => name);
}

/**
 * Opens a wallet; an opening balance is booked against the opening account, dated `openedOn`, and may be below zero (a credit card).
 * @throws LedgerError `NotAName`, `NameTaken`, `UnknownCurrency`, `NotAnAmount`, `PeriodLocked`, `PeriodSoftClosed`.
 */
export async function openWallet(
  tx: Transaction,
  input: Origin & { bookId: string; name: string; currency?: string; openingBalance?: string; openedOn: string },
): Promise<WalletView> {
  const { bookId, name, currency = 'IDR', openingBalance = '0', openedOn, ...origin } = input;
  if (!isCurrency(currency)) throw new LedgerError('UnknownCurrency', `no books are kept in ${currency}`);
  const amount = inside(openingBalance, currency);
  const wallet = await openAccount(tx, { bookId, kind: 'asset', prefix: 'wallet', name, currency });
  if (amount !== 0n) await bookOpening(tx, { ...origin, bookId, wallet, amount, on: openedOn });
  return view(wallet, amount);
}

/**
 * Makes a wallet hold what its owner says is in it: the difference is booked as an opening balance. One the book has not is opened.
 * @param input.balance decimal string in rupiah.
 * @throws LedgerError `NotAName`, `NotAnAmount`, `CurrencyMismatch`, `PeriodLocked`, `PeriodSoftClosed`.
 */
export async function setBalance(
  tx: Transaction,
  input: Origin & { bookId: string; name: string; balance: string; on: string },
): Promise<void> {
  const { bookId, name, balance, on, ...origin } = input;
  // Two who set it at once wait for each other.
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const code = await walletCalled(tx, { bookId, name });
  const [row] = await tx
    .select({ account, held })
    .from(account)
    .where(and(eq(account.bookId, bookId), eq(account.code, code)));
  if (row?.account.currency !== 'IDR') throw new LedgerError('CurrencyMismatch', `${code} holds no rupiah`);
  const amount = inside(balance, 'IDR') - BigInt(row.held);
  if (amount !== 0n) await bookOpening(tx, { ...origin, bookId, wallet: row.account, amount, on });
}

/** An opening balance reads as a transfer with one wallet only: its other side is no wallet. */
async function bookOpening(
  tx: Transaction,
  { bookId, wallet, amount, on, ...origin }: Origin & { bookId: string; wallet: AccountRow; amount: bigint; on: string },
): Promise<void> {
  await ensureAccount(tx, { bookId, kind: 'equity', code: openingAccount, name: 'Saldo awal' });
  const opening = (await findAccounts(tx, bookId, [openingAccount])).byCode(openingAccount);
  const { currency } = wallet;
  const [id, receives] = [uuidv7(), amount > 0n];
  const batch = emptyBatch();
  batch.entries.push({
    id,
    book_id: bookId,
    type: 'transfer',
    occurred_on: on,
    amount: String(receives ? amount : -amount),
    currency,
    category: null,
    wallet_id: receives ? null : wallet.id,
    to_wallet_id: receives ? wallet.id : null,
    merchant: null,
    note: `${opening.name}: ${wallet.name}`,
    evidence: [],
    source: origin.source,
    message_id: origin.messageId,
    workflow_id: origin.workflowId,
    line: 1,
    decided_by: origin.decidedBy,
  });
  for (const [{ id: accountId }, signed] of [
    [wallet, amount],
    [opening, -amount],
  ] as const)
    batch.postings.push({
      id: uuidv7(),
      book_id: bookId,
      entry_id: id,
      account_id: accountId,
      amount: String(signed),
      currency,
    });
  await writeBatch(tx, batch);
}

/**
 * Renames a wallet, archives it or brings it back; its code stays. An archived wallet takes no new entries.
 * @throws LedgerError `NoSuchWallet`, `NotAName`, `Indispensable` for the one entries go to by themselves.
 */
export async function changeWallet(
  tx: Transaction,
  input: { bookId: string; wallet: string; name?: string; archived?: boolean },
): Promise<WalletView> {
  const { bookId, wallet, name, archived } = input;
  const [found] = await tx
    .select()
    .from(account)
    .where(and(eq(account.bookId, bookId), like(account.code, 'wallet:%'), named(wallet)));
  if (!found) throw new LedgerError('NoSuchWallet', 'the book has no such wallet');
  if (archived && found.code === defaultWallet) throw new LedgerError('Indispensable', 'entries go to this wallet by themselves');
  await changeAccount(tx, { bookId, code: found.code, name, archived });
  const changed = (await listWallets(tx, bookId)).find(({ id }) => id === found.id);
  if (!changed) throw new LedgerError('NoSuchWallet', 'the wallet is gone');
  return changed;
}

const named = (reference: string) => or(eq(account.code, reference), eq(sql`${account.id}::text`, reference.toLowerCase()));
