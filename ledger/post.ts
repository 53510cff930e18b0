import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { entry, item, posting } from '../database/schema/index.ts';
import { fallbackCategory } from '../language/categories.ts';
import type { Category, DraftEntry } from '../language/interpretation.ts';
import { inside } from './amounts.ts';
import { accountIds, categoryCode, defaultWallet, openOtherWallet, otherWallet } from './books.ts';
import { LedgerError } from './errors.ts';

/** Who books, and out of what. */
export interface Origin {
  messageId: string | null;
  workflowId: string | null;
  /** Contact or staff id. */
  decidedBy: string;
  source: 'chat' | 'desk' | 'api' | 'import';
}

type EntryRow = typeof entry.$inferInsert;
type PostingRow = typeof posting.$inferInsert;
type ItemRow = typeof item.$inferInsert;

/** Words of a transfer that takes money out of the bank; any other brings cash into it. */
const withdrawal = /\b(tarik|ambil|withdraw|withdrew|atm)\b/i;

/** The account that is debited (receives) and the one that is credited (gives). */
function sides({ type, note }: DraftEntry, category: Category | null): { debit: string; credit: string } {
  switch (type) {
    case 'expense':
      return { debit: categoryCode('expense', category), credit: defaultWallet };
    case 'income':
      return { debit: defaultWallet, credit: categoryCode('income', category) };
    case 'transfer':
      return withdrawal.test(note)
        ? { debit: defaultWallet, credit: otherWallet }
        : { debit: otherWallet, credit: defaultWallet };
  }
}

/**
 * Books confirmed drafts in the book the transaction is in, in order; each becomes one entry with two postings and its items.
 * @returns the ids of the entries, in the order of the drafts.
 * @throws LedgerError `AmountNotPositive`, `NoSuchAccount`; RangeError when an amount is no decimal number.
 */
export async function postEntries(
  tx: Transaction,
  input: Origin & { bookId: string; entries: readonly DraftEntry[] },
): Promise<string[]> {
  const { bookId, entries: drafts, ...origin } = input;
  if (drafts.length === 0) return [];
  if (drafts.some((draft) => draft.type === 'transfer')) await openOtherWallet(tx, bookId);
  const accounts = await accountIds(tx, bookId);
  const rows = drafts.map((draft, index) => rowsOf(draft, { bookId, line: index + 1, origin, accounts }));
  await tx.insert(entry).values(rows.map((row) => row.entry));
  await tx.insert(posting).values(rows.flatMap((row) => row.postings));
  const items = rows.flatMap((row) => row.items);
  if (items.length > 0) await tx.insert(item).values(items);
  return rows.map((row) => row.entry.id);
}

interface Place {
  bookId: string;
  line: number;
  origin: Origin;
  accounts: Map<string, string>;
}

function rowsOf(draft: DraftEntry, place: Place): { entry: EntryRow; postings: PostingRow[]; items: ItemRow[] } {
  const { bookId, line, origin, accounts } = place;
  const { currency, type, occurredOn, merchant, note, evidence } = draft;
  const amount = draft.amount === null ? 0n : inside(draft.amount, currency);
  if (amount <= 0n) throw new LedgerError('AmountNotPositive', `line ${line} has no amount`);
  const id = uuidv7();
  const category = draft.category ?? fallbackCategory(type);
  const { debit, credit } = sides(draft, category);
  const postingOn = (code: string, signed: bigint): PostingRow => {
    const accountId = accounts.get(code);
    if (!accountId) throw new LedgerError('NoSuchAccount', `book ${bookId} has no account ${code}`);
    return { id: uuidv7(), bookId, entryId: id, accountId, amount: signed, currency };
  };
  return {
    entry: { id, bookId, type, occurredOn, amount, currency, category, merchant, note, evidence, line, ...origin },
    postings: [postingOn(debit, amount), postingOn(credit, -amount)],
    items: draft.items.map(({ name, quantity, unitPrice, amount: price }, index) => ({
      id: uuidv7(),
      bookId,
      entryId: id,
      line: index + 1,
      name,
      quantity: String(quantity),
      unitPrice: unitPrice === null ? null : inside(unitPrice, currency),
      amount: inside(price, currency),
    })),
  };
}
