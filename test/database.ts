import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { appRole } from '../database/migrate.ts';
import { connect, type Database } from '../database/pool.ts';

/** Side by side transactions one test file may need. */
const poolMax = 10;

export interface TestDatabase {
  /** As the plain application role, as the product runs. */
  db: Database;
  /** URL of the application role. */
  url: string;
  /** As the owner: for looking past row-level security, never for what is under test. */
  owner: pg.Pool;
  ownerUrl: string;
}

/**
 * A migrated database of its own for the calling test file, dropped after its last test when called at the top of the file, and
 * with the server at the end of the run when called in `beforeAll`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(server.ownerUrl, `create database ${name} template ${server.template}`);
  const ownerUrl = new URL(server.ownerUrl);
  ownerUrl.pathname = `/${name}`;
  const url = new URL(ownerUrl);
  url.username = appRole;
  url.password = server.appPassword;
  const app = connect({ url: url.href, max: poolMax, name, onIdleError: () => {} });
  const owner = new pg.Pool({ connectionString: ownerUrl.href, max: 2 });
  owner.on('error', () => {});
  afterAll(async () => {
    await Promise.all([app.close(), owner.end()]);
    await asOwner(server.ownerUrl, `drop database ${name} with (force)`);
  });
  return { db: app.db, url: url.href, owner, ownerUrl: ownerUrl.href };
}

async function asOwner(ownerUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
