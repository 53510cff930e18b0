import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A figure of each part, its child processes included. */
export type PerPart = Record<string, number>;

interface Running {
  pid: number;
  parent: number;
  kb: number;
  /** Time on a core since its start, in ms; null where the system does not tell. */
  cpuMs: number | null;
}

/** Clock ticks of /proc/<pid>/stat: 100 a second on every Linux Node runs on (sysconf CLK_TCK). */
const tickMs = 10;
/** Positions behind the command, which is in brackets (proc(5), fields 4 and 14 to 17): own time, and that of children that have ended. */
const parentField = 1;
const timeFields = [11, 12, 13, 14];

/**
 * Memory of the parts by process id. On Linux the proportional share (shared pages are split among their users: Postgres has many
 * processes on one buffer pool), elsewhere the resident size.
 */
export function memoryOf(pids: PerPart): PerPart {
  const sums = overTrees(pids, ({ kb }) => kb);
  return Object.fromEntries(Object.entries(sums).map(([part, kb]) => [part, Math.round(kb / 1024)]));
}

/** Time each part has spent on a core, in ms; null where the system does not tell. Unlike a duration it does not grow with foreign load. */
export function cpuOf(pids: PerPart): PerPart | null {
  return process.platform === 'linux' ? overTrees(pids, ({ cpuMs }) => cpuMs ?? 0) : null;
}

function overTrees(pids: PerPart, figure: (one: Running) => number): PerPart {
  const running = process.platform === 'linux' ? onLinux() : byPs();
  const tree = (root: number): number =>
    running.reduce((sum, one) => sum + (one.pid === root ? figure(one) : 0) + (one.parent === root ? tree(one.pid) : 0), 0);
  return Object.fromEntries(Object.entries(pids).map(([part, pid]) => [part, tree(pid)]));
}

function onLinux(): Running[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const cpuMs = timeFields.reduce((sum, field) => sum + Number(fields[field]), 0) * tickMs;
        return { pid: Number(name), parent: Number(fields[parentField]), kb: proportional(name) ?? resident(name), cpuMs };
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

const resident = (pid: string): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

function proportional(pid: string): number | null {
  try {
    const share = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return share === undefined ? null : Number(share);
  } catch {
    return null;
  }
}

function byPs(): Running[] {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = 0, parent = 0, kb = 0] = line.trim().split(/\s+/).map(Number);
      return { pid, parent, kb, cpuMs: null };
    });
}
