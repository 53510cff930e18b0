import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { startNetwork } from './network.ts';

/** The local WhatsApp network as a process. Prints one JSON line when it is ready. */

const DEFAULT_PORT = 3300;
/** Longest time an orderly stop may take. */
const CLOSE_TIMEOUT_MS = 3_000;

// libsignal prints whole sessions, private keys included, through these.
console.info = () => undefined;
console.warn = () => undefined;

const log = pino({ name: 'whatsapp', level: process.env.LOG_LEVEL ?? 'info' }, pino.destination(2));
const network = await startNetwork({
  host: '127.0.0.1',
  port: Number(process.env.LOCAL_WHATSAPP_PORT ?? DEFAULT_PORT),
  dataDir: process.env.LOCAL_WHATSAPP_DATA ?? '.catat/whatsapp',
  links: JSON.parse(process.env.LOCAL_WHATSAPP_LINKS ?? '[]') as { label: string; url: string }[],
  log,
});
closeWithGrace({ delay: CLOSE_TIMEOUT_MS, logger: log }, () => network.close());
const { port, url, mediaUrl, rootKeyHex, httpUrl } = network;
process.stdout.write(`${JSON.stringify({ ready: true, port, url, mediaUrl, rootKeyHex, httpUrl })}\n`);
