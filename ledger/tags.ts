import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../database/pool.ts';
import { entry, entryTag, tag } from '../database/schema/index.ts';
import { LedgerError, refusing } from './errors.ts';
import { tagNames } from './lines.ts';

/** A tag and how many standing entries carry it. */
export interface TagView {
  id: string;
  name: string;
  entries: number;
}

/** Tags of a book by name. */
export async function listTags(tx: Transaction, bookId: string): Promise<TagView[]> {
  return tx
    .select({ id: tag.id, name: tag.name, entries: count(entry.id) })
    .from(tag)
    .leftJoin(entryTag, eq(entryTag.tagId, tag.id))
    .leftJoin(entry, and(eq(entry.id, entryTag.entryId), isNull(entry.voidedBy)))
    .where(eq(tag.bookId, bookId))
    .groupBy(tag.id)
    .orderBy(asc(tag.name));
}

/** Gives a tag another name, on every entry that carries it. @throws LedgerError `NoSuchTag`, `NameTaken`, `NotAName`. */
export async function renameTag(tx: Transaction, input: { bookId: string; tagId: string; name: string }): Promise<void> {
  const [name = ''] = tagNames([input.name]);
  const same = and(eq(tag.bookId, input.bookId), eq(tag.id, input.tagId));
  const rows = await refusing(tx.update(tag).set({ name }).where(same).returning());
  if (rows.length === 0) throw new LedgerError('NoSuchTag', `no tag ${input.tagId} in this book`);
}
