import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Database, type Transaction, transactionOn } from '../../database/pool.ts';
import type { EntryFilter } from '../entries.ts';
import { type CsvOptions, csvDays, csvHead, csvQuery } from './csv.ts';
import { type ExportKind, writeExport } from './write.ts';

/** A file of a million entries takes seconds; one that takes longer than this is stuck. */
const exportTimeout_ms = 10 * 60_000;
const connectTimeout_ms = 5_000;

/** One look at the database for a whole file. */
export interface Snapshot {
  client: pg.Client;
  tx: Transaction;
  /** Runs `work` with one more connection that looks at the same moment and sees the same. */
  beside<T>(work: (other: pg.Client) => Promise<T>): Promise<T>;
}

/**
 * Runs `work` on a connection of its own, at one moment of the database: a file takes too long for a connection of the pool, and for its
 * time-outs.
 * @param enter says what the transaction may see.
 * @param moment of another snapshot; now, unless it is given.
 */
export async function atOneMoment<T>(
  db: Database,
  enter: (tx: Transaction) => Promise<unknown>,
  work: (snapshot: Snapshot) => Promise<T>,
  moment?: string,
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
    await client.query('begin isolation level repeatable read read only');
    if (moment !== undefined) await client.query(`set transaction snapshot ${quote(moment)}`);
    const tx = transactionOn(client);
    await enter(tx);
    const beside: Snapshot['beside'] = async (sharing) => {
      const { rows } = await client.query<{ moment: string }>('select pg_export_snapshot() as moment');
      return atOneMoment(db, enter, (other) => sharing(other.client), rows[0]?.moment);
    };
    return await work({ client, tx, beside });
  } finally {
    // Ends the transaction too, which has written nothing: a rollback would wait behind a COPY that nobody reads any more, for good.
    await client.end().catch(() => {});
  }
}

const quote = (text: string): string => pg.escapeLiteral(text);

/** Rows of one part of a CSV, where a day has no more: some ten milliseconds of Postgres' time. */
const part_rows = 40_000;
/** What a part may have ready before its turn comes: most of it. */
const ready_bytes = 4 * 1024 * 1024;

/** What a CSV will have: its rows, and the stretches of days it is made of. */
export interface CsvPlan {
  rows: number;
  parts: { from: string; to: string }[];
}

/** Looks at what a CSV will have. @param rows_max of a part, where a day has no more. */
export async function planCsv({ client }: Snapshot, filter: EntryFilter, rows_max = part_rows): Promise<CsvPlan> {
  const { rows: days } = await client.query<{ day: string; rows: string }>(csvDays(filter, quote));
  const plan: CsvPlan = { rows: 0, parts: [] };
  let inPart = 0;
  for (const { day, rows } of days) {
    const last = plan.parts.at(-1);
    if (last && inPart + Number(rows) <= rows_max) last.to = day;
    else {
      plan.parts.push({ from: day, to: day });
      inPart = 0;
    }
    inPart += Number(rows);
    plan.rows += Number(rows);
  }
  return plan;
}

/**
 * Writes a CSV as Postgres writes it, whatever its size in bounded memory; ends `out`. Of more than one part, two connections take turns: one
 * gets the next part ready while that of the other is sent.
 */
export async function copyCsv(
  { client, beside }: Snapshot,
  { filter, options, parts }: { filter: EntryFilter; options: CsvOptions; parts: CsvPlan['parts'] },
  out: Writable,
): Promise<void> {
  const delimiter = options.delimiter === '\t' ? "E'\\t'" : quote(options.delimiter);
  const statements = parts.map(
    (part) => `copy (${csvQuery({ ...filter, ...part }, options, quote)}) to stdout with (format csv, delimiter ${delimiter})`,
  );
  const send = (clients: pg.Client[]) => pipeline(inTurns(clients, { head: csvHead(options), statements }), out);
  await (parts.length > 1 ? beside((other) => send([client, other])) : send([client]));
}

async function* inTurns(
  clients: readonly pg.Client[],
  { head, statements }: { head: string; statements: readonly string[] },
): AsyncGenerator<string | Buffer> {
  yield head;
  // A part is read in the order of an index, whatever its size; and connections that take turns are side by side already.
  if (clients.length > 1)
    for (const client of clients)
      await client.query('set local enable_sort = off; set local max_parallel_workers_per_gather = 0');
  const begin = (turn: number): Readable | undefined => {
    const [client, statement] = [clients[turn % clients.length], statements[turn]];
    if (!client || statement === undefined) return undefined;
    const copy = client.query(copyTo(statement, { highWaterMark: ready_bytes }));
    // What goes wrong is told to who reads it: before its turn that is nobody.
    copy.on('error', () => {});
    copy.read(0);
    return copy;
  };
  let ready = begin(0);
  for (let turn = 1; ready; turn += 1) {
    const next = begin(turn);
    yield* ready;
    ready = next;
  }
}

/** Writes a file of any kind; ends `out`. @returns how many entries are in it. @throws LedgerError `NoBook`. */
export async function runExport(
  snapshot: Snapshot,
  input: { kind: ExportKind; filter: EntryFilter & { bookId: string }; csv: CsvOptions; out: Writable },
): Promise<number> {
  const { kind, filter, csv, out } = input;
  if (kind !== 'csv') return writeExport(snapshot.tx, { kind, filter, locale: csv.locale, out });
  const { rows, parts } = await planCsv(snapshot, filter);
  await copyCsv(snapshot, { filter, options: csv, parts }, out);
  return rows;
}
