import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { account, entry } from '../../database/schema/index.ts';
import type { Category } from '../../language/interpretation.ts';
import type { BookedEntry } from '../../language/proposal.ts';
import { cash } from '../../language/wallets/walletNames.ts';
import { defaultWallet } from '../../ledger/accounts.ts';
import { outside } from '../../ledger/amounts.ts';

/** Entries an unquoted correction is looked for in: what people still have in mind. */
const recent_max = 100;

/** A correction of a correction and so on, followed so far. */
const corrections_max = 20;

type EntryRow = typeof entry.$inferSelect;

/** Entries as the chat knows them, with the names of their wallets; cash is not named. */
async function bookedEntries(tx: Transaction, rows: readonly EntryRow[]): Promise<BookedEntry[]> {
  const ids = new Set(rows.flatMap(({ walletId, toWalletId }) => [walletId, toWalletId]).filter((id) => id !== null));
  const wallets =
    ids.size === 0
      ? []
      : await tx
          .select()
          .from(account)
          .where(inArray(account.id, [...ids]));
  const names = new Map(wallets.map(({ id, code, name }) => [id, code === defaultWallet ? cash : name]));
  return rows.flatMap((row): BookedEntry[] => {
    const { id, type, amount, currency, category, occurredOn, merchant, note } = row;
    if (type === 'reversal') return [];
    const told = { id, type, amount: outside(amount, currency), occurredOn, merchant, note };
    // An opening balance has one wallet only, and comes from none.
    if (type === 'transfer' && (row.walletId === null || row.toWalletId === null)) return [{ ...told, category: null }];
    const [wallet = cash, toWallet] = [row.walletId, row.toWalletId].map((one) => (one === null ? undefined : names.get(one)));
    const ends = toWallet !== undefined ? { wallet, toWallet } : wallet === cash ? {} : { wallet };
    return [{ ...told, category: category as Category | null, ...ends }];
  });
}

/** What became of what a run booked: its entries as they stand now, corrections followed; without those taken back. */
export async function bookedByRun(
  tx: Transaction,
  { bookId, workflowId }: { bookId: string; workflowId: string },
): Promise<BookedEntry[]> {
  const ofBook = and(eq(entry.bookId, bookId), isNull(entry.reversalOf));
  let rows = await tx
    .select()
    .from(entry)
    .where(and(ofBook, eq(entry.workflowId, workflowId)))
    .orderBy(asc(entry.line), asc(entry.id));
  for (let step = 0; step < corrections_max; step++) {
    const replaced = rows.filter(({ voidedBy }) => voidedBy !== null).map(({ id }) => id);
    if (replaced.length === 0) break;
    const corrections = await tx
      .select()
      .from(entry)
      .where(and(ofBook, inArray(entry.corrects, replaced)));
    rows = rows.flatMap((row) => (row.voidedBy === null ? [row] : corrections.filter(({ corrects }) => corrects === row.id)));
  }
  return bookedEntries(tx, rows);
}

/** What a person booked last and still stands, newest first. */
export async function bookedLately(
  tx: Transaction,
  { bookId, decidedBy }: { bookId: string; decidedBy: string },
): Promise<BookedEntry[]> {
  const rows = await tx
    .select()
    .from(entry)
    .where(and(eq(entry.bookId, bookId), eq(entry.decidedBy, decidedBy), ne(entry.type, 'reversal'), isNull(entry.voidedBy)))
    .orderBy(desc(entry.recordedAt), asc(entry.line))
    .limit(recent_max);
  return bookedEntries(tx, rows);
}

/** The run that booked last for a person and of which something still stands. */
export async function lastBookingRun(
  tx: Transaction,
  { bookId, decidedBy }: { bookId: string; decidedBy: string },
): Promise<string | null> {
  const [last] = await tx
    .select({ workflowId: entry.workflowId })
    .from(entry)
    .where(and(eq(entry.bookId, bookId), eq(entry.decidedBy, decidedBy), ne(entry.type, 'reversal'), isNull(entry.voidedBy)))
    .orderBy(desc(entry.recordedAt), desc(entry.id))
    .limit(1);
  return last?.workflowId ?? null;
}
