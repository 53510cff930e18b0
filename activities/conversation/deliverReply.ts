import { ApplicationFailure } from '@temporalio/common';
import { and, eq } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import type { Transaction } from '../../database/pool.ts';
import { contact, message, question } from '../../database/schema/index.ts';
import { interpret } from '../../language/interpret.ts';
import { parseReaction } from '../../language/replies/answer.ts';
import { readReply } from '../../language/replies/proposalReply.ts';
import type { Statement } from '../../language/statement.ts';
import type { ConversationActivities, Decision, DecisionRefusal } from '../../workflows/contracts.ts';
import { failure } from '../failure.ts';
import type { ConversationDeps } from './deps.ts';
import { closeMessage, planStatement } from './effects.ts';
import { answerToList } from './listed.ts';
import { withNamesSaid } from './names.ts';
import { entriesOf, localeOf, type MessageRow, proposalOf, type QuestionRow, type Received, readerOf, received } from './rows.ts';

type Input = Parameters<ConversationActivities['deliverReply']>[0];

/** The run has written its question but not yet begun to wait: a matter of milliseconds. */
const notYetWaitingPause_ms = 50;

/** Carries an answer to the runs that wait for it, and tells the person when it came too late for all of them. */
export async function deliverReply(deps: ConversationDeps, input: Input): Promise<{ outbound: string[] }> {
  const { opening, about } = await deps.db.transaction(async (tx) => {
    const opening = await received(tx, input.messageId);
    const about: { question: QuestionRow; reply: Decision['reply'] | null }[] = [];
    for (const id of input.questionIds) {
      const question = await questionById(tx, id);
      about.push({ question, reply: await replyOf(tx, opening, question) });
    }
    return { opening, about };
  });
  const refusals: (DecisionRefusal | null)[] = [];
  for (const { question, reply } of about) {
    if (!reply)
      throw failure('Internal', `message ${input.messageId} was routed as an answer but is none`, { nonRetryable: true });
    const { workflowId, revision } = question;
    refusals.push(await hand(deps, opening, { workflowId, reply, revision, updateId: updateIdOf(opening, about, question) }));
  }
  const [refused] = refusals;
  return settle(deps, opening, input, refusals.includes(null) ? null : (refused ?? null));
}

/** One message answers a question once: several questions get an id of the update each. */
const updateIdOf = ({ message: { waId } }: Received, all: readonly unknown[], { id }: QuestionRow): string =>
  all.length === 1 ? waId : `${waId}/${id}`;

/** Tells the run of a message that is still being read that its sender takes it back. */
export async function withdraw(
  deps: ConversationDeps,
  input: Parameters<ConversationActivities['withdraw']>[0],
): Promise<{ outbound: string[] }> {
  const opening = await deps.db.transaction((tx) => received(tx, input.messageId));
  const { workflowId } = input;
  const refused = await hand(deps, opening, { workflowId, reply: { kind: 'no' }, updateId: opening.message.waId });
  return settle(deps, opening, input, refused);
}

async function hand(
  { db, decide }: ConversationDeps,
  { message: row, contact: person }: Received,
  answer: { workflowId: string; updateId: string; reply: Decision['reply']; revision?: number },
): Promise<DecisionRefusal | null> {
  const { workflowId, updateId, ...said } = answer;
  const formerly = await db.transaction((tx) => formerIds(tx, person.id));
  const refused = await decide(workflowId, updateId, {
    ...said,
    by: row.contactId,
    messageId: row.id,
    at: row.sentAt.toISOString(),
    ...(formerly.length > 0 ? { formerly } : {}),
  });
  if (refused === 'NoQuestionYet')
    throw ApplicationFailure.create({
      type: refused,
      message: 'the run does not wait yet',
      nextRetryDelay: notYetWaitingPause_ms,
    });
  return refused;
}

function settle(
  { db }: ConversationDeps,
  opening: Received,
  input: { messageId: string; questionIds?: string[] },
  refused: DecisionRefusal | null,
): Promise<{ outbound: string[] }> {
  return db.transaction((tx) =>
    once(tx, `${opening.message.workflowId}/deliver`, input, async () => {
      if (!refused) {
        await closeMessage(tx, input.messageId, 'delivered');
        return { outbound: [] };
      }
      const [first] = input.questionIds ?? [];
      // What was withdrawn while it was being read has left no question.
      const about = first === undefined ? null : await questionById(tx, first);
      return explain(tx, opening, refused, about);
    }),
  );
}

async function explain(
  tx: Transaction,
  opening: Received,
  refused: DecisionRefusal,
  about: QuestionRow | null,
): Promise<{ outbound: string[] }> {
  const { message: row, contact: person } = opening;
  if (refused === 'NotYours') {
    await closeMessage(tx, row.id, 'ignored');
    return { outbound: [] };
  }
  const statement = closedWords(about);
  const planned = await planStatement(tx, opening, 'deliver', statement, { locale: localeOf(person) });
  await closeMessage(tx, row.id, 'answered');
  return { outbound: [planned.id] };
}

function closedWords(about: QuestionRow | null): Statement {
  if (about && proposalOf(about).kind === 'approval') return { say: 'approval_refused', because: 'over' };
  const state = about?.state ?? 'cancelled';
  // Open or replaced here means that another answer is being booked at this moment.
  return { say: 'question_closed', state: state === 'cancelled' || state === 'expired' ? state : 'booked' };
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

async function replyOf(tx: Transaction, opening: Received, about: QuestionRow): Promise<Decision['reply'] | null> {
  const { message: row } = opening;
  switch (row.kind) {
    case 'edit':
      return readAgain(tx, opening, about);
    case 'revoke':
      return takenBack(tx, opening, about);
    case 'reaction':
      return parseReaction(row.body ?? '');
    default:
      return readReply((await answerToList(tx, opening))?.text ?? row.body ?? '', proposalOf(about), readerOf(opening));
  }
}

/** Of a draft several messages have brought together only that goes which came with the one that is taken back. */
async function takenBack(tx: Transaction, { message: row }: Received, about: QuestionRow): Promise<Decision['reply']> {
  const joint = proposalOf(about).kind === 'record' && entriesOf(about).some(({ messageId }) => messageId !== undefined);
  if (!joint || row.targetWaId === null) return { kind: 'no' };
  const original = await changed(tx, row);
  return { kind: 'without', messageId: original === undefined || original.id === about.messageId ? null : original.id };
}

/** The message an edit or a revoke is about. */
async function changed(tx: Transaction, row: MessageRow): Promise<Pick<MessageRow, 'id' | 'sentAt'> | undefined> {
  const [original] = await tx
    .select({ id: message.id, sentAt: message.sentAt })
    .from(message)
    .where(and(eq(message.chatId, row.chatId), eq(message.waId, row.targetWaId ?? '')));
  return original;
}

/** The run reads its own message again; of one that has joined its draft it is told what that says now. */
async function readAgain(tx: Transaction, opening: Received, about: QuestionRow): Promise<Decision['reply']> {
  const { message: row } = opening;
  const original = await changed(tx, row);
  const proposal = proposalOf(about);
  if (!original || original.id === about.messageId || proposal.kind !== 'record') return { kind: 'reread' };
  // "kemarin" is meant from the day it was first written.
  const told = interpret(row.body ?? '', { ...readerOf(opening), now: original.sentAt });
  const entries = told.intent === 'record' ? withNamesSaid(opening, told.entries, proposal) : [];
  const { id: messageId } = original;
  return { kind: 'instead', messageId, entries: entries.map((entry) => ({ ...entry, messageId })) };
}
