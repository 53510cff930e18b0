import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../api/access/principal.ts';
import { openSession, sessionCookie } from '../api/access/sessions.ts';
import { type Database, enterBook } from '../database/pool.ts';
import { contact, staff, staffBook } from '../database/schema/index.ts';
import { openPersonalBook } from '../ledger/books.ts';

/** The book of a person on the phone. */
export async function aBook(db: Database, name = 'Budi'): Promise<{ bookId: string; contactId: string }> {
  const contactId = uuidv7();
  await db.insert(contact).values({ id: contactId, displayName: name });
  const book = await db.transaction((tx) => openPersonalBook(tx, { contactId, timezone: 'Asia/Jakarta', locale: 'id' }));
  return { bookId: book.id, contactId };
}

/** Somebody at the desk with a login under way, and the headers it sends. */
export async function atDesk(
  db: Database,
  books: Record<string, Role>,
  admin = false,
): Promise<{ id: string; headers: { cookie: string } }> {
  const id = uuidv7();
  await db.insert(staff).values({ id, email: `${id}@example.test`, name: 'Sari', passwordHash: 'none', admin });
  for (const [bookId, role] of Object.entries(books))
    await db.transaction(async (tx) => {
      await enterBook(tx, bookId);
      await tx.insert(staffBook).values({ staffId: id, bookId, role });
    });
  return { id, headers: { cookie: `${sessionCookie}=${await openSession(db, id)}` } };
}
