import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { identify, isRunning } from './identity.ts';
import { readLog, rotateLog } from './log.ts';
import { choosePorts, isFree } from './ports.ts';
import { until } from './probe.ts';
import { launchProcess } from './process.ts';
import { LaunchRefusedError, type Part, type PartState, Supervisor } from './supervisor.ts';

let folder: string;
let supervisor: Supervisor;
let events: [string, PartState][];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catat-supervisor-'));
  events = [];
  supervisor = new Supervisor({ change: (name, state) => void events.push([name, state]) });
});

afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A genuine process that runs a line of JavaScript; it is ready when its log holds "up". */
function part(name: string, script: string, more: Partial<Part> = {}): Part {
  const log = join(folder, `${name}.log`);
  return {
    name,
    needs: [],
    logFile: log,
    launch: () =>
      launchProcess({
        command: process.execPath,
        args: ['-e', script],
        env: { FOLDER: folder },
        cwd: folder,
        logFile: log,
        stopGrace_ms: 500,
      }),
    ready: (signal) => until(async () => readLog(log, 0, 1_000).includes('up'), signal),
    ...more,
  };
}

const stays = `console.log('up'); setInterval(() => {}, 1000)`;
const phases = (name: string) => events.flatMap(([who, { phase }]) => (who === name ? [phase] : []));
const pidOf = (name: string) => supervisor.processes()[name]!.pid;

describe('the supervisor', () => {
  test('starts a part when its needs are ready, and stops in reverse order', async () => {
    supervisor.add(part('first', stays));
    supervisor.add(part('second', stays, { needs: ['first'] }));
    await supervisor.ready('second');
    const order = events.filter(([, { phase }]) => phase === 'ready').map(([name]) => name);
    expect(order).toEqual(['first', 'second']);
    const processes = Object.values(supervisor.processes());
    expect(processes.map(isRunning)).toEqual([true, true]);
    await supervisor.stop();
    expect(processes.map(isRunning)).toEqual([false, false]);
    const stopped = events.filter(([, { phase }]) => phase === 'stopped').map(([name]) => name);
    expect(stopped).toEqual(['second', 'first']);
  });

  test('starts a killed part again, and leaves those that need it alone', async () => {
    supervisor.add(part('first', stays));
    supervisor.add(part('second', stays, { needs: ['first'] }));
    await supervisor.ready('second');
    const before = { first: pidOf('first'), second: pidOf('second') };
    supervisor.kill('first', 'SIGKILL');
    await vi.waitFor(() => expect(phases('first').slice(-4)).toEqual(['restarting', 'starting', 'starting', 'ready']), 5_000);
    expect(events).toContainEqual(['first', { phase: 'restarting', reason: 'SIGKILL', wait_ms: 100 }]);
    expect(pidOf('first')).not.toBe(before.first);
    expect(pidOf('second')).toBe(before.second);
  });

  test('gives up a part that never works, with the end of its log, and those that need it', async () => {
    supervisor.add(part('broken', `console.error('no such luck'); process.exit(3)`));
    supervisor.add(part('waiting', stays, { needs: ['broken'] }));
    await expect(supervisor.ready('waiting')).rejects.toThrow('needs broken');
    const state = supervisor.states().get('broken');
    expect(state).toMatchObject({ phase: 'failed', reason: 'exit 3' });
    expect(state?.phase === 'failed' && state.tail).toContain('no such luck');
    const waits = events.flatMap(([, state]) => (state.phase === 'restarting' ? [state.wait_ms] : []));
    expect(waits).toEqual([100, 200, 400]);
  });

  test('never gives up a part that works in between', async () => {
    supervisor.add(part('frail', `console.log('up'); setTimeout(() => process.exit(1), 50)`));
    await vi.waitFor(() => expect(phases('frail').filter((phase) => phase === 'ready')).toHaveLength(6), 10_000);
    expect(phases('frail')).not.toContain('failed');
  });

  test('does not try again what cannot be launched', async () => {
    const refuse = () => Promise.reject(new LaunchRefusedError('install it first'));
    supervisor.add(part('absent', stays, { launch: refuse }));
    await expect(supervisor.ready('absent')).rejects.toThrow('install it first');
    expect(phases('absent')).toEqual(['waiting', 'starting', 'failed']);
  });

  test('runs a task once, and again when it fails', async () => {
    const script = `const fs = require('fs'); const seen = process.env.FOLDER + '/seen';
      if (!fs.existsSync(seen)) { fs.writeFileSync(seen, ''); process.exit(1) }`;
    supervisor.add(part('task', script, { task: true }));
    await supervisor.ready('task');
    expect(existsSync(join(folder, 'seen'))).toBe(true);
    expect(phases('task').filter((phase) => phase === 'ready')).toHaveLength(1);
    expect(supervisor.processes()).toEqual({});
  });

  test('restarts a part in order on request', async () => {
    supervisor.add(part('first', stays));
    await supervisor.ready('first');
    const before = pidOf('first');
    await supervisor.restart('first');
    expect(pidOf('first')).not.toBe(before);
  });

  test('ends what ignores being asked, with what it started', async () => {
    const script = `process.on('SIGTERM', () => {}); const { spawn } = require('child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); console.log('up', child.pid); setInterval(() => {}, 1000)`;
    const stubborn = part('stubborn', script);
    supervisor.add(stubborn);
    await supervisor.ready('stubborn');
    const grandchild = identify(Number(/up (\d+)/.exec(readFileSync(stubborn.logFile, 'utf8'))?.[1]));
    expect(grandchild && isRunning(grandchild)).toBe(true);
    await supervisor.stop();
    await vi.waitFor(() => expect(grandchild && isRunning(grandchild)).toBe(false));
  });

  test('counts a part that does not become ready in time as crashed', async () => {
    supervisor.add(part('slow', `setInterval(() => {}, 1000)`, { readyTimeout_ms: 50 }));
    await expect(supervisor.ready('slow')).rejects.toThrow('not ready within 0.05 s');
  });
});

describe('ports', () => {
  test('a taken one is replaced, a free one kept, each given once', async () => {
    const [taken, free] = [await somePort(), await somePort()];
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
    try {
      const ports = await choosePorts({ wanted: { one: [taken], two: [free], three: [free] } });
      expect(ports.one).not.toBe(taken);
      expect(ports.two).toBe(free);
      expect(new Set(Object.values(ports)).size).toBe(3);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('one taken on all addresses is taken', async () => {
    const server = createServer();
    const port = await somePort();
    await new Promise<void>((resolve) => server.listen(port, '0.0.0.0', resolve));
    expect(await isFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isFree(port)).toBe(true);
  });

  const somePort = async () => (await choosePorts({ wanted: { any: [] } })).any;
});

describe('identity', () => {
  test('tells a process from another one under the same id', () => {
    const self = identify(process.pid);
    expect(self && isRunning(self)).toBe(true);
    expect(isRunning({ pid: process.pid, started: 'another time' })).toBe(false);
  });
});

describe('logs', () => {
  test('a full one moves aside and goes on empty', () => {
    const path = join(folder, 'full.log');
    writeFileSync(path, 'x'.repeat(5 * 1024 * 1024));
    rotateLog(path);
    expect(readFileSync(path, 'utf8')).toBe('');
    expect(readFileSync(`${path}.1`, 'utf8')).toHaveLength(5 * 1024 * 1024);
  });
});
