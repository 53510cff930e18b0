import type { FastifyInstance } from 'fastify';
import { TOTP } from 'otpauth';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import { addStaff, disableStaff, resetPassword } from './access/staff.ts';
import { buildApp } from './app.ts';

const { db } = await testDatabase();
const token = 'a-token-of-enough-length';
const app: FastifyInstance = buildApp(apiDeps(db, { token }));
afterAll(() => app.close());

const password = 'kopi-tubruk-lima-gelas';
const email = 'sari@example.test';
let mine: string;
let other: string;

beforeAll(async () => {
  await app.ready();
  await addStaff(db, { email, name: 'Sari', admin: false, password });
  mine = (await aBook(db)).bookId;
  other = (await aBook(db, 'Ani')).bookId;
});

const post = (url: string, payload: object | undefined, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers });
const logIn = (over: object = {}, address = '192.0.2.1') =>
  app.inject({ method: 'POST', url: '/v1/auth/login', payload: { email, password, ...over }, remoteAddress: address });
const cookieOf = (response: Awaited<ReturnType<typeof logIn>>) => {
  const [cookie] = response.cookies;
  return { cookie: `${cookie!.name}=${cookie!.value}` };
};
const me = (headers: Record<string, string>) => app.inject({ url: '/v1/auth/me', headers });

describe('login', () => {
  test('sets a cookie no script and no other site gets, and me says who it is', async () => {
    const response = await logIn({ email: 'SARI@example.test' });
    expect([response.statusCode, response.json().staff.name]).toEqual([200, 'Sari']);
    expect(response.cookies[0]).toMatchObject({ name: 'catat_session', httpOnly: true, sameSite: 'Strict', path: '/' });
    expect((await me(cookieOf(response))).json()).toMatchObject({ kind: 'staff', name: 'Sari', admin: false, books: [] });
  });

  test('the cookie asks for TLS under any name but that of this machine', async () => {
    const remote = await app.inject({
      method: 'POST',
      url: '/v1/auth/login',
      payload: { email, password },
      headers: { host: 'desk.example' },
    });
    expect(remote.cookies[0]).toMatchObject({ secure: true });
  });

  test('a wrong password and an unknown address are refused in the same words', async () => {
    const [wrong, unknown] = [await logIn({ password: 'x' }), await logIn({ email: 'nobody@example.test' })];
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    expect(wrong.json()).toEqual(unknown.json());
  });

  test('guessing ends after ten tries, for that address alone', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries++) statuses.push((await logIn({ password: `guess ${tries}` }, '192.0.2.9')).statusCode);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    expect((await logIn({}, '192.0.2.10')).statusCode).toBe(200);
  });

  test('logging out ends the session', async () => {
    const headers = cookieOf(await logIn());
    expect((await post('/v1/auth/logout', undefined, headers)).statusCode).toBe(204);
    expect((await me(headers)).statusCode).toBe(401);
  });

  test('a changed password ends every other session, and only the right one changes it', async () => {
    const added = await addStaff(db, { email: 'eka@example.test', admin: false });
    const login = { email: 'eka@example.test', password: added!.password };
    const [here, there] = [cookieOf(await logIn(login)), cookieOf(await logIn(login))];
    const change = (current: string) =>
      app.inject({ method: 'PATCH', url: '/v1/auth/me', headers: here, payload: { password: { current, next: password } } });
    expect((await change('not it')).statusCode).toBe(403);
    expect((await change(added!.password)).statusCode).toBe(200);
    expect([(await me(here)).statusCode, (await me(there)).statusCode]).toEqual([200, 401]);
  });

  test('a second factor is asked for, takes each code once, and a new password of the operator takes it away', async () => {
    const added = await addStaff(db, { email: 'tita@example.test', admin: false });
    const login = { email: 'tita@example.test', password: added!.password };
    const headers = cookieOf(await logIn(login));
    const proposal = (await post('/v1/auth/totp', { password: added!.password }, headers)).json();
    const code = (offset = 0) => new TOTP({ secret: proposal.secret }).generate({ timestamp: Date.now() + offset });
    const confirmed = await app.inject({
      method: 'PUT',
      url: '/v1/auth/totp',
      headers,
      payload: { secret: proposal.secret, code: code() },
    });
    expect(confirmed.statusCode).toBe(204);
    expect((await logIn(login)).json().reason).toBe('code-needed');
    expect((await logIn({ ...login, totp: code() })).statusCode).toBe(401);
    const [first, second] = await Promise.all([logIn({ ...login, totp: code(30_000) }), logIn({ ...login, totp: code(30_000) })]);
    expect([first.statusCode, second.statusCode].sort()).toEqual([200, 401]);
    await resetPassword(db, login.email, password);
    expect((await logIn({ email: login.email })).statusCode).toBe(200);
  });

  test('who is shut out is out at once', async () => {
    await addStaff(db, { email: 'gone@example.test', admin: false, password });
    const headers = cookieOf(await logIn({ email: 'gone@example.test' }));
    await disableStaff(db, 'gone@example.test');
    expect((await me(headers)).statusCode).toBe(401);
    expect((await logIn({ email: 'gone@example.test' })).statusCode).toBe(401);
  });

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('a page of another site cannot write in somebody else’s name: %o', async (forged) => {
    const headers = cookieOf(await logIn());
    expect((await post('/v1/auth/logout', undefined, { ...headers, ...JSON.parse(JSON.stringify(forged)) })).statusCode).toBe(
      403,
    );
    expect((await me(headers)).statusCode).toBe(200);
  });
});

describe('books', () => {
  test('each sees their own; another is not there at all', async () => {
    const { headers } = await atDesk(db, { [mine]: 'finance' });
    const books = await app.inject({ url: '/v1/books', headers });
    expect(books.json().items.map(({ id }: { id: string }) => id)).toEqual([mine]);
    expect((await me(headers)).json().books).toMatchObject([{ id: mine, role: 'finance' }]);
    for (const url of [`/v1/entries?book=${other}`, `/v1/reports/summary?book=${other}&from=2026-01-01&to=2026-12-31`])
      expect((await app.inject({ url, headers })).statusCode).toBe(404);
  });

  test('a member sees nothing but entries of their own making', async () => {
    const { headers: finance } = await atDesk(db, { [mine]: 'finance' });
    const { headers: member } = await atDesk(db, { [mine]: 'member' });
    const book = (headers: Record<string, string>, note: string) =>
      post(
        '/v1/entries',
        { book: mine, type: 'expense', amount: '1000', occurredOn: '2026-11-20', note },
        { ...headers, 'idempotency-key': uuidv7() },
      );
    const theirs = (await book(finance, 'theirs')).json();
    const own = (await book(member, 'own')).json();
    const list = (await app.inject({ url: '/v1/entries', headers: member })).json();
    expect(list.items.map(({ note }: { note: string }) => note)).toEqual(['own']);
    expect((await app.inject({ url: `/v1/entries/${theirs.id}`, headers: member })).statusCode).toBe(404);
    expect((await app.inject({ url: `/v1/entries/${own.id}`, headers: member })).statusCode).toBe(200);
  });
});

describe('keys', () => {
  const makeKey = async (headers: Record<string, string>, over: object = {}) =>
    post('/v1/api-keys', { name: 'script', role: 'auditor', scopes: ['entries:read'], ...over }, headers);
  const using = (key: string, url = '/v1/entries') => app.inject({ url, headers: { authorization: `Bearer ${key}` } });

  test('opens what it was made for, until it is revoked', async () => {
    const { headers } = await atDesk(db, { [mine]: 'owner' });
    const made = (await makeKey(headers)).json();
    expect(made.key).toMatch(/^ck_[0-9a-f]{12}_/);
    expect((await using(made.key)).statusCode).toBe(200);
    expect((await using(made.key, `/v1/entries?book=${other}`)).statusCode).toBe(404);
    expect((await using(made.key, `/v1/reports/summary?from=2026-01-01&to=2026-12-31`)).statusCode).toBe(403);
    expect((await using(`${made.key.slice(0, -1)}${made.key.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(401);
    const revoked = await app.inject({ method: 'DELETE', url: `/v1/api-keys/${made.id}`, headers });
    expect([revoked.statusCode, (await using(made.key)).statusCode]).toEqual([204, 401]);
  });

  test('is made by owners for their books, never by a key, and tells itself once', async () => {
    const finance = await atDesk(db, { [mine]: 'finance' });
    expect((await makeKey(finance.headers)).statusCode).toBe(403);
    const owner = await atDesk(db, { [mine]: 'owner' });
    expect((await makeKey(owner.headers, { book: other })).statusCode).toBe(404);
    const { key } = (await makeKey(owner.headers, { role: 'owner', scopes: ['settings:write'] })).json();
    expect((await makeKey({ authorization: `Bearer ${key}` })).statusCode).toBe(403);
    const list = (await app.inject({ url: '/v1/api-keys', headers: owner.headers })).body;
    expect(list).not.toContain(key);
    expect(list).not.toContain(/^ck_[0-9a-f]{12}_(.+)$/.exec(key)![1]);
  });

  test('dies with its maker', async () => {
    const owner = await atDesk(db, { [mine]: 'owner' });
    const { key } = (await makeKey(owner.headers)).json();
    await disableStaff(db, `${owner.id}@example.test`);
    expect((await using(key)).statusCode).toBe(401);
  });
});
