import { and, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '../database/pool.ts';
import { apiKey, book, contact, member, staff } from '../database/schema/index.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const keyActor = 'key:';

/** Names of those who did something, by the id it is written down with: staff, contact or key. */
export async function namesOf(db: Database | Transaction, actors: readonly string[]): Promise<Map<string, string>> {
  const all = [...new Set(actors)];
  const people = all.filter((actor) => uuid.test(actor));
  const keys = all.filter((actor) => actor.startsWith(keyActor)).map((actor) => actor.slice(keyActor.length));
  const names = new Map<string, string>();
  if (people.length > 0) {
    const atDesk = await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, people));
    const onPhone = await db
      .select({ id: contact.id, name: contact.displayName })
      .from(contact)
      .where(inArray(contact.id, people));
    for (const { id, name } of [...onPhone, ...atDesk]) if (name !== null) names.set(id, name);
  }
  if (keys.length > 0)
    for (const { id, name } of await db.select({ id: apiKey.id, name: apiKey.name }).from(apiKey).where(inArray(apiKey.id, keys)))
      names.set(`${keyActor}${id}`, name);
  return names;
}

/** Whose the personal books are that the transaction may see, by the id of the book; who has no name is left out. */
export async function personalOwners(tx: Transaction): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: book.id, name: contact.displayName })
    .from(book)
    .innerJoin(member, and(eq(member.bookId, book.id), eq(member.role, 'owner')))
    .innerJoin(contact, eq(contact.id, member.contactId))
    .where(eq(book.kind, 'personal'));
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}
