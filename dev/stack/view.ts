import QRCode from 'qrcode';
import type { DeskLogin } from './admin.ts';
import type { StackEvent } from './stack.ts';
import type { StackState } from './state.ts';
import type { PartState } from './supervisor/supervisor.ts';

/** Where the view writes: a terminal, or anything that takes lines. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

const titles: Record<string, string> = {
  postgres: 'Postgres 16',
  temporal: 'Temporal server',
  s3: 'S3 (SeaweedFS)',
  ollama: 'Ollama',
  whatsapp: 'local WhatsApp network',
  migrate: 'database schema',
  gateway: 'WhatsApp gateway',
  flow: 'flow worker',
  'ai-media': 'media worker',
  api: 'REST API',
  whisper: 'speech (whisper-server)',
};

const abilityTitles: Record<keyof StackState['abilities'], string> = {
  voice: 'voice notes',
  receipt: 'receipts',
  model: 'language model',
};

const redraw_ms = 100;
const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const defaultColumns = 80;

/** Shows a start: a live block on a terminal, plain lines elsewhere; after {@link View.settle} only what happens, line by line. */
export class View {
  private readonly screen: Screen;
  private readonly parts = new Map<string, PartState>();
  /** Parts that were ready before. */
  private readonly seen = new Set<string>();
  private readonly startedAt = Date.now();
  private readonly timer: NodeJS.Timeout | null;
  private drawn = 0;
  private settled = false;
  private lastNote = '';

  constructor(screen: Screen) {
    this.screen = screen;
    this.timer = screen.isTTY ? setInterval(() => this.draw(), redraw_ms) : null;
    this.timer?.unref();
  }

  show(event: StackEvent): void {
    if (event.kind === 'part') this.showPart(event.name, event.state);
    else if (event.kind === 'note') this.showNote(event.line);
    else if (event.kind === 'ability') this.showAbility(event);
    else if (event.qr !== null) this.lastNote = 'the gateway waits for a phone';
  }

  /** A line that stays. */
  line(text: string): void {
    this.erase();
    this.screen.write(`${text}\n`);
    if (!this.settled) this.draw();
  }

  /** The code to scan, where it can be drawn. */
  async showQr(qr: string): Promise<void> {
    if (this.screen.isTTY) this.line(await QRCode.toString(qr, { type: 'terminal', small: true }));
  }

  /** Ends the live block. */
  settle(): void {
    if (this.timer) clearInterval(this.timer);
    this.draw();
    this.drawn = 0;
    this.settled = true;
  }

  get elapsed_s(): string {
    return ((Date.now() - this.startedAt) / 1000).toFixed(1);
  }

  private showPart(name: string, state: PartState): void {
    this.parts.set(name, state);
    const title = titles[name] ?? name;
    if (state.phase === 'restarting') this.line(`! ${title} ended (${state.reason}), started again in ${state.wait_ms} ms`);
    else if (state.phase === 'failed') this.line(failure(title, state));
    else if (state.phase === 'ready' && (!this.screen.isTTY || this.settled)) {
      const again = this.seen.has(name) ? ' again' : '';
      this.line(`+ ${title} is ready${again} (${seconds(state.took_ms)})`);
    }
    if (state.phase === 'ready') this.seen.add(name);
  }

  private showNote(line: string): void {
    this.lastNote = line;
    if (!this.screen.isTTY || this.settled) this.line(`  ${line}`);
  }

  private showAbility({ name, ready, reason }: StackEvent & { kind: 'ability' }): void {
    if (!ready) this.line(`- ${abilityTitles[name]}: ${reason}`);
    else if (name !== 'receipt') this.line(`+ ${abilityTitles[name]}: ready`);
  }

  private draw(): void {
    if (!this.screen.isTTY || this.settled) return;
    this.erase();
    const width = this.screen.columns || defaultColumns;
    const tick = Math.floor(Date.now() / redraw_ms) % spinner.length;
    const rows = [...this.parts].map(([name, state]) => row(titles[name] ?? name, state, spinner[tick] ?? ''));
    const foot = `${this.elapsed_s} s${this.lastNote ? `  ${this.lastNote}` : ''}`;
    const lines = [...rows, foot].map((text) => text.slice(0, width - 1));
    this.screen.write(`${lines.join('\n')}\n`);
    this.drawn = lines.length;
  }

  private erase(): void {
    // Up by the drawn lines, then clear to the end of the screen (ECMA-48 CPL and ED).
    if (this.drawn > 0) this.screen.write(`\u001b[${this.drawn}F\u001b[J`);
    this.drawn = 0;
  }
}

const seconds = (time_ms: number): string => `${(time_ms / 1000).toFixed(1)} s`;

function row(title: string, state: PartState, spin: string): string {
  if (state.phase === 'ready') return `✔ ${title} (${seconds(state.took_ms)})`;
  if (state.phase === 'failed') return `✖ ${title}: ${state.reason}`;
  if (state.phase === 'waiting') return `· ${title}`;
  if (state.phase === 'restarting') return `! ${title}: ${state.reason}`;
  return `${spin} ${title}`;
}

const failure = (title: string, { reason, tail }: PartState & { phase: 'failed' }): string =>
  [`x ${title} was given up: ${reason}`, ...tail.filter(Boolean).map((line) => `    ${line}`)].join('\n');

/** What a person needs once it runs: one address in front, the others below. */
export function describeRunning(state: StackState): string {
  const { urls } = state;
  const rows: [string, string | null][] = [
    ['finance desk', urls.desk],
    ['API', urls.docs],
    ['Temporal UI', urls.temporalUi],
    ['gateway', urls.gateway],
    ['phones (HTTP)', urls.whatsapp],
    ['media worker', urls.aiMedia],
    ['S3', urls.s3],
  ];
  const head = urls.chat ? `Chat with Catat:  ${urls.chat}` : `Pair WhatsApp:  scan the QR code, here or on ${urls.gateway}`;
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.flatMap(([name, url]) => (url ? [`    ${name.padEnd(width)}  ${url}`] : []));
  return ['', `  ➜ ${head}`, '', ...table, ''].join('\n');
}

/** Who opens the desk; the password is shown on the start that made it. */
export const describeLogin = ({ email, password, fresh }: DeskLogin): string =>
  `    Log in at the desk as ${email}, password ${fresh ? password : 'in .catat/admin.json'}\n`;

/** The answer to `--status`. */
export function describeStatus(state: StackState): string {
  const since = `pid ${state.pid}, since ${state.startedAt}`;
  const abilities = Object.entries(state.abilities).map(
    ([name, { ready, reason }]) => `    ${abilityTitles[name as keyof StackState['abilities']]}: ${ready ? 'ready' : reason}`,
  );
  const pids = Object.entries(state.pids).map(([name, pid]) => `    ${titles[name] ?? name}: pid ${pid}`);
  return [
    state.ready ? `Catat runs (${since}).` : `Catat is starting (${since}).`,
    describeRunning(state),
    ...pids,
    '',
    ...abilities,
  ].join('\n');
}
