import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { projectRoot } from '../config/paths.ts';

/** The plain role of every process: no superuser, no bypass of row-level security, owner of nothing. */
export const appRole = 'catat_app';

/** Any constant of ours: drizzle takes no lock, so processes that migrate at once must queue for this one. */
const migrationLock = 7_221_904_113;
const connectTimeout_ms = 10_000;
/** How long one migration waits for another process's. */
const lockTimeout_ms = 60_000;

/** The application role may do more than it should, so its limits would not hold. */
export class UnsafeRole extends Error {
  override readonly name = 'UnsafeRole';
}

/**
 * Brings the database to this version and gives the application role its password. Safe to run from several processes at once.
 * @throws UnsafeRole when the role exists as a superuser or bypasses row-level security.
 */
export async function migrate(options: { ownerUrl: string; appPassword: string; log: (line: string) => void }): Promise<void> {
  const client = new pg.Client({
    connectionString: options.ownerUrl,
    application_name: 'migrate',
    connectionTimeoutMillis: connectTimeout_ms,
    lock_timeout: lockTimeout_ms,
  });
  client.on('error', (error) => options.log(`connection lost: ${error.message}`));
  await client.connect();
  try {
    // Held by the session: it is released with the connection, whatever happens.
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await runMigrations(drizzle(client), { migrationsFolder: join(projectRoot, 'database', 'migrations') });
    await armRole(client, options.appPassword);
    options.log('database is up to date');
  } finally {
    await client.end();
  }
}

async function armRole(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ unsafe: boolean }>(
    'select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = $1',
    [appRole],
  );
  if (rows[0]?.unsafe !== false) throw new UnsafeRole(`role ${appRole} must be neither superuser nor bypass row-level security`);
  await client.query(`alter role ${appRole} password ${client.escapeLiteral(scramVerifier(password))}`);
}

/** RFC 5803 verifier, so that the password itself never reaches the server's log. The iterations are Postgres' own default. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const digestBytes = 32;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, digestBytes, 'sha256');
  const keyOf = (label: string) => createHmac('sha256', salted).update(label).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`;
}
