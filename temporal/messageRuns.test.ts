import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, test } from 'vitest';
import { projectRoot } from '../config/paths.ts';
import { runSteps } from './messageRuns.ts';

/** A client that knows one recorded history. */
function clientOf(scenario: string): Client {
  const file = join(projectRoot, 'temporal', 'histories', 'message', `${scenario}.json`);
  const history = historyFromJSON(JSON.parse(readFileSync(file, 'utf8')));
  const fetchHistory = async () => history;
  const workflow = { getHandle: () => ({ fetchHistory }) };
  return { workflow, withDeadline: (_: number, work: () => unknown) => work() } as unknown as Client;
}

test('a run tells its steps with their times, those within its own tasks too', async () => {
  const steps = await runSteps(clientOf('booked'), 'any');
  const names = steps.map(({ name }) => name);
  for (const name of ['openMessage', 'understandByRules', 'ask', 'send', 'decide', 'post']) expect(names).toContain(name);
  expect(names.indexOf('openMessage')).toBeLessThan(names.indexOf('ask'));
  expect(names.indexOf('ask')).toBeLessThan(names.indexOf('decide'));
  expect(names.indexOf('decide')).toBeLessThan(names.indexOf('post'));
  for (const { startedAt, endedAt, attempts } of steps) {
    expect(attempts).toBeGreaterThanOrEqual(1);
    expect(startedAt.getFullYear()).toBe(2026);
    expect(endedAt!.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
  }
  const started = steps.map(({ startedAt }) => startedAt.getTime());
  expect(started).toEqual([...started].sort((a, b) => a - b));
});
