import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { stackPaths } from './paths.ts';
import { postgresDataDir } from './postgres.ts';

/** Removes everything a stack kept: its data folder, and the cluster, which as root may lie elsewhere. The stack must not run. */
export function removeStackData(dataDir: string): void {
  const database = postgresDataDir(stackPaths(dataDir).postgres);
  for (const path of [database, `${database}.log`, resolve(dataDir)]) rmSync(path, { recursive: true, force: true });
}
