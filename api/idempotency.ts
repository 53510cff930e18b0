import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Database, Transaction } from '../database/pool.ts';
import { requestKey } from '../database/schema/index.ts';
import { inBook } from './access/transactions.ts';
import { Problem } from './problem.ts';

/** A request is sent again within minutes; a week covers a queue that was stuck over the holidays. */
const keptFor = sql`interval '7 days'`;
/** Old answers go a few at a time, with the requests that come. */
const purged_rows = 20;

/** Header of every request that creates something (draft-ietf-httpapi-idempotency-key-header). */
export const idempotencyHeader = Type.Object({
  'idempotency-key': Type.String({
    minLength: 8,
    maxLength: 128,
    pattern: '^[\\x21-\\x7E]+$',
    description: 'made up by the sender, the same when the request is sent again: the answer is then the first one',
  }),
});

/** What a route answers, as it is kept beside its key. */
export interface Answer<Body> {
  status: 200 | 201 | 202;
  body: Body;
  headers?: Record<string, string | undefined>;
}

/**
 * Runs what a POST creates in one book once per `Idempotency-Key`: effect and answer are one transaction, so that whatever dies in between,
 * the request sent again either gets the first answer or does the work for the first time.
 * @throws Problem 409 while the first request is under way, 422 when the key came with another request.
 */
export async function createOnce<Body>(
  db: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  bookId: string,
  work: (tx: Transaction) => Promise<Answer<Body>>,
): Promise<Body> {
  const { caller } = request;
  const key = String(request.headers['idempotency-key']);
  const { answer, again } = await inBook(db, caller, bookId, (tx) =>
    once(tx, { actor: caller.principal.actor, key, inputHash: hashOf(request) }, work),
  );
  if (again) reply.header('idempotent-replayed', 'true');
  for (const [name, value] of Object.entries(answer.headers ?? {})) if (value !== undefined) reply.header(name, value);
  reply.code(answer.status);
  return answer.body;
}

interface Key {
  actor: string;
  key: string;
  inputHash: string;
}

async function once<Body>(tx: Transaction, key: Key, work: (tx: Transaction) => Promise<Answer<Body>>) {
  const lock = sql`pg_try_advisory_xact_lock(hashtextextended(${`${key.actor} ${key.key}`}, 0))`;
  const { rows } = await tx.execute<{ mine: boolean }>(sql`select ${lock} as mine`);
  if (!rows[0]?.mine)
    throw new Problem(409, 'The first request with this Idempotency-Key is still under way: try again.', 'in-flight');
  const same = and(eq(requestKey.actor, key.actor), eq(requestKey.key, key.key));
  const [first] = await tx.select().from(requestKey).where(same);
  if (first) {
    if (first.inputHash !== key.inputHash)
      throw new Problem(422, 'This Idempotency-Key came with another request before: make up a new one.', 'key-reused');
    return { answer: kept<Body>(first), again: true };
  }
  const answer = await work(tx);
  const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).filter(([, value]) => value !== undefined));
  await tx
    .insert(requestKey)
    .values({ ...key, status: answer.status, body: answer.body, headers: headers as Record<string, string> });
  await tx.execute(sql`delete from ${requestKey} where ctid in
    (select ctid from ${requestKey} where ${requestKey.createdAt} < now() - ${keptFor} limit ${purged_rows})`);
  return { answer, again: false };
}

const kept = <Body>({ status, body, headers }: typeof requestKey.$inferSelect): Answer<Body> => ({
  status: status as Answer<Body>['status'],
  body: body as Body,
  headers: headers ?? {},
});

/** What a key stands for: the route, where it points, and the body. */
function hashOf({ method, url, body }: FastifyRequest): string {
  const input = JSON.stringify([method, url, body instanceof Buffer ? body.toString('base64') : body], sorted);
  return createHash('sha256').update(input).digest('hex');
}

const sorted = (_: string, part: unknown): unknown =>
  part && typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
    : part;
