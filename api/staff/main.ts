import { parseArgs } from 'node:util';
import { configOrExit } from '../../config/environment.ts';
import { loadStaffConfig } from '../../config/processes.ts';
import { connect, type Database } from '../../database/pool.ts';
import { generatePassword } from '../access/password.ts';
import { addStaff, disableStaff, listStaff, resetPassword } from '../access/staff.ts';

/** Who may log in at the desk, for whoever runs the deployment. Exit codes: 0 done, 1 refused, 2 wrong usage. */

const usage = `Usage:
  npm run staff -- add EMAIL [--admin] [--name NAME]   makes a login and prints its password, this once
  npm run staff -- password EMAIL                      makes a new password, takes a second factor away, logs out everywhere
  npm run staff -- disable EMAIL                       shuts a person out, and the keys they made
  npm run staff -- list                                who may log in`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const options = { admin: { type: 'boolean' }, name: { type: 'string' } } as const;

async function run(db: Database, chosen: string | undefined): Promise<number> {
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [command, email] = positionals;
  if (command === 'list') return list(db);
  if (email === undefined || !/^[^@\s]+@[^@\s]+$/.test(email)) return wrongUsage();
  switch (command) {
    case 'add':
      return add(db, { email, admin: values.admin ?? false, name: values.name, password: chosen });
    case 'password':
      return password(db, email, chosen ?? generatePassword());
    case 'disable':
      return done(await disableStaff(db, email), `${email} is shut out.`, email);
    default:
      return wrongUsage();
  }
}

async function add(db: Database, input: { email: string; admin: boolean; name?: string; password?: string }): Promise<number> {
  const added = await addStaff(db, input);
  if (!added) return done(false, '', input.email, 'is there already: give them a new password instead.');
  say(`${added.person.email} may log in${input.admin ? ' and sees every book' : ''}.`);
  if (input.password === undefined) say(`Password, shown this once: ${added.password}`);
  return 0;
}

async function password(db: Database, email: string, next: string): Promise<number> {
  return done(await resetPassword(db, email, next), `New password of ${email}, shown this once: ${next}`, email);
}

async function list(db: Database): Promise<number> {
  for (const { email, name, admin, disabledAt, books } of await listStaff(db))
    say([email, name, disabledAt ? 'shut out' : admin ? 'admin' : `${books} books`].join('\t'));
  return 0;
}

function done(worked: boolean, text: string, email: string, otherwise = 'is not there.'): number {
  say(worked ? text : `${email} ${otherwise}`);
  return worked ? 0 : 1;
}

function wrongUsage(): number {
  say(usage);
  return 2;
}

const config = configOrExit(loadStaffConfig);
const database = connect({ url: config.DATABASE_URL, max: 1, name: 'staff', onIdleError: () => {} });
try {
  process.exitCode = await run(database.db, config.STAFF_PASSWORD);
} catch (error) {
  say(error instanceof TypeError ? usage : `Not done: ${(error as Error).message}`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
} finally {
  await database.close();
}
