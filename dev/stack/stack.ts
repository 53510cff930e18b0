import { rmSync } from 'node:fs';
import { endLeftovers } from './clean.ts';
import { dropLock, takeLock } from './lock.ts';
import { chooseModel, prepareModel } from './parts/model.ts';
import { postgresPart } from './parts/postgres.ts';
import { s3Part } from './parts/s3.ts';
import { type ServiceEnvironment, serviceParts } from './parts/services.ts';
import { temporalPart } from './parts/temporal.ts';
import { prepareVoice, speechModelName } from './parts/voice.ts';
import { type LocalNetwork, watchSession, whatsappPart } from './parts/whatsapp.ts';
import { type StackPaths, stackPaths } from './paths.ts';
import { planEnvironment, planLinks, planPorts, planUrls, type StackPorts, sessionName } from './plan.ts';
import { ensureTemporal, ensureWeed, type Found } from './provision/binaries.ts';
import { ensureSecrets } from './secrets.ts';
import { type Mode, type StackState, type StackUrls, writeState } from './state.ts';
import type { ProcessIdentity } from './supervisor/identity.ts';
import { LaunchRefusedError, type Part, type PartState, Supervisor } from './supervisor/supervisor.ts';

export type StackEvent =
  | { kind: 'part'; name: string; state: PartState }
  /** Progress of a preparation, and what was cleaned up. */
  | { kind: 'note'; line: string }
  /** The state of the WhatsApp session, and the QR code that waits to be scanned. */
  | { kind: 'session'; state: string; qr: string | null }
  | { kind: 'ability'; name: keyof StackState['abilities']; ready: boolean; reason: string | null };

export interface StackOptions {
  /** Everything the stack keeps lives here; one stack per folder. */
  dataDir: string;
  /** The usual ports where they are free, or any free ones (tests, several stacks side by side). */
  ports: 'usual' | 'free';
  mode?: Mode;
  /** Start only these parts and what they need; all unless said. */
  only?: readonly string[];
  /** False skips whisper-server. */
  voice?: boolean;
  /** False works with the rules alone, whatever Ollama there is. */
  model?: boolean;
  /** Added to the environment of our processes. */
  env?: Record<string, string>;
  onEvent?(event: StackEvent): void;
}

/** A running stack. */
export interface Stack {
  readonly urls: StackUrls;
  readonly ports: StackPorts;
  /** The environment of our processes: secrets included, so never to be printed. */
  readonly env: ServiceEnvironment;
  /** Resolves when every part works and, with the local network, the gateway is linked. @throws PartFailedError */
  ready(): Promise<void>;
  state(): StackState;
  /** Stops one part in order and resolves when it is ready again. */
  restart(name: string): Promise<void>;
  /** Sends a signal to one part; the supervisor restarts it. */
  kill(name: string, signal: NodeJS.Signals): void;
  /** Ends everything in reverse order. */
  stop(): Promise<void>;
  /** Ends everything at once. */
  abandon(): void;
}

const defaultModel = 'qwen2.5:1.5b';

/**
 * Starts the whole system on its embedded stack and returns at once; {@link Stack.ready} tells when it works.
 * @throws StackRunningError when another live stack owns the data folder, PortError when there is no free port.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const paths = stackPaths(options.dataDir);
  const self = takeLock(paths.lock);
  try {
    const left = await endLeftovers(paths.state);
    if (left.length > 0) options.onEvent?.({ kind: 'note', line: `ended what the last start left behind: ${left.join(', ')}` });
    const ports = await planPorts(paths, options.ports);
    const choice =
      options.model === false ? { host: null, part: null, reason: 'switched off' } : await chooseModel(paths, ports.ollama);
    const speechModel = options.voice === false ? null : await speechModelName();
    const stack = new EmbeddedStack(options, paths, ports, self, { ollama: choice.host, speechModel });
    stack.start(choice);
    return stack;
  } catch (error) {
    dropLock(paths.lock);
    throw error;
  }
}

/** Engines chosen before the start; null where one is off. */
interface Engines {
  ollama: string | null;
  speechModel: string | null;
}

class EmbeddedStack implements Stack {
  readonly urls: StackUrls;
  readonly ports: StackPorts;
  private readonly options: StackOptions;
  private readonly mode: Mode;
  private readonly paths: StackPaths;
  private readonly secrets;
  private readonly self: ProcessIdentity;
  private readonly speechModel: string | null;
  private readonly supervisor: Supervisor;
  private readonly stopping = new AbortController();
  /** A supervisor that ends without stopping (an uncaught error, a test worker that is ended) leaves nothing behind. */
  private readonly onExit = () => this.abandon();
  private readonly startedAt = new Date().toISOString();
  private readonly abilities: StackState['abilities'];
  private readonly background: Promise<void>[] = [];
  private network: LocalNetwork | null = null;
  private isReady = false;
  private linked: () => void = () => {};
  private readonly untilLinked = new Promise<void>((resolve, reject) => {
    this.linked = resolve;
    this.stopping.signal.addEventListener('abort', () => reject(this.stopping.signal.reason), { once: true });
  });
  private allReady: Promise<void> = Promise.resolve();

  constructor(options: StackOptions, paths: StackPaths, ports: StackPorts, self: ProcessIdentity, engines: Engines) {
    this.options = options;
    this.mode = options.mode ?? 'local';
    this.paths = paths;
    this.ports = ports;
    this.self = self;
    this.secrets = ensureSecrets(paths.secrets);
    this.speechModel = engines.speechModel;
    this.urls = { ...planUrls(ports, this.mode), ollama: engines.ollama };
    this.abilities = {
      voice: { ready: false, reason: 'getting ready' },
      receipt: { ready: false, reason: 'getting ready' },
      model: { ready: false, reason: 'getting ready' },
    };
    this.supervisor = new Supervisor({ change: (name, state) => this.changed(name, state) });
  }

  get env(): ServiceEnvironment {
    const { paths, ports, secrets, urls, mode, network, speechModel, options } = this;
    return { ...planEnvironment({ paths, ports, secrets, urls, mode, network, speechModel }), ...options.env };
  }

  start(choice: { host: string | null; part: Part | null; reason: string | null }): void {
    const parts = this.wanted(this.parts(choice.part));
    process.once('exit', this.onExit);
    for (const part of parts) this.supervisor.add(part);
    const names = new Set(parts.map(({ name }) => name));
    if (names.has('gateway')) this.background.push(this.watchSession());
    const local = names.has('gateway') && this.mode === 'local';
    this.allReady = Promise.all([...names].filter((name) => name !== 'ollama').map((name) => this.supervisor.ready(name)))
      .then(() => (local ? this.untilLinked : undefined))
      .then(() => {
        this.isReady = true;
        this.save();
      });
    this.allReady.catch(() => {});
    this.untilLinked.catch(() => {});
    if (names.has('ai-media')) this.background.push(this.prepareAbilities(choice));
  }

  ready(): Promise<void> {
    return this.allReady;
  }

  state(): StackState {
    const processes = this.supervisor.processes();
    return {
      startedAt: this.startedAt,
      pid: this.self.pid,
      supervisor: this.self,
      mode: this.mode,
      urls: this.urls,
      ports: this.ports,
      pids: Object.fromEntries(Object.entries(processes).map(([name, { pid }]) => [name, pid])),
      processes,
      ready: this.isReady,
      abilities: this.abilities,
    };
  }

  restart(name: string): Promise<void> {
    return this.supervisor.restart(name);
  }

  kill(name: string, signal: NodeJS.Signals): void {
    this.supervisor.kill(name, signal);
  }

  async stop(): Promise<void> {
    this.isReady = false;
    this.stopping.abort(new Error('stopping'));
    await this.supervisor.stop();
    await Promise.allSettled(this.background);
    rmSync(this.paths.state, { force: true });
    dropLock(this.paths.lock);
    process.off('exit', this.onExit);
  }

  abandon(): void {
    this.stopping.abort(new Error('stopping'));
    this.supervisor.killAll();
    dropLock(this.paths.lock);
  }

  private parts(ollama: Part | null): Part[] {
    const { paths, ports, secrets } = this;
    const local = this.mode === 'local';
    const note = (line: string) => this.note(line);
    return [
      postgresPart(paths, ports.postgres, secrets),
      temporalPart(() => required(ensureTemporal(note)), paths, ports),
      s3Part(() => required(ensureWeed(note)), paths, ports, secrets),
      ...(ollama ? [ollama] : []),
      ...(local ? [this.whatsappPart()] : []),
      ...serviceParts(paths, ports, () => this.env, local),
    ];
  }

  private whatsappPart(): Part {
    return whatsappPart(this.paths, {
      port: this.ports.whatsapp,
      links: planLinks(this.urls),
      onReady: (network) => {
        this.network = network;
      },
    });
  }

  /** The parts asked for, with everything they need, in order. */
  private wanted(parts: Part[]): Part[] {
    const { only } = this.options;
    if (!only) return parts;
    const byName = new Map(parts.map((part) => [part.name, part]));
    const chosen = new Set<string>();
    const choose = (name: string) => {
      const part = byName.get(name);
      if (!part) throw new Error(`There is no part ${name}.`);
      chosen.add(name);
      part.needs.forEach(choose);
    };
    only.forEach(choose);
    return parts.filter(({ name }) => chosen.has(name));
  }

  private watchSession(): Promise<void> {
    return watchSession({
      url: `${this.urls.gateway}/sessions/${sessionName(this.mode)}`,
      scanner: () => this.network,
      signal: this.stopping.signal,
      onChange: ({ state, qr }) => {
        if (state === 'open') this.linked();
        this.options.onEvent?.({ kind: 'session', state, qr });
      },
    });
  }

  private async prepareAbilities(choice: { host: string | null; part: Part | null; reason: string | null }): Promise<void> {
    await Promise.all([
      this.prepare('receipt', async () => {
        await this.supervisor.ready('ai-media');
        return { ready: true, reason: null };
      }),
      this.prepare('model', async () => {
        const { host, part, reason } = choice;
        if (!host) return { ready: false, reason };
        if (part) await this.supervisor.ready(part.name);
        const model = this.env.OLLAMA_MODEL ?? defaultModel;
        return prepareModel(host, model, (line) => this.progress('model', line), this.stopping.signal);
      }),
      this.prepare('voice', async () => {
        if (this.options.voice === false) return { ready: false, reason: 'switched off' };
        const { supervisor, paths } = this;
        // The conversation comes first: building and loading wait until the first text can be answered.
        await this.allReady;
        return prepareVoice({
          supervisor,
          paths,
          port: this.ports.whisper,
          report: (line) => this.progress('voice', line),
          signal: this.stopping.signal,
        });
      }),
    ]);
  }

  private async prepare(
    name: keyof StackState['abilities'],
    work: () => Promise<StackState['abilities']['voice']>,
  ): Promise<void> {
    const ability = await work().catch((error: Error) => ({ ready: false, reason: error.message }));
    if (this.stopping.signal.aborted) return;
    this.abilities[name] = ability;
    if (name === 'voice' && ability.ready) this.urls.whisper = `http://127.0.0.1:${this.ports.whisper}`;
    this.save();
    this.options.onEvent?.({ kind: 'ability', name, ...ability });
  }

  private progress(name: keyof StackState['abilities'], line: string): void {
    this.abilities[name] = { ready: false, reason: line };
    this.save();
    this.note(line);
  }

  private note(line: string): void {
    this.options.onEvent?.({ kind: 'note', line });
  }

  private changed(name: string, state: PartState): void {
    if (!this.stopping.signal.aborted) this.save();
    this.options.onEvent?.({ kind: 'part', name, state });
  }

  private save(): void {
    writeState(this.paths.state, this.state());
  }
}

/** The path of a binary a part cannot do without. @throws LaunchRefusedError with the cure. */
async function required(found: Promise<Found>): Promise<string> {
  const result = await found;
  if ('missing' in result) throw new LaunchRefusedError(result.missing);
  return result.path;
}
