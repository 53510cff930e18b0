import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Memory of each part in MB, its child processes included. */
export type Memory = Record<string, number>;

interface Running {
  pid: number;
  parent: number;
  kb: number;
}

/**
 * Memory of the parts by process id. On Linux the proportional share (shared pages are split among their users: Postgres has many
 * processes on one buffer pool), elsewhere the resident size.
 */
export function memoryOf(pids: Record<string, number>): Memory {
  const running = process.platform === 'linux' ? onLinux() : byPs();
  const tree = (root: number): number =>
    running.reduce((sum, { pid, parent, kb }) => sum + (pid === root ? kb : 0) + (parent === root ? tree(pid) : 0), 0);
  return Object.fromEntries(Object.entries(pids).map(([part, pid]) => [part, Math.round(tree(pid) / 1024)]));
}

function onLinux(): Running[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
        return { pid: Number(name), parent, kb: proportional(name) ?? Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) };
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

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
      return { pid, parent, kb };
    });
}
