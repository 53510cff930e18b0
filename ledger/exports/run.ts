import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Database, Transaction } from '../../database/pool.ts';
import * as schema from '../../database/schema/index.ts';
import type { EntryFilter } from '../entries.ts';
import { bom, type CsvOptions, csvCount, csvHeader, csvQuery } from './csv.ts';
import { type ExportKind, writeExport } from './write.ts';

/** A file of a million entries takes seconds; one that takes longer than this is stuck. */
const exportTimeout_ms = 10 * 60_000;
const connectTimeout_ms = 5_000;

/** One look at the database for a whole file. */
export interface Snapshot {
  client: pg.Client;
  tx: Transaction;
}

/**
 * Runs `work` on a connection of its own, at one moment of the database: a file takes too long for a connection of the pool, and for its
 * time-outs.
 * @param enter says what the transaction may see.
 */
export async function atOneMoment<T>(
  db: Database,
  enter: (tx: Transaction) => Promise<unknown>,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const { connectionString } = (db as Database & { $client: pg.Pool }).$client.options;
  const client = new pg.Client({
    connectionString,
    application_name: 'export',
    connectionTimeoutMillis: connectTimeout_ms,
    statement_timeout: exportTimeout_ms,
    keepAlive: true,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await drizzle(client, { schema }).transaction(
      async (tx) => {
        await enter(tx);
        return work({ client, tx });
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

const quote = (text: string): string => pg.escapeLiteral(text);

/** How many rows a CSV will have. */
export async function countCsv({ client }: Snapshot, filter: EntryFilter): Promise<number> {
  const { rows } = await client.query<{ rows: string }>(csvCount(filter, quote));
  return Number(rows[0]?.rows ?? 0);
}

/** Writes a CSV as Postgres writes it, whatever its size in bounded memory; ends `out`. */
export async function copyCsv({ client }: Snapshot, filter: EntryFilter, options: CsvOptions, out: Writable): Promise<void> {
  out.write(`${options.bom ? bom : ''}${csvHeader(options)}`);
  const delimiter = options.delimiter === '\t' ? "E'\\t'" : quote(options.delimiter);
  const copy = copyTo(`copy (${csvQuery(filter, options, quote)}) to stdout with (format csv, delimiter ${delimiter})`);
  await pipeline(client.query(copy), out);
}

/** Writes a file of any kind; ends `out`. @returns how many entries are in it. @throws LedgerError `NoBook`. */
export async function runExport(
  snapshot: Snapshot,
  input: { kind: ExportKind; filter: EntryFilter & { bookId: string }; csv: CsvOptions; out: Writable },
): Promise<number> {
  const { kind, filter, csv, out } = input;
  if (kind !== 'csv') return writeExport(snapshot.tx, { kind, filter, locale: csv.locale, out });
  const rows = await countCsv(snapshot, filter);
  await copyCsv(snapshot, filter, csv, out);
  return rows;
}
