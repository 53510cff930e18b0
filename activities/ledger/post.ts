import { and, asc, eq } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import type { Database, Transaction } from '../../database/pool.ts';
import { question } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import { habitsTaught } from '../../language/habits.ts';
import type { DraftEntry } from '../../language/interpretation.ts';
import type { Locale } from '../../language/locale.ts';
import type { Habit, Remark } from '../../language/statement.ts';
import { approvalNeeded } from '../../ledger/approvals.ts';
import { learnHabits } from '../../ledger/habits.ts';
import { createEntries, entriesOfDrafts } from '../../ledger/post.ts';
import type { LedgerActivities, OutboundId, Posted } from '../../workflows/contracts.ts';
import { closeMessage, planStatement } from '../conversation/effects.ts';
import { bookFor } from '../conversation/group.ts';
import { entriesOf, type QuestionRow, type Received, received } from '../conversation/rows.ts';
import { failure } from '../failure.ts';
import { askApprovers } from './askApprovers.ts';
import { budgetLines } from './command.ts';

type Input = Parameters<LedgerActivities['post']>[0];

/**
 * Books a confirmed draft, or asks for its approval where the policy of the book wants that: entries, question, message and the planned
 * words are one transaction, run once per `workflowId/post`.
 */
export function post(db: Database, input: Input): Promise<Posted> {
  const { messageId, entries: drafts, decidedBy, locale } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    const { workflowId } = opening.message;
    return once(tx, `${workflowId}/post`, input, async () => {
      const { id: bookId } = await bookFor(tx, opening);
      const origin = { messageId, workflowId, decidedBy, source: 'chat' } as const;
      const entries = await entriesOfDrafts(tx, { bookId, drafts });
      const needed = await approvalNeeded(tx, { bookId, entries });
      if (needed > 0) {
        const answered = await closeQuestion(tx, input, 'replaced');
        return askApprovers(tx, opening, { ...origin, bookId, drafts, entries, needed, answered, locale });
      }
      const entryIds = await createEntries(tx, { ...origin, bookId, entries });
      await closeQuestion(tx, input, 'booked');
      const outbound = await tellBooked(tx, opening, { bookId, drafts, decidedBy, locale, step: 'post' });
      return { entryIds, outbound };
    });
  });
}

async function closeQuestion(
  tx: Transaction,
  { questionId, messageId }: Input,
  state: QuestionRow['state'],
): Promise<QuestionRow> {
  const [closed] = await tx
    .update(question)
    .set({ state, closedAt: new Date() })
    .where(and(eq(question.id, questionId), eq(question.messageId, messageId)))
    .returning();
  if (!closed) throw failure('Internal', `question ${questionId} is not of message ${messageId}`, { nonRetryable: true });
  return closed;
}

/** Says what was booked, with what was remarked on it, what is learnt from it and the budgets it counts for, and closes the message. */
export async function tellBooked(
  tx: Transaction,
  opening: Received,
  booked: { bookId: string; drafts: DraftEntry[]; decidedBy: string; locale: Locale } & (
    | { step: 'post' }
    | { step: 'approved'; remarks: Remark[] }
  ),
): Promise<OutboundId> {
  const { bookId, drafts: entries, decidedBy, locale, step } = booked;
  const { message: row, contact } = opening;
  const learnt = await learn(tx, { bookId, messageId: row.id, entries, decidedBy });
  const today = localDate(row.sentAt, contact.timezone);
  const categories = entries.flatMap(({ type, category }) => (type === 'expense' ? [category] : []));
  const budgets = categories.length > 0 ? await budgetLines(tx, { bookId, today, categories }) : [];
  const approved = booked.step === 'approved' ? { approved: true, remarks: booked.remarks } : {};
  const planned = await planStatement(tx, opening, step, { say: 'booked', entries, learnt, budgets, ...approved }, { locale });
  await closeMessage(tx, row.id, 'booked');
  return planned.id;
}

/** Only what a person corrected and then confirmed becomes a habit. */
async function learn(
  tx: Transaction,
  input: { bookId: string; messageId: string; entries: readonly DraftEntry[]; decidedBy: string },
): Promise<Habit[]> {
  const { bookId, messageId, entries, decidedBy: learntFrom } = input;
  const isCorrected = entries.some(({ evidence }) => evidence.some(({ source }) => source === 'correction'));
  if (!isCorrected) return [];
  const [asked] = await tx
    .select()
    .from(question)
    .where(eq(question.messageId, messageId))
    .orderBy(asc(question.revision))
    .limit(1);
  const habits = habitsTaught(asked ? entriesOf(asked) : [], entries);
  return learnHabits(tx, { bookId, habits, messageId, learntFrom });
}
