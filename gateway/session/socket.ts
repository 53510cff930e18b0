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

export type SocketHooks = Pick<SocketConfig, 'makeSignalRepository' | 'getMessage'>;

const retryCounts = new Map<string, unknown>();
const msgRetryCounterCache: SocketConfig['msgRetryCounterCache'] = {
  get: <T>(key: string) => retryCounts.get(key) as T | undefined,
  set(key, value) {
    const [oldest] = retryCounts.keys();
    if (retryCounts.size >= retryCounts_max && oldest !== undefined) retryCounts.delete(oldest);
    retryCounts.set(key, value);
  },
  del: (key) => void retryCounts.delete(key),
  flushAll: () => retryCounts.clear(),
};

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
    msgRetryCounterCache,
    shouldIgnoreJid: (jid) => Boolean(isJidBroadcast(jid) || isJidNewsletter(jid)),
  });
}
