import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { account, goal } from '../database/schema/index.ts';
import { type AccountRow, changeAccount, defaultWallet, openAccount } from './accounts.ts';
import { inside, outside, positive } from './amounts.ts';
import { LedgerError } from './errors.ts';
import type { Origin } from './lines.ts';
import { createEntry } from './post.ts';
import { held } from './wallets.ts';

type GoalRow = typeof goal.$inferSelect;

/** Money put aside for something: an asset account with a target. */
export interface GoalView {
  id: string;
  name: string;
  /** Account of the goal: a wallet in every command. */
  code: string;
  currency: string;
  saved: string;
  /** Null when people save without a target. */
  target: string | null;
  byDate: string | null;
  archivedAt: Date | null;
}

const view = (row: GoalRow, { name, code, currency, archivedAt }: AccountRow, saved: bigint): GoalView => ({
  id: row.id,
  name,
  code,
  currency,
  saved: outside(saved, currency),
  target: row.target === null ? null : outside(row.target, currency),
  byDate: row.byDate,
  archivedAt,
});

const ofAccount = and(eq(account.bookId, goal.bookId), eq(account.id, goal.accountId));

/** Savings goals of a book in the order they were opened, archived ones at the end. */
export async function listGoals(tx: Transaction, bookId: string): Promise<GoalView[]> {
  const rows = await tx
    .select({ goal, account, held })
    .from(goal)
    .innerJoin(account, ofAccount)
    .where(eq(goal.bookId, bookId))
    .orderBy(sql`${account.archivedAt} is not null`, asc(goal.createdAt), asc(goal.id));
  return rows.map((row) => view(row.goal, row.account, BigInt(row.held)));
}

/** A goal of a book by id or name (whatever its case). @throws LedgerError `NoSuchGoal`. */
export async function findGoal(tx: Transaction, bookId: string, reference: string): Promise<GoalView> {
  const wanted = reference.trim().toLowerCase();
  const found = (await listGoals(tx, bookId)).find(({ id, code, name }) => [id, code, name.toLowerCase()].includes(wanted));
  if (!found) throw new LedgerError('NoSuchGoal', 'no such savings goal in this book');
  return found;
}

/** Opens a savings goal. @throws LedgerError `NotAName`, `NameTaken`, `AmountNotPositive`, `NotAnAmount`. */
export async function openGoal(
  tx: Transaction,
  input: { bookId: string; name: string; target?: string | null; byDate?: string | null; by: string },
): Promise<GoalView> {
  const { bookId, name, byDate = null, by } = input;
  const target = input.target ? positive(input.target, 'IDR') : null;
  const opened = await openAccount(tx, { bookId, kind: 'asset', prefix: 'goal', name });
  const [row] = await tx
    .insert(goal)
    .values({ id: uuidv7(), bookId, accountId: opened.id, target, byDate, createdBy: by })
    .returning();
  if (!row) throw new LedgerError('NoSuchGoal', 'the goal was not kept');
  return view(row, opened, 0n);
}

/** Changes a goal, archives it or brings it back. @throws LedgerError `NoSuchGoal`, `NotAName`, `AmountNotPositive`, `NotAnAmount`. */
export async function changeGoal(
  tx: Transaction,
  input: { bookId: string; id: string; name?: string; target?: string | null; byDate?: string | null; archived?: boolean },
): Promise<GoalView> {
  const { bookId, name, byDate, archived } = input;
  const known = await findGoal(tx, bookId, input.id);
  const target = input.target === undefined || input.target === null ? input.target : positive(input.target, known.currency);
  await changeAccount(tx, { bookId, code: known.code, name, archived });
  if (target !== undefined || byDate !== undefined)
    await tx
      .update(goal)
      .set({ target, byDate })
      .where(and(eq(goal.bookId, bookId), eq(goal.id, known.id)));
  return findGoal(tx, bookId, known.id);
}

type Move = Origin & {
  bookId: string;
  /** Id, code or name. */
  goal: string;
  amount: string;
  occurredOn: string;
  /** The other side; cash unless it is named. */
  wallet?: string;
  note?: string;
};

/** Puts money aside. @returns the id of the entry. @throws LedgerError `NoSuchGoal`, `Archived`, and what an entry may not be. */
export async function deposit(tx: Transaction, { goal: reference, wallet, ...move }: Move): Promise<string> {
  const { code, name } = await findGoal(tx, move.bookId, reference);
  return book(tx, move, { wallet: wallet ?? defaultWallet, toWallet: code, name });
}

/** Takes money out of a goal. @returns the id of the entry. @throws LedgerError as {@link deposit}, and `NotEnoughSaved`. */
export async function withdraw(tx: Transaction, { goal: reference, wallet, ...move }: Move): Promise<string> {
  // Two who empty a goal at once wait for each other.
  await tx.execute(sql`select lock_book(${move.bookId}::uuid)`);
  const { code, name, saved, currency } = await findGoal(tx, move.bookId, reference);
  if (positive(move.amount, currency) > inside(saved, currency))
    throw new LedgerError('NotEnoughSaved', 'the goal holds less than that');
  return book(tx, move, { wallet: code, toWallet: wallet ?? defaultWallet, name });
}

function book(
  tx: Transaction,
  { amount, occurredOn, note, ...origin }: Omit<Move, 'goal' | 'wallet'>,
  { wallet, toWallet, name }: { wallet: string; toWallet: string; name: string },
): Promise<string> {
  return createEntry(tx, { ...origin, entry: { type: 'transfer', amount, occurredOn, wallet, toWallet, note: note ?? name } });
}
