import { v7 as uuidv7 } from 'uuid';
import { type Database, enterBook, type Transaction } from '../database/pool.ts';
import { contact } from '../database/schema/index.ts';
import { openPersonalBook } from '../ledger/books.ts';
import { entryDetail } from '../ledger/entries.ts';
import { LedgerError } from '../ledger/errors.ts';
import { createEntry, type NewEntry, type Origin } from '../ledger/post.ts';
import { listWallets } from '../ledger/wallets.ts';

export interface TestBook {
  id: string;
  /** Contact who owns it and decides everything unless another is named. */
  owner: string;
  /** Runs commands in the book as the application does, in a transaction of their own. */
  run<T>(
    work: (tx: Transaction, origin: Origin & { bookId: string }) => Promise<T>,
    as?: { by?: string; role?: string },
  ): Promise<T>;
}

/** A new personal book with its owner. */
export async function newTestBook(db: Database): Promise<TestBook> {
  const owner = uuidv7();
  await db.insert(contact).values({ id: owner });
  const { id } = await db.transaction((tx) => openPersonalBook(tx, { contactId: owner, timezone: 'Asia/Jakarta', locale: 'id' }));
  return {
    id,
    owner,
    run: (work, { by = owner, role } = {}) =>
      db.transaction(async (tx) => {
        await enterBook(tx, id);
        if (role) await tx.execute(`select set_config('app.role', '${role}', true)`);
        return work(tx, { bookId: id, messageId: null, workflowId: null, decidedBy: by, source: 'desk' });
      }),
  };
}

/** What people book most. */
export const coffee = (over: Partial<NewEntry> = {}): NewEntry => ({
  type: 'expense',
  amount: '25000',
  occurredOn: '2026-10-05',
  category: 'makan',
  wallet: 'wallet:tunai',
  note: 'kopi',
  ...over,
});

/** A new book, and what most tests of the ledger do with it. */
export async function openedBook(db: Database) {
  const book = await newTestBook(db);
  return {
    ...book,
    create: (entry: NewEntry) => book.run((tx, origin) => createEntry(tx, { ...origin, entry })),
    detail: async (id: string) => {
      const found = await book.run((tx) => entryDetail(tx, id));
      if (!found) throw new Error(`there is no entry ${id}`);
      return found;
    },
    /** What is in each wallet, by its code. */
    wallets: async () =>
      Object.fromEntries(
        (await book.run((tx, { bookId }) => listWallets(tx, bookId))).map(({ code, balance }) => [code, balance]),
      ),
  };
}

/** Why the ledger refused; what was thrown instead when it was something else; `null` when nothing was. */
export const refusalOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (thrown: unknown) => (thrown instanceof LedgerError ? thrown.refusal : thrown),
  );
