import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Value } from 'typebox/value';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loggedError } from '../config/log.ts';
import { connect } from '../database/pool.ts';
import { chat, contact, media, message, question, waOutbound } from '../database/schema/index.ts';
import type { DraftEntry } from '../language/interpretation.ts';
import { openPersonalBook } from '../ledger/books.ts';
import { postEntries } from '../ledger/post.ts';
import { voidEntry } from '../ledger/void.ts';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { buildApp } from './app.ts';
import type { ApiDeps } from './deps.ts';
import { entryPage } from './schemas/entries.ts';

const { db, owner, ownerUrl } = await testDatabase();
const token = 'a-token-of-enough-length';
const authorization = `Bearer ${token}`;
const open: FastifyInstance[] = [];

const temporalUi = { url: 'http://127.0.0.1:8233/', namespace: 'default' };

function start(over: Partial<ApiDeps> = {}): FastifyInstance {
  const app = buildApp(apiDeps(db, { temporalUi, token, ...over }));
  open.push(app);
  return app;
}

afterAll(() => Promise.all(open.map((app) => app.close())));

const draft = (over: Partial<DraftEntry>): DraftEntry => ({
  type: 'expense',
  amount: '25000',
  currency: 'IDR',
  alternatives: [],
  category: 'makan',
  occurredOn: '2026-11-20',
  merchant: null,
  note: 'kopi',
  items: [],
  evidence: [{ field: 'amount', source: 'text', quote: '25rb' }],
  doubts: [],
  ...over,
});

/** A person with a chat, a message and entries booked from it. */
async function seed(entries: DraftEntry[]) {
  const [contactId, chatId, messageId, questionId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const workflowId = `msg/main/${chatId}/3EB0`;
  await db.insert(contact).values({ id: contactId, displayName: 'Budi' });
  await db.insert(chat).values({ id: chatId, session: 'main', kind: 'direct', contactId, replyJid: 'x' });
  const common = { session: 'main', chatId };
  await db.insert(message).values({
    id: messageId,
    ...common,
    contactId,
    waId: '3EB0',
    kind: 'image',
    body: 'struk',
    workflowId,
    stage: 'booked',
    sentAt: new Date(),
  });
  await db.insert(media).values({ messageId, bucket: 'media', key: 'ab/cd', sha256: 'abcd', bytes: 12, mime: 'image/jpeg' });
  await db.insert(question).values({
    id: questionId,
    messageId,
    chatId,
    contactId,
    workflowId,
    revision: 1,
    waId: questionId,
    entries: [],
    state: 'booked',
  });
  await db.insert(waOutbound).values({
    id: uuidv7(),
    ...common,
    effectKey: `${workflowId}/post`,
    waId: uuidv7(),
    payload: { kind: 'text', text: 'Tercatat' },
  });
  return db.transaction(async (tx) => {
    const book = await openPersonalBook(tx, { contactId, timezone: 'Asia/Jakarta', locale: 'id' });
    const origin = { messageId, workflowId, decidedBy: contactId, source: 'chat' } as const;
    const entryIds = await postEntries(tx, { bookId: book.id, entries, ...origin });
    return { bookId: book.id, contactId, messageId, workflowId, entryIds, origin };
  });
}

type Seeded = Awaited<ReturnType<typeof seed>>;
let app: FastifyInstance;
let budi: Seeded;
let ani: Seeded;

beforeAll(async () => {
  app = start();
  budi = await seed([
    draft({ items: [{ name: 'Kopi', quantity: 2, unitPrice: '12500', amount: '25000' }] }),
    draft({ amount: '50000', category: 'transport', note: 'bensin 100%', occurredOn: '2026-11-21' }),
    draft({ amount: '5000000.50', type: 'income', category: 'gaji', note: 'gaji', occurredOn: '2026-10-31' }),
    draft({ amount: '7000', note: 'salah', occurredOn: '2026-11-20' }),
  ]);
  ani = await seed([draft({ amount: '999000', note: 'sepatu', merchant: 'Toko Sepatu' })]);
  await db.transaction(async (tx) => {
    await openPersonalBook(tx, { contactId: budi.contactId, timezone: 'Asia/Jakarta', locale: 'id' });
    await voidEntry(tx, { bookId: budi.bookId, entryId: budi.entryIds[3]!, reason: 'salah', ...budi.origin });
  });
});

async function get(url: string, headers: Record<string, string> = { authorization }) {
  const response = await app.inject({ url, headers });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
}

const notes = (body: { items: { note: string }[] }) => body.items.map((entry) => entry.note);

describe('entries', () => {
  test('lists newest day first, with amounts as strings and a link to the run', async () => {
    const { status, body } = await get(`/v1/entries?book=${budi.bookId}&status=standing`);
    expect(status).toBe(200);
    expect(notes(body)).toEqual(['bensin 100%', 'kopi', 'gaji']);
    expect(body.next).toBeNull();
    expect(body.items[2]).toMatchObject({ amount: '5000000.50', currency: 'IDR', type: 'income', voidedBy: null });
    expect(body.items[0].run.url).toBe(
      `http://127.0.0.1:8233/namespaces/default/workflows/${encodeURIComponent(budi.workflowId)}`,
    );
  });

  test('an entry of a page has what the documentation says, and nothing else', async () => {
    const { body, headers } = await get(`/v1/entries?book=${budi.bookId}`);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const { items } = entryPage.properties;
    for (const entry of body.items) expect(Object.keys(entry).sort()).toEqual(Object.keys(items.items.properties).sort());
    expect([...Value.Errors(entryPage, body)]).toEqual([]);
  });

  test('shows reversals and what they took back, linked both ways', async () => {
    const { body } = await get(`/v1/entries?book=${budi.bookId}&q=salah`);
    const [first, second] = [...body.items].sort((a: { type: string }, b: { type: string }) => (a.type < b.type ? -1 : 1));
    expect([first.type, second.type]).toEqual(['expense', 'reversal']);
    expect([first.voidedBy, second.reversalOf]).toEqual([second.id, first.id]);
  });

  test.each([
    ['from=2026-11-21', ['bensin 100%']],
    ['to=2026-10-31', ['gaji']],
    ['category=transport', ['bensin 100%']],
    ['type=income', ['gaji']],
    ['q=KOPI', ['kopi']],
    ['q=100%25', ['bensin 100%']],
    ['q=%25', ['bensin 100%']],
  ])('filters by %s', async (filter, expected) => {
    const { body } = await get(`/v1/entries?book=${budi.bookId}&status=standing&${filter}`);
    expect(notes(body)).toEqual(expected);
    const count = await get(`/v1/entries/count?book=${budi.bookId}&status=standing&${filter}`);
    expect(count.body).toEqual({ total: expected.length });
  });

  test('finds text in the merchant, over all books', async () => {
    expect(notes((await get('/v1/entries?q=toko')).body)).toEqual(['sepatu']);
  });

  test('pages do not skip or repeat when something is booked in between', async () => {
    const other = await seed(['a', 'b', 'c', 'd', 'e'].map((note) => draft({ note })));
    const seen: string[] = [];
    let url = `/v1/entries?book=${other.bookId}&limit=2`;
    for (let pages = 0; pages < 10; pages++) {
      const { body, headers } = await get(url);
      seen.push(...notes(body));
      if (!body.next) break;
      url = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1] ?? '';
      await db.transaction(async (tx) => {
        await openPersonalBook(tx, { contactId: other.contactId, timezone: 'Asia/Jakarta', locale: 'id' });
        const entries = [draft({ note: 'baru', occurredOn: '2026-11-22' })];
        await postEntries(tx, { bookId: other.bookId, entries, ...other.origin, workflowId: uuidv7() });
      });
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  test('a cursor of another filter, or a damaged one, is refused', async () => {
    const { body } = await get(`/v1/entries?book=${budi.bookId}&limit=1`);
    for (const url of [`/v1/entries?book=${ani.bookId}&cursor=${body.next}`, '/v1/entries?cursor=bm9uc2Vuc2U']) {
      const refused = await get(url);
      expect([refused.status, refused.body.status]).toEqual([400, 400]);
    }
  });

  test('shows one entry with everything it rests on', async () => {
    const { status, body } = await get(`/v1/entries/${budi.entryIds[0]}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      amount: '25000',
      evidence: [{ field: 'amount', source: 'text', quote: '25rb' }],
      items: [{ line: 1, name: 'Kopi', quantity: '2', unitPrice: '12500', amount: '25000' }],
      postings: [
        { account: 'expense:makan', amount: '25000' },
        { account: 'wallet:tunai', amount: '-25000' },
      ],
      message: {
        id: budi.messageId,
        kind: 'image',
        body: 'struk',
        contact: { name: 'Budi' },
        media: { mime: 'image/jpeg', expiresIn: 300 },
      },
    });
    expect(body.message.media.url).toMatch(
      new RegExp(`^http://localhost(:80)?/v1/media/${budi.messageId}\\?expires=\\d+&signature=`),
    );
  });
});

describe('reports and books', () => {
  test('sums a period without what was taken back', async () => {
    const { body } = await get(`/v1/reports/summary?book=${budi.bookId}&from=2026-11-01&to=2026-11-30`);
    expect(body).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
      currency: 'IDR',
      income: '0',
      expense: '75000',
      categories: [
        { type: 'expense', category: 'transport', amount: '50000', count: 1 },
        { type: 'expense', category: 'makan', amount: '25000', count: 1 },
      ],
    });
  });

  test('lists books', async () => {
    const { body } = await get('/v1/books');
    expect(body.items.map((book: { id: string }) => book.id)).toEqual(expect.arrayContaining([budi.bookId, ani.bookId]));
  });
});

describe('messages', () => {
  test('lists and filters', async () => {
    const all = await get(`/v1/messages?contact=${budi.contactId}&kind=image&stage=booked`);
    expect(all.body.items).toMatchObject([{ id: budi.messageId, contact: { name: 'Budi' }, run: { id: budi.workflowId } }]);
    expect((await get(`/v1/messages?contact=${budi.contactId}&stage=failed`)).body.items).toEqual([]);
  });

  test('tells those about one book', async () => {
    const idsOf = async (book: string): Promise<string[]> =>
      (await get(`/v1/messages?book=${book}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await idsOf(budi.bookId)).toContain(budi.messageId);
    expect(await idsOf(ani.bookId)).not.toContain(budi.messageId);
  });

  test('pages through them', async () => {
    const first = await get('/v1/messages?limit=1');
    const second = await get(`/v1/messages?limit=1&cursor=${first.body.next}`);
    expect(second.status).toBe(200);
    expect(second.body.items[0].id < first.body.items[0].id).toBe(true);
  });

  test('shows what was asked, said and booked', async () => {
    const { body } = await get(`/v1/messages/${budi.messageId}`);
    expect(body).toMatchObject({
      questions: [{ revision: 1, state: 'booked' }],
      replies: [{ step: 'post', text: 'Tercatat', state: 'planned' }],
      media: { sha256: 'abcd' },
    });
    expect(body.entryIds).toEqual(expect.arrayContaining(budi.entryIds));
  });
});

describe('refusals', () => {
  test.each([`/v1/entries/${uuidv7()}`, `/v1/messages/${uuidv7()}`, '/v1/nothing'])('%s is not there', async (url) => {
    const { status, headers, body } = await get(url);
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ type: 'about:blank', title: 'Not Found', status: 404 });
  });

  test.each([
    '/v1/entries?unknown=1',
    '/v1/entries?limit=201',
    '/v1/entries?limit=0',
    '/v1/entries?from=yesterday',
    '/v1/entries?from=2026-02-30',
    '/v1/entries?from=0000-01-01',
    '/v1/entries?category=no%20slug',
    '/v1/entries?sort=note',
    '/v1/entries?min=-1',
    '/v1/entries?book=1',
    '/v1/entries?q=%00',
    '/v1/entries?q=',
    '/v1/entries/1',
    '/v1/messages?stage=nonsense',
    '/v1/reports/summary?from=2026-11-01',
    '/v1/reports/summary?from=2026-11-02&to=2026-11-01',
  ])('%s is a problem of the caller', async (url) => {
    const { status, headers, body } = await get(url);
    expect([status, body.status]).toEqual([400, 400]);
    expect(headers['content-type']).toContain('application/problem+json');
  });

  test.each([
    ['GET', '/v1/entries/%zz', 400],
    ['PATCH', `/v1/entries/${'a'.repeat(65)}`, 414],
  ] as const)('%s %s cannot be read, and is answered in kind', async (method, url, status) => {
    const response = await app.inject({ method, url });
    expect([response.statusCode, response.json().status]).toEqual([status, status]);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });

  test('names the part that is wrong', async () => {
    expect((await get('/v1/entries?unknown=1')).body.errors[0].pointer).toBe('/querystring/unknown');
  });

  test.each([
    ['no token', {}],
    ['another token', { authorization: `Bearer ${token}x` }],
    ['another scheme', { authorization: `Basic ${token}` }],
  ])('%s is 401 on every /v1 route', async (_, headers) => {
    for (const url of ['/v1/entries', '/v1/books', `/v1/messages/${uuidv7()}`, '/v1/reports/summary']) {
      const response = await app.inject({ url, headers });
      expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    }
  });

  test('without a token only this machine is served, under its own name', async () => {
    const local = start({ token: undefined });
    expect((await local.inject({ url: '/v1/books' })).statusCode).toBe(200);
    expect((await local.inject({ url: '/v1/books', remoteAddress: '192.0.2.1' })).statusCode).toBe(403);
    expect((await local.inject({ url: '/v1/books', headers: { host: 'rebound.example' } })).statusCode).toBe(403);
  });
});

test('the log of a request and of a failed query holds no value', async () => {
  const lines: string[] = [];
  const log = pino({ serializers: { err: loggedError } }, { write: (line) => lines.push(line) });
  const failing = connect({ url: ownerUrl, max: 1, name: 'owner', onIdleError: () => {} });
  const logged = buildApp(apiDeps(failing.db), log);
  open.push(logged);
  await owner.query('alter table entry rename column note to renamed');
  const { statusCode, body } = await logged.inject('/v1/entries?q=rahasia');
  await owner.query('alter table entry rename column renamed to note');
  await failing.close();
  expect([statusCode, body]).toEqual([500, expect.stringContaining('Something went wrong')]);
  expect(lines.join('')).toContain('42703');
  expect(lines.join('') + body).not.toContain('rahasia');
});

describe('documentation', () => {
  test('the OpenAPI document is the routes', async () => {
    const observed = start();
    const routes = new Set<string>();
    observed.addHook('onRoute', ({ method, url, schema }) => {
      const path = url.replace(/:(\w+)/g, '{$1}');
      if (method !== 'HEAD' && !url.startsWith('/docs') && !schema?.hide) routes.add(`${method} ${path}`);
    });
    await observed.ready();
    const document = JSON.parse(JSON.stringify(observed.swagger()));
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(new Set(documented)).toEqual(routes);
    expect(routes.size).toBeGreaterThan(9);
  });

  test('/docs shows it under a policy of its own', async () => {
    const page = await app.inject('/docs/');
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    const data = await app.inject('/docs/json');
    expect(data.json().components.schemas.Problem.properties).toHaveProperty('detail');
  });
});
