import { sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import type { DraftEntry } from '../language/interpretation.ts';
import { withEnds } from '../language/wallets/transfers.ts';
import { cash } from '../language/wallets/walletNames.ts';
import { defaultWallet, ensureAccount, exchangeAccount, findAccounts, walletCalled } from './accounts.ts';
import { LedgerError, refusing } from './errors.ts';
import { accountsNamed, type Batch, emptyBatch, layOut, type NewEntry, type Origin } from './lines.ts';

export type { NewEntry, NewItem, Origin } from './lines.ts';

/** Writes a batch in one statement. @throws LedgerError `PeriodLocked`, `PeriodSoftClosed`, `AlreadyVoided`. */
export async function writeBatch(tx: Transaction, batch: Batch): Promise<void> {
  await refusing(tx.execute(sql`select book_entries(${JSON.stringify(batch)}::jsonb)`));
}

/**
 * Books entries in the book the transaction is in, in order, all or none.
 * @returns their ids, in the same order.
 * @throws LedgerError what {@link NewEntry} may not be, `PeriodLocked`, `PeriodSoftClosed`.
 */
export async function createEntries(
  tx: Transaction,
  input: Origin & { bookId: string; entries: readonly NewEntry[]; approvalId?: string },
): Promise<string[]> {
  const { bookId, entries, ...origin } = input;
  if (entries.length === 0) return [];
  if (entries.some(({ toAmount }) => toAmount !== undefined)) await openExchange(tx, bookId);
  const accounts = await findAccounts(tx, bookId, accountsNamed(entries));
  const batch = emptyBatch();
  const ids = entries.map((entry, index) => layOut(batch, entry, { bookId, line: index + 1, ...origin }, accounts));
  await writeBatch(tx, batch);
  return ids;
}

/** Books one entry; as {@link createEntries}. */
export async function createEntry(
  tx: Transaction,
  { entry, ...origin }: Origin & { bookId: string; entry: NewEntry; approvalId?: string },
): Promise<string> {
  const [id = ''] = await createEntries(tx, { ...origin, entries: [entry] });
  return id;
}

/** Opens the account between two currencies, once. */
export const openExchange = (tx: Transaction, bookId: string): Promise<void> =>
  ensureAccount(tx, { bookId, kind: 'equity', code: exchangeAccount, name: 'Exchange' });

/**
 * Books confirmed drafts in the book the transaction is in, in order; each becomes one entry with two postings and its items.
 * @returns the ids of the entries, in the order of the drafts.
 * @throws LedgerError `AmountNotPositive`, `NotAnAmount`, `NoSuchAccount`, `PeriodLocked`, `PeriodSoftClosed`.
 */
export async function postEntries(
  tx: Transaction,
  input: Origin & { bookId: string; entries: readonly DraftEntry[] },
): Promise<string[]> {
  const { bookId, entries, ...origin } = input;
  return createEntries(tx, { ...origin, bookId, entries: await entriesOfDrafts(tx, { bookId, drafts: entries }) });
}

/** What drafts of the chat book, with the wallets they need. @throws LedgerError `AmountNotPositive` */
export async function entriesOfDrafts(
  tx: Transaction,
  { bookId, drafts }: { bookId: string; drafts: readonly DraftEntry[] },
): Promise<NewEntry[]> {
  const whole = drafts.map((draft) => withEnds(draft));
  const codes = new Map<string, string>([[cash, defaultWallet]]);
  for (const name of whole.flatMap(({ wallet, toWallet }) => [wallet ?? cash, toWallet ?? cash]))
    if (!codes.has(name)) codes.set(name, await walletCalled(tx, { bookId, name }));
  const codeOf = (name: string | undefined): string => codes.get(name ?? cash) ?? defaultWallet;
  return whole.map((draft) => entryOf(draft, codeOf));
}

/** What a draft of the chat books, in the wallets it names. */
function entryOf(draft: DraftEntry, codeOf: (name: string | undefined) => string): NewEntry {
  const { type, amount, currency, occurredOn, category, merchant, note, items, evidence, messageId } = draft;
  if (amount === null) throw new LedgerError('AmountNotPositive', 'a draft has no amount');
  const told = { type, amount, currency, occurredOn, category, merchant, note, items, evidence, messageId };
  const wallet = codeOf(draft.wallet);
  return type === 'transfer' ? { ...told, wallet, toWallet: codeOf(draft.toWallet) } : { ...told, wallet };
}
