import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '../test/database.ts';
import { readOnce } from './flight.ts';
import { connect } from './pool.ts';

const { url } = await testDatabase();

/** One connection: what one read leaves behind, the next would see. */
const alone = () => connect({ url, max: 1, name: 'test', onIdleError: () => {} });

const staff = { 'app.staff': 'on', 'app.actor': `o'brien "x"` } as const;

test('settings hold for the query and no longer; values come as text', async () => {
  const { db, close } = alone();
  const seen = sql`select current_setting('app.actor', true), null, ${7}::int, date '2026-11-20' union all select 'b', 'c', 1, null`;
  expect(await readOnce(db, staff, seen)).toEqual([
    [`o'brien "x"`, null, '7', '2026-11-20'],
    ['b', 'c', '1', null],
  ]);
  expect((await db.execute(sql`select current_setting('app.actor', true) as actor`)).rows).toEqual([{ actor: '' }]);
  await close();
});

test('it only reads', async () => {
  const { db, close } = alone();
  const write = sql`insert into contact (id, display_name) values (gen_random_uuid(), 'x') returning id`;
  await expect(readOnce(db, staff, write)).rejects.toMatchObject({ code: '25006' });
  await close();
});

test('a connection parses a prepared query once, also behind one that failed', async () => {
  const { db, close } = alone();
  const backend = async () => (await readOnce(db, staff, sql`select pg_backend_pid()`))[0]?.[0];
  const halved = (by: string) => readOnce(db, staff, sql`select 6 / ${by}::int as half`, { prepared: true });
  const before = await backend();
  await expect(halved('0')).rejects.toMatchObject({ code: '22012' });
  await expect(halved('none')).rejects.toMatchObject({ code: '22P02' });
  for (const by of ['1', '2', '3']) expect(await halved(by)).toEqual([[String(6 / Number(by))]]);
  expect(await backend()).toBe(before);
  const kept = sql`select statement from pg_prepared_statements where statement like '%as half' and statement not like '%like%'`;
  expect(await readOnce(db, staff, kept)).toEqual([['select 6 / $1::int as half']]);
  await close();
});

test('a connection that breaks fails its query alone', async () => {
  const { db, close } = alone();
  await expect(readOnce(db, staff, sql`select pg_terminate_backend(pg_backend_pid())`)).rejects.toThrow();
  expect(await readOnce(db, staff, sql`select 1`)).toEqual([['1']]);
  await close();
});
