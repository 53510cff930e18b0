import { setTimeout as delay } from 'node:timers/promises';
import { logFile, type StackPaths } from '../paths.ts';
import { logSize, readLog } from '../supervisor/log.ts';
import { until } from '../supervisor/probe.ts';
import type { Part } from '../supervisor/supervisor.ts';
import { nodePart } from './node.ts';

/** What the local WhatsApp network says of itself when it is ready. */
export interface LocalNetwork {
  /** WebSocket URL for the client. */
  url: string;
  mediaUrl: string;
  rootKeyHex: string;
  /** Origin of the phones' HTTP interface and of the chat page. */
  httpUrl: string;
}

/** The ready line is among the first lines of a start. */
const readyLine_bytes = 256 * 1024;

export interface WhatsAppOptions {
  port: number;
  /** Shown on the chat page. */
  links: { label: string; url: string }[];
  onReady(network: LocalNetwork): void;
}

/** The local WhatsApp network: server, phones and chat page. */
export function whatsappPart(paths: StackPaths, { port, links, onReady }: WhatsAppOptions): Part {
  const log = logFile(paths, 'whatsapp');
  const part = nodePart(paths, {
    name: 'whatsapp',
    file: 'dev/whatsapp/main.js',
    needs: [],
    env: () => ({
      LOCAL_WHATSAPP_PORT: String(port),
      LOCAL_WHATSAPP_DATA: paths.whatsapp,
      LOCAL_WHATSAPP_LINKS: JSON.stringify(links),
    }),
    healthUrl: `http://127.0.0.1:${port}/`,
  });
  let logStart = 0;
  return {
    ...part,
    launch: () => {
      logStart = logSize(log);
      return part.launch();
    },
    ready: (signal) =>
      until(async () => {
        const network = readyLine(readLog(log, logStart, readyLine_bytes));
        if (network) onReady(network);
        return network !== null;
      }, signal),
  };
}

function readyLine(text: string): LocalNetwork | null {
  for (const line of text.split('\n')) {
    if (line.startsWith('{"ready":true') && line.endsWith('}')) return JSON.parse(line) as LocalNetwork;
  }
  return null;
}

const poll_ms = { unlinked: 200, linked: 5_000 };
const requestTimeout_ms = 3_000;
const linkedState = 'open';

/** The gateway's WhatsApp session. */
export interface Session {
  state: string;
  /** The code that waits to be scanned. */
  qr: string | null;
}

/**
 * Watches the gateway's session until `signal` aborts; `onChange` hears every new state and code. With a local network it also
 * plays the owner's phone: a code that is shown is scanned.
 */
export async function watchSession(options: {
  /** Where the gateway tells the session's state. */
  url: string;
  scanner: () => LocalNetwork | null;
  onChange(session: Session): void;
  signal: AbortSignal;
}): Promise<void> {
  let last: Session = { state: '', qr: null };
  let scanned = '';
  while (!options.signal.aborted) {
    const session = await sessionOf(options.url).catch(() => null);
    if (session && (session.state !== last.state || session.qr !== last.qr)) options.onChange(session);
    last = session ?? last;
    const network = options.scanner();
    if (session?.qr && session.qr !== scanned && network && (await scan(network, session.qr))) scanned = session.qr;
    await pause(last.state === linkedState ? poll_ms.linked : poll_ms.unlinked, options.signal);
  }
}

/** A pause that ends early, without an error, when `signal` aborts. */
const pause = (time_ms: number, signal: AbortSignal): Promise<void> =>
  delay(time_ms, undefined, { signal }).catch(() => undefined);

async function sessionOf(url: string): Promise<Session> {
  const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeout_ms) });
  if (!response.ok) throw new Error(`gateway answered ${response.status}`);
  return (await response.json()) as Session;
}

async function scan(network: LocalNetwork, qr: string): Promise<boolean> {
  const response = await fetch(`${network.httpUrl}/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ qr }),
    signal: AbortSignal.timeout(requestTimeout_ms),
  }).catch(() => null);
  return response?.ok ?? false;
}
