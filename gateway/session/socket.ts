import {
  type AuthenticationState,
  Browsers,
  DEFAULT_CONNECTION_CONFIG,
  isJidBroadcast,
  isJidNewsletter,
  makeWASocket,
  type SocketConfig,
  WA_CERT_DETAILS,
  type WASocket,
  type WAVersion,
} from '@whiskeysockets/baileys';
import { type Logger, libraryLogger } from '../libraryLog.ts';

/** Commits are tried twice at once; after that the socket is closed and WhatsApp keeps the message. */
const commitAttempts = 2;
const commitPause_ms = 200;
const query_timeout_ms = 30_000;
/** Retry counts of messages under decryption trouble; they must outlive one socket, not the process. */
const retryCounts_max = 1_000;

export interface SocketSettings {
  url: string;
  /** Certificate root (hex) of a local WhatsApp network. */
  rootKey: string | undefined;
  version: WAVersion | undefined;
}

export type SocketHooks = Pick<SocketConfig, 'makeSignalRepository' | 'getMessage' | 'msgRetryCounterCache'> &
  Partial<Pick<SocketConfig, 'cachedGroupMetadata'>>;

/** Retry counts of one session; a group message reaches several sessions under one id. */
export function retryCounter(): NonNullable<SocketConfig['msgRetryCounterCache']> {
  const counts = new Map<string, unknown>();
  return {
    get: <T>(key: string) => counts.get(key) as T | undefined,
    set(key, value) {
      const [oldest] = counts.keys();
      if (counts.size >= retryCounts_max && oldest !== undefined) counts.delete(oldest);
      counts.set(key, value);
    },
    del: (key) => void counts.delete(key),
    flushAll: () => counts.clear(),
  };
}

/** Opens a socket with the unmodified Baileys client. A socket is for one connection; a new one is made after each end. */
export function openSocket(settings: SocketSettings, auth: AuthenticationState, hooks: SocketHooks, log: Logger): WASocket {
  if (settings.rootKey) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(settings.rootKey, 'hex');
  return makeWASocket({
    ...hooks,
    auth,
    logger: libraryLogger(log),
    waWebSocketUrl: settings.url,
    version: settings.version ?? DEFAULT_CONNECTION_CONFIG.version,
    browser: Browsers.ubuntu('Chrome'),
    // Online would silence the notifications of the owner's phone.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    emitOwnEvents: false,
    defaultQueryTimeoutMs: query_timeout_ms,
    transactionOpts: { maxCommitRetries: commitAttempts, delayBetweenTriesMs: commitPause_ms },
    shouldIgnoreJid: (jid) => Boolean(isJidBroadcast(jid) || isJidNewsletter(jid)),
  });
}
