import { asc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { channelIdentity, contact, entry, member, message } from '../database/schema/index.ts';
import { type EntryView, type ViewRow, viewColumns, viewOf } from './entryView.ts';

/** What is known of a person: everything they may ask for (UU 27/2022, Art. 7). */
export interface SubjectData {
  contact: typeof contact.$inferSelect;
  addresses: { kind: 'lid' | 'pn'; value: string }[];
  books: { bookId: string; role: string }[];
  messages: Pick<typeof message.$inferSelect, 'id' | 'kind' | 'body' | 'transcript' | 'reading' | 'stage' | 'sentAt'>[];
  /** Entries they confirmed. */
  entries: EntryView[];
}

/** Everything known of a person, in a transaction that sees all books; null when there is no such contact. */
export async function subjectData(tx: Transaction, contactId: string): Promise<SubjectData | null> {
  const [known] = await tx.select().from(contact).where(eq(contact.id, contactId));
  if (!known) return null;
  const { id, kind, body, transcript, reading, stage, sentAt } = message;
  const { rows } = await tx.execute<ViewRow & { value: string }>(sql`
    select ${viewColumns}, ${entry.occurredOn}::text as "value" from ${entry} where ${eq(entry.decidedBy, contactId)} order by ${entry.id}`);
  return {
    contact: known,
    addresses: await tx
      .select({ kind: channelIdentity.kind, value: channelIdentity.value })
      .from(channelIdentity)
      .where(eq(channelIdentity.contactId, contactId)),
    books: await tx.select({ bookId: member.bookId, role: member.role }).from(member).where(eq(member.contactId, contactId)),
    messages: await tx
      .select({ id, kind, body, transcript, reading, stage, sentAt })
      .from(message)
      .where(eq(message.contactId, contactId))
      .orderBy(asc(message.id)),
    entries: rows.map(viewOf),
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

/**
 * Forgets who a contact is and what they wrote; their entries stay under an id that tells nobody. Written into the audit trail of each of
 * their books. Doing it again finds nothing more. @returns null when there is no such contact
 */
export async function eraseSubject(tx: Transaction, input: { contactId: string; reason: string }): Promise<Erasure | null> {
  const { rows } = await tx.execute<{ receipt: Erasure | null }>(
    sql`select erase_contact(${input.contactId}::uuid, ${input.reason}) as receipt`,
  );
  return rows[0]?.receipt ?? null;
}
