import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addStaff } from '../../api/access/staff.ts';
import { connect } from '../../database/pool.ts';
import { writeAtomic } from './file.ts';
import type { StackPaths } from './paths.ts';

/** The login a development stack opens its desk with. */
export interface DeskLogin {
  email: string;
  password: string;
  /** True on the start that made it. */
  fresh: boolean;
}

const email = 'admin@catat.local';
const password_bytes = 12;

/** Makes sure that there is somebody who may log in at the desk; the password lies in the data folder, readable by its owner alone. */
export async function ensureDeskLogin(paths: StackPaths, databaseUrl: string): Promise<DeskLogin> {
  const file = join(paths.root, 'admin.json');
  if (!existsSync(file))
    writeAtomic(file, `${JSON.stringify({ email, password: randomBytes(password_bytes).toString('base64url') }, null, 2)}\n`);
  const login = JSON.parse(readFileSync(file, 'utf8')) as Omit<DeskLogin, 'fresh'>;
  const database = connect({ url: databaseUrl, max: 1, name: 'desk-login', onIdleError: () => {} });
  try {
    const added = await addStaff(database.db, { ...login, name: 'Admin', admin: true });
    return { ...login, fresh: added !== null };
  } finally {
    await database.close();
  }
}
