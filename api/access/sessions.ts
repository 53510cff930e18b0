import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../../database/pool.ts';
import { staff, staffBook, staffSession } from '../../database/schema/index.ts';
import { type BookRole, type Principal, scopes } from './principal.ts';

export const sessionCookie = 'catat_session';
/** A working day; who comes back tomorrow logs in again. */
export const session_s = 12 * 60 * 60;
const token_bytes = 32;
/** `last_seen_at` is for people to read: once a minute is enough. */
const seenEvery = sql`interval '1 minute'`;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Opens a session and gives its token, which is kept nowhere; sessions that ran out go. */
export async function openSession(db: Database, staffId: string): Promise<string> {
  const token = randomBytes(token_bytes).toString('base64url');
  const expiresAt = new Date(Date.now() + session_s * 1000);
  await db.insert(staffSession).values({ tokenHash: hashOf(token), staffId, expiresAt });
  await db.delete(staffSession).where(lt(staffSession.expiresAt, new Date()));
  return token;
}

export async function endSession(db: Database, token: string): Promise<void> {
  await db.delete(staffSession).where(eq(staffSession.tokenHash, hashOf(token)));
}

/** Ends every session of a person but the given one: a changed password logs out whoever knew the old one. */
export async function endOtherSessions(db: Database, staffId: string, kept: string | undefined): Promise<void> {
  const others = kept ? sql`${staffSession.tokenHash} <> ${hashOf(kept)}` : undefined;
  await db.delete(staffSession).where(and(eq(staffSession.staffId, staffId), others));
}

/** Books of a person, in one column. */
export const booksOf = sql<BookRole[]>`coalesce(
  (select json_agg(json_build_object('id', ${staffBook.bookId}, 'role', ${staffBook.role})) from ${staffBook}
    where ${staffBook.staffId} = ${staff.id}), '[]')`;

/** Who a session token stands for; null when it is unknown, has run out, or the person was shut out. */
export async function sessionPrincipal(db: Database, token: string): Promise<Principal | null> {
  const tokenHash = hashOf(token);
  const [found] = await db
    .select({ person: staff, books: booksOf, stale: sql<boolean>`${staffSession.lastSeenAt} < now() - ${seenEvery}` })
    .from(staffSession)
    .innerJoin(staff, eq(staff.id, staffSession.staffId))
    .where(and(eq(staffSession.tokenHash, tokenHash), gt(staffSession.expiresAt, new Date()), isNull(staff.disabledAt)));
  if (!found) return null;
  if (found.stale) await db.update(staffSession).set({ lastSeenAt: new Date() }).where(eq(staffSession.tokenHash, tokenHash));
  return staffPrincipal(found.person, found.books);
}

export const staffPrincipal = (
  { id, name, locale, admin }: Pick<typeof staff.$inferSelect, 'id' | 'name' | 'locale' | 'admin'>,
  books: readonly BookRole[],
): Principal => ({
  kind: 'staff',
  actor: id,
  staffId: id,
  name,
  locale,
  allBooks: admin ? 'owner' : null,
  books,
  scopes: new Set(scopes),
  admin,
});
