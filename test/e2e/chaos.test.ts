import { expect, test } from 'vitest';
import { runChaos } from '../../dev/chaos/chaos.ts';
import { startWorld } from './world.ts';

/** The short form of `npm run chaos`: the same seed plays the same faults and messages each time. */
const held = startWorld();
const run = { seed: 20_260_817, duration_ms: 40_000, messages: 150, kill: ['gateway', 'postgres'] } as const;

test(`${run.messages} messages under kills, cuts, redelivery and reordering: nothing lost, nothing double`, async () => {
  const log: string[] = [];
  const verdict = await runChaos(held.world.stack, run, (line) => log.push(line));
  process.stdout.write(`chaos: ${JSON.stringify(verdict)}\n`);
  expect(verdict.findings, log.join('\n')).toEqual([]);
  // A greeting a phone, and more than each message: answers and changes.
  expect(verdict.sent).toBeGreaterThan(verdict.phones + run.messages);
  expect(verdict.rows).toBe(verdict.sent);
  expect(verdict.runs).toBe(verdict.sent);
  const { kills, ...others } = verdict.faults;
  expect(Object.keys(kills).sort()).toEqual([...run.kill].sort());
  expect(others.cuts).toBeGreaterThan(0);
  expect(others.redeliveries).toBeGreaterThan(0);
  expect(others.reorders).toBeGreaterThan(0);
}, 300_000);
