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
npm run chaos -- --kill gateway,postgres                 some of: ${killable.join(', ')}; all but the last unless said
npm run chaos -- --keep                                  leaves the stack's folder with its logs behind`;

const messagesPerMinute = 200;
/** Temporal takes half a minute to come back: its kills are a run of their own. */
const killedUnlessSaid = killable.filter((part) => part !== 'temporal');
const minutes_max = 24 * 60;
const messages_max = 90_000;
const minute_ms = 60_000;

class UsageError extends Error {
  override readonly name = 'UsageError';
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function readOptions(args: string[]): (ChaosOptions & { keep: boolean }) | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args,
    options: { seed: text, minutes: text, messages: text, kill: text, keep: flag, help: flag },
  });
  if (values.help) return null;
  const minutes = number('minutes', values.minutes, 5, minutes_max);
  const kill = (values.kill ?? killedUnlessSaid.join(',')).split(',').map((name) => {
    const part = killable.find((known) => known === name);
    if (!part) throw new UsageError(`${name} cannot be killed.`);
    return part;
  });
  return {
    seed: number('seed', values.seed, randomInt(1, 2 ** 31), 2 ** 32 - 1),
    duration_ms: minutes * minute_ms,
    messages: number('messages', values.messages, minutes * messagesPerMinute, messages_max),
    kill,
    keep: values.keep,
  };
}

function number(name: string, given: string | undefined, fallback: number, most: number): number {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`--${name} takes a whole number from 1 to ${most}.`);
  return value;
}

/** A stack of its own, gone with its data (unless that is kept) when the work is done or a signal comes. */
async function onOwnStack(keep: boolean, work: (stack: Stack) => Promise<Verdict>): Promise<Verdict> {
  const dataDir = mkdtempSync(join(tmpdir(), 'catat-chaos-'));
  // As root, Postgres runs under another account that has to get through.
  chmodSync(dataDir, 0o755);
  const stack = await startStack({ dataDir, ports: 'free', voice: false, model: false });
  const end = async (): Promise<void> => {
    await stack.stop();
    if (keep) say(`kept: ${dataDir}`);
    else removeStackData(dataDir);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end().finally(() => process.exit(1)));
  try {
    await stack.ready();
    return await work(stack);
  } finally {
    await end();
  }
}

const listed = (counts: readonly (readonly unknown[])[]): string => counts.map((pair) => pair.join(' ')).join(', ');

function told(verdict: Verdict): string {
  const { seed, phones, stories, sent, rows, runs, entries, faults, took_ms, findings } = verdict;
  const { kills, ...others } = faults;
  const counts = [...Object.entries(kills).map(([part, count]) => [`SIGKILL ${part}`, count]), ...Object.entries(others)];
  return [
    `seed ${seed}: ${phones} phones sent ${sent} messages, ${rows} message rows, ${runs} runs, ${entries} entries`,
    `stories: ${listed(Object.entries(stories))}`,
    `faults: ${listed(counts)}`,
    `took ${Math.round(took_ms / 1_000)} s, load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
    ...findings.map(
      ({ rule, count, examples }) => `FOUND ${count}: ${rule}${examples.length ? ` (${examples.join('; ')})` : ''}`,
    ),
    findings.length === 0 ? 'PASSED: 0 lost, 0 double' : `FAILED: play it again with --seed ${seed}`,
  ].join('\n');
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options) {
    say(`seed ${options.seed}, ${options.messages} messages in ${options.duration_ms / minute_ms} minutes`);
    const verdict = await onOwnStack(options.keep, (stack) => runChaos(stack, options, say));
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
