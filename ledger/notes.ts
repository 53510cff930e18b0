import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../database/pool.ts';
import { attachment, comment, entry, entryTag, tag } from '../database/schema/index.ts';
import { LedgerError } from './errors.ts';
import { tagNames } from './lines.ts';

/** What hangs on an entry: tags, comments and files. None of it touches what was booked. */

export type CommentRow = typeof comment.$inferSelect;
export type AttachmentRow = typeof attachment.$inferSelect;

/** @throws LedgerError `NoSuchEntry`. */
async function requireEntry(tx: Transaction, bookId: string, entryId: string): Promise<void> {
  const [found] = await tx
    .select({ id: entry.id })
    .from(entry)
    .where(and(eq(entry.bookId, bookId), eq(entry.id, entryId)));
  if (!found) throw new LedgerError('NoSuchEntry', `no entry ${entryId} in this book`);
}

/** Says something about an entry. @throws LedgerError `NoSuchEntry`. */
export async function addComment(
  tx: Transaction,
  input: { bookId: string; entryId: string; author: string; body: string },
): Promise<CommentRow> {
  await requireEntry(tx, input.bookId, input.entryId);
  const [row] = await tx
    .insert(comment)
    .values({ id: uuidv7(), ...input })
    .returning();
  if (!row) throw new LedgerError('NoSuchEntry', 'the comment was not kept');
  return row;
}

/** Notes down a stored file beside an entry; the same file twice is one. @throws LedgerError `NoSuchEntry`. */
export async function addAttachment(tx: Transaction, input: Omit<AttachmentRow, 'id' | 'createdAt'>): Promise<AttachmentRow> {
  await requireEntry(tx, input.bookId, input.entryId);
  const same = and(eq(attachment.entryId, input.entryId), eq(attachment.sha256, input.sha256));
  const [row] = await tx
    .insert(attachment)
    .values({ id: uuidv7(), ...input })
    .onConflictDoNothing()
    .returning();
  const kept = row ?? (await tx.select().from(attachment).where(same))[0];
  if (!kept) throw new LedgerError('NoSuchAttachment', 'the attachment was not kept');
  return kept;
}

/** A file beside an entry; null when the transaction does not see it. */
export async function attachmentOf(tx: Transaction, id: string): Promise<AttachmentRow | null> {
  const [row] = await tx.select().from(attachment).where(eq(attachment.id, id));
  return row ?? null;
}

/** Gives an entry these tags and no others. @returns them, in order. @throws LedgerError `NoSuchEntry`, `NotAName`. */
export async function setTags(
  tx: Transaction,
  input: { bookId: string; entryId: string; tags: readonly string[] },
): Promise<string[]> {
  const { bookId, entryId } = input;
  const names = tagNames(input.tags).sort();
  await requireEntry(tx, bookId, entryId);
  await replaceTags(tx, bookId, new Map([[entryId, names]]));
  return names;
}

/** Adds tags to those an entry has. @returns all of them, in order. @throws LedgerError `NoSuchEntry`, `NotAName`. */
export async function addTags(
  tx: Transaction,
  input: { bookId: string; entryId: string; tags: readonly string[] },
): Promise<string[]> {
  const { bookId, entryId, tags } = input;
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  return setTags(tx, { bookId, entryId, tags: [...(await tagsOf(tx, [entryId])), ...tags] });
}

/** Tags of entries, each once, in order. */
export async function tagsOf(tx: Transaction, entryIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ name: tag.name })
    .from(entryTag)
    .innerJoin(tag, eq(tag.id, entryTag.tagId))
    .where(inArray(entryTag.entryId, [...entryIds]))
    .orderBy(asc(tag.name));
  return rows.map(({ name }) => name);
}

/** Makes the tags of each entry what the map says; what stays is not touched. */
export async function replaceTags(tx: Transaction, bookId: string, tags: ReadonlyMap<string, readonly string[]>): Promise<void> {
  if (tags.size === 0) return;
  await tx.execute(sql`select lock_book(${bookId}::uuid)`);
  const names = [...new Set([...tags.values()].flat())];
  if (names.length > 0)
    await tx
      .insert(tag)
      .values(names.map((name) => ({ id: uuidv7(), bookId, name })))
      .onConflictDoNothing({ target: [tag.bookId, tag.name] });
  const known = await tx
    .select()
    .from(tag)
    .where(and(eq(tag.bookId, bookId), inArray(tag.name, names)));
  const ids = new Map(known.map(({ id, name }) => [name, id]));
  const wanted = [...tags].flatMap(([entryId, list]) =>
    list.flatMap((name) => {
      const tagId = ids.get(name);
      return tagId ? [{ bookId, entryId, tagId }] : [];
    }),
  );
  const pairs = JSON.stringify(wanted.map(({ entryId, tagId }) => ({ entry_id: entryId, tag_id: tagId })));
  const isWanted = sql`exists (select from jsonb_to_recordset(${pairs}::jsonb) as w (entry_id uuid, tag_id uuid)
    where w.entry_id = ${entryTag.entryId} and w.tag_id = ${entryTag.tagId})`;
  await tx
    .delete(entryTag)
    .where(and(eq(entryTag.bookId, bookId), inArray(entryTag.entryId, [...tags.keys()]), sql`not ${isWanted}`));
  if (wanted.length > 0) await tx.insert(entryTag).values(wanted).onConflictDoNothing();
}
