import { ApplicationFailure } from '@temporalio/common';
import { eq } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import type { Transaction } from '../../database/pool.ts';
import { contact, question } from '../../database/schema/index.ts';
import { parseReaction, parseReply } from '../../language/answer.ts';
import type { Statement } from '../../language/statement.ts';
import type { ConversationActivities, Decision, DecisionRefusal } from '../../workflows/contracts.ts';
import { failure } from '../failure.ts';
import type { ConversationDeps } from './deps.ts';
import { closeMessage, planStatement } from './effects.ts';
import { entriesOf, localeOf, type QuestionRow, type Received, readerOf, received } from './rows.ts';

type Input = Parameters<ConversationActivities['deliverReply']>[0];

/** The run has written its question but not yet begun to wait: a matter of milliseconds. */
const notYetWaitingPause_ms = 50;

/** Carries an answer to the run that waits for it, and tells the person when it came too late. */
export async function deliverReply({ db, decide }: ConversationDeps, input: Input): Promise<{ outbound: string[] }> {
  const { opening, about, formerly } = await db.transaction(async (tx) => {
    const opening = await received(tx, input.messageId);
    const about = await questionById(tx, input.questionId);
    return { opening, about, formerly: await formerIds(tx, opening.contact.id) };
  });
  const decision = { ...decisionOf(opening, about), ...(formerly.length > 0 ? { formerly } : {}) };
  const refused = await decide(about.workflowId, opening.message.waId, decision);
  if (refused === 'NoQuestionYet')
    throw ApplicationFailure.create({
      type: refused,
      message: 'the run does not wait yet',
      nextRetryDelay: notYetWaitingPause_ms,
    });
  return db.transaction((tx) =>
    once(tx, `${opening.message.workflowId}/deliver`, input, async () => {
      if (!refused) {
        await closeMessage(tx, input.messageId, 'delivered');
        return { outbound: [] };
      }
      const { state } = await questionById(tx, input.questionId);
      return explain(tx, opening, refused, state);
    }),
  );
}

async function explain(
  tx: Transaction,
  opening: Received,
  refused: DecisionRefusal,
  state: QuestionRow['state'],
): Promise<{ outbound: string[] }> {
  const { message: row, contact: person } = opening;
  if (refused === 'NotYours') {
    await closeMessage(tx, row.id, 'ignored');
    return { outbound: [] };
  }
  // Open or replaced here means that another answer is being booked at this moment.
  const closed = state === 'cancelled' || state === 'expired' ? state : 'booked';
  const statement: Statement = { say: 'question_closed', state: closed };
  const planned = await planStatement(tx, opening, 'deliver', statement, { locale: localeOf(person) });
  await closeMessage(tx, row.id, 'answered');
  return { outbound: [planned.id] };
}

/** Contacts that were merged into this one. */
async function formerIds(tx: Transaction, contactId: string): Promise<string[]> {
  const rows = await tx.select({ id: contact.id }).from(contact).where(eq(contact.mergedInto, contactId));
  return rows.map(({ id }) => id);
}

async function questionById(tx: Transaction, id: string): Promise<QuestionRow> {
  const [row] = await tx.select().from(question).where(eq(question.id, id));
  if (!row) throw failure('Internal', `question ${id} has no row`);
  return row;
}

function decisionOf(opening: Received, about: QuestionRow): Decision {
  const { message: row } = opening;
  const reply = replyOf(opening, about);
  if (!reply) throw failure('Internal', `message ${row.id} was routed as an answer but is none`, { nonRetryable: true });
  return { reply, by: row.contactId, messageId: row.id, at: row.sentAt.toISOString() };
}

function replyOf(opening: Received, about: QuestionRow): Decision['reply'] | null {
  const { message: row } = opening;
  switch (row.kind) {
    case 'edit':
      return { kind: 'reread' };
    case 'revoke':
      return { kind: 'no' };
    case 'reaction':
      return parseReaction(row.body ?? '');
    default:
      return parseReply(row.body ?? '', { entries: entriesOf(about) }, readerOf(opening));
  }
}
