import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Postgres, startPostgres, stopAbandoned } from './postgres.ts';

let folder: string;
const started: Postgres[] = [];
const password = 'p@ss word';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catat-postgres-'));
  // As root the server runs as another account, which must get through.
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: { port?: number; password?: string; durable?: boolean } = {}): Promise<Postgres> {
  const server = await startPostgres({ dataDir: join(folder, 'data'), password, durable: false, ...options });
  started.push(server);
  return server;
}

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const result = await client.query({ text: query, rowMode: 'array' });
    return result.rows?.flat() ?? [];
  } finally {
    await client.end();
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('starts, keeps its data over a restart, and leaves no process', async () => {
  const first = await start();
  expect(await ask(first.url('postgres'), 'select current_setting($$server_version$$)')).toEqual([
    expect.stringMatching(/^16\./),
  ]);
  await ask(first.url('postgres'), 'create table kept as select 7 as n');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second.url('postgres'), 'select n from kept')).toEqual([7]);
});

test('a second start adopts the living server, also when its starter is gone', async () => {
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
  await second.stop();
  await first.ended;
  expect(isAlive(first.pid)).toBe(false);
});

test('an abandoned server is stopped by its data folder alone', async () => {
  const first = await start();
  await stopAbandoned(first.dataDir);
  expect(isAlive(first.pid)).toBe(false);
  await stopAbandoned(first.dataDir);
});

test('recovers after kill -9 although the lock file stayed', async () => {
  const first = await start({ durable: true });
  await ask(first.url('postgres'), 'create table kept as select 7 as n');
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second.url('postgres'), 'select n from kept')).toEqual([7]);
});

test('a lock file whose process id now belongs to another program is not believed', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(first.dataDir, 'postmaster.pid'), `${process.pid}\n${first.dataDir}\n0\n${first.port}\n`);
  expect((await start()).adopted).toBe(false);
});

test('takes another port when the wanted one is occupied', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const { port } = squatter.address() as { port: number };
  const server = await start({ port });
  squatter.close();
  expect(server.port).not.toBe(port);
});

test('a half-made data folder is made anew', async () => {
  mkdirSync(join(folder, 'data.new', 'base'), { recursive: true });
  expect(await ask((await start()).url('postgres'), 'select 1')).toEqual([1]);
});

test('nobody gets in without the password', async () => {
  const server = await start();
  await expect(ask(server.url('postgres', 'catat', 'wrong'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  await expect(start({ password: 'another' })).rejects.toThrow(/another one/);
});
