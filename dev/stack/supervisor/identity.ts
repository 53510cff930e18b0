import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process beyond doubt: ids are used again, an id with its start time is not. */
export interface ProcessIdentity {
  pid: number;
  /** Boot and clock ticks on Linux, the start date elsewhere; only compared, never read. */
  started: string;
}

const bootFile = '/proc/sys/kernel/random/boot_id';
/** Positions in /proc/<pid>/stat behind the command, which is in brackets and may hold blanks (proc(5), fields 3 and 22). */
const stateField = 0;
const startField = 19;

/** The identity of a running process; null when there is none (a zombie counts as gone). */
export function identify(pid: number): ProcessIdentity | null {
  const started = existsSync(bootFile) ? startOnLinux(pid) : startByPs(pid);
  return started ? { pid, started } : null;
}

/** Whether this very process still runs. */
export const isRunning = (identity: ProcessIdentity): boolean => identify(identity.pid)?.started === identity.started;

function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[stateField] === 'Z') return null;
    return `${readFileSync(bootFile, 'utf8').trim()}:${fields[startField]}`;
  } catch {
    return null;
  }
}

function startByPs(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line && !line.startsWith('Z') ? line.replace(/^\S+\s+/, '') : null;
  } catch {
    return null;
  }
}

/** Sends a signal to a process and to the group it leads, if it leads one; a process that is gone is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'ESRCH') throw error;
    }
  }
}

const goneInterval_ms = 20;

/** Waits until the process is gone; false when `timeout_ms` passed before. */
export async function untilGone(identity: ProcessIdentity, timeout_ms: number): Promise<boolean> {
  const deadline = Date.now() + timeout_ms;
  while (isRunning(identity)) {
    if (Date.now() > deadline) return false;
    await delay(goneInterval_ms);
  }
  return true;
}

/** Asks a process to end, and ends it and its group when it does not in time. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, grace_ms: number): Promise<void> {
  if (!isRunning(identity)) return;
  signalGroup(identity.pid, signal);
  if (await untilGone(identity, grace_ms)) return;
  signalGroup(identity.pid, 'SIGKILL');
  await untilGone(identity, grace_ms);
}
