import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Account, isReachable, locatePostgres, PostgresError, reachablePlace, servantAccount } from './postgresBinaries.ts';

const run = promisify(execFile);

/** Recovery after a crash took 0.2 to 3 s in our measurements; a slow disk gets ten times that. */
const startTimeout_ms = 30_000;
/** A fast shutdown writes one checkpoint; after this time the server is told to quit at once (and recovers on its next start). */
const stopTimeout_ms = 15_000;
const initTimeout_ms = 60_000;
const pollInterval_ms = 25;
const retryInterval_ms = 200;
/** Another program took the port between our look and the bind; children of a killed server still hold its memory. */
const curedByTime = /could not bind|pre-existing shared memory block|lock file .* already exists/;
/** Lines of the server's log shown when it does not start. */
const logTailLines = 8;

export interface PostgresOptions {
  /** Folder of the cluster; made on first use. As root it is moved within reach of an unprivileged account when it must. */
  dataDir: string;
  /** Wanted port; another free one is taken when it is occupied or not given. */
  port?: number;
  /** Name of the cluster's owner (superuser). */
  user?: string;
  /** Password of the owner; must be the same as on the first start. */
  password: string;
  /** False only for throw-away data: nothing survives a crash. */
  durable?: boolean;
}

export interface Postgres {
  port: number;
  pid: number;
  /** Where the data really are. */
  dataDir: string;
  /** The server's log, beside the data. */
  logFile: string;
  /** True when a server of an earlier start was still alive and is used on. */
  adopted: boolean;
  /** Connection URL, as the owner unless a user is named. */
  url(database: string, user?: string, password?: string): string;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown; resolves when the server is gone. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded Postgres on loopback, or adopts the one that already serves these data (its starter may have been killed).
 * @throws PostgresError when the binaries are missing or the server does not come up in time.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const account = servantAccount();
  const cluster = new Cluster(options, account);
  const alive = await cluster.adopt();
  if (alive) return alive;
  await cluster.initialise();
  return cluster.start();
}

/** Where the data of a wanted folder really are: as root they lie within reach of the unprivileged account. */
export function postgresDataDir(dataDir: string, account: Account | null = servantAccount()): string {
  const wanted = resolve(dataDir);
  if (isReachable(wanted, account)) return wanted;
  return reachablePlace(`postgres-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`);
}

class Cluster {
  private readonly dataDir: string;
  private readonly logFile: string;
  private readonly user: string;
  private readonly options: PostgresOptions;
  private readonly account: Account | null;

  constructor(options: PostgresOptions, account: Account | null) {
    this.dataDir = postgresDataDir(options.dataDir, account);
    this.logFile = `${this.dataDir}.log`;
    this.user = options.user ?? 'catat';
    this.options = options;
    this.account = account;
  }

  /** The server that still runs on these data, if any; a lock file left by a dead one is removed. */
  async adopt(): Promise<Postgres | null> {
    const deadline = Date.now() + startTimeout_ms;
    for (;;) {
      const lock = readLock(this.dataDir);
      if (!lock) return null;
      if (!(await isServerOf(lock.pid, this.dataDir))) {
        rmSync(join(this.dataDir, 'postmaster.pid'), { force: true });
        return null;
      }
      // It may be starting, recovering or on its way out: look again until it answers or is gone.
      if (lock.port && (await this.answers(lock.port))) return this.handle(lock.pid, lock.port, null);
      if (Date.now() > deadline)
        throw new PostgresError(`Postgres (pid ${lock.pid}) holds ${this.dataDir} but does not answer; see ${this.logFile}.`);
      await delay(pollInterval_ms);
    }
  }

  /** Makes the cluster unless it is there; a half-made one of an interrupted start is made anew. */
  async initialise(): Promise<void> {
    if (existsSync(join(this.dataDir, 'PG_VERSION'))) return;
    const fresh = `${this.dataDir}.new`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true, mode: 0o700 });
    const secretDir = mkdtempSync(join(tmpdir(), 'catat-initdb-'));
    const secretFile = join(secretDir, 'password');
    try {
      writeFileSync(secretFile, this.options.password, { mode: 0o600 });
      for (const path of [fresh, secretDir, secretFile]) this.own(path);
      const auth = ['--auth=scram-sha-256', `--username=${this.user}`, `--pwfile=${secretFile}`];
      const form = ['--encoding=UTF8', '--locale=C', ...(this.options.durable === false ? ['--no-sync'] : [])];
      await run(locatePostgres(this.account).initdb, [`--pgdata=${fresh}`, ...auth, ...form], {
        ...this.spawnOptions(),
        timeout: initTimeout_ms,
      });
      renameSync(fresh, this.dataDir);
    } catch (cause) {
      const output = (cause as { stderr?: string }).stderr ?? String(cause);
      throw new PostgresError(`Postgres could not make its data folder ${this.dataDir}: ${output.trim()}`, { cause });
    } finally {
      rmSync(secretDir, { recursive: true, force: true });
    }
  }

  async start(): Promise<Postgres> {
    const deadline = Date.now() + startTimeout_ms;
    for (let wanted = this.options.port; ; ) {
      const port = await freePort(wanted);
      const logStart = existsSync(this.logFile) ? statSync(this.logFile).size : 0;
      const child = this.spawnServer(port);
      if (await this.ready(child, port)) return this.handle(child.pid ?? 0, port, child);
      const log = readFileSync(this.logFile).subarray(logStart).toString();
      if (Date.now() > deadline || !curedByTime.test(log))
        throw new PostgresError(`Postgres did not start on port ${port}; the end of ${this.logFile}:\n${tail(log)}`);
      if (log.includes('could not bind')) wanted = undefined;
      await delay(retryInterval_ms);
    }
  }

  private spawnServer(port: number): ChildProcess {
    const log = openSync(this.logFile, 'a', 0o600);
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      max_connections: '200',
      // Error details and statements can carry what people wrote: the log keeps the error alone.
      log_error_verbosity: 'terse',
      log_min_error_statement: 'panic',
      ...(this.options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Its own process group: a Ctrl-C of the terminal must not reach it before those who still write to it.
    return spawn(locatePostgres(this.account).postgres, ['-D', this.dataDir, ...flags], {
      ...this.spawnOptions(),
      detached: true,
      stdio: ['ignore', log, log],
    });
  }

  private async ready(child: ChildProcess, port: number): Promise<boolean> {
    let failed = false;
    child.once('error', () => {
      failed = true;
    });
    const deadline = Date.now() + startTimeout_ms;
    while (!failed && child.exitCode === null && child.signalCode === null) {
      if (await this.answers(port)) return true;
      if (Date.now() > deadline) {
        child.kill('SIGQUIT');
        return false;
      }
      await delay(pollInterval_ms);
    }
    return false;
  }

  /** Whether the server on the port lets us in and serves these very data. */
  private async answers(port: number): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.url(port, 'postgres'),
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === this.dataDir;
    } catch (error) {
      // 28P01: it is up, yet another password was used when these data were made.
      if ((error as { code?: string }).code === '28P01')
        throw new PostgresError(`Postgres on ${this.dataDir} refuses our password: the data were made with another one.`);
      return false;
    } finally {
      await client.end().catch(() => {});
    }
  }

  private handle(pid: number, port: number, child: ChildProcess | null): Postgres {
    child?.unref();
    const ended = child ? once(child, 'exit').then(() => {}) : untilGone(pid, this.dataDir);
    return {
      pid,
      port,
      dataDir: this.dataDir,
      logFile: this.logFile,
      adopted: child === null,
      url: (database, user, password) => this.url(port, database, user, password),
      ended,
      stop: () => stopServer(pid, ended),
    };
  }

  private url(port: number, database: string, user = this.user, password = this.options.password): string {
    return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  }

  private own(path: string): void {
    if (this.account) chownSync(path, this.account.uid, this.account.gid);
  }

  private spawnOptions() {
    // Nothing of the caller's environment: a stray PGDATA or PGOPTIONS would change what starts.
    const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
    return { cwd: dirname(this.dataDir), env, ...(this.account ?? {}) };
  }
}

/** Reads `postmaster.pid`: pid on line 1, port on line 4 (empty while the server starts). */
function readLock(dataDir: string): { pid: number; port: number | null } | null {
  const path = join(dataDir, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) || null };
}

/** Whether a process lives under this id and was started on these data: ids are used again after a crash. */
async function isServerOf(pid: number, dataDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const path = `/proc/${pid}/cmdline`;
  const command = existsSync(path) ? readFileSync(path, 'utf8') : (await run('ps', ['-o', 'args=', '-p', String(pid)])).stdout;
  return command.includes(dataDir);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

async function untilGone(pid: number, dataDir: string): Promise<void> {
  while (await isServerOf(pid, dataDir)) await delay(pollInterval_ms, undefined, { ref: false });
}

/** Stops the server of a start that is no more, if it still runs on these data. */
export async function stopAbandoned(dataDir: string): Promise<void> {
  const lock = readLock(dataDir);
  if (lock && (await isServerOf(lock.pid, dataDir))) await stopServer(lock.pid, untilGone(lock.pid, dataDir));
}

/** SIGINT is Postgres' fast shutdown, SIGQUIT its immediate one. */
async function stopServer(pid: number, ended: Promise<void>): Promise<void> {
  signal(pid, 'SIGINT');
  // The timer also keeps our own process alive until the server is gone.
  const impatience = setInterval(() => signal(pid, 'SIGQUIT'), stopTimeout_ms);
  await ended;
  clearInterval(impatience);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}

async function freePort(wanted?: number): Promise<number> {
  for (const port of wanted ? [wanted, 0] : [0]) {
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (address && typeof address === 'object') return address.port;
    } catch {
      // Occupied: the next one.
    } finally {
      server.close();
    }
  }
  throw new PostgresError('No free port on 127.0.0.1.');
}

const tail = (log: string): string => log.trimEnd().split('\n').slice(-logTailLines).join('\n');
