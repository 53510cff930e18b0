import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { projectRoot } from '../config/paths.ts';

/** `npm run histories` keeps the history of a run, for the replay test; anything else keeps nothing. */
export async function recordHistory(workflow: string, scenario: string, handle: WorkflowHandle): Promise<void> {
  if (!process.env.RECORD_HISTORIES) return;
  const folder = join(projectRoot, 'temporal', 'histories', workflow);
  await mkdir(folder, { recursive: true });
  // Stack traces name folders of the machine that recorded.
  const json = historyToJSON(await handle.fetchHistory()).replaceAll(/("stackTrace": )"(?:[^"\\]|\\.)*"/g, '$1""');
  await writeFile(join(folder, `${scenario}.json`), `${json}\n`);
}
