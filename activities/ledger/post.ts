import { and, asc, eq } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import type { Database, Transaction } from '../../database/pool.ts';
import { question } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import { habitsTaught } from '../../language/habits.ts';
import type { DraftEntry } from '../../language/interpretation.ts';
import type { Habit } from '../../language/statement.ts';
import { learnHabits } from '../../ledger/habits.ts';
import { postEntries } from '../../ledger/post.ts';
import type { LedgerActivities } from '../../workflows/contracts.ts';
import { closeMessage, planStatement } from '../conversation/effects.ts';
import { bookFor } from '../conversation/group.ts';
import { entriesOf, received } from '../conversation/rows.ts';
import { failure } from '../failure.ts';
import { budgetLines } from './command.ts';

type Input = Parameters<LedgerActivities['post']>[0];
type Posted = Awaited<ReturnType<LedgerActivities['post']>>;

/** Books a confirmed draft: entries, question, message and the planned answer are one transaction, run once per `workflowId/post`. */
export function post(db: Database, input: Input): Promise<Posted> {
  const { messageId, questionId, entries, decidedBy, locale } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    const { message: row } = opening;
    return once(tx, `${row.workflowId}/post`, input, async () => {
      const book = await bookFor(tx, opening);
      const origin = { messageId, workflowId: row.workflowId, decidedBy, source: 'chat' } as const;
      const entryIds = await postEntries(tx, { bookId: book.id, entries, ...origin });
      const [closed] = await tx
        .update(question)
        .set({ state: 'booked', closedAt: new Date() })
        .where(and(eq(question.id, questionId), eq(question.messageId, messageId)))
        .returning({ id: question.id });
      if (!closed) throw failure('Internal', `question ${questionId} is not of message ${messageId}`, { nonRetryable: true });
      const learnt = await learn(tx, { bookId: book.id, messageId, entries, decidedBy });
      const today = localDate(row.sentAt, opening.contact.timezone);
      const categories = entries.flatMap(({ type, category }) => (type === 'expense' ? [category] : []));
      const budgets = categories.length > 0 ? await budgetLines(tx, { bookId: book.id, today, categories }) : [];
      const planned = await planStatement(tx, opening, 'post', { say: 'booked', entries, learnt, budgets }, { locale });
      await closeMessage(tx, messageId, 'booked');
      return { entryIds, outbound: planned.id };
    });
  });
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
