import { and, asc, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import {
  approval,
  approvalDecision,
  approvalRule,
  entry as entryTable,
  member,
  staff,
  staffBook,
} from '../database/schema/index.ts';
import { defaultWallet, findAccounts } from './accounts.ts';
import { inside, outside } from './amounts.ts';
import type { EntryChange } from './edit.ts';
import { LedgerError, refusing } from './errors.ts';
import { accountsNamed, emptyBatch, layOut, type NewEntry, type Origin } from './lines.ts';
import { createEntries } from './post.ts';

/** From which amount on how many people other than the maker must say yes. */
export interface ApprovalRule {
  minAmount: string;
  currency: string;
  /** Slug; null is every category. */
  category: string | null;
  approvers: number;
}

/** The approval policy of a book, the lowest amount first. */
export async function approvalPolicy(tx: Transaction, bookId: string): Promise<ApprovalRule[]> {
  const rows = await tx
    .select()
    .from(approvalRule)
    .where(eq(approvalRule.bookId, bookId))
    .orderBy(asc(approvalRule.minAmount), asc(approvalRule.id));
  return rows.map(({ minAmount, currency, category, approvers }) => ({
    minAmount: outside(minAmount, currency),
    currency,
    category,
    approvers,
  }));
}

/** Replaces the approval policy of a book; without rules nothing needs approval. @throws LedgerError `NotAnAmount`, `UnknownCurrency`. */
export async function setApprovalPolicy(
  tx: Transaction,
  input: { bookId: string; rules: readonly ApprovalRule[]; by: string },
): Promise<ApprovalRule[]> {
  const { bookId, rules, by } = input;
  const rows = rules.map(({ minAmount, currency, category, approvers }) => {
    const minor = inside(minAmount, currency);
    return { id: uuidv7(), bookId, minAmount: minor, currency, category, approvers, createdBy: by };
  });
  await tx.delete(approvalRule).where(eq(approvalRule.bookId, bookId));
  if (rows.length > 0) await tx.insert(approvalRule).values(rows);
  return approvalPolicy(tx, bookId);
}

/** How many people must say yes to these entries before they are booked; 0 when nobody must. Transfers within a book need nobody. */
export async function approvalNeeded(
  tx: Transaction,
  input: { bookId: string; entries: readonly Pick<NewEntry, 'type' | 'amount' | 'currency' | 'category'>[] },
): Promise<number> {
  const rules = await approvalPolicy(tx, input.bookId);
  const needed = input.entries.flatMap(({ type, amount, currency = 'IDR', category }) =>
    rules
      .filter((rule) => type !== 'transfer' && rule.currency === currency && (rule.category ?? category) === category)
      .filter((rule) => inside(amount, currency) >= inside(rule.minAmount, currency))
      .map((rule) => rule.approvers),
  );
  return Math.max(0, ...needed);
}

/**
 * A correction does not get past the policy: what it raises above a limit is taken back and booked anew, with approval.
 * @throws LedgerError `NeedsApproval`
 */
export async function requireNoMoreApproval(
  tx: Transaction,
  { bookId, entryId, set }: { bookId: string; entryId: string; set: EntryChange },
): Promise<void> {
  if (set.amount === undefined && set.category === undefined && set.type === undefined) return;
  const [row] = await tx.select().from(entryTable).where(eq(entryTable.id, entryId));
  if (!row || row.type === 'reversal') return;
  const before = { type: row.type, amount: outside(row.amount, row.currency), currency: row.currency, category: row.category };
  const given = Object.fromEntries(Object.entries(set).filter(([name, value]) => name in before && value !== undefined));
  const after = { ...before, ...given };
  const needed = (one: typeof before) => approvalNeeded(tx, { bookId, entries: [one] });
  if ((await needed(after)) > (await needed(before)))
    throw new LedgerError('NeedsApproval', 'the correction needs more approval than the entry had');
}

/** Whoever should decide is on holiday for a week at most; then the maker asks again. */
const approvalLife_ms = 7 * 24 * 60 * 60 * 1000;

/** When what is asked now runs out. */
export const approvalExpiry = (): Date => new Date(Date.now() + approvalLife_ms);

/** Who may say yes, by role in the book. */
export const approverRoles = ['owner', 'finance', 'approver'] as const;

/** What a contact is in a book, themself or by their login at the desk, if that may approve there; null otherwise. */
export async function approverRole(
  tx: Transaction,
  { bookId, contactId }: { bookId: string; contactId: string },
): Promise<(typeof approverRoles)[number] | null> {
  const onPhone = await tx
    .select({ role: member.role })
    .from(member)
    .where(and(eq(member.bookId, bookId), eq(member.contactId, contactId)));
  const atDesk = await tx
    .select({ role: staffBook.role })
    .from(staffBook)
    .innerJoin(staff, eq(staff.id, staffBook.staffId))
    .where(and(eq(staffBook.bookId, bookId), eq(staff.contactId, contactId), isNull(staff.disabledAt)));
  const roles = [...onPhone, ...atDesk].map(({ role }) => role);
  return approverRoles.find((role) => roles.includes(role)) ?? null;
}

type ApprovalRow = typeof approval.$inferSelect;
type DecisionRow = typeof approvalDecision.$inferSelect;

/** Entries that wait for somebody other than their maker, and what was said to them. */
export interface ApprovalView {
  id: string;
  bookId: string;
  state: ApprovalRow['state'];
  entries: NewEntry[];
  /** The largest amount among them. */
  amount: string;
  currency: string;
  requestedBy: string;
  requestedAt: Date;
  needed: number;
  expiresAt: Date | null;
  closedAt: Date | null;
  messageId: string | null;
  workflowId: string | null;
  decisions: Pick<DecisionRow, 'decidedBy' | 'decision' | 'comment' | 'decidedAt'>[];
}

const viewOf = (row: ApprovalRow, decisions: DecisionRow[]): ApprovalView => ({
  ...row,
  entries: row.entries as NewEntry[],
  amount: outside(row.amount, row.currency),
  decisions: decisions
    .filter(({ approvalId }) => approvalId === row.id)
    .map(({ decidedBy, decision, comment, decidedAt }) => ({ decidedBy, decision, comment, decidedAt })),
});

/**
 * Asks for approval of entries; they are booked by the decision that completes it.
 * @param input.needed from {@link approvalNeeded}; at least 1.
 * @throws LedgerError what an entry may not be: nobody is asked about what cannot be booked.
 */
export async function requestApproval(
  tx: Transaction,
  input: Origin & { bookId: string; entries: readonly NewEntry[]; needed: number; expiresAt?: Date | null },
): Promise<ApprovalView> {
  const { bookId, entries, needed, expiresAt = null, ...origin } = input;
  const batch = emptyBatch();
  const accounts = await findAccounts(tx, bookId, accountsNamed(entries));
  for (const [index, entry] of entries.entries()) layOut(batch, entry, { ...origin, bookId, line: index + 1 }, accounts);
  const [largest] = [...batch.entries].sort((a, b) => (BigInt(a.amount) < BigInt(b.amount) ? 1 : -1));
  if (!largest) throw new LedgerError('NothingToChange', 'there is nothing to approve');
  const { decidedBy: requestedBy, source, messageId, workflowId } = origin;
  const amounts = { amount: BigInt(largest.amount), currency: largest.currency };
  const [row] = await tx
    .insert(approval)
    .values({
      id: uuidv7(),
      bookId,
      entries: [...entries],
      ...amounts,
      requestedBy,
      source,
      messageId,
      workflowId,
      needed: Math.max(1, needed),
      expiresAt,
    })
    .returning();
  if (!row) throw new LedgerError('NoSuchApproval', 'the approval was not kept');
  return viewOf(row, []);
}

/** Approvals the transaction sees, newest first; `after` is the id of the last one of the page before. */
export async function listApprovals(
  tx: Transaction,
  input: { bookId?: string; state?: ApprovalRow['state']; after?: string; limit: number },
): Promise<ApprovalView[]> {
  const { bookId, state, after, limit } = input;
  const meant = and(
    bookId ? eq(approval.bookId, bookId) : undefined,
    state ? eq(approval.state, state) : undefined,
    after ? lt(approval.id, after) : undefined,
  );
  const rows = await tx.select().from(approval).where(meant).orderBy(desc(approval.id)).limit(limit);
  const decisions = await decisionsOn(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => viewOf(row, decisions));
}

const decisionsOn = (tx: Transaction, ids: string[]): Promise<DecisionRow[]> =>
  tx.select().from(approvalDecision).where(inArray(approvalDecision.approvalId, ids)).orderBy(asc(approvalDecision.decidedAt));

/** One approval; null when the transaction does not see it. */
export async function findApproval(tx: Transaction, id: string): Promise<ApprovalView | null> {
  const [row] = await tx.select().from(approval).where(eq(approval.id, id));
  return row ? viewOf(row, await decisionsOn(tx, [id])) : null;
}

/** What a decision led to. */
export interface Decided {
  state: ApprovalRow['state'];
  /** Entries booked by this decision; empty while others are still asked. */
  entryIds: string[];
}

/**
 * Says yes or no to an approval. The yes that completes it books the entries, in the name of their maker; one no ends it.
 * @throws LedgerError `NoSuchApproval`, `MakerIsChecker`, `AlreadyDecided`, `ApprovalClosed`, and what an entry may not be by now.
 */
export async function decideApproval(
  tx: Transaction,
  input: { bookId: string; approvalId: string; by: string; decision: 'approve' | 'reject'; comment?: string | null },
): Promise<Decided> {
  const { bookId, approvalId, by, decision, comment = null } = input;
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const asked = await openApproval(tx, bookId, approvalId);
  if (asked.expiresAt !== null && asked.expiresAt <= new Date()) throw new LedgerError('ApprovalClosed', 'it has run out');
  await refusing(tx.insert(approvalDecision).values({ bookId, approvalId, decidedBy: by, decision, comment }));
  const said = (await decisionsOn(tx, [approvalId])).filter((one) => one.decision === 'approve').length;
  if (decision === 'approve' && said < asked.needed) return { state: 'pending', entryIds: [] };
  const state = decision === 'approve' ? 'approved' : 'rejected';
  const entryIds = state === 'approved' ? await bookApproved(tx, asked) : [];
  await close(tx, asked, state);
  return { state, entryIds };
}

async function openApproval(tx: Transaction, bookId: string, id: string): Promise<ApprovalRow> {
  const [row] = await tx
    .select()
    .from(approval)
    .where(and(eq(approval.bookId, bookId), eq(approval.id, id)));
  if (!row) throw new LedgerError('NoSuchApproval', `no approval ${id} in this book`);
  if (row.state !== 'pending') throw new LedgerError('ApprovalClosed', `the approval is ${row.state}`);
  return row;
}

const close = (tx: Transaction, { bookId, id }: ApprovalRow, state: ApprovalRow['state']) =>
  tx
    .update(approval)
    .set({ state, closedAt: new Date() })
    .where(and(eq(approval.bookId, bookId), eq(approval.id, id)));

function bookApproved(tx: Transaction, row: ApprovalRow): Promise<string[]> {
  const { bookId, id, requestedBy, source, messageId } = row;
  const entries = (row.entries as NewEntry[]).map((entry) => ({ ...entry, wallet: entry.wallet ?? defaultWallet }));
  const workflowId = row.workflowId ?? `approval/${id}`;
  return createEntries(tx, { bookId, entries, approvalId: id, decidedBy: requestedBy, source, messageId, workflowId });
}

/** Ends an approval nobody decides any more. @throws LedgerError `NoSuchApproval`, `ApprovalClosed`. */
export async function closeApproval(
  tx: Transaction,
  input: { bookId: string; approvalId: string; state: 'expired' | 'cancelled' },
): Promise<void> {
  await tx.execute(sql`select lock_book(${input.bookId}::uuid)`);
  await close(tx, await openApproval(tx, input.bookId, input.approvalId), input.state);
}
