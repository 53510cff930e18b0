import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { endProcess, identify, signalGroup } from './identity.ts';
import { rotateLog } from './log.ts';

/** A launched process. */
export interface Running {
  pid: number;
  /** Resolves with how it ended ("exit 1", "SIGKILL"), for whatever reason. */
  ended: Promise<string>;
  /** Asks it to end, bounded; resolves when it is gone. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

export interface Launch {
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /** Both outputs are appended here. */
  logFile: string;
  /** How it is asked to end. */
  stopSignal?: NodeJS.Signals;
  /** Time it gets for that before SIGKILL. */
  stopGrace_ms?: number;
}

/** Our workers finish a running activity within this; everything else ends in a second. */
const defaultStopGrace_ms = 12_000;

/**
 * Starts a process in a group of its own, so that a Ctrl-C of the terminal reaches the supervisor alone, with its output in a file.
 * @throws Error when the program cannot be started at all.
 */
export async function launchProcess(launch: Launch): Promise<Running> {
  rotateLog(launch.logFile);
  const log = openSync(launch.logFile, 'a', 0o600);
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: launch.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = child.pid ?? 0;
  const identity = identify(pid);
  return {
    pid,
    ended,
    stop: async () => {
      if (identity) await endProcess(identity, launch.stopSignal ?? 'SIGTERM', launch.stopGrace_ms ?? defaultStopGrace_ms);
      await ended;
    },
    kill: (signal) => {
      if (child.exitCode === null && child.signalCode === null) signalGroup(pid, signal);
    },
  };
}
