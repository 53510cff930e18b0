import { existsSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftovers } from '../../dev/stack/clean.ts';
import { removeStackData } from '../../dev/stack/data.ts';
import { lockHolder } from '../../dev/stack/lock.ts';
import { stackPaths } from '../../dev/stack/paths.ts';

/** Data folders of the end-to-end stacks start with this. */
export const folderPrefix = 'catat-e2e-';
/** A folder without a lock that changed within this is being made, or removed, by another run. */
const young_ms = 60_000;

/** Before the end-to-end tests: ends the processes and removes the folders of runs that were killed. */
export default async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const { lock, state } = stackPaths(folder);
    const isYoung = Date.now() - statSync(folder).mtimeMs < young_ms;
    if (lockHolder(lock) || (!existsSync(lock) && isYoung)) continue;
    await endLeftovers(state);
    removeStackData(folder);
  }
}
