import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'minio';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { projectRoot } from '../../config/paths.ts';
import { readArguments, UsageError } from './arguments.ts';
import { removeStackData } from './data.ts';
import { StackRunningError } from './lock.ts';
import { type Stack, type StackEvent, startStack } from './stack.ts';
import { readState, type StackState } from './state.ts';
import { isRunning } from './supervisor/identity.ts';

/** Genuine servers on a machine that is busy with other tests. */
const slow_ms = 90_000;
const parts = ['migrate', 's3', 'temporal'];
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'catat-stack-'));
  folders.push(folder);
  return folder;
}

const start = (dataDir: string, onEvent?: (event: StackEvent) => void) =>
  startStack({ dataDir, ports: 'free', only: parts, voice: false, model: false, ...(onEvent && { onEvent }) });

afterAll(() => {
  folders.forEach(removeStackData);
});

const stateOf = (folder: string): StackState => readState(join(folder, 'stack.json'))!;

async function countSessions(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from wa_session');
    return rows[0]!.n;
  } finally {
    await client.end();
  }
}

describe('a stack of genuine servers', () => {
  let folder: string;
  let stack: Stack;

  beforeAll(async () => {
    folder = newFolder();
    stack = await start(folder);
    await stack.ready();
  });

  afterAll(() => stack?.stop());

  test('serves a migrated database to the plain role, and the bucket', async () => {
    expect(await countSessions(stack.env.DATABASE_URL!)).toBe(0);
    const s3 = new Client({
      endPoint: '127.0.0.1',
      port: stack.ports.s3,
      useSSL: false,
      accessKey: stack.env.S3_ACCESS_KEY!,
      secretKey: stack.env.S3_SECRET_KEY!,
    });
    await vi.waitFor(async () => expect(await s3.bucketExists('media')).toBe(true), 5_000);
  });

  test('says in stack.json what runs and where, and keeps its secrets to its owner', () => {
    const state = stateOf(folder);
    expect(state).toMatchObject({ ready: true, mode: 'local', pid: process.pid, ports: stack.ports, urls: stack.urls });
    expect(Object.keys(state.pids).sort()).toEqual(['postgres', 's3', 'temporal']);
    expect(Object.values(state.processes).every(isRunning)).toBe(true);
    const secrets = Object.values(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as Record<string, string>);
    const text = readFileSync(join(folder, 'stack.json'), 'utf8');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('refuses a second one on the same folder', async () => {
    await expect(start(folder)).rejects.toThrow(StackRunningError);
    expect(stateOf(folder).ready).toBe(true);
  });

  test.each(parts.slice(1).concat('postgres'))(
    'brings %s back after kill -9, on the same port',
    async (name) => {
      const before = stateOf(folder).pids[name];
      stack.kill(name, 'SIGKILL');
      await vi.waitFor(() => expect(stateOf(folder).pids[name] ?? before).not.toBe(before), 20_000);
      await stack.restart(name);
      expect(stateOf(folder).ports).toEqual(stack.ports);
      if (name === 'postgres') expect(await countSessions(stack.env.DATABASE_URL!)).toBe(0);
    },
    slow_ms,
  );

  test(
    'leaves no process behind when it stops, and its data to the next start',
    async () => {
      const { processes } = stateOf(folder);
      await stack.stop();
      expect(Object.values(processes).map(isRunning)).toEqual([false, false, false]);
      expect(existsSync(join(folder, 'stack.json'))).toBe(false);
      const ports = { ...stack.ports };
      stack = await start(folder);
      await stack.ready();
      expect(stack.ports).toEqual(ports);
      expect(await countSessions(stack.env.DATABASE_URL!)).toBe(0);
    },
    slow_ms,
  );
});

describe('a supervisor that is killed', () => {
  const few = { ports: 'free', only: ['postgres', 's3'], voice: false, model: false } as const;

  test(
    'leaves what the next start ends',
    async () => {
      const folder = newFolder();
      const module = JSON.stringify(join(projectRoot, 'dist', 'dev', 'stack', 'stack.js'));
      const options = JSON.stringify({ ...few, dataDir: folder });
      const script = `const { startStack } = await import(${module}); await (await startStack(${options})).ready(); console.log('ready');`;
      const supervisor = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(supervisor.stdout, 'data');
      supervisor.kill('SIGKILL');
      await once(supervisor, 'exit');
      const left = Object.values(stateOf(folder).processes);
      expect(left.map(isRunning)).toEqual([true, true]);

      const notes: string[] = [];
      const stack = await startStack({
        ...few,
        dataDir: folder,
        onEvent: (event) => event.kind === 'note' && notes.push(event.line),
      });
      try {
        expect(left.map(isRunning)).toEqual([false, false]);
        expect(notes[0]).toMatch(/ended what the last start left behind: .*postgres/);
        await stack.ready();
      } finally {
        await stack.stop();
      }
    },
    slow_ms,
  );
});

test(
  'a port of the last start that is taken by now is replaced',
  async () => {
    const folder = newFolder();
    const startS3 = () => startStack({ dataDir: folder, ports: 'free', only: ['s3'], voice: false, model: false });
    const first = await startS3();
    await first.stop();
    const squatter = createServer().listen(first.ports.s3, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await startS3();
    try {
      expect(second.ports.s3).not.toBe(first.ports.s3);
      await second.ready();
    } finally {
      await second.stop();
      squatter.close();
    }
  },
  slow_ms,
);

describe('the command line', () => {
  test('knows its flags', () => {
    expect(readArguments([])).toEqual({ kind: 'start', mode: 'local' });
    expect(readArguments(['--whatsapp'])).toEqual({ kind: 'start', mode: 'whatsapp' });
    expect(readArguments(['--reset', '--yes'])).toEqual({ kind: 'reset', yes: true });
    for (const kind of ['status', 'stop', 'help']) expect(readArguments([`--${kind}`])).toEqual({ kind });
  });

  test.each([[['--nonsense']], [['stop']], [['--stop', '--status']], [['--yes']]])('refuses %j', (args) => {
    expect(() => readArguments(args)).toThrow(UsageError);
  });
});
