import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../config/paths.ts';
import { migrate } from '../../database/migrate.ts';
import { connect } from '../../database/pool.ts';
import { appUrl, ownerUrl } from '../stack/parts/postgres.ts';
import { stackPaths } from '../stack/paths.ts';
import { type Postgres, startPostgres } from '../stack/postgres.ts';
import { ensureSecrets } from '../stack/secrets.ts';
import { fillDemo } from './fill.ts';

/**
 * `npm run demo`: half a year of an Indonesian family and a small shop, through the commands everybody uses. On the database of the
 * environment, or else of `npm start`, whether that runs or not. What is there already stays as it is.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { url, done } = await database();
  const connection = connect({ url, max: 2, name: 'demo', onIdleError: () => {} });
  const started = performance.now();
  try {
    for (const line of await fillDemo(connection.db, new Date())) say(line);
    say(`Done in ${((performance.now() - started) / 1_000).toFixed(1)} s.`);
  } finally {
    await connection.close();
    await done();
  }
}

/** The database of the environment, or of the local stack; a stack that does not run lends its data, which are brought up to date. */
async function database(): Promise<{ url: string; done: () => Promise<void> }> {
  const nothing = async () => {};
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, done: nothing };
  const paths = stackPaths(join(projectRoot, '.catat'));
  const secrets = ensureSecrets(paths.secrets);
  const ports = existsSync(paths.ports) ? (JSON.parse(readFileSync(paths.ports, 'utf8')) as { postgres?: number }) : {};
  if (ports.postgres && (await answers(appUrl(ports.postgres, secrets))))
    return { url: appUrl(ports.postgres, secrets), done: nothing };
  say('Catat does not run here: the demo goes into its database, ready for the next npm start.');
  const server = await startPostgres({ dataDir: paths.postgres, user: 'catat', password: secrets.databaseOwnerPassword });
  const done = server.adopted ? nothing : () => server.stop();
  try {
    await prepare(server);
    await migrate({ ownerUrl: ownerUrl(server.port, secrets), appPassword: secrets.databaseAppPassword, log: () => {} });
    return { url: appUrl(server.port, secrets), done };
  } catch (error) {
    await done();
    throw error;
  }
}

async function prepare(server: Postgres): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  const { rows } = await client.query("select from pg_database where datname = 'catat'");
  if (rows.length === 0) await client.query('create database catat');
  await client.end();
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`The demo was not filled in: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
