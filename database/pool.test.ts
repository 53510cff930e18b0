import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { testDatabase } from '../test/database.ts';

const { db, owner } = await testDatabase();

it('a connection that breaks between two statements of a transaction fails the transaction, not the process', async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => void uncaught.push(error);
  process.on('uncaughtException', note);
  const broken = db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await owner.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    // The news arrives while no statement is under way.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await tx.execute(sql`select 1`);
  });
  await expect(broken).rejects.toThrow();
  process.off('uncaughtException', note);
  expect(uncaught).toEqual([]);
  const { rows } = await db.execute<{ one: number }>(sql`select 1 as one`);
  expect(rows).toEqual([{ one: 1 }]);
});
