import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { removeStackData } from '../stack/data.ts';
import { type Stack, startStack } from '../stack/stack.ts';
import { runChaos, type Verdict } from './chaos.ts';
import { type ChaosOptions, killable } from './plan.ts';

/** `npm run chaos`: messages under random kills, cuts, redelivery and reordering; nothing may be lost and nothing double. */

const usage = `npm run chaos -- --seed 7 --minutes 5                    on a stack of its own in a temporary folder
npm run chaos -- --seed 7 --minutes 5 --messages 1000    200 messages a minute unless said
npm run chaos -- --kill gateway,postgres,flow            some of: ${killable.join(', ')}; the first two unless said`;

const messagesPerMinute = 200;
const minutes_max = 24 * 60;
const messages_max = 90_000;
const minute_ms = 60_000;

class UsageError extends Error {
  override readonly name = 'UsageError';
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function readOptions(args: string[]): ChaosOptions | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { seed: text, minutes: text, messages: text, kill: text, help: { type: 'boolean', default: false } },
  });
  if (values.help) return null;
  const minutes = number('minutes', values.minutes, 5, minutes_max);
  const kill = (values.kill ?? 'gateway,postgres').split(',').map((name) => {
    const part = killable.find((known) => known === name);
    if (!part) throw new UsageError(`${name} cannot be killed.`);
    return part;
  });
  return {
    seed: number('seed', values.seed, randomInt(1, 2 ** 31), 2 ** 32 - 1),
    duration_ms: minutes * minute_ms,
    messages: number('messages', values.messages, minutes * messagesPerMinute, messages_max),
    kill,
  };
}

function number(name: string, given: string | undefined, fallback: number, most: number): number {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`--${name} takes a whole number from 1 to ${most}.`);
  return value;
}

/** A stack of its own, gone with its data when the work is done or a signal comes. */
async function onOwnStack(work: (stack: Stack) => Promise<Verdict>): Promise<Verdict> {
  const dataDir = mkdtempSync(join(tmpdir(), 'catat-chaos-'));
  // As root, Postgres runs under another account that has to get through.
  chmodSync(dataDir, 0o755);
  const stack = await startStack({ dataDir, ports: 'free', voice: false, model: false });
  const end = async (): Promise<void> => {
    await stack.stop();
    removeStackData(dataDir);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end().finally(() => process.exit(1)));
  try {
    await stack.ready();
    return await work(stack);
  } finally {
    await end();
  }
}

function told(verdict: Verdict): string {
  const { seed, phones, sent, rows, runs, entries, faults, took_ms, findings } = verdict;
  const { kills, ...others } = faults;
  const counts = [...Object.entries(kills).map(([part, count]) => [`SIGKILL ${part}`, count]), ...Object.entries(others)];
  return [
    `seed ${seed}: ${phones} phones sent ${sent} texts = ${rows} message rows = ${runs} runs; ${entries} entries`,
    `faults: ${counts.map(([what, count]) => `${what} ${count}`).join(', ')}`,
    `took ${Math.round(took_ms / 1_000)} s, load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
    ...findings.map(
      ({ rule, count, examples }) => `FOUND ${count}: ${rule}${examples.length ? ` (${examples.join('; ')})` : ''}`,
    ),
    findings.length === 0 ? 'PASSED: nothing lost, nothing double' : `FAILED: play it again with --seed ${seed}`,
  ].join('\n');
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options) {
    say(`seed ${options.seed}, ${options.messages} messages in ${options.duration_ms / minute_ms} minutes`);
    const verdict = await onOwnStack((stack) => runChaos(stack, options, say));
    process.stdout.write(`${told(verdict)}\n`);
    if (verdict.findings.length > 0) process.exitCode = 1;
  } else {
    process.stdout.write(`${usage}\n`);
  }
} catch (error) {
  say((error as Error).message);
  if (error instanceof UsageError || error instanceof TypeError) say(usage);
  process.exitCode = 1;
}
