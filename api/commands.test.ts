import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chat, message, question } from '../database/schema/index.ts';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import type { Decision } from '../workflows/contracts.ts';
import { buildApp } from './app.ts';

const { db, owner } = await testDatabase();
const decided: { workflowId: string; updateId: string; decision: Decision }[] = [];
const retried: string[] = [];
const deps = apiDeps(db, { token: 'a-token-of-enough-length' });
const app = buildApp({
  ...deps,
  temporal: {
    ...deps.temporal,
    decide: async (workflowId, updateId, decision) => {
      decided.push({ workflowId, updateId, decision });
      return workflowId.endsWith('closed') ? 'QuestionClosed' : null;
    },
    retry: async ({ workflowId }) => void retried.push(workflowId),
  },
});
afterAll(() => app.close());

let book: string;
let contactId: string;
let finance: { id: string; headers: { cookie: string } };
let approvers: { headers: { cookie: string } }[];

beforeAll(async () => {
  ({ bookId: book, contactId } = await aBook(db));
  finance = await atDesk(db, { [book]: 'finance' });
  approvers = [await atDesk(db, { [book]: 'approver' }), await atDesk(db, { [book]: 'approver' })];
});

const send = (
  method: 'POST' | 'PATCH',
  url: string,
  payload: object,
  headers: Record<string, string> = {},
  who = finance.headers,
) => app.inject({ method, url, payload, headers: { ...who, ...headers } });
const entry = (over: object = {}) => ({
  book,
  type: 'expense',
  amount: '25000',
  occurredOn: '2026-11-20',
  note: 'kopi',
  ...over,
});
const booked = async (over: object = {}) =>
  (await send('POST', '/v1/entries', entry(over), { 'idempotency-key': uuidv7() })).json() as { id: string };

describe('Idempotency-Key', () => {
  test('sent again, a request is answered as the first time and does nothing', async () => {
    const headers = { 'idempotency-key': uuidv7() };
    const first = await send('POST', '/v1/entries', entry({ note: 'sekali' }), headers);
    const again = await send('POST', '/v1/entries', entry({ note: 'sekali' }), headers);
    expect([first.statusCode, again.statusCode, again.headers['idempotent-replayed']]).toEqual([201, 201, 'true']);
    expect([again.json().id, again.headers.etag]).toEqual([first.json().id, first.headers.etag]);
    expect((await app.inject({ url: `/v1/entries/count?q=sekali`, headers: finance.headers })).json()).toEqual({ total: 1 });
  });

  test('with another body it is refused, without one too, and it is nobody else’s key', async () => {
    const headers = { 'idempotency-key': uuidv7() };
    await send('POST', '/v1/entries', entry(), headers);
    expect((await send('POST', '/v1/entries', entry({ amount: '1' }), headers)).json()).toMatchObject({
      status: 422,
      reason: 'key-reused',
    });
    expect((await send('POST', '/v1/entries', entry())).statusCode).toBe(400);
    const other = await atDesk(db, { [book]: 'finance' });
    expect((await send('POST', '/v1/entries', entry({ amount: '1' }), headers, other.headers)).statusCode).toBe(201);
  });

  test('ten at once are one', async () => {
    const headers = { 'idempotency-key': uuidv7() };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => send('POST', '/v1/entries', entry({ note: 'serentak' }), headers)),
    );
    for (const response of all) expect([201, 409]).toContain(response.statusCode);
    expect((await app.inject({ url: `/v1/entries/count?q=serentak`, headers: finance.headers })).json()).toEqual({ total: 1 });
  });

  test('what was refused may be sent again with the same key', async () => {
    const headers = { 'idempotency-key': uuidv7() };
    expect((await send('POST', '/v1/entries', entry({ wallet: 'wallet:nanti' }), headers)).json()).toMatchObject({
      reason: 'NoSuchWallet',
    });
    await send('POST', `/v1/wallets?book=${book}`, { name: 'Nanti' }, { 'idempotency-key': uuidv7() });
    expect((await send('POST', '/v1/entries', entry({ wallet: 'wallet:nanti' }), headers)).statusCode).toBe(201);
  });
});

describe('a version', () => {
  test('is asked for, and an old one changes nothing', async () => {
    const { id } = await booked();
    expect((await send('PATCH', `/v1/entries/${id}`, { amount: '30000' })).statusCode).toBe(428);
    await send('POST', `/v1/entries/${id}/comments`, { body: 'bon?' }, { 'idempotency-key': uuidv7() });
    expect((await send('PATCH', `/v1/entries/${id}`, { amount: '30000' }, { 'if-match': '"1"' })).statusCode).toBe(412);
    const edited = await send('PATCH', `/v1/entries/${id}`, { amount: '30000', reason: 'salah' }, { 'if-match': '"2"' });
    expect(edited.json()).toMatchObject({ amount: '30000', corrects: id, reason: 'salah', comments: [{ body: 'bon?' }] });
    expect(edited.json().history).toHaveLength(3);
  });

  test('of two who take an entry back at once, one does', async () => {
    const { id } = await booked();
    const take = () => send('POST', `/v1/entries/${id}/void`, { reason: 'dobel' }, { 'if-match': '"1"' });
    const statuses = (await Promise.all([take(), take(), take()])).map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([200, 409, 409]);
  });
});

test('a bulk change tells of each entry what became of it', async () => {
  const [one, two] = [await booked(), await booked()];
  await send('POST', `/v1/entries/${two.id}/void`, { reason: 'x' }, { 'if-match': '"1"' });
  const payload = { book, ids: [one.id, two.id, uuidv7()], set: { category: 'transport' } };
  const { changed, results } = (await send('POST', '/v1/entries/bulk', payload, { 'idempotency-key': uuidv7() })).json();
  expect([changed, results.map(({ result }: { result: string }) => result)]).toEqual([
    1,
    ['changed', 'AlreadyVoided', 'NoSuchEntry'],
  ]);
});

describe('approval', () => {
  const ask = async () => {
    const response = await send('POST', '/v1/entries', entry({ amount: '9000000', note: 'laptop' }), {
      'idempotency-key': uuidv7(),
    });
    expect(response.statusCode).toBe(202);
    return response.json().id as string;
  };
  const say = (id: string, who: { headers: { cookie: string } }, word = 'approve') =>
    app.inject({ method: 'POST', url: `/v1/approvals/${id}/${word}`, headers: who.headers });

  beforeAll(async () => {
    const { headers } = await atDesk(db, { [book]: 'owner' });
    const rules = [{ minAmount: '5000000', approvers: 1 }];
    await app.inject({ method: 'PUT', url: `/v1/books/${book}/approval-policy`, payload: { rules }, headers });
  });

  test('is never given by the maker, and books when it is complete', async () => {
    const id = await ask();
    expect((await say(id, finance)).json()).toMatchObject({ status: 403, reason: 'MakerIsChecker' });
    const said = (await say(id, approvers[0]!)).json();
    expect(said).toMatchObject({ state: 'approved', entryIds: [expect.any(String)] });
    const made = (await app.inject({ url: `/v1/entries/${said.entryIds[0]}`, headers: finance.headers })).json();
    expect(made).toMatchObject({ amount: '9000000', decidedBy: finance.id, approvalId: id });
  });

  test('of a yes and a no at once, one counts', async () => {
    const id = await ask();
    const both = await Promise.all([say(id, approvers[0]!), say(id, approvers[1]!, 'reject')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  test('is not got around by a correction', async () => {
    const { id } = await booked();
    const raised = await send('PATCH', `/v1/entries/${id}`, { amount: '9000000' }, { 'if-match': '"1"' });
    expect(raised.json()).toMatchObject({ status: 409, reason: 'NeedsApproval' });
  });
});

describe('messages', () => {
  const aMessage = async (stage: 'asking' | 'failed', name = uuidv7(), from = contactId) => {
    const [id, chatId] = [uuidv7(), uuidv7()];
    await db.insert(chat).values({ id: chatId, session: name, kind: 'direct', contactId: from, replyJid: 'x' });
    const common = { session: name, chatId, contactId: from, waId: name };
    await db
      .insert(message)
      .values({ id, ...common, kind: 'text', body: 'kopi 25rb', workflowId: `msg/${name}`, stage, sentAt: new Date() });
    return id;
  };
  const key = () => ({ 'idempotency-key': uuidv7() });

  test('of the owner of a team’s book are there for its staff alone, before anything is booked', async () => {
    const shop = await aBook(db, 'Hendra');
    await owner.query("update book set kind = 'team' where id = $1", [shop.bookId]);
    const clerk = await atDesk(db, { [shop.bookId]: 'finance' });
    const id = await aMessage('asking', uuidv7(), shop.contactId);
    const asked = async (headers: { cookie: string }) =>
      (await app.inject({ url: '/v1/messages?stage=asking', headers })).json().items.map((line: { id: string }) => line.id);
    expect(await asked(clerk.headers)).toEqual([id]);
    expect(await asked(finance.headers)).not.toContain(id);
  });

  test('are decided by the same update as from the phone', async () => {
    const id = await aMessage('asking');
    const headers = key();
    const entries = [{ line: 1, set: { amount: '35000', category: 'makan' } }];
    const response = await send('POST', `/v1/messages/${id}/decision`, { decision: 'correct', entries }, headers);
    expect(response.statusCode).toBe(202);
    expect(decided.at(-1)).toMatchObject({
      updateId: `desk/${finance.id}/${headers['idempotency-key']}`,
      decision: {
        by: finance.id,
        messageId: null,
        reply: {
          kind: 'correct',
          changes: [
            { field: 'amount', value: '35000' },
            { field: 'category', value: 'makan' },
          ],
        },
      },
    });
    const late = await aMessage('asking', 'closed');
    expect((await send('POST', `/v1/messages/${late}/decision`, { decision: 'confirm' }, key())).json()).toMatchObject({
      status: 409,
      reason: 'QuestionClosed',
    });
  });

  test('that failed before anything was asked are run again, others are not', async () => {
    const id = await aMessage('failed');
    expect((await app.inject({ url: `/v1/messages/${id}`, headers: finance.headers })).json()).toMatchObject({
      retriable: true,
      bookId: book,
    });
    expect((await send('POST', `/v1/messages/${id}/retry`, {}, key())).statusCode).toBe(202);
    expect(retried).toHaveLength(1);
    const { rows } = await owner.query('select stage from message where id = $1', [id]);
    expect(rows).toEqual([{ stage: 'reading' }]);
    const asked = await aMessage('failed');
    const [row] = await db.select().from(message);
    await db.insert(question).values({
      id: uuidv7(),
      messageId: asked,
      chatId: row!.chatId,
      contactId,
      workflowId: 'x',
      revision: 1,
      waId: uuidv7(),
      entries: [],
    });
    expect((await send('POST', `/v1/messages/${asked}/retry`, {}, key())).json()).toMatchObject({
      status: 409,
      reason: 'not-retriable',
    });
  });
});
