import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import { buildApp } from './app.ts';

const { db } = await testDatabase();
const app = buildApp(apiDeps(db, { token: 'a-token-of-enough-length' }));
afterAll(() => app.close());

let book: string;
let headers: { cookie: string };
const get = (url: string) => app.inject({ url, headers });

beforeAll(async () => {
  book = (await aBook(db)).bookId;
  headers = (await atDesk(db, { [book]: 'finance' })).headers;
  for (const [type, amount, occurredOn, category, merchant] of [
    ['income', '5000000', '2026-10-01', 'gaji', null],
    ['expense', '45000.50', '2026-10-02', 'makan', 'Warung <Bu> & "Sri"'],
    ['expense', '20000', '2026-11-03', 'transport', null],
  ] as const) {
    const payload = { book, type, amount, occurredOn, category, note: 'x', ...(merchant ? { merchant } : {}) };
    const response = await app.inject({
      method: 'POST',
      url: '/v1/entries',
      payload,
      headers: { ...headers, 'idempotency-key': uuidv7() },
    });
    expect(response.statusCode).toBe(201);
  }
});

const range = () => `book=${book}&from=2026-10-01&to=2026-11-30`;

test('tell the same sums in data', async () => {
  expect((await get(`/v1/reports/summary?${range()}`)).json()).toMatchObject({ income: '5000000', expense: '65000.50' });
  const months = (await get(`/v1/reports/category-month?${range()}`)).json().items;
  expect(months.map(({ month, category, amount }: Record<string, string>) => [month, category, amount])).toEqual([
    ['2026-10', 'makan', '45000.50'],
    ['2026-10', 'gaji', '5000000'],
    ['2026-11', 'transport', '20000'],
  ]);
  const flow = (await get(`/v1/reports/cash-flow?${range()}`)).json().items;
  expect(flow.map(({ net, balance }: Record<string, string>) => [net, balance])).toEqual([
    ['4954999.50', '4954999.50'],
    ['-20000', '4934999.50'],
  ]);
  const trial = (await get(`/v1/reports/trial-balance?book=${book}&asOf=2026-11-30`)).json();
  expect(trial.totals).toEqual([{ currency: 'IDR', debit: '5000000', credit: '5000000' }]);
  expect((await get(`/v1/reports/merchants?${range()}`)).json().items).toMatchObject([
    { merchant: 'Warung <Bu> & "Sri"', count: 1 },
  ]);
  expect((await get(`/v1/reports/members?${range()}`)).json().items).toMatchObject([{ name: 'Sari', count: 3 }]);
  expect((await get(`/v1/reports/quality?${range()}`)).json().entries.others).toBe(3);
});

test.each(['summary', 'category-month', 'cash-flow', 'merchants', 'savings'])(
  '%s is drawn as an accessible picture',
  async (report) => {
    for (const theme of ['light', 'dark']) {
      const response = await get(`/v1/reports/${report}?${range()}&format=svg&theme=${theme}`);
      expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'image/svg+xml']);
      expect(response.body).toMatch(
        /^<svg [^>]*role="img" aria-labelledby="chart-title chart-description"><title id="chart-title">[^<]+<\/title><desc/,
      );
      expect(response.body).not.toMatch(/<script|<Bu>/);
      expect(response.body).toContain(theme === 'dark' ? '#0d1117' : '#ffffff');
    }
  },
);

test('a budget is drawn beside what was spent', async () => {
  const payload = { category: 'makan', amount: '100000' };
  const url = `/v1/budgets?book=${book}`;
  await app.inject({ method: 'POST', url, payload, headers: { ...headers, 'idempotency-key': uuidv7() } });
  expect((await get(`/v1/reports/budget-use?book=${book}&month=2026-10`)).json().items).toMatchObject([
    { category: 'makan', spent: '45000.50', left: '54999.50', share: 0.45 },
  ]);
  expect((await get(`/v1/reports/budget-use?book=${book}&month=2026-10&format=svg`)).body).toContain('Anggaran');
});

test('a report nobody can read is refused: too many steps', async () => {
  expect((await get(`/v1/reports/cash-flow?book=${book}&from=2000-01-01&to=2026-01-01&by=day`)).statusCode).toBe(422);
});
