import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../config/paths.ts';
import { type Stack, startStack } from '../stack/stack.ts';
import { readState } from '../stack/state.ts';
import { capture } from './capture.ts';
import { desk } from './desk.ts';
import { ledger } from './ledger.ts';
import { memoryOf } from './processes.ts';
import { machine, type Report, table, versions } from './report.ts';
import { voiceNote } from './samples.ts';
import { photo, type Target, textAndYes, throughput, voice } from './scenarios.ts';

/** `npm run bench`: measures the real path, from a phone of the local WhatsApp network and back. Nothing is asserted as a time. */

const scenarioNames = ['text', 'photo', 'voice', 'throughput', 'capture', 'start', 'desk', 'ledger'] as const;
type Scenario = (typeof scenarioNames)[number];

const usage = `npm run bench                                   all of it, on a stack of its own in a temporary folder
npm run bench -- --running                      on the stack that runs (npm start)
npm run bench -- --only text,throughput         some of: ${scenarioNames.join(', ')}
npm run bench -- --json                         one JSON object instead of a table
npm run bench -- --voice FILE.ogg               a recording instead of a synthetic voice
npm run bench -- --n 100 --phones 50 --per-phone 4 --waves 3
npm run bench -- --only ledger --entries 100000 a smaller book than the million`;

/** Pairs of text and "ya". */
const defaultN = 100;
/** Photos and voice notes take a second each. */
const mediaN = 15;
/** Building whisper-server and fetching its model on a bare machine. */
const voiceSetupMs = 15 * 60_000;

interface Options {
  running: boolean;
  json: boolean;
  chosen: ReadonlySet<Scenario>;
  voiceFile: string | undefined;
  n: number;
  phones: number;
  perPhone: number;
  waves: number;
  entries: number;
}

class UsageError extends Error {
  override readonly name = 'UsageError';
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function readOptions(args: string[]): Options | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args,
    options: {
      running: flag,
      json: flag,
      help: flag,
      only: text,
      voice: text,
      n: text,
      phones: text,
      'per-phone': text,
      waves: text,
      entries: text,
    },
  });
  if (values.help) return null;
  const names = values.only?.split(',') ?? [...scenarioNames];
  const unknown = names.find((name) => !scenarioNames.some((known) => known === name));
  if (unknown !== undefined) throw new UsageError(`There is no scenario ${unknown}.`);
  return {
    running: values.running,
    json: values.json,
    chosen: new Set(names as Scenario[]),
    voiceFile: values.voice,
    n: count(values.n, defaultN),
    phones: count(values.phones, 50),
    perPhone: count(values['per-phone'], 4),
    waves: count(values.waves, 3),
    entries: count(values.entries, 1_000_000, 10_000_000),
  };
}

function count(given: string | undefined, fallback: number, most = 500): number {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > most) throw new UsageError(`${given} is not a number from 1 to ${most}.`);
  return value;
}

const emptyReport = (stack: Report['stack']): Report => ({
  at: new Date().toISOString(),
  machine: machine(),
  versions: versions(),
  stack,
  start: null,
  question: null,
  booked: null,
  photo: null,
  voice: null,
  throughput: null,
  capture: null,
  desk: null,
  ledger: null,
  memory_mb: {},
  notMeasured: {},
});

/** Runs the chosen scenarios against a stack. A scenario that fails is told as not measured; the others go on. */
async function measure(
  target: Target & { desk: string },
  options: Options,
  report: Report,
  voiceReady: () => Promise<string | null>,
): Promise<void> {
  const attempt = async (scenario: Scenario, work: () => Promise<void>): Promise<void> => {
    if (!options.chosen.has(scenario)) return;
    say(`measuring: ${scenario}`);
    await work().catch((error: Error) => {
      report.notMeasured[scenario] = error.message;
    });
  };
  await attempt('voice', async () => {
    const sample = voiceNote(options.voiceFile);
    const off = 'missing' in sample ? sample.missing : await voiceReady();
    if ('missing' in sample || off !== null) throw new Error(off ?? 'no voice');
    report.voice = await voice(target, Math.min(mediaN, options.n), sample.bytes);
  });
  await attempt('text', async () => {
    Object.assign(report, await textAndYes(target, options.n));
  });
  await attempt('photo', async () => {
    report.photo = await photo(target, Math.min(mediaN, options.n));
  });
  await attempt('desk', async () => {
    report.desk = await desk(target.desk);
  });
  await attempt('throughput', async () => {
    report.throughput = await throughput(target, options);
  });
  report.memory_mb = memoryOf(target.pids());
}

async function onRunning(options: Options): Promise<Report> {
  const read = () => readState(join(projectRoot, '.catat', 'stack.json'));
  const state = read();
  if (!state?.ready || !state.urls.whatsapp)
    throw new UsageError('No local stack is ready here: npm start first, or leave out --running.');
  const report = emptyReport('running');
  const target = { network: state.urls.whatsapp, desk: state.urls.desk, pids: () => read()?.pids ?? {} };
  const { ready, reason } = state.abilities.voice;
  await measure(target, options, report, async () => (ready ? null : reason));
  for (const scenario of ['capture', 'start', 'ledger'] as const)
    if (options.chosen.has(scenario)) report.notMeasured[scenario] = 'needs a stack or database of its own';
  return report;
}

/** The ledger is measured on a database of its own, before there is a stack beside it. */
async function onOwn(options: Options): Promise<Report> {
  const report = emptyReport('own');
  if (options.chosen.has('ledger'))
    report.ledger = await ledger(options.entries, say).catch((error: Error) => {
      report.notMeasured.ledger = error.message;
      return null;
    });
  return options.chosen.size === 1 && options.chosen.has('ledger') ? report : onOwnStack(options, report);
}

async function onOwnStack(options: Options, report: Report): Promise<Report> {
  const dataDir = mkdtempSync(join(tmpdir(), 'catat-bench-'));
  // As root, Postgres runs under another account that has to get through.
  chmodSync(dataDir, 0o755);
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  const running: { stack: Stack | null; stopping: boolean } = { stack: null, stopping: false };
  const start = async () => {
    if (running.stopping) throw new Error('stopped');
    return startOwn(dataDir, options, (stack) => {
      running.stack = stack;
    });
  };
  onSignal(async () => {
    running.stopping = true;
    await running.stack?.stop();
    removeData();
  });
  try {
    const first = await start();
    const network = first.stack.urls.whatsapp ?? '';
    await measure(
      { network, desk: first.stack.urls.desk, pids: () => first.stack.state().pids },
      options,
      report,
      () => first.voice,
    );
    if (options.chosen.has('capture')) {
      say('measuring: capture');
      report.capture = await capture(first.stack).catch((error: Error) => {
        report.notMeasured.capture = error.message;
        return null;
      });
    }
    if (options.chosen.has('start')) {
      say('measuring: start');
      await first.stack.stop();
      const second = await start();
      report.start = { first_ms: first.ms, second_ms: second.ms };
    }
    return report;
  } finally {
    await running.stack?.stop();
    removeData();
  }
}

/** A signal leaves neither processes nor data behind. */
function onSignal(cleanUp: () => Promise<void>): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => {
      say('stopping');
      void cleanUp().finally(() => process.exit(code));
    });
}

/** Starts a stack and waits until it works; `voice` resolves with null, or with the reason why voice is off. */
async function startOwn(
  dataDir: string,
  options: Options,
  onStarted: (stack: Stack) => void,
): Promise<{ stack: Stack; ms: number; voice: Promise<string | null> }> {
  const wantsVoice = options.chosen.has('voice');
  let settle: (reason: string | null) => void = () => {};
  const voiceSettled = new Promise<string | null>((resolve) => {
    settle = resolve;
  });
  const timer = setTimeout(() => settle(`not ready after ${voiceSetupMs / 60_000} minutes`), voiceSetupMs).unref();
  const started = performance.now();
  const stack = await startStack({
    dataDir,
    ports: 'free',
    voice: wantsVoice,
    model: false,
    onEvent: (event) => {
      if (event.kind === 'note') say(event.line);
      if (event.kind !== 'ability' || event.name !== 'voice') return;
      clearTimeout(timer);
      settle(event.ready ? null : event.reason);
    },
  });
  onStarted(stack);
  await stack.ready();
  const ms = Math.round(performance.now() - started);
  say(`ready after ${(ms / 1_000).toFixed(1)} s`);
  return { stack, ms, voice: voiceSettled };
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options) {
    const report = await (options.running ? onRunning(options) : onOwn(options));
    process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : table(report)}\n`);
    // Slow is a figure; lost or asked twice is a fault.
    if (report.throughput && report.throughput.lost + report.throughput.askedTwice > 0) process.exitCode = 1;
  } else {
    process.stdout.write(`${usage}\n`);
  }
} catch (error) {
  say((error as Error).message);
  if (error instanceof UsageError || error instanceof TypeError) say(usage);
  process.exitCode = 1;
}
