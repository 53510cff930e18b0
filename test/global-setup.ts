import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../database/migrate.ts';
import { type Postgres, startPostgres, stopAbandoned } from '../dev/stack/postgres.ts';

/** What `test/database.ts` needs to make a database for one test file. */
export interface TestServer {
  ownerUrl: string;
  template: string;
  appPassword: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestServer;
  }
}

/** Folders of the servers of test runs; the id of the run's process follows. */
const prefix = 'catat-test-postgres-';

/** One genuine Postgres for the whole test run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // As root the server runs as another account, which must get through.
  chmodSync(folder, 0o755);
  const secret = () => randomBytes(16).toString('hex');
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), password: secret(), durable: false });
  const appPassword = secret();
  try {
    const ownerUrl = server.url('postgres');
    const template = 'catat_template';
    await createDatabase(ownerUrl, template);
    await migrate({ ownerUrl: server.url(template), appPassword, log: () => {} });
    project.provide('postgres', { ownerUrl, template, appPassword });
  } catch (error) {
    await remove(server, folder);
    throw error;
  }
  return () => remove(server, folder);
}

/** Removes what a run that was killed left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    if (isAlive(Number(name.slice(prefix.length).split('-')[0]))) continue;
    await stopAbandoned(join(tmpdir(), name, 'postgres'));
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

async function createDatabase(ownerUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
}

async function remove(server: Postgres, folder: string): Promise<void> {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
