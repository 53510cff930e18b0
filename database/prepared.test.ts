import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '../test/database.ts';
import { transact } from './pool.ts';
import { executePrepared } from './prepared.ts';

const { db } = await testDatabase();

test('a text is parsed once by a connection, whatever its values', async () => {
  const told = await transact(db, { 'app.staff': 'on' }, async (tx) => {
    const rows = [];
    for (const value of ['2026-11-20', '2026-11-21'])
      rows.push(...(await executePrepared(tx, sql`select ${value}::date as day`)));
    const { rows: kept } = await tx.execute(
      sql`select statement from pg_prepared_statements where statement like '%::date as day'`,
    );
    return { rows, kept };
  });
  expect(told.rows).toEqual([{ day: '2026-11-20' }, { day: '2026-11-21' }]);
  expect(told.kept).toEqual([{ statement: 'select $1::date as day' }]);
});

test('connections keep so many texts and no more; the others work all the same', async () => {
  const kept = await transact(db, { 'app.staff': 'on' }, async (tx) => {
    for (let text = 0; text < 100; text += 1) {
      const [row] = await executePrepared(tx, sql`select ${text}::int as ${sql.identifier(`text_${text}`)}`);
      expect(row).toEqual({ [`text_${text}`]: text });
    }
    const { rows } = await tx.execute<{ count: number }>(sql`select count(*)::int as count from pg_prepared_statements`);
    return rows[0]?.count;
  });
  expect(kept).toBe(64);
});
