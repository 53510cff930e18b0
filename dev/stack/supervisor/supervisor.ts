import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessIdentity } from './identity.ts';
import { identify } from './identity.ts';
import { rotateLog, tailOf } from './log.ts';
import type { Running } from './process.ts';

/** One supervised process, as data. */
export interface Part {
  name: string;
  /** Names of the parts that must be ready before this one is launched for the first time. */
  needs: string[];
  logFile: string;
  launch(): Promise<Running>;
  /** Resolves when the process does its work. */
  ready(signal: AbortSignal): Promise<void>;
  /** Runs once and must end with exit 0, instead of staying. */
  task?: boolean;
  /** Time to become ready before it counts as failed. */
  readyTimeout_ms?: number;
}

export type PartState =
  | { phase: 'waiting' }
  | { phase: 'starting'; pid: number | null }
  | { phase: 'ready'; pid: number | null; took_ms: number }
  | { phase: 'restarting'; reason: string; wait_ms: number }
  | { phase: 'failed'; reason: string; tail: string[] }
  | { phase: 'stopped' };

export interface SupervisorEvents {
  change(name: string, state: PartState): void;
}

/** A part gave up; its log tail is in its state. */
export class PartFailedError extends Error {
  override readonly name = 'PartFailedError';
}

/** Launching again cannot help: the part is given up at once. */
export class LaunchRefusedError extends Error {
  override readonly name = 'LaunchRefusedError';
}

const readyTimeout_ms = 60_000;
/** The first restart is quick, as most crashes happen once; doubled up to the limit while it goes on. */
const backoff_ms = { first: 100, most: 10_000 };
/** A process that ran so long has recovered: the next crash counts as the first. */
const stable_ms = 15_000;
/** Lives in a row that never got ready before a part is given up: one that never worked will not soon, one that did gets a minute. */
const maxFailures = { unproven: 4, proven: 10 };
const shownLogLines = 20;
const rotateInterval_ms = 30_000;
const pollInterval_ms = 20;

interface Settled {
  promise: Promise<void>;
  resolve(): void;
  reject(error: Error): void;
}

/** A promise to be settled from outside; nobody has to listen to its failure. */
function settled(): Settled {
  let resolve = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

interface Entry {
  part: Part;
  state: PartState;
  running: Running | null;
  identity: ProcessIdentity | null;
  /** Lives in a row that ended early: they lengthen the pause. */
  crashes: number;
  /** Lives in a row that never got ready: they lead to giving up. */
  failures: number;
  /** Has been ready once. */
  proven: boolean;
  /** Settled at the first readiness or the final failure. */
  first: Settled;
  life: Promise<void>;
}

/** Keeps a set of parts alive: starts each when its needs are ready, restarts the crashed, stops all in reverse order. */
export class Supervisor {
  private readonly entries = new Map<string, Entry>();
  private readonly stopping = new AbortController();
  private readonly events: SupervisorEvents;
  private readonly rotation: NodeJS.Timeout;

  constructor(events: SupervisorEvents) {
    this.events = events;
    this.rotation = setInterval(() => {
      for (const { part } of this.entries.values()) rotateLog(part.logFile);
    }, rotateInterval_ms);
  }

  /** Takes a part over. Its needs must have been added before. */
  add(part: Part): void {
    const first = settled();
    const entry: Entry = {
      part,
      state: { phase: 'waiting' },
      running: null,
      identity: null,
      crashes: 0,
      failures: 0,
      proven: false,
      first,
      life: Promise.resolve(),
    };
    this.entries.set(part.name, entry);
    this.set(entry, { phase: 'waiting' });
    entry.life = this.keepAlive(entry).finally(() => first.reject(new PartFailedError(`${part.name} was stopped`)));
  }

  /** Resolves when the part is ready for the first time. @throws PartFailedError when it is given up. */
  ready(name: string): Promise<void> {
    return this.entry(name).first.promise;
  }

  states(): Map<string, PartState> {
    return new Map([...this.entries].map(([name, { state }]) => [name, state]));
  }

  /** Identities of all processes that run now. */
  processes(): Record<string, ProcessIdentity> {
    const running = [...this.entries].flatMap(([name, { identity }]) => (identity ? [[name, identity] as const] : []));
    return Object.fromEntries(running);
  }

  /** Sends a signal to one part; its restart follows by itself. */
  kill(name: string, signal: NodeJS.Signals): void {
    this.entry(name).running?.kill(signal);
  }

  /** Stops one part and waits until it is ready again. */
  async restart(name: string): Promise<void> {
    const entry = this.entry(name);
    await entry.running?.stop();
    await this.untilReadyAgain(entry);
  }

  /** Stops everything: those that others need last. */
  async stop(): Promise<void> {
    clearInterval(this.rotation);
    this.stopping.abort(new Error('stopping'));
    for (const level of this.stopOrder()) await Promise.all(level.map((entry) => this.end(entry)));
  }

  /** Ends everything at once, without grace. */
  killAll(): void {
    this.stopping.abort(new Error('stopping'));
    for (const { running } of this.entries.values()) running?.kill('SIGKILL');
  }

  private async end(entry: Entry): Promise<void> {
    await entry.running?.stop();
    await entry.life;
    this.set(entry, { phase: 'stopped' });
  }

  private async keepAlive(entry: Entry): Promise<void> {
    const { part } = entry;
    const signal = this.stopping.signal;
    try {
      await Promise.all(part.needs.map((need) => this.ready(need)));
    } catch {
      this.giveUp(entry, `needs ${part.needs.join(', ')}`);
      return;
    }
    while (!signal.aborted) {
      const startedAt = Date.now();
      const reason = await this.runOnce(entry).catch((error: Error) => this.giveUp(entry, error.message));
      entry.running = null;
      entry.identity = null;
      if (signal.aborted || reason === null) return;
      entry.crashes = Date.now() - startedAt > stable_ms ? 1 : entry.crashes + 1;
      if (entry.failures >= (entry.proven ? maxFailures.proven : maxFailures.unproven)) {
        this.giveUp(entry, reason);
        return;
      }
      const wait_ms = Math.min(backoff_ms.most, backoff_ms.first * 2 ** (entry.crashes - 1));
      this.set(entry, { phase: 'restarting', reason, wait_ms });
      await delay(wait_ms, undefined, { signal }).catch(() => {});
    }
  }

  /** One life of a process; returns why it must be restarted, null when its work is done. */
  private async runOnce(entry: Entry): Promise<string | null> {
    const { part } = entry;
    const startedAt = Date.now();
    entry.failures += 1;
    this.set(entry, { phase: 'starting', pid: null });
    let running: Running;
    try {
      running = await part.launch();
    } catch (error) {
      if (error instanceof LaunchRefusedError) throw error;
      return (error as Error).message;
    }
    entry.running = running;
    entry.identity = identify(running.pid);
    // Stopped while it was being launched: nobody else will end it.
    if (this.stopping.signal.aborted) await running.stop();
    this.set(entry, { phase: 'starting', pid: running.pid });
    if (part.task) return this.finishTask(entry, running, startedAt);
    const unready = await this.untilReady(part, running);
    if (unready !== null) {
      await running.stop();
      return unready;
    }
    this.set(entry, { phase: 'ready', pid: running.pid, took_ms: Date.now() - startedAt });
    entry.proven = true;
    entry.failures = 0;
    entry.first.resolve();
    return running.ended;
  }

  private async finishTask(entry: Entry, running: Running, startedAt: number): Promise<string | null> {
    const ended = await running.ended;
    if (ended !== 'exit 0') return ended;
    entry.identity = null;
    this.set(entry, { phase: 'ready', pid: null, took_ms: Date.now() - startedAt });
    entry.first.resolve();
    return null;
  }

  /** Null when the part became ready, else why it did not. */
  private async untilReady(part: Part, running: Running): Promise<string | null> {
    const limit = part.readyTimeout_ms ?? readyTimeout_ms;
    const enough = new AbortController();
    const signal = AbortSignal.any([enough.signal, this.stopping.signal, AbortSignal.timeout(limit)]);
    try {
      return await Promise.race([
        part.ready(signal).then(
          () => null,
          (error: Error) => (error.name === 'AbortError' ? `not ready within ${limit / 1000} s` : error.message),
        ),
        running.ended,
      ]);
    } finally {
      enough.abort();
    }
  }

  private async untilReadyAgain(entry: Entry): Promise<void> {
    const before = entry.running;
    const limit = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(readyTimeout_ms)]);
    while (entry.running === before || entry.state.phase !== 'ready') {
      if (entry.state.phase === 'failed') throw new PartFailedError(`${entry.part.name} ${entry.state.reason}`);
      await delay(pollInterval_ms, undefined, { signal: limit });
    }
  }

  private giveUp(entry: Entry, reason: string): null {
    this.set(entry, { phase: 'failed', reason, tail: tailOf(entry.part.logFile, shownLogLines) });
    entry.first.reject(new PartFailedError(`${entry.part.name} was given up: ${reason}`));
    return null;
  }

  private stopOrder(): Entry[][] {
    const depth = (name: string): number => 1 + Math.max(0, ...this.entry(name).part.needs.map(depth));
    const levels = new Map<number, Entry[]>();
    for (const [name, entry] of this.entries) levels.set(depth(name), [...(levels.get(depth(name)) ?? []), entry]);
    return [...levels].sort(([one], [other]) => other - one).map(([, entries]) => entries);
  }

  private set(entry: Entry, state: PartState): void {
    entry.state = state;
    this.events.change(entry.part.name, state);
  }

  private entry(name: string): Entry {
    const entry = this.entries.get(name);
    if (!entry) throw new Error(`There is no part ${name}.`);
    return entry;
  }
}
