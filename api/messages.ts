import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { book, chat, contact, entry, media, member, message, question, waOutbound } from '../database/schema/index.ts';

type MessageRow = typeof message.$inferSelect;

export interface MessageLine {
  message: MessageRow;
  contact: { id: string; name: string | null };
}

/** The book a message is about, as the database tells it for live updates; null before its sender has one. */
const ofBook = sql<string | null>`book_of_chat(${message.chatId}, ${message.contactId})`;

/**
 * Messages belong to no book of themselves: one is shown to who may look into the book of its group, into the book its sender books in,
 * or at an entry booked from it. The tables asked here show a reader their own books only.
 */
const visible = sql`((select is_staff())
  or exists (select from ${chat} c join ${book} b on b.id = c.id where c.id = ${message.chatId} and c.kind = 'group')
  or exists (select from ${chat} c join ${member} m on m.contact_id = c.contact_id and m.role = 'owner'
    join ${book} b on b.id = m.book_id where c.id = ${message.chatId} and c.kind = 'direct' and b.id = ${ofBook})
  or exists (select from ${entry} e where e.message_id = ${message.id}))`;

const sender = { id: contact.id, name: contact.displayName };

/** Messages about a book: of its chat, or with an entry in it. */
const about = (bookId: string) =>
  sql`(${ofBook} = ${bookId} or exists (select from ${entry} e where e.message_id = ${message.id} and e.book_id = ${bookId}))`;

/** A page of messages, newest first: their ids grow with time. */
export async function listMessages(
  tx: Transaction,
  input: {
    filter: { kind?: MessageRow['kind']; stage?: MessageRow['stage']; contactId?: string; bookId?: string };
    after?: string;
    limit: number;
  },
): Promise<MessageLine[]> {
  const { filter, after, limit } = input;
  return tx
    .select({ message, contact: sender })
    .from(message)
    .innerJoin(contact, eq(contact.id, message.contactId))
    .where(
      and(
        visible,
        filter.kind ? eq(message.kind, filter.kind) : undefined,
        filter.stage ? eq(message.stage, filter.stage) : undefined,
        filter.contactId ? eq(message.contactId, filter.contactId) : undefined,
        filter.bookId ? about(filter.bookId) : undefined,
        after ? lt(message.id, after) : undefined,
      ),
    )
    .orderBy(desc(message.id))
    .limit(limit);
}

/** A message with everything its run did: media, questions, replies and entries; null when there is none. */
export async function loadMessage(tx: Transaction, id: string) {
  const [found] = await tx
    .select({ message, contact: sender, media, bookId: ofBook })
    .from(message)
    .innerJoin(contact, eq(contact.id, message.contactId))
    .leftJoin(media, eq(media.messageId, message.id))
    .where(and(eq(message.id, id), visible));
  if (!found) return null;
  const questions = await tx.select().from(question).where(eq(question.messageId, id)).orderBy(asc(question.revision));
  // Effect keys begin with the id of the run.
  const ofRun = sql`starts_with(${waOutbound.effectKey}, ${`${found.message.workflowId}/`})`;
  const replies = await tx
    .select()
    .from(waOutbound)
    .where(and(eq(waOutbound.chatId, found.message.chatId), ofRun))
    .orderBy(asc(waOutbound.id));
  const entries = await tx
    .select({ id: entry.id })
    .from(entry)
    .where(eq(entry.messageId, id))
    .orderBy(asc(entry.line), asc(entry.id));
  return { ...found, questions, replies, entryIds: entries.map((row) => row.id) };
}

export type LoadedMessage = NonNullable<Awaited<ReturnType<typeof loadMessage>>>;
