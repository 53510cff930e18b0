import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Transaction } from '../../database/pool.ts';
import { apiKey, staff } from '../../database/schema/index.ts';
import type { Principal, Role, Scope } from './principal.ts';
import { booksOf } from './sessions.ts';

/** `ck_<prefix>_<secret>`: the prefix finds the row, the secret opens. */
const keyShape = /^ck_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;
const prefix_bytes = 6;
const secret_bytes = 32;
/** `last_used_at` is for people to read: once a minute is enough. */
const usedEvery = sql`interval '1 minute'`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export type KeyRow = typeof apiKey.$inferSelect;

/** True for what looks like a key of ours, whether or not there is one. */
export const isKeyShaped = (token: string): boolean => keyShape.test(token);

/** Makes a key and tells it, this once. */
export async function createKey(
  tx: Transaction,
  input: { name: string; role: Role; scopes: Scope[]; bookId: string | null; createdBy: string | null; expiresAt: Date | null },
): Promise<{ row: KeyRow; key: string }> {
  const prefix = randomBytes(prefix_bytes).toString('hex');
  const secret = randomBytes(secret_bytes).toString('base64url');
  const [row] = await tx
    .insert(apiKey)
    .values({ id: uuidv7(), prefix, hash: digest(secret).toString('hex'), ...input })
    .returning();
  if (!row) throw new Error('the key was not kept');
  return { row, key: `ck_${prefix}_${secret}` };
}

/**
 * Who a key stands for; null when it is unknown, revoked or has run out. It opens the books its maker owns now: a maker who was shut out
 * takes the key along.
 */
export async function keyPrincipal(db: Database, token: string): Promise<Principal | null> {
  const [, prefix = '', secret = ''] = keyShape.exec(token) ?? [];
  const valid = and(
    eq(apiKey.prefix, prefix),
    isNull(apiKey.revokedAt),
    or(isNull(apiKey.expiresAt), sql`${apiKey.expiresAt} > now()`),
    isNull(staff.disabledAt),
  );
  const [found] = await db
    .select({
      key: apiKey,
      maker: { id: staff.id, admin: staff.admin },
      books: booksOf,
      stale: sql<boolean>`coalesce(${apiKey.lastUsedAt} < now() - ${usedEvery}, true)`,
    })
    .from(apiKey)
    .leftJoin(staff, eq(staff.id, apiKey.createdBy))
    .where(valid);
  if (!found || !timingSafeEqual(digest(secret), Buffer.from(found.key.hash, 'hex'))) return null;
  if (found.stale) await db.update(apiKey).set({ lastUsedAt: new Date() }).where(eq(apiKey.id, found.key.id));
  const { key, maker, books } = found;
  const everywhere = maker === null || maker.admin;
  const owned = books.filter(({ role }) => role === 'owner').map(({ id }) => id);
  const reach = key.bookId ? [key.bookId].filter((id) => everywhere || owned.includes(id)) : owned;
  return {
    kind: 'key',
    actor: `key:${key.id}`,
    staffId: maker?.id ?? null,
    name: key.name,
    locale: 'id',
    allBooks: everywhere && key.bookId === null ? key.role : null,
    books: reach.map((id) => ({ id, role: key.role })),
    scopes: new Set(key.scopes as Scope[]),
    admin: false,
  };
}
