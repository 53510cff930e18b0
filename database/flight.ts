import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Database, Settings } from './pool.ts';
import { nameOf } from './prepared.ts';

/** A row as Postgres writes it: each value as text, in the order of the columns. */
export type TextRow = (string | null)[];

interface Statement {
  text: string;
  values: readonly string[];
  /** Under which a connection keeps it; without one it is parsed each time. */
  name: string | undefined;
}

/** What each connection keeps; what is not known to be there is made anew. */
const kept = new WeakMap<pg.Connection, Set<string>>();

/**
 * Statements in one message, answered in one: Postgres runs what comes before a Sync as one transaction (protocol, "Pipelining"). `pg` asks
 * the methods below for what it reads, as it does of `pg-copy-streams`.
 */
class Flight implements pg.Submittable {
  private readonly callback: (error: Error | null, rows?: TextRow[]) => void;
  private readonly statements: readonly Statement[];
  private rows: TextRow[] = [];
  private answered = 0;

  constructor(statements: readonly Statement[], callback: (error: Error | null, rows?: TextRow[]) => void) {
    this.statements = statements;
    this.callback = callback;
  }

  submit(connection: pg.Connection): void {
    connection.stream.cork();
    for (const statement of this.statements) send(connection, statement);
    connection.sync();
    connection.stream.uncork();
  }

  handleDataRow({ fields }: { fields: TextRow }): void {
    if (this.answered === this.statements.length - 1) this.rows.push(fields);
  }

  handleCommandComplete(_: unknown, connection: pg.Connection): void {
    const name = this.statements[this.answered]?.name;
    if (name !== undefined) keptBy(connection).add(name);
    this.answered += 1;
  }

  handleReadyForQuery(): void {
    this.callback(null, this.rows);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}

function keptBy(connection: pg.Connection): Set<string> {
  const known = kept.get(connection) ?? new Set();
  kept.set(connection, known);
  return known;
}

function send(connection: pg.Connection, { text, values, name = '' }: Statement): void {
  if (name === '' || !keptBy(connection).has(name)) {
    // One that failed behind its parsing is there still.
    if (name !== '') connection.close({ type: 'S', name }, true);
    connection.parse({ name, text, types: [] }, true);
  }
  connection.bind({ statement: name, values: [...values] }, true);
  connection.execute(null, true);
}

const dialect = new PgDialect();

/**
 * Runs one query that only reads, in a transaction with settings of its own, in a single round trip: what is asked most often.
 * @param options.prepared for a query that comes always in the same few texts and whose best plan does not hang on its values
 * @returns the rows of the query @throws what Postgres says
 */
export async function readOnce(db: Database, settings: Settings, query: SQL, { prepared = false } = {}): Promise<TextRow[]> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const page = { text, values: params.map(String), name: prepared ? nameOf(text) : undefined };
  const client = await db.$client.connect();
  let failed = true;
  try {
    const rows = await new Promise<TextRow[]>((resolve, reject) => {
      client.query(new Flight([entering(settings), page], (error, found = []) => (error ? reject(error) : resolve(found))));
    });
    failed = false;
    return rows;
  } catch (thrown) {
    // A query that is refused leaves the connection as it was; whatever else happened may not.
    failed = !(thrown instanceof pg.DatabaseError && thrown.severity === 'ERROR');
    throw thrown;
  } finally {
    client.release(failed);
  }
}

/** Makes the settings hold until the end of the transaction, which only reads. */
function entering(settings: Settings): Statement {
  const names = Object.keys(settings);
  const set = names.map((name, index) => `set_config('${name}', $${index + 1}, true)`);
  const text = `select set_config('transaction_read_only', 'on', true), ${set.join(', ')}`;
  return { text, values: Object.values(settings), name: nameOf(text) };
}
