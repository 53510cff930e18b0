import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import { buildApp } from './app.ts';
import { createEventSource } from './events.ts';

const { db, url, owner } = await testDatabase();
const events = createEventSource({ url, onLost: () => {} });
const app = buildApp(apiDeps(db, { events, token: 'a-token-of-enough-length' }));
let origin: string;
let mine: string;
let other: string;

beforeAll(async () => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  mine = (await aBook(db)).bookId;
  other = (await aBook(db, 'Ani')).bookId;
});
afterAll(async () => {
  await app.close();
  await events.close();
});

/** A stream of events as it comes; `until` waits for a text in it. */
async function listen(headers: { cookie: string }) {
  const request = get(`${origin}/v1/events`, { headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const until = async (part: string) => {
    while (!text.includes(part)) await once(response, 'data');
    return text;
  };
  return { response, until, text: () => text, close: () => request.destroy() };
}

const book = (bookId: string, headers: { cookie: string }) =>
  app.inject({
    method: 'POST',
    url: '/v1/entries',
    payload: { book: bookId, type: 'expense', amount: '1000', occurredOn: '2026-11-20', note: 'rahasia' },
    headers: { ...headers, 'idempotency-key': uuidv7() },
  });

test('tells who may see it what was committed, by id alone, and survives the loss of its connection', async () => {
  const here = await atDesk(db, { [mine]: 'finance' });
  const there = await atDesk(db, { [other]: 'finance' });
  const stream = await listen(here.headers);
  expect([stream.response.statusCode, stream.response.headers['content-type']]).toEqual([200, 'text/event-stream']);
  await stream.until('retry:');
  await book(other, there.headers);
  const { id } = (await book(mine, here.headers)).json();
  const text = await stream.until(id);
  expect(text).toContain(JSON.stringify({ type: 'entry', book: mine, id }));
  expect(text).not.toMatch(new RegExp(`rahasia|${other}`));
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'api-events' and datname = current_database()`,
  );
  await stream.until('event: reload');
  const again = (await book(mine, here.headers)).json();
  await stream.until(again.id);
  stream.close();
});

test('one caller has no more streams than a person has tabs', async () => {
  const { headers } = await atDesk(db, { [mine]: 'finance' });
  const streams = await Promise.all(Array.from({ length: 20 }, () => listen(headers)));
  const refused = await listen(headers);
  expect(refused.response.statusCode).toBe(503);
  for (const stream of [...streams, refused]) stream.close();
});

test('a member is told nothing: what others book is not theirs to know', async () => {
  const { headers } = await atDesk(db, { [mine]: 'member' });
  const stream = await listen(headers);
  expect(stream.response.statusCode).toBe(403);
  stream.close();
});
