import { asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import {
  bookRule,
  channelIdentity,
  contact,
  entry,
  media,
  member,
  message,
  staff,
  waOutbound,
} from '../database/schema/index.ts';
import { type EntryView, type ViewRow, viewColumns, viewOf } from './entryView.ts';

/** What is known of a person: everything they may ask for (UU 27/2022, Art. 7). */
export interface SubjectData {
  contact: typeof contact.$inferSelect;
  addresses: { kind: 'lid' | 'pn'; value: string }[];
  books: { bookId: string; role: string }[];
  messages: Pick<
    typeof message.$inferSelect,
    'id' | 'kind' | 'body' | 'transcript' | 'reading' | 'interpretation' | 'stage' | 'sentAt'
  >[];
  /** Photos, voice notes and documents they sent, as they are stored. */
  files: (typeof media.$inferSelect)[];
  /** What was said to them in answer to their messages. */
  replies: Pick<typeof waOutbound.$inferSelect, 'id' | 'payload' | 'state' | 'plannedAt'>[];
  /** Entries they confirmed. */
  entries: EntryView[];
  /** What their corrections taught. */
  habits: Pick<typeof bookRule.$inferSelect, 'bookId' | 'field' | 'phrase' | 'value' | 'learntAt'>[];
  /** Their login at the desk. */
  logins: Pick<typeof staff.$inferSelect, 'id' | 'email' | 'name' | 'createdAt'>[];
}

/** A contact and those that turned out to be the same person. */
export async function contactsOf(tx: Transaction, contactId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: contact.id })
    .from(contact)
    .where(or(eq(contact.id, contactId), eq(contact.mergedInto, contactId)));
  return rows.map(({ id }) => id);
}

/** The books a person has to do with: as a member, or by entries they confirmed. For a transaction that sees all books. */
export async function booksOfSubject(tx: Transaction, contactId: string): Promise<string[]> {
  const contacts = await contactsOf(tx, contactId);
  const members = tx.select({ id: member.bookId }).from(member).where(inArray(member.contactId, contacts));
  const rows = await members.union(tx.select({ id: entry.bookId }).from(entry).where(inArray(entry.decidedBy, contacts)));
  return rows.map(({ id }) => id);
}

/** Everything known of a person, in a transaction that sees all books; null when there is no such contact. */
export async function subjectData(tx: Transaction, contactId: string): Promise<SubjectData | null> {
  const [known] = await tx.select().from(contact).where(eq(contact.id, contactId));
  if (!known) return null;
  const contacts = await contactsOf(tx, contactId);
  const theirs = inArray(message.contactId, contacts);
  const { id, kind, body, transcript, reading, interpretation, stage, sentAt } = message;
  const said = { id: waOutbound.id, payload: waOutbound.payload, state: waOutbound.state, plannedAt: waOutbound.plannedAt };
  const habit = { bookId: bookRule.bookId, field: bookRule.field, phrase: bookRule.phrase, value: bookRule.value };
  // The key of an effect begins with its run and '/'; '0' is the sign behind that.
  const key = waOutbound.effectKey;
  const ofRun = sql`${key} > (${message.workflowId} || '/') collate "C" and ${key} < (${message.workflowId} || '0') collate "C"`;
  const { rows } = await tx.execute<ViewRow & { value: string }>(sql`
    select ${viewColumns}, ${entry.occurredOn}::text as "value" from ${entry}
    where ${inArray(entry.decidedBy, contacts)} order by ${entry.id}`);
  return {
    contact: known,
    addresses: await tx
      .select({ kind: channelIdentity.kind, value: channelIdentity.value })
      .from(channelIdentity)
      .where(inArray(channelIdentity.contactId, contacts)),
    books: await tx.select({ bookId: member.bookId, role: member.role }).from(member).where(inArray(member.contactId, contacts)),
    messages: await tx
      .select({ id, kind, body, transcript, reading, interpretation, stage, sentAt })
      .from(message)
      .where(theirs)
      .orderBy(asc(id)),
    files: (
      await tx.select({ media }).from(media).innerJoin(message, eq(id, media.messageId)).where(theirs).orderBy(asc(id))
    ).map((row) => row.media),
    replies: await tx.select(said).from(waOutbound).innerJoin(message, ofRun).where(theirs).orderBy(asc(waOutbound.id)),
    entries: rows.map(viewOf),
    habits: await tx
      .select({ ...habit, learntAt: bookRule.learntAt })
      .from(bookRule)
      .where(inArray(bookRule.learntFrom, contacts)),
    logins: await tx
      .select({ id: staff.id, email: staff.email, name: staff.name, createdAt: staff.createdAt })
      .from(staff)
      .where(inArray(staff.contactId, contacts)),
  };
}

/** What an erasure did and what it kept, with the stored files that are to be removed now. */
export interface Erasure {
  addresses: number;
  /** Messages that lost their words, what was heard and read of them, and what was said in return. */
  messages: number;
  replies: number;
  /** Keys of WhatsApp shared with them. */
  sessionKeys: number;
  /** Habits of their own books. */
  habits: number;
  /** Wishes of theirs that waited for approval: nobody decides them any more. */
  approvals: number;
  /** Entries and files behind entries: kept ten years as books and their evidence (KUP Art. 28(11), UU 8/1997 Art. 11). */
  keptEntries: number;
  keptFiles: number;
  files: { bucket: string; key: string }[];
}

/** How far an erasure is: what was done so far, and the last message that was forgotten. */
export interface Erasing extends Erasure {
  after: string;
}

/** Messages of one step: some hundred milliseconds, far from the time a statement may take. */
const step_messages = 1_000;

const nothingYet: Erasing = {
  addresses: 0,
  messages: 0,
  replies: 0,
  sessionKeys: 0,
  habits: 0,
  approvals: 0,
  keptEntries: 0,
  keptFiles: 0,
  files: [],
  after: '00000000-0000-0000-0000-000000000000',
};

/**
 * The next step of forgetting who a contact is and what they wrote; their entries stay under an id that tells nobody. First their messages,
 * so many at a time, then themself, written into the audit trail of each of their books. Doing it all again finds nothing more.
 * @param soFar what the step before has returned; null for the first.
 * @returns how far it is, or with the last step what was done in all; null when there is no such contact
 */
export async function eraseNext(
  tx: Transaction,
  { contactId, reason, soFar }: { contactId: string; reason: string; soFar: Erasing | null },
): Promise<Erasing | Erasure | null> {
  const { after, files, ...done } = soFar ?? nothingYet;
  const step = sql`select erase_messages(${contactId}::uuid, ${after}::uuid, ${step_messages}) as step`;
  const { step: forgotten } = (await tx.execute<{ step: Forgotten | null }>(step)).rows[0] ?? {};
  if (forgotten) return withForgotten({ ...done, files }, forgotten);
  const { rows } = await tx.execute<{ receipt: Omit<Erasure, 'files'> | null }>(
    sql`select erase_contact(${contactId}::uuid, ${reason}, ${JSON.stringify(done)}::jsonb) as receipt`,
  );
  const receipt = rows[0]?.receipt;
  return receipt ? { ...receipt, files } : null;
}

type Forgotten = Pick<Erasing, 'messages' | 'replies' | 'keptFiles' | 'files' | 'after'>;

/** The same file sent again in another step is one object. */
function withForgotten(done: Erasure, { messages, replies, keptFiles, files, after }: Forgotten): Erasing {
  const known = new Set(done.files.map(({ key }) => key));
  return {
    ...done,
    messages: done.messages + messages,
    replies: done.replies + replies,
    keptFiles: done.keptFiles + keptFiles,
    files: [...done.files, ...files.filter(({ key }) => !known.has(key))],
    after,
  };
}
