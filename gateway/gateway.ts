import { isJidGroup } from '@whiskeysockets/baileys';
import { type KeyRing, parseKeyRing } from '../database/cipher.ts';
import { type Connection, connect } from '../database/pool.ts';
import type { MessageRun, SendActivities } from '../workflows/contracts.ts';
import { AddressBook } from './identity/mapping.ts';
import { createCapture } from './inbox/capture.ts';
import { Dispatcher } from './inbox/dispatcher.ts';
import { createMediaRefresh } from './inbox/mediaRefresh.ts';
import { ReadMarks } from './inbox/readMarks.ts';
import type { Recorded } from './inbox/record.ts';
import type { Logger } from './libraryLog.ts';
import { Metrics } from './metrics.ts';
import type { PaceSettings } from './outbox/pace.ts';
import { findContent } from './outbox/resend.ts';
import { Sender } from './outbox/sender.ts';
import { SendQueue } from './outbox/sendQueue.ts';
import { TypingSigns } from './outbox/typing.ts';
import { createUploadTicket } from './outbox/uploadTicket.ts';
import { Session } from './session/session.ts';

/** Sends under way get this long to hear their ack before the socket is closed. */
const drain_ms = 4_000;
/** Kinds whose run has something to read before it can answer. */
const slowKinds = new Set<Recorded['kind']>(['text', 'voice', 'image', 'document', 'edit']);

export interface GatewayOptions {
  /** Name of the WhatsApp session. */
  session: string;
  settings: {
    DATABASE_URL: string;
    DATABASE_POOL_MAX: number;
    WHATSAPP_URL: string;
    WHATSAPP_ROOT_KEY?: string | undefined;
    WHATSAPP_SESSION_KEYS: string;
  };
  /** Starts the run of a message; throws while Temporal is away. */
  startRun(run: MessageRun & { workflowId: string }): Promise<void>;
  pace?: PaceSettings;
  /** Where this session's numbers are kept; its own by default. */
  metrics?: Metrics;
  log: Logger;
}

/**
 * One session with everything around its socket: capture and dispatch of what comes in, the sender of what goes out. Sessions of
 * one process share nothing but Temporal: each has its own database connections, so that one in trouble takes none from others.
 */
export interface Gateway {
  session: Session;
  sender: Sender;
  sendQueue: SendQueue;
  /** What the workflow asks of this session, on its send queue. */
  activities: SendActivities;
  database: Connection;
  start(): void;
  /** Stops dispatch, lets sends finish, closes the socket without logging out, gives the lease back. */
  stop(): Promise<void>;
}

export function createGateway({ session: id, settings, startRun, pace, metrics = new Metrics(), log }: GatewayOptions): Gateway {
  const ring: KeyRing = parseKeyRing(settings.WHATSAPP_SESSION_KEYS);
  const database = connect({
    url: settings.DATABASE_URL,
    max: settings.DATABASE_POOL_MAX,
    name: `gateway ${id}`,
    onIdleError: (error) => log.warn({ error }, 'a database connection broke'),
  });
  const { db, pool } = database;
  const capture = createCapture({ pool, ring, session: id });
  const session = new Session({
    id,
    pool,
    databaseUrl: settings.DATABASE_URL,
    ring,
    whatsappUrl: settings.WHATSAPP_URL,
    rootKey: settings.WHATSAPP_ROOT_KEY,
    capture,
    getMessage: async ({ id: waId }) => (waId ? findContent(db, id, waId) : undefined),
    onInbound: (parts) => {
      numbers.captured(parts);
      dispatcher.wake();
    },
    onAddresses: (pairs) => addresses.learn(pairs),
    log,
  });
  const addresses = new AddressBook({ db, log });
  const sendQueue = new SendQueue({ session: id, log });
  const numbers = metrics.watch(session, db, sendQueue);
  const readMarks = new ReadMarks(session);
  const typing = new TypingSigns(session);
  const sender = new Sender({ db, session, typing, ...(pace ? { pace } : {}), onSettled: numbers.settled, log });
  const dispatcher = new Dispatcher({
    db,
    pool,
    ring,
    session: id,
    startRun,
    isCaptureBehind: capture.isBehind,
    log,
    onDispatched: ({ kind, chatId, replyJid, waId, refused }, receivedAt) => {
      numbers.dispatched(kind, Date.now() - receivedAt.getTime());
      if (refused) return;
      sender.heard(chatId);
      // A group is not told what Catat looks at: it may not have been asked in.
      if (isJidGroup(replyJid)) return;
      readMarks.add(replyJid, waId);
      if (slowKinds.has(kind)) typing.begin(replyJid);
    },
  });
  return {
    session,
    sender,
    sendQueue,
    activities: {
      send: sender.send,
      refreshMedia: createMediaRefresh({ db, session }),
      uploadTicket: createUploadTicket(session),
    },
    database,
    start() {
      session.start();
      dispatcher.start();
    },
    async stop() {
      await dispatcher.stop();
      await sender.drain(drain_ms);
      readMarks.stop();
      typing.stop();
      await session.stop();
      await addresses.settled();
      await database.close();
    },
  };
}
