import pg from 'pg';
import { logFile, type StackPaths } from '../paths.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import type { Secrets } from '../secrets.ts';
import type { Part } from '../supervisor/supervisor.ts';

const owner = 'catat';
const database = 'catat';
/** The plain role that the migrations make. */
const appRole = 'catat_app';

export const ownerUrl = (port: number, secrets: Secrets): string =>
  `postgres://${owner}:${secrets.databaseOwnerPassword}@127.0.0.1:${port}/${database}`;

export const appUrl = (port: number, secrets: Secrets): string =>
  `postgres://${appRole}:${secrets.databaseAppPassword}@127.0.0.1:${port}/${database}`;

/** The embedded Postgres 16 with our database in it. */
export function postgresPart(paths: StackPaths, port: number, secrets: Secrets): Part {
  return {
    name: 'postgres',
    needs: [],
    logFile: logFile(paths, 'postgres'),
    launch: async () => {
      const server = await startPostgres({ dataDir: paths.postgres, port, user: owner, password: secrets.databaseOwnerPassword });
      if (server.port !== port) {
        await server.stop();
        throw new Error(`port ${port} is taken`);
      }
      return asRunning(server);
    },
    ready: () => ensureDatabase(port, secrets),
  };
}

const asRunning = (server: Postgres) => ({
  pid: server.pid,
  ended: server.ended.then(() => 'the server ended'),
  stop: () => server.stop(),
  kill: (signal: NodeJS.Signals) => {
    process.kill(server.pid, signal);
  },
});

/** Postgres' code for a database that exists. */
const duplicateDatabase = '42P04';
const connectTimeout_ms = 5_000;

async function ensureDatabase(port: number, secrets: Secrets): Promise<void> {
  const connectionString = ownerUrl(port, secrets).replace(/\/[^/]+$/, '/postgres');
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: connectTimeout_ms,
    query_timeout: connectTimeout_ms,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`create database ${database}`);
  } catch (error) {
    if ((error as { code?: string }).code !== duplicateDatabase) throw error;
  } finally {
    await client.end();
  }
}
