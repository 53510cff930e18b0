import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../config/paths.ts';
import { until } from './waiting.ts';

export interface ChildEvent {
  event: string;
  state?: string;
  reason?: string;
  qr?: string | null;
  id?: string;
  text?: string;
  workflowId?: string;
}

/** A gateway process of a kill test. */
export interface Child {
  events: ChildEvent[];
  process: ChildProcess;
  /** Resolves with the first event that fits. */
  seen(what: string, fits: (event: ChildEvent) => unknown): Promise<ChildEvent>;
  /** Resolves when the process has ended, with its signal or exit code. */
  ended(): Promise<string | number | null>;
  kill(): Promise<void>;
}

const program = join(projectRoot, 'dist', 'test', 'gateway', 'victim.js');
const children = new Set<ChildProcess>();

/** Starts the compiled `victim.ts`. @throws when the tree was not built */
export function startChild(settings: object, env: { DIE?: string; MODE?: string } = {}): Child {
  if (!existsSync(program)) throw new Error('kill tests run compiled code: run `npx tsc` first (`npm test` does)');
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env, SETTINGS: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const events: ChildEvent[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line)));
  const exit = once(child, 'exit').then(([code, signal]) => {
    children.delete(child);
    return (signal ?? code) as string | number | null;
  });
  return {
    events,
    process: child,
    seen: (what, fits) => until(what, () => events.find(fits)),
    ended: () => exit,
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** For `afterAll`: whatever a failed test left behind. */
export async function killChildren(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([...children].map((child) => once(child, 'exit')));
}
