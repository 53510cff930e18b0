import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import { type Operation, operationsOf, type Schema } from '../test/openapi.ts';
import { createKey } from './access/keys.ts';
import { operator, type Role, roles, scopes } from './access/principal.ts';
import { inBook } from './access/transactions.ts';
import { buildApp } from './app.ts';

const { db } = await testDatabase();
const app = buildApp(apiDeps(db, { token: 'a-token-of-enough-length' }));
await app.ready();
afterAll(() => app.close());

const operations = operationsOf(app);
const named = (list: Operation[]) => list.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);
/** A stream does not end by itself; `events.test.ts` has it. */
const answering = operations.filter(({ path }) => path !== '/v1/events');
const guarded = answering.filter(({ isPublic }) => !isPublic);
const withRoles = guarded.filter((operation) => operation.roles !== null);

let mine: string;
let other: string;
const people = new Map<Role, { cookie: string }>();
/** Things of the other book, by the first part of their path. */
const foreign: Record<string, string> = {};

beforeAll(async () => {
  mine = (await aBook(db)).bookId;
  other = (await aBook(db, 'Ani')).bookId;
  for (const role of roles) people.set(role, (await atDesk(db, { [mine]: role })).headers);
  const { headers } = await atDesk(db, { [other]: 'owner' });
  const make = async (url: string, payload: object) => {
    const response = await app.inject({ method: 'POST', url, payload, headers: { ...headers, 'idempotency-key': uuidv7() } });
    expect([url, response.statusCode]).toEqual([url, 201]);
    return response.json();
  };
  const entry = { type: 'expense', amount: '5000', occurredOn: '2026-11-20', note: 'rahasia' };
  foreign.entries = (await make('/v1/entries', { book: other, ...entry, tags: ['rahasia'] })).id;
  foreign.wallets = (await make(`/v1/wallets?book=${other}`, { name: 'BCA' })).id;
  foreign.budgets = (await make(`/v1/budgets?book=${other}`, { category: 'makan', amount: '1000000' })).id;
  foreign.goals = (await make(`/v1/goals?book=${other}`, { name: 'Umrah' })).id;
  foreign.recurring = (
    await make(`/v1/recurring?book=${other}`, {
      template: { type: 'expense', amount: '1', note: 'sewa' },
      every: 'month',
      nextOn: '2026-12-01',
    })
  ).id;
  foreign['api-keys'] = (await make('/v1/api-keys', { name: 'x', role: 'auditor', scopes: ['entries:read'] })).id;
  foreign.tags = (await app.inject({ url: `/v1/tags?book=${other}`, headers })).json().items[0].id;
  foreign.books = other;
  const policy = { rules: [{ minAmount: '1000000', approvers: 1 }] };
  await app.inject({ method: 'PUT', url: `/v1/books/${other}/approval-policy`, payload: policy, headers });
  const asked = await app.inject({
    method: 'POST',
    url: '/v1/entries',
    payload: { book: other, ...entry, amount: '2000000' },
    headers: { ...headers, 'idempotency-key': uuidv7() },
  });
  expect(asked.statusCode).toBe(202);
  foreign.approvals = asked.json().id;
});

/** The least a schema asks for. */
function least(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.examples) return schema.examples[0];
  if (schema.anyOf) return least(schema.anyOf[0]!);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const wanted = schema.required ?? [];
    const names = wanted.length === 0 && schema.minProperties ? Object.keys(schema.properties ?? {}).slice(0, 1) : wanted;
    return Object.fromEntries(names.map((name) => [name, least(schema.properties![name]!)]));
  }
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => least(schema.items!));
  if (type === 'integer') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  if (schema.format === 'uuid') return uuidv7();
  if (schema.format === 'date') return '2026-11-20';
  if (schema.pattern?.startsWith('^\\d{6}')) return '123456';
  return 'x'.repeat(Math.max(schema.minLength ?? 1, 8));
}

/** A request as the document wants it, about a book and, where there is a place for an id, about that one. */
function requestFor({ method, path, parameters, body }: Operation, bookId: string, id: string = uuidv7()) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'month' ? '2026-10' : name === 'slug' ? 'makan' : path.startsWith('/v1/books/') ? bookId : id,
  );
  const query = new URLSearchParams();
  for (const { name, in: place, required, schema } of parameters)
    if (place === 'query' && required) query.set(name, name === 'book' ? bookId : String(least(schema)));
  const payload = body ? (least(body) as Record<string, unknown>) : undefined;
  if (payload && body?.properties?.book) payload.book = bookId;
  return {
    method,
    url: `${filled}${query.size > 0 ? `?${query}` : ''}`,
    ...(payload ? { payload } : {}),
    headers: { 'idempotency-key': uuidv7(), 'if-match': '"1"' },
  };
}

const send = (request: ReturnType<typeof requestFor>, headers: Record<string, string>) =>
  app.inject({ ...request, headers: { ...request.headers, ...headers } });

test('the document names roles and scope of every route that is about a book', () => {
  const open = guarded.filter((operation) => operation.roles === null).map(({ method, path }) => `${method} ${path}`);
  expect(open.sort()).toEqual([
    'DELETE /v1/auth/totp',
    'GET /v1/auth/me',
    'GET /v1/books',
    'PATCH /v1/auth/me',
    'POST /v1/auth/logout',
    'POST /v1/auth/totp',
    'PUT /v1/auth/totp',
  ]);
  expect(withRoles.length).toBeGreaterThan(40);
});

describe('nobody gets in without a login', () => {
  test.each(named(guarded))('%s', async (_, operation) => {
    const response = await send(requestFor(operation, mine), {});
    expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });
});

describe('each role does what the document says it may, and nothing else', () => {
  const cases = withRoles.flatMap((operation) =>
    roles.map((role) => [`${operation.method} ${operation.path}`, role, operation] as const),
  );
  test.each(cases)('%s as %s', async (_, role, operation) => {
    const response = await send(requestFor(operation, mine), people.get(role)!);
    const allowed = operation.roles!.includes(role);
    if (allowed) expect([401, 403, 500]).not.toContain(response.statusCode);
    else expect([response.statusCode, response.json().title]).toEqual([403, 'Forbidden']);
  });
});

describe('a key does what its scopes say, and nothing else', () => {
  test.each(named(withRoles))('%s', async (_, operation) => {
    const caller = { principal: operator, requestId: 'test' };
    const others = scopes.filter((scope) => scope !== operation.scope);
    const { key } = await inBook(db, caller, mine, (tx) =>
      createKey(tx, { name: 'k', role: 'owner', scopes: [...others], bookId: mine, createdBy: null, expiresAt: null }),
    );
    const response = await send(requestFor(operation, mine), { authorization: `Bearer ${key}` });
    expect([response.statusCode, response.json().detail]).toEqual([403, `This key was not made for ${operation.scope}.`]);
  });
});

describe('another book is not there', () => {
  const aboutBooks = withRoles.filter(
    ({ path, parameters, body }) =>
      parameters.some(({ name }) => name === 'book') || path.startsWith('/v1/books/') || body?.properties?.book !== undefined,
  );
  test.each(named(aboutBooks))('%s of another book is 404', async (_, operation) => {
    const request = requestFor(operation, other);
    const url = operation.parameters.some(({ name, required }) => name === 'book' && !required)
      ? `${request.url}${request.url.includes('?') ? '&' : '?'}book=${other}`
      : request.url;
    const response = await send({ ...request, url }, people.get('owner')!);
    // A file is read before anything is said about it.
    expect([url, response.statusCode]).toEqual([url, operation.multipart ? 400 : 404]);
  });

  const withId = withRoles.filter(({ path }) => path.includes('{id}') && !path.startsWith('/v1/books/'));
  test.each(named(withId))('%s with an id of another book is 404', async (_, operation) => {
    const [, , kind = ''] = operation.path.split('/');
    const id = foreign[kind] ?? uuidv7();
    const response = await send(requestFor(operation, mine, id), people.get('owner')!);
    expect([operation.path, response.statusCode]).toEqual([operation.path, operation.multipart ? 400 : 404]);
  });

  test('and nothing of it was changed', async () => {
    const { headers } = await atDesk(db, { [other]: 'owner' });
    const entry = (await app.inject({ url: `/v1/entries/${foreign.entries}`, headers })).json();
    expect(entry).toMatchObject({ amount: '5000', voidedBy: null, tags: ['rahasia'], comments: [], version: 1 });
    const keys = (await app.inject({ url: '/v1/api-keys', headers })).json();
    expect(keys.items.every(({ revokedAt }: { revokedAt: string | null }) => revokedAt === null)).toBe(true);
  });
});

describe('what a body does not know is refused', () => {
  const withBody = guarded.filter(({ body, multipart }) => body?.properties && !multipart);
  test.each(named(withBody))('%s', async (_, operation) => {
    const request = requestFor(operation, mine);
    const payload = { ...(request.payload as object), status: 'posted', isAdmin: true };
    const response = await send({ ...request, payload }, people.get('owner')!);
    expect([response.statusCode, response.json().title]).toEqual([400, 'Bad Request']);
  });
});

test('what goes wrong tells nothing of how it is made', async () => {
  for (const [url, headers] of [
    ['/v1/entries?cursor=e30', {}],
    [`/v1/entries/${uuidv7()}`, {}],
    ['/v1/nothing', {}],
    ['/v1/entries', { authorization: 'Bearer x' }],
  ] as const) {
    const { body, headers: answered } = await app.inject({ url, headers: { ...people.get('owner')!, ...headers } });
    expect(body).not.toMatch(/node_modules|\.ts:|at \w+ \(|select |drizzle/i);
    expect(answered).not.toHaveProperty('x-powered-by');
  }
});
