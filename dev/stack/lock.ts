import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs';
import { writeAtomic } from './file.ts';
import { identify, isRunning, type ProcessIdentity } from './supervisor/identity.ts';

/** Another live supervisor owns the data folder. */
export class StackRunningError extends Error {
  override readonly name = 'StackRunningError';
}

/** The supervisor that owns a data folder, null when none is alive. */
export function lockHolder(path: string): ProcessIdentity | null {
  if (!existsSync(path)) return null;
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
    return isRunning(holder) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes the data folder for this process.
 * @throws StackRunningError when a live process holds it.
 */
export function takeLock(path: string): ProcessIdentity {
  const self = identify(process.pid);
  if (!self) throw new Error('The start time of this process cannot be read.');
  if (!lockHolder(path)) rmSync(path, { force: true });
  // A link appears with its content or not at all: nobody reads half a lock.
  const fresh = `${path}.${process.pid}`;
  writeAtomic(fresh, JSON.stringify(self));
  try {
    linkSync(fresh, path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    throw new StackRunningError('A stack runs already on this data folder.');
  } finally {
    rmSync(fresh, { force: true });
  }
  return self;
}

export const dropLock = (path: string): void => rmSync(path, { force: true });
