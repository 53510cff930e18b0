import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { testDatabase } from '../test/database.ts';
import { readOnce } from './flight.ts';
import { limitCalls } from './limit.ts';
import { transact } from './pool.ts';
import * as schema from './schema/index.ts';

const { url } = await testDatabase();
const pools: pg.Pool[] = [];
afterEach(async () => void (await Promise.all(pools.splice(0).map((pool) => pool.end()))));

/** A pool of one connection whose calls may take so long. */
function limited(limit_ms: number) {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    limitCalls(client, limit_ms);
  });
  pools.push(pool);
  const db = drizzle(pool, { schema });
  const backend = async () => (await pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
  return { pool, db, backend };
}

/** Far beyond any limit below. */
const endless = 'select pg_sleep(60)';
const staff = { 'app.staff': 'on' } as const;

test.each([
  ['a query', ({ pool }) => pool.query(endless)],
  ['a statement of a transaction', ({ db }) => transact(db, staff, (tx) => tx.execute(sql.raw(endless)))],
  ['a read in one message', ({ db }) => readOnce(db, staff, sql.raw(endless))],
] as [string, (one: ReturnType<typeof limited>) => Promise<unknown>][])(
  '%s that is not answered in time fails, and the next one gets another connection',
  async (_, ask) => {
    const one = limited(500);
    const before = await one.backend();
    const thrown = await ask(one).catch((error: Error) => error.cause ?? error);
    expect(thrown).toEqual(new Error('Query read timeout'));
    expect(await one.backend()).not.toBe(before);
  },
);

test('calls one after the other, each in time, take as long as they take; so does the rest between them', async () => {
  const { pool, backend } = limited(2_000);
  const before = await backend();
  for (let call = 0; call < 3; call += 1) await pool.query('select pg_sleep(0.8)');
  await pause(2_200);
  expect(await backend()).toBe(before);
});

test('a query that is refused does not count as one that waits', async () => {
  const { db, backend } = limited(1_500);
  const before = await backend();
  await expect(readOnce(db, staff, sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
  await pause(1_700);
  expect(await backend()).toBe(before);
});
