import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BinaryNode,
  fetchLatestWaWebVersion,
  type LIDMapping,
  type SignalKeyStoreWithTransaction,
  type WASocket,
  type WAVersion,
} from '@whiskeysockets/baileys';
import type pg from 'pg';
import { CipherError, type KeyRing } from '../../database/cipher.ts';
import { GroupDirectory } from '../identity/groups.ts';
import { watchMappings } from '../identity/mapping.ts';
import type { Capture } from '../inbox/capture.ts';
import type { Logger } from '../libraryLog.ts';
import { type AuthState, Fenced, forgetDevice, loadAuthState } from './authState.ts';
import { acquireLease, type Lease } from './lease.ts';
import { withOwnCommits } from './ownCommits.ts';
import { refreshPairing } from './pairing.ts';
import { openSocket, retryCounter, type SocketHooks } from './socket.ts';
import { isSticky, pause_ms, type Reason, type SessionState, type Verdict, verdictFor } from './states.ts';
import { watchHearing } from './watchdog.ts';

/** A connection that was open this long, or brought a message, was of use: the next trouble starts with the shortest pause again. */
const useful_ms = 5_000;
const lookUp_timeout_ms = 60_000;
/** How often times and state are written down when nothing else writes them. */
const heartbeat_ms = 15_000;

export interface SessionStatus {
  id: string;
  state: SessionState;
  reason: Reason | null;
  /** Content of the QR code to scan, while pairing. */
  qr: string | null;
  pairingCode: string | null;
  lastInboundAt: Date | null;
  lastPongAt: Date | null;
}

export interface SessionOptions {
  id: string;
  pool: pg.Pool;
  databaseUrl: string;
  ring: KeyRing;
  whatsappUrl: string;
  rootKey: string | undefined;
  capture: Capture;
  getMessage: SocketHooks['getMessage'];
  onInbound(parts: number): void;
  /** Told of pairs of LID and phone number the library has learnt. */
  onAddresses(pairs: LIDMapping[]): void;
  log: Logger;
}

type Stored = Pick<SessionStatus, 'state' | 'reason' | 'lastInboundAt'>;

interface SessionEvents {
  /** A socket that can send. */
  open: [WASocket];
  closed: [];
  status: [SessionStatus];
}

/** One WhatsApp account: its lease, its socket and its state. One socket at a time, one reconnect in flight. */
export class Session extends EventEmitter<SessionEvents> {
  readonly id: string;
  private readonly options: SessionOptions;
  private readonly stopping = new AbortController();
  private readonly retries = retryCounter();
  private readonly groups = new GroupDirectory();
  private current: SessionStatus;
  private socket: WASocket | null = null;
  private forgetting = false;
  /** Of the lease that was held last. */
  private epoch = 0n;
  private unwatch: () => void = () => {};
  /** Connections in a row that came to nothing, or tries to reach our own side; each makes the pause before the next one longer. */
  private useless = 0;
  private lastRetry: Verdict['retry'] = 'now';
  private finish: ((verdict: Verdict) => void) | null = null;
  private kick = new AbortController();
  private version: WAVersion | undefined;
  private work: Promise<void> = Promise.resolve();
  private persisted: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    super();
    this.setMaxListeners(0);
    this.id = options.id;
    this.options = options;
    this.current = {
      id: options.id,
      state: 'starting',
      reason: null,
      qr: null,
      pairingCode: null,
      lastInboundAt: null,
      lastPongAt: null,
    };
  }

  get status(): SessionStatus {
    return this.current;
  }

  /** The socket while it can send, else null. */
  get openSocket(): WASocket | null {
    return this.current.state === 'open' ? this.socket : null;
  }

  /** Resolves at once while the socket is open, else when it opens; rejects with the signal's reason when aborted. */
  whenOpen(signal: AbortSignal): Promise<void> {
    if (this.openSocket) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const abort = () => {
        this.off('open', done);
        reject(signal.reason);
      };
      if (signal.aborted) return abort();
      this.once('open', done);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  start(): void {
    const heartbeat = setInterval(() => this.persist(), heartbeat_ms);
    this.work = this.run().finally(() => clearInterval(heartbeat));
  }

  /** Closes the socket without logging the device out, and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.kick.abort();
    this.finish?.({ state: 'starting', reason: 'connecting', retry: 'never' });
    await this.work;
    if (this.current.state === 'open' || this.current.state === 'pairing') this.become({ state: 'starting', reason: null });
    await this.persisted;
  }

  /** Leaves a state that waits for a person (replaced, blocked) or skips the rest of a pause. */
  reconnect(): void {
    this.useless = 0;
    this.kick.abort();
  }

  /** Forgets the device and pairs anew. */
  pairAgain(): void {
    this.forgetting = true;
    this.finish?.({ state: 'starting', reason: 'connecting', retry: 'now' });
    this.kick.abort();
  }

  /** Asks for a code to be typed on the phone instead of scanning. @param phone digits with country code */
  async requestPairingCode(phone: string): Promise<string> {
    if (this.current.state !== 'pairing' || !this.socket) throw new Error(`session ${this.id} is not pairing`);
    const pairingCode = await this.socket.requestPairingCode(phone);
    this.become({ state: 'pairing', reason: 'enter_code' }, { pairingCode });
    return pairingCode;
  }

  private async run(): Promise<void> {
    const { log } = this.options;
    while (!this.stopping.signal.aborted) {
      let verdict: Verdict;
      try {
        verdict = await this.hold();
      } catch (error) {
        if (this.stopping.signal.aborted) break;
        log.warn({ session: this.id, error }, 'no lease or no database');
        verdict = { state: 'backing_off', reason: 'database_unavailable', retry: 'soon' };
      }
      await this.pause(verdict);
    }
  }

  /** Holds the lease and keeps connecting under it; returns or throws when the lease has to be taken anew. */
  private async hold(): Promise<Verdict> {
    const { pool, databaseUrl, log } = this.options;
    await pool.query('insert into wa_session (id) values ($1) on conflict do nothing', [this.id]);
    let lost = false;
    const lease: Lease = await acquireLease({
      url: databaseUrl,
      session: this.id,
      signal: this.stopping.signal,
      onWaiting: () => this.become({ state: 'starting', reason: 'waiting_for_lease' }, {}, false),
      onLost: () => {
        lost = true;
        this.finish?.({ state: 'backing_off', reason: 'lease_lost', retry: 'soon' });
      },
    });
    this.epoch = lease.epoch;
    log.info({ session: this.id }, 'lease of the session taken');
    try {
      await this.readSticky();
      while (!this.stopping.signal.aborted && !lost) {
        const verdict = await this.connection();
        if (lost || verdict.reason === 'lease_lost') break;
        await this.pause(verdict);
      }
      return { state: 'backing_off', reason: 'lease_lost', retry: 'soon' };
    } finally {
      await lease.release();
    }
  }

  /** A state that waits for a person also waits across restarts. */
  private async readSticky(): Promise<void> {
    const { rows } = await this.options.pool.query<Stored>(
      'select state, reason, last_inbound_at as "lastInboundAt" from wa_session where id = $1',
      [this.id],
    );
    const stored = rows[0];
    this.current.lastInboundAt ??= stored?.lastInboundAt ?? null;
    if (stored && isSticky(stored.state))
      await this.pause({ state: stored.state, reason: stored.reason ?? 'connection_closed', retry: 'never' });
  }

  private async pause(verdict: Verdict): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.become(verdict);
    const { state, reason, retry } = verdict;
    // Trouble of ours does not make WhatsApp wait, nor the other way round.
    if (retry !== this.lastRetry) this.useless = 0;
    this.lastRetry = retry;
    const next = retry === 'now' || retry === 'never' ? undefined : Math.round(pause_ms(retry, this.useless++));
    this.options.log.info({ session: this.id, state, reason, retry, pause_ms: next }, 'session');
    if (retry === 'now') return;
    if (reason === 'client_version_refused') await this.lookUpVersion();
    this.kick = new AbortController();
    const signal = AbortSignal.any([this.kick.signal, this.stopping.signal]);
    const forever_ms = 2 ** 31 - 1;
    await sleep(next ?? forever_ms, undefined, { signal }).catch(() => {});
  }

  /** One connection from opening to end. */
  private async connection(): Promise<Verdict> {
    const { pool, ring, capture, log, whatsappUrl, rootKey } = this.options;
    let finish: (verdict: Verdict) => void = () => {};
    const ended = new Promise<Verdict>((resolve) => {
      finish = resolve;
      this.finish = resolve;
    });
    const onFailure = (error: unknown) => finish(ownFailure(error));
    this.become({ state: 'starting', reason: 'connecting' }, { qr: null, pairingCode: null });
    let store: AuthState;
    try {
      if (this.forgetting) await forgetDevice(pool, this.id, this.epoch);
      this.forgetting = false;
      store = await loadAuthState({
        pool,
        ring,
        session: this.id,
        epoch: this.epoch,
        onInbound: (parts) => {
          this.useless = 0;
          this.options.onInbound(parts);
        },
        onFailure,
      });
    } catch (error) {
      log.error({ session: this.id, error }, 'session keys cannot be read');
      return ownFailure(error);
    }
    const { getMessage } = this.options;
    const hooks = {
      makeSignalRepository: (...parts: Parameters<Capture['makeSignalRepository']>) => {
        const repository = watchMappings(capture.makeSignalRepository(...parts), this.options.onAddresses);
        return withOwnCommits(repository, parts[0].keys as SignalKeyStoreWithTransaction);
      },
      getMessage,
      msgRetryCounterCache: this.retries,
      cachedGroupMetadata: this.groups.find,
    };
    const socket = openSocket({ url: whatsappUrl, rootKey, version: this.version }, store, hooks, log);
    this.socket = socket;
    this.listen(socket, store, finish);
    capture.attach(socket, onFailure);
    const verdict = await ended;
    this.unwatch();
    this.finish = null;
    this.socket = null;
    if (this.current.state === 'open') this.emit('closed');
    // First the socket, so that nothing is acknowledged any more; then the store, so that nothing is written any more.
    void socket.end(undefined);
    await store.close();
    return verdict;
  }

  private listen(socket: WASocket, store: AuthState, finish: (verdict: Verdict) => void): void {
    socket.ws.on('frame', (node: BinaryNode | Uint8Array) => {
      if (node instanceof Uint8Array) return;
      if (node.tag === 'message') this.current.lastInboundAt = new Date();
      if (node.tag === 'iq') this.current.lastPongAt = new Date();
    });
    this.groups.attach(socket);
    refreshPairing(socket, (qr) =>
      this.become(
        { state: 'pairing', reason: this.current.pairingCode ? 'enter_code' : 'scan_qr' },
        { qr, pairingCode: this.current.pairingCode },
      ),
    );
    let saved: Promise<void> = Promise.resolve();
    socket.ev.on('creds.update', () => {
      saved = store.saveCreds();
      // A failed write has already ended the connection.
      saved.catch(() => {});
    });
    socket.ev.on('connection.update', ({ connection, lastDisconnect }) => {
      if (connection === 'open') {
        this.become({ state: 'open', reason: null }, { qr: null, pairingCode: null });
        const stopWatching = watchHearing(socket, () => finish({ state: 'backing_off', reason: 'deaf', retry: 'backoff' }));
        const useful = setTimeout(() => {
          this.useless = 0;
        }, useful_ms);
        this.unwatch = () => {
          clearTimeout(useful);
          stopWatching();
        };
        this.emit('open', socket);
      }
      if (connection === 'close') {
        const code = (lastDisconnect?.error as { output?: { statusCode?: number } } | undefined)?.output?.statusCode;
        const pairing = this.current.state === 'pairing' && code === 408;
        const verdict: Verdict = pairing ? { state: 'pairing', reason: 'connecting', retry: 'now' } : verdictFor(code);
        // The keys of a fresh pairing must be on disk before the next connection reads them.
        saved.then(
          () => finish(verdict),
          () => finish(verdict),
        );
      }
    });
  }

  /** Best effort: without internet the pinned version is kept. */
  private async lookUpVersion(): Promise<void> {
    const { version, isLatest } = await fetchLatestWaWebVersion({ signal: AbortSignal.timeout(lookUp_timeout_ms) });
    if (isLatest) this.version = version;
  }

  private become(
    next: { state: SessionState; reason: Reason | null },
    more: Partial<Pick<SessionStatus, 'qr' | 'pairingCode'>> = {},
    persist = true,
  ): void {
    this.current = { ...this.current, qr: null, pairingCode: null, ...more, state: next.state, reason: next.reason };
    this.emit('status', this.current);
    if (persist) this.persist();
  }

  /** The process knows its state; the row is for others and for the next start, so a failure here changes nothing. */
  private persist(): void {
    const { state, reason, lastInboundAt, lastPongAt } = this.current;
    if (reason === 'waiting_for_lease') return;
    this.persisted = this.persisted
      .then(() =>
        this.options.pool.query(
          `update wa_session set state = $2, reason = $3, last_inbound_at = coalesce($4, last_inbound_at),
             last_pong_at = coalesce($5, last_pong_at), updated_at = now() where id = $1 and epoch = $6`,
          [this.id, state, reason, lastInboundAt, lastPongAt, this.epoch],
        ),
      )
      .catch(() => {});
  }
}

/** The verdict when our own side fails, not WhatsApp. */
function ownFailure(error: unknown): Verdict {
  if (error instanceof Fenced) return { state: 'backing_off', reason: 'lease_lost', retry: 'soon' };
  // Only another setting mends it.
  if (error instanceof CipherError) return { state: 'backing_off', reason: 'keys_unreadable', retry: 'backoff' };
  return { state: 'backing_off', reason: 'database_unavailable', retry: 'soon' };
}
