import '../../gateway/session/quiet.ts';
import { EventEmitter } from 'node:events';
import { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys';
import pg from 'pg';
import { pino } from 'pino';
import { parseKeyRing } from '../../database/cipher.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { loadAuthState } from '../../gateway/session/authState.ts';
import { raiseEpoch } from '../../gateway/session/lease.ts';
import { openSocket } from '../../gateway/session/socket.ts';

/**
 * A gateway process that kills itself at a chosen point of an incoming message, for the kill tests. `stock` is the control: the
 * same client and key store, but messages are taken from `messages.upsert`, as the library offers them.
 * Prints one JSON line an event; environment: SETTINGS (JSON), DIE, MODE.
 */
const settings = JSON.parse(process.env.SETTINGS ?? '{}');
const log = pino({ level: process.env.TEST_LOG ?? 'silent' }, pino.destination(2));
const tell = (event: string, more: object = {}) => process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);
/** The line must be out before the process is gone. */
const dieAt = (point: string) => {
  if (process.env.DIE !== point) return;
  tell('dying', { point });
  process.kill(process.pid, 'SIGKILL');
};

/** Places among the values of the commit: the types of the keys that are kept, and the senders of inbound parts. */
const typeColumn = 3;
const senderColumn = 7;

/** The commit of a message: with the gateway it carries the message, with the library alone only the step of the ratchet. */
const isMessage = (values: unknown[], mode: string | undefined): boolean => {
  const types = (values[typeColumn] ?? []) as string[];
  const senders = (values[senderColumn] ?? []) as string[];
  return mode === 'stock' ? types.includes('session') || types.includes('sender-key') : senders.length > 0;
};

/** Watches the two statements of a message's way by their names. */
function watchStatements(): void {
  const query = pg.Pool.prototype.query as (this: pg.Pool, ...args: unknown[]) => Promise<unknown>;
  pg.Pool.prototype.query = async function (this: pg.Pool, ...args: unknown[]) {
    const statement = args[0] as { name?: string; values?: unknown[] };
    const inbound = statement.name === 'wa-commit' && isMessage(statement.values ?? [], process.env.MODE);
    if (inbound) dieAt('before-commit');
    if (statement.name === 'wa-dispatched') dieAt('before-mark');
    const result = await query.apply(this, args);
    if (inbound) {
      tell('committed');
      dieAt('after-commit');
    }
    return result;
  } as never;
}

/**
 * The library offers its events through one emitter. A listener of the socket would come too late: a message that waited at
 * the server may be offered before the session says that it is open.
 */
function watchEvents(): void {
  const { emit } = EventEmitter.prototype;
  EventEmitter.prototype.emit = function (this: EventEmitter, name: string | symbol, ...args: unknown[]) {
    if (name === 'event' && Object.hasOwn(Object(args[0]), 'messages.upsert')) dieAt('at-upsert');
    return emit.call(this, name, ...args);
  };
}

watchStatements();
watchEvents();
if (process.env.MODE === 'stock') await runStock();
else runGateway();

function runGateway(): void {
  const gateway = createGateway({
    session: settings.session,
    settings,
    log,
    startRun: async (run) => {
      dieAt('before-run');
      tell('run', { workflowId: run.workflowId });
      dieAt('after-run');
    },
  });
  gateway.session.on('status', ({ state, reason, qr }) => tell('status', { state, reason, qr }));
  gateway.session.on('open', (socket) => {
    // As after a first history sync; else the library holds its events back for 20 s after each start.
    socket.ev.emit('creds.update', { accountSyncCounter: 1 });
  });
  gateway.start();
  process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)));
}

async function runStock(): Promise<void> {
  const pool = new pg.Pool({ connectionString: settings.DATABASE_URL, max: 4 });
  const ring = parseKeyRing(settings.WHATSAPP_SESSION_KEYS);
  const { session } = settings;
  const epoch = await raiseEpoch(pool, session);
  const auth = await loadAuthState({ pool, ring, session, epoch, onFailure: () => {}, onInbound: () => {} });
  const hooks = { makeSignalRepository: DEFAULT_CONNECTION_CONFIG.makeSignalRepository, getMessage: async () => undefined };
  const address = { url: settings.WHATSAPP_URL, rootKey: settings.WHATSAPP_ROOT_KEY, version: undefined };
  const socket = openSocket(address, auth, hooks, log);
  socket.ev.on('creds.update', () => void auth.saveCreds());
  socket.ev.on('connection.update', ({ connection }) => connection && tell('status', { state: connection }));
  socket.ev.on('messages.upsert', ({ messages }) => {
    for (const { key, message } of messages)
      tell('upsert', { id: key.id, text: message?.conversation ?? message?.extendedTextMessage?.text });
  });
}
