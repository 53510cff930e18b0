import { rmSync } from 'node:fs';
import { readState } from './state.ts';
import { endProcess, isRunning } from './supervisor/identity.ts';

/** What a killed supervisor left gets this long to end; Postgres writes a checkpoint. */
const grace_ms = 10_000;

/** Parts that others write to end after these. */
const last = ['postgres', 's3', 'temporal'];

/**
 * Ends the processes that the last supervisor of a data folder left behind, each known by id and start time, and returns their
 * names. Must be called by the holder of the lock.
 */
export async function endLeftovers(statePath: string): Promise<string[]> {
  const left = Object.entries(readState(statePath)?.processes ?? {}).filter(([, identity]) => isRunning(identity));
  const end = (wanted: (name: string) => boolean) =>
    Promise.all(
      // SIGINT: a server of Postgres waits for its clients on SIGTERM.
      left
        .filter(([name]) => wanted(name))
        .map(([name, identity]) => endProcess(identity, name === 'postgres' ? 'SIGINT' : 'SIGTERM', grace_ms)),
    );
  await end((name) => !last.includes(name));
  await end((name) => last.includes(name));
  rmSync(statePath, { force: true });
  return left.map(([name]) => name);
}
