import { createTableRelationsHelpers, extractTablesRelationalConfig, sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres/session';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { limitCalls } from './limit.ts';
import * as schema from './schema/index.ts';

export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };
/** A running transaction: what every query function takes. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** A statement may take this long: ours are single-row work; reports set their own limit. */
const statementTimeout_ms = 10_000;
/** A black-holed server must not hang a caller: the client gives up after this. */
const queryTimeout_ms = 15_000;
const connectTimeout_ms = 5_000;

export interface Connection {
  db: Database;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens a pool as the application role.
 * @param onIdleError told when an idle connection breaks (server restart); the pool heals by itself.
 */
export function connect(options: { url: string; max: number; name: string; onIdleError: (error: Error) => void }): Connection {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    application_name: options.name,
    connectionTimeoutMillis: connectTimeout_ms,
    statement_timeout: statementTimeout_ms,
    keepAlive: true,
  });
  pool.on('error', options.onIdleError);
  // Between two statements of a transaction nobody listens to a connection: one that broke then would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    limitCalls(client, queryTimeout_ms);
  });
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}

/** True when the server answers a query; never throws. */
export const isReachable = ({ pool }: Connection): Promise<boolean> =>
  pool.query('select 1').then(
    () => true,
    () => false,
  );

const dialect = new PgDialect();
const { tables, tableNamesMap } = extractTablesRelationalConfig<Transaction['_']['schema'] & {}>(
  schema,
  createTableRelationsHelpers,
);
const relations = { fullSchema: schema, schema: tables, tableNamesMap };

/** The transaction somebody has begun on a connection, to be handed to query functions. */
export const transactionOn = (client: pg.ClientBase): Transaction =>
  new NodePgTransaction(dialect, new NodePgSession(client as pg.PoolClient, dialect, relations), relations);

/** What row-level security and the audit go by, for as long as a transaction. */
export type Settings = Readonly<Record<`app.${string}`, string>>;

/**
 * Runs `work` in a transaction with settings of its own, for row-level security and the audit to go by. They travel with BEGIN: a round
 * trip less for everything there is. @throws what `work` throws, after the rollback
 */
export async function transact<T>(
  db: Database,
  settings: Settings,
  work: (tx: Transaction) => Promise<T>,
  { readOnly = false } = {},
): Promise<T> {
  const client = await db.$client.connect();
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`);
  let broken = false;
  try {
    await client.query(`begin${readOnly ? ' read only' : ''}; select ${set.join(', ')}`);
    const result = await work(transactionOn(client));
    await client.query('commit');
    return result;
  } catch (thrown) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw thrown;
  } finally {
    client.release(broken);
  }
}

/** Runs `work` in a transaction that sees and writes one book only (row-level security). */
export const withBook = <T>(db: Database, bookId: string, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  transact(db, { 'app.book': bookId }, work);

/** Narrows a running transaction to one book until it ends. */
export async function enterBook(tx: Transaction, bookId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.book', ${bookId}, true)`);
}

/** Runs `work` as staff of the deployment, who may read every book. */
export const withAllBooks = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  transact(db, { 'app.staff': 'on' }, work);
