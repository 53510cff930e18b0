import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { projectRoot } from '../../config/paths.ts';
import { ensureDeskLogin } from './admin.ts';
import { readArguments, UsageError, usage } from './arguments.ts';
import { endLeftovers } from './clean.ts';
import { removeStackData } from './data.ts';
import { lockHolder } from './lock.ts';
import { stackPaths } from './paths.ts';
import { type StackEvent, startStack } from './stack.ts';
import { type Mode, readState } from './state.ts';
import { untilGone } from './supervisor/identity.ts';
import { describeLogin, describeRunning, describeStatus, View } from './view.ts';

/** `npm start` and its flags. Exit codes: 0 done (also when it runs already), 1 failed, 2 wrong usage. */

const dataDir = join(projectRoot, '.catat');
/** Every part in order, each within its own grace. */
const stopLimit_ms = 60_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const done = (text: string): number => {
  say(text);
  return 0;
};

async function main(): Promise<number> {
  const command = readArguments(process.argv.slice(2));
  if (command.kind === 'help') return done(usage);
  if (command.kind === 'status') return status();
  if (command.kind === 'stop') return stop();
  if (command.kind === 'reset') return reset(command.yes);
  return start(command.mode);
}

function status(): number {
  const paths = stackPaths(dataDir);
  const state = lockHolder(paths.lock) ? readState(paths.state) : null;
  return done(state ? describeStatus(state) : 'Catat does not run here. Start it with: npm start');
}

async function stop(): Promise<number> {
  const paths = stackPaths(dataDir);
  const holder = lockHolder(paths.lock);
  if (!holder) {
    const left = await endLeftovers(paths.state);
    return done(left.length > 0 ? `Ended what a killed start left behind: ${left.join(', ')}.` : 'Catat does not run here.');
  }
  process.kill(holder.pid, 'SIGTERM');
  if (await untilGone(holder, stopLimit_ms)) return done('Catat is stopped.');
  say(`Catat (pid ${holder.pid}) does not stop: see ${paths.logs}.`);
  return 1;
}

async function reset(yes: boolean): Promise<number> {
  const paths = stackPaths(dataDir);
  if (lockHolder(paths.lock)) {
    say('Catat runs: stop it first (npm start -- --stop).');
    return 1;
  }
  if (!yes && process.stdin.isTTY && !(await confirmed(`Remove all data in ${dataDir}: books, messages, keys? [y/N] `))) {
    say('Nothing was removed.');
    return 1;
  }
  await endLeftovers(paths.state);
  removeStackData(dataDir);
  return done('All data are removed; downloaded programs and models are kept.');
}

async function confirmed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

async function start(mode: Mode): Promise<number> {
  const paths = stackPaths(dataDir);
  if (lockHolder(paths.lock)) {
    const state = readState(paths.state);
    say(`Catat runs already${state?.urls.chat ? `:  ${state.urls.chat}` : '.'}`);
    return done('Stop it with: npm start -- --stop');
  }
  const view = new View(process.stdout);
  const stack = await startStack({
    dataDir,
    ports: 'usual',
    mode,
    onEvent: (event) => {
      view.show(event);
      if (event.kind === 'session' && mode === 'whatsapp') void showAccount(view, event);
    },
  });
  const ended = untilSignalled(view, stack.abandon.bind(stack));
  const failure = await Promise.race([stack.ready().then(() => null), ended.then(() => null)]).catch((error: Error) => error);
  view.settle();
  if (!failure) {
    if (stack.state().ready) {
      const login = await ensureDeskLogin(paths, stack.env.DATABASE_URL ?? '');
      const running = `${describeRunning(stack.state())}\n${describeLogin(login)}`;
      say(`Ready after ${view.elapsed_s} s.\n${running}\n  Ctrl-C stops everything.\n`);
    }
    say(`Stopping (${await ended}).`);
  }
  await stack.stop();
  say(failure ? `Catat did not start: ${failure.message}\nLogs: ${paths.logs}` : 'Stopped.');
  return failure ? 1 : 0;
}

async function showAccount(view: View, { state, qr }: StackEvent & { kind: 'session' }): Promise<void> {
  if (qr) await view.showQr(qr);
  else view.line(`  WhatsApp account: ${state.replaceAll('_', ' ')}`);
}

/** npm passes a Ctrl-C on that the terminal has sent as well: what follows sooner is the same one. */
const sameSignal_ms = 700;

/** Resolves with the first signal; a second one ends everything at once. */
function untilSignalled(view: View, abandon: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    const onSignal = (signal: NodeJS.Signals) => {
      if (askedAt === null) {
        askedAt = Date.now();
        resolve(signal);
      } else if (Date.now() - askedAt > sameSignal_ms) {
        view.line('Ending everything at once.');
        abandon();
        process.exit(1);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

// A terminal that is closed must not keep us from stopping in order.
process.stdout.on('error', () => {});

try {
  process.exitCode = await main();
} catch (error) {
  const wrongUsage = error instanceof UsageError;
  say(wrongUsage ? `${error.message}\n\n${usage}` : `Catat did not start: ${(error as Error).message}`);
  process.exitCode = wrongUsage ? 2 : 1;
}
