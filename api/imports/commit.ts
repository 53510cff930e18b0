import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { importFile, importRow } from '../../database/schema/index.ts';
import { outside } from '../../ledger/amounts.ts';
import { LedgerError } from '../../ledger/errors.ts';
import { createEntries, type NewEntry, type Origin } from '../../ledger/post.ts';

type Row = typeof importRow.$inferSelect;

/** What a person decided about one line. */
export interface Choice {
  line: number;
  category?: string;
  /** False leaves the line out; true books it though it looks booked already. */
  book?: boolean;
}

export interface CommitResult {
  line: number;
  result: 'booked' | 'left-out' | 'booked-before' | string;
  entryId: string | null;
}

/**
 * Books the lines of an import; each is told what became of it. A line is booked once, however often this is asked.
 * @throws LedgerError what an entry may not be is told of its line, never thrown.
 */
export async function commitImport(
  tx: Transaction,
  input: Omit<Origin, 'source' | 'messageId' | 'workflowId'> & {
    bookId: string;
    importId: string;
    wallet: string;
    currency: string;
    choices: readonly Choice[];
  },
): Promise<CommitResult[]> {
  const { bookId, importId, wallet, currency, choices, decidedBy } = input;
  const origin: Origin & { bookId: string } = { bookId, decidedBy, source: 'import', messageId: null, workflowId: null };
  // Two who commit at once wait for each other, and the second finds the lines booked.
  await tx.select().from(importFile).where(eq(importFile.id, importId)).for('update');
  const rows = await tx
    .select()
    .from(importRow)
    .where(and(eq(importRow.bookId, bookId), eq(importRow.importId, importId)))
    .orderBy(asc(importRow.line));
  const chosen = new Map(choices.map((choice) => [choice.line, choice]));
  const wanted = rows.filter((row) => isWanted(row, chosen.get(row.line)));
  const entries = wanted.map((row) => entryOf(row, chosen.get(row.line), { wallet, currency }));
  const booked = await bookAll(tx, origin, entries);
  const results = new Map<number, CommitResult>();
  for (const [index, { line }] of wanted.entries()) {
    const outcome = booked[index];
    if (typeof outcome === 'string') {
      await tx
        .update(importRow)
        .set({ entryId: outcome })
        .where(and(eq(importRow.importId, importId), eq(importRow.line, line)));
      results.set(line, { line, result: 'booked', entryId: outcome });
    } else results.set(line, { line, result: outcome?.refusal ?? 'left-out', entryId: null });
  }
  await tx
    .update(importFile)
    .set({ committedAt: new Date() })
    .where(and(eq(importFile.id, importId), isNull(importFile.committedAt)));
  return rows.map((row) => results.get(row.line) ?? untouched(row));
}

const untouched = ({ line, entryId, problem }: Row): CommitResult => ({
  line,
  result: entryId ? 'booked-before' : (problem ?? 'left-out'),
  entryId,
});

const isWanted = ({ entryId, problem, duplicateOf }: Row, choice: Choice | undefined): boolean =>
  entryId === null && problem === null && (choice?.book ?? duplicateOf === null);

function entryOf(row: Row, choice: Choice | undefined, { wallet, currency }: { wallet: string; currency: string }): NewEntry {
  const amount = row.amount ?? 0n;
  return {
    type: amount < 0n ? 'expense' : 'income',
    amount: outside(amount < 0n ? -amount : amount, currency),
    currency,
    occurredOn: row.occurredOn ?? '',
    category: choice?.category ?? row.category,
    wallet,
    note: row.description || '-',
  };
}

/** All at once; where one is refused, each by itself, so that the others are booked. */
async function bookAll(
  tx: Transaction,
  origin: Origin & { bookId: string },
  entries: NewEntry[],
): Promise<(string | LedgerError)[]> {
  try {
    return await tx.transaction((inner) => createEntries(inner, { ...origin, entries }));
  } catch (thrown) {
    if (!(thrown instanceof LedgerError)) throw thrown;
  }
  const outcomes: (string | LedgerError)[] = [];
  for (const entry of entries) outcomes.push(await bookOne(tx, origin, entry));
  return outcomes;
}

async function bookOne(tx: Transaction, origin: Origin & { bookId: string }, entry: NewEntry): Promise<string | LedgerError> {
  try {
    const [id = ''] = await tx.transaction((inner) => createEntries(inner, { ...origin, entries: [entry] }));
    return id;
  } catch (thrown) {
    if (thrown instanceof LedgerError) return thrown;
    throw thrown;
  }
}
