import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../config/paths.ts';
import { bundleWorkflows } from '../../temporal/bundle.ts';

/** Recorded by `npm run histories` from runs with made-up data; each file is named for what happened in it. */
const folder = join(projectRoot, 'temporal', 'histories');
const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json')).sort();
const ofMessages = files.filter((file) => file.startsWith('message'));

let workflowBundle: WorkflowBundleOption;
beforeAll(async () => {
  workflowBundle = await bundleWorkflows();
});

const replay = async (file: string, bundle: WorkflowBundleOption) => {
  const history = historyFromJSON(JSON.parse(await readFile(join(folder, file), 'utf8')));
  await Worker.runReplayHistory({ workflowBundle: bundle }, history, `replay/${file}`);
};

test('there are histories to replay', () => {
  expect(ofMessages.length).toBeGreaterThanOrEqual(5);
});

test.each(files)('%s replays with the workflows as they are now', async (file) => {
  await replay(file, workflowBundle);
});

test('a workflow that does something else is caught', async () => {
  const changed = await bundleWorkflowCode({ workflowsPath: join(import.meta.dirname, 'changedWorkflow.ts') });
  await expect(replay(ofMessages[0]!, changed)).rejects.toThrow(DeterminismViolationError);
});
