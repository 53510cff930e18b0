import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { chat, contact, message, question, waOutbound } from '../../database/schema/index.ts';
import type { DraftEntry } from '../../language/interpretation.ts';
import type { Locale, Reader } from '../../language/locale.ts';
import { type Proposal, recordOf } from '../../language/proposal.ts';
import { failure } from '../failure.ts';

export type MessageRow = typeof message.$inferSelect;
export type ContactRow = typeof contact.$inferSelect;
export type ChatRow = typeof chat.$inferSelect;
export type QuestionRow = typeof question.$inferSelect;

/** A message, the person who sent it and where. */
export interface Received {
  message: MessageRow;
  contact: ContactRow;
  chat: ChatRow;
}

/**
 * The row of a message and its sender, who cannot be merged with another contact before the transaction ends. The gateway wrote
 * both before it started the run, so a missing row is a fault.
 */
export async function received(tx: Transaction, messageId: string): Promise<Received> {
  const found = await find(tx, messageId);
  // A merge was under way and has moved the message to the other contact meanwhile.
  const row = found?.contact.mergedInto ? await find(tx, messageId) : found;
  if (!row) throw failure('Internal', `message ${messageId} has no row`);
  return row;
}

async function find(tx: Transaction, messageId: string): Promise<Received | undefined> {
  const [row] = await tx
    .select({ message, contact, chat })
    .from(message)
    .innerJoin(contact, eq(contact.id, message.contactId))
    .innerJoin(chat, eq(chat.id, message.chatId))
    .where(eq(message.id, messageId))
    .for('key share', { of: contact });
  return row;
}

export const localeOf = (row: ContactRow): Locale => (row.locale === 'en' ? 'en' : 'id');

/** How the sender's words are to be read: by their clock at the moment of sending. */
export const readerOf = ({ message: { sentAt }, contact: person }: Received): Reader => ({
  now: sentAt,
  timezone: person.timezone,
  locale: localeOf(person),
});

export const entriesOf = (row: QuestionRow): DraftEntry[] => row.entries as DraftEntry[];

/** What a question asks; one from before proposals were kept asks about its entries. */
export const proposalOf = (row: QuestionRow): Proposal => (row.proposal as Proposal | null) ?? recordOf(entriesOf(row));

/** Open questions to a person in a chat, newest first. */
export const openQuestions = (tx: Transaction, { chat: { id }, contact: person }: Received): Promise<QuestionRow[]> =>
  tx
    .select()
    .from(question)
    .where(and(eq(question.chatId, id), eq(question.contactId, person.id), eq(question.state, 'open')))
    .orderBy(desc(question.askedAt));

/**
 * Whoever goes on to something else does not want the change any more that they were asked about; a draft keeps waiting. The run of
 * the change finds out when its time is over, and says nothing then.
 */
export async function lapseChanges(tx: Transaction, { chat: { id }, contact: person }: Received): Promise<void> {
  await tx
    .update(question)
    .set({ state: 'cancelled', closedAt: new Date() })
    .where(
      and(
        eq(question.chatId, id),
        eq(question.contactId, person.id),
        eq(question.state, 'open'),
        sql`${question.proposal}->>'kind' not in ('record', 'approval')`,
      ),
    );
}

/** How the question of the person's latest message in a chat that had one stands; found through the messages, which are indexed by chat and time. */
export async function lastQuestionState(
  tx: Transaction,
  { chat: { id }, contact: person }: Received,
): Promise<QuestionRow['state'] | undefined> {
  const [last] = await tx
    .select({ state: question.state })
    .from(message)
    .innerJoin(question, eq(question.messageId, message.id))
    .where(and(eq(message.chatId, id), eq(message.contactId, person.id)))
    .orderBy(desc(message.receivedAt), desc(question.revision))
    .limit(1);
  return last?.state;
}

/** The last question of a run; found through its message, which is indexed by the run. */
export async function lastQuestionOf(tx: Transaction, workflowId: string): Promise<QuestionRow | undefined> {
  const [row] = await tx
    .select({ question })
    .from(message)
    .innerJoin(question, eq(question.messageId, message.id))
    .where(eq(message.workflowId, workflowId))
    .orderBy(desc(question.revision))
    .limit(1);
  return row?.question;
}

/** The newest question of a chat that a WhatsApp id points at: by the question's own message, or the message it was asked about. */
export async function questionAbout(tx: Transaction, chatId: string, waId: string): Promise<QuestionRow | undefined> {
  const [quoted] = await tx
    .select({ messageId: question.messageId })
    .from(question)
    .where(and(eq(question.waId, waId), eq(question.chatId, chatId)));
  const about = quoted ? eq(question.messageId, quoted.messageId) : and(eq(message.chatId, chatId), eq(message.waId, waId));
  const [newest] = await tx
    .select({ question })
    .from(message)
    .innerJoin(question, and(eq(question.messageId, message.id), eq(question.chatId, chatId)))
    .where(about)
    .orderBy(desc(question.revision))
    .limit(1);
  return newest?.question;
}

/** The question of a chat a reminder of it was said about; undefined where a WhatsApp id points at something else. */
export async function questionRemindedOf(tx: Transaction, chatId: string, waId: string): Promise<QuestionRow | undefined> {
  const [said] = await tx
    .select({ effectKey: waOutbound.effectKey })
    .from(waOutbound)
    .where(and(eq(waOutbound.waId, waId), eq(waOutbound.chatId, chatId)));
  const workflowId = said && /^(.*)\/(?:remind|unclear|approval)\//.exec(said.effectKey)?.[1];
  if (!workflowId) return undefined;
  const [newest] = await tx
    .select({ question })
    .from(message)
    .innerJoin(question, and(eq(question.messageId, message.id), eq(question.chatId, chatId)))
    .where(eq(message.workflowId, workflowId))
    .orderBy(desc(question.revision))
    .limit(1);
  return newest?.question;
}

/** The run whose booking is the last thing Catat said in the chat before a message came; undefined when it said something else. */
export async function lastSaidBooking(tx: Transaction, opening: Received): Promise<string | undefined> {
  const last = await lastSaid(tx, opening);
  return last === undefined ? undefined : bookingRunOf(last);
}

/** Key of the effect that is the last thing Catat said in the chat before a message came. */
export async function lastSaid(tx: Transaction, { message: row }: Received): Promise<string | undefined> {
  const [last] = await tx
    .select({ effectKey: waOutbound.effectKey })
    .from(waOutbound)
    .where(
      and(
        eq(waOutbound.chatId, row.chatId),
        sql`${waOutbound.payload}->>'kind' = 'text'`,
        lt(waOutbound.plannedAt, row.receivedAt),
      ),
    )
    .orderBy(desc(waOutbound.plannedAt), desc(waOutbound.id))
    .limit(1);
  return last?.effectKey;
}

/** The run that books, from the key of the effect that said so. */
const bookingRunOf = (effectKey: string): string | undefined => /^(.*)\/(?:post|carry|approved)$/.exec(effectKey)?.[1];

/** The run of a booking a WhatsApp id points at: its confirmation, its question, or the message that was booked. */
export async function bookingAbout(tx: Transaction, chatId: string, waId: string): Promise<string | undefined> {
  const [said] = await tx
    .select({ effectKey: waOutbound.effectKey })
    .from(waOutbound)
    .where(and(eq(waOutbound.chatId, chatId), eq(waOutbound.waId, waId)))
    .limit(1);
  const confirmed = said && bookingRunOf(said.effectKey);
  if (confirmed) return confirmed;
  const about = await questionAbout(tx, chatId, waId);
  return about?.state === 'booked' ? about.workflowId : undefined;
}

/** An earlier message that takes longer than this no longer holds up the next one. */
export const turnstile_max_ms = 90_000;

/** Earlier messages of the chat that are still on their way to their question, oldest first. */
export const earlierUnread = (tx: Transaction, { message: row }: Received): Promise<MessageRow[]> =>
  tx
    .select()
    .from(message)
    .where(
      and(
        eq(message.chatId, row.chatId),
        inArray(message.stage, ['received', 'reading']),
        lt(message.id, row.id),
        gt(message.receivedAt, new Date(row.receivedAt.getTime() - turnstile_max_ms)),
      ),
    )
    .orderBy(asc(message.id));

/**
 * How long an edit or a revoke waits for the one message it is about. It holds nobody up, and without it the old words would be
 * asked about: as long as a backlog after an outage takes.
 */
export const change_max_ms = 10 * 60_000;

/** The message an edit or a revoke is about, while it is on its way to its question. */
export const changedUnread = (tx: Transaction, { message: row }: Received): Promise<MessageRow[]> =>
  tx
    .select()
    .from(message)
    .where(
      and(
        eq(message.chatId, row.chatId),
        eq(message.waId, row.targetWaId ?? ''),
        eq(message.contactId, row.contactId),
        inArray(message.stage, ['received', 'reading']),
      ),
    );
