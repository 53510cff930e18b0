import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { apiKey } from '../../database/schema/index.ts';
import { createKey, type KeyRow } from '../access/keys.ts';
import { owners, type Scope } from '../access/principal.ts';
import { inBook } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { requireBook } from '../plugins/auth.ts';
import { notFound, Problem } from '../problem.ts';
import { role, scope } from '../schemas/auth.ts';
import { closed, idParams, moment, nullable, uuid, words } from '../schemas/basics.ts';
import { done, problemResponses } from '../schemas/problems.ts';

const access = { roles: owners, scope: 'settings:write' } as const;
const day_ms = 24 * 60 * 60 * 1000;
/** A key that nobody remembers should not open anything: a year, then a new one is made. */
const maxLife_days = 366;
/** Keys one screen shows; nobody has more that count. */
const listed_keys = 200;

const keyBody = closed({
  name: words('what it is for', 100),
  role,
  scopes: Type.Array(scope, { minItems: 1, uniqueItems: true }),
  book: Type.Optional(uuid('the only book it opens; without one all books you own')),
  expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: maxLife_days, default: maxLife_days })),
});

const keyView = {
  id: uuid('id of the key'),
  name: Type.String(),
  prefix: Type.String({ description: 'how the key begins, to tell it from others' }),
  role,
  scopes: Type.Array(scope),
  bookId: nullable(uuid('the only book it opens')),
  createdAt: moment('when it was made'),
  expiresAt: nullable(moment('when it stops working')),
  lastUsedAt: nullable(moment('when it was last used, to the minute')),
  revokedAt: nullable(moment('when it was revoked')),
};
const keyList = Type.Object({ items: Type.Array(Type.Object(keyView)) });
const newKey = Type.Object({ ...keyView, key: Type.String({ description: 'the key itself, told this once' }) });

function viewOf({ id, name, prefix, role: keyRole, scopes, bookId, ...times }: KeyRow) {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id,
    name,
    prefix: `ck_${prefix}`,
    role: keyRole,
    scopes: scopes as Scope[],
    bookId,
    createdAt: times.createdAt.toISOString(),
    expiresAt: iso(times.expiresAt),
    lastUsedAt: iso(times.lastUsedAt),
    revokedAt: iso(times.revokedAt),
  };
}

/** Who deals with keys: people. A key that made keys would outlive its own end. */
function requirePerson({ principal }: FastifyRequest['caller']): void {
  if (principal.kind === 'key') throw new Problem(403, 'A key does not deal with keys: log in.');
}

/** The keys somebody may see and revoke: an admin all, others those of their own making. */
const ofCaller = ({ principal }: FastifyRequest['caller']) =>
  principal.allBooks || principal.staffId === null ? undefined : eq(apiKey.createdBy, principal.staffId);

export const apiKeyRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['access'];

    app.get(
      '/api-keys',
      { config: { access }, schema: { summary: 'Keys, newest first', tags, response: { 200: keyList, ...problemResponses } } },
      async ({ caller }) => {
        requirePerson(caller);
        const rows = await db.select().from(apiKey).where(ofCaller(caller)).orderBy(desc(apiKey.createdAt)).limit(listed_keys);
        return { items: rows.map(viewOf) };
      },
    );

    app.post(
      '/api-keys',
      {
        config: { access },
        schema: {
          summary: 'Make a key; it is told in this answer and never again',
          tags,
          body: keyBody,
          response: { 201: newKey, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { caller, body } = request;
        requirePerson(caller);
        const { book, expiresInDays = maxLife_days, ...rest } = body;
        if (book) requireBook(request, book);
        if (!book && rest.role === 'member')
          throw new Problem(
            422,
            'A key in the role of a member sees only what it has booked itself: name its book.',
            'key-needs-book',
          );
        const expiresAt = new Date(Date.now() + expiresInDays * day_ms);
        const { row, key } = await inBook(db, caller, book ?? '', (tx) =>
          createKey(tx, { ...rest, bookId: book ?? null, createdBy: caller.principal.staffId, expiresAt }),
        );
        return reply.code(201).send({ ...viewOf(row), key });
      },
    );

    app.delete(
      '/api-keys/:id',
      {
        config: { access },
        schema: { summary: 'Revoke a key at once', tags, params: idParams, response: { 204: done, ...problemResponses } },
      },
      async ({ caller, params }, reply) => {
        requirePerson(caller);
        const revoked = await db
          .update(apiKey)
          .set({ revokedAt: new Date() })
          .where(and(eq(apiKey.id, params.id), ofCaller(caller), isNull(apiKey.revokedAt)))
          .returning({ id: apiKey.id });
        if (revoked.length === 0) throw notFound('key');
        return reply.code(204).send(null);
      },
    );
  };
