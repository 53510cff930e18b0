import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Transaction } from './pool.ts';

/** Texts of statements that connections keep: each is some kilobytes of plan in each of them. Others are planned each time. */
const maxPrepared = 64;

const dialect = new PgDialect();
const names = new Map<string, string>();

/** The name of a statement, the same for one text as long as the process lives; none beyond the limit. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxPrepared) return known;
  const name = `catat_${names.size + 1}`;
  names.set(text, name);
  return name;
}

/**
 * Runs a query that comes often and always in the same few texts as a prepared statement: each connection parses it once, and plans it a
 * few times at most. For queries whose best plan does not hang on their values. @returns its rows, dates and moments as text
 */
export async function executePrepared<Row extends Record<string, unknown>>(tx: Transaction, query: SQL): Promise<Row[]> {
  const built = dialect.sqlToQuery(query);
  const statement = tx._.session.prepareQuery<{ execute: { rows: Row[] }; all: never; values: never }>(
    built,
    undefined,
    nameOf(built.sql),
    false,
  );
  return (await statement.execute()).rows;
}
