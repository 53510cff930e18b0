import { readFile } from 'node:fs/promises';
import {
  type AuthenticationState,
  initAuthCreds,
  type MiscMessageGenerationOptions,
  makeWASocket,
  type SignalDataSet,
  type SignalDataTypeMap,
  type UserFacingSocketConfig,
  WA_CERT_DETAILS,
  type WAMediaUploadFunction,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';
import type { Network } from './network.ts';

/** Baileys' auth state in memory. */
export function memoryAuth(data = new Map<string, unknown>()): AuthenticationState {
  return {
    creds: initAuthCreds(),
    keys: {
      get: <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
        const found: { [id: string]: SignalDataTypeMap[T] } = {};
        for (const id of ids) {
          const value = data.get(`${type}/${id}`);
          if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
        }
        return found;
      },
      set: (changes: SignalDataSet) => {
        for (const [type, values] of Object.entries(changes)) {
          for (const [id, value] of Object.entries(values ?? {})) {
            if (value === null) data.delete(`${type}/${id}`);
            else data.set(`${type}/${id}`, value);
          }
        }
      },
    },
  };
}

/** The unmodified Baileys client, linked to a local network the way a gateway is; it collects what it hears. */
export class BaileysClient {
  readonly #keys = new Map<string, unknown>();
  readonly auth = memoryAuth(this.#keys);
  readonly messages: WAMessage[] = [];
  readonly acks: { id: string; error?: string | undefined }[] = [];
  readonly updates: { id: string; status: number }[] = [];
  readonly closes: number[] = [];
  #network: Network;
  #socket: WASocket | null = null;
  #stopped = false;
  #listeners: (() => void)[] = [];

  constructor(network: Network) {
    this.#network = network;
  }

  get socket(): WASocket {
    if (!this.#socket) throw new Error('the client is not connected');
    return this.#socket;
  }

  /** Pairs when there is nothing to log in with, else logs in; resolves when the connection is open and caught up. */
  async connect(network = this.#network, options: Partial<UserFacingSocketConfig> = {}): Promise<void> {
    this.#network = network;
    this.#stopped = false;
    WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(network.rootKeyHex, 'hex');
    let ready = false;
    const start = (): void => {
      const socket = makeWASocket({
        auth: this.auth,
        logger: pino({ level: 'silent' }),
        waWebSocketUrl: network.url,
        ...options,
      });
      this.#socket = socket;
      socket.ev.on('creds.update', (update) => Object.assign(this.auth.creds, update));
      socket.ev.on('messages.upsert', ({ messages }) =>
        this.#add(() => this.messages.push(...messages.filter(({ key }) => !key.fromMe))),
      );
      socket.ev.on('messages.update', (updates) =>
        this.#add(() =>
          this.updates.push(...updates.map(({ key, update }) => ({ id: key.id ?? '', status: update.status ?? 0 }))),
        ),
      );
      socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: Record<string, string> }) =>
        this.#add(() => this.acks.push({ id: attrs.id ?? '', error: attrs.error })),
      );
      socket.ev.on('connection.update', ({ qr, connection, receivedPendingNotifications, lastDisconnect }) => {
        if (qr) void this.#scan(qr);
        if (receivedPendingNotifications) this.#add(() => (ready = true));
        if (connection !== 'close') return;
        const code = (lastDisconnect?.error as { output?: { statusCode?: number } } | undefined)?.output?.statusCode ?? 0;
        if (this.#socket === socket) this.#socket = null;
        this.#add(() => this.closes.push(code));
        if (code === 515 && !this.#stopped) start();
      });
    };
    start();
    await this.until(() => ready);
  }

  /** Resolves when the condition holds; it is looked at after each event. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.#listeners = this.#listeners.filter((listener) => listener !== look);
        resolve();
      };
      this.#listeners.push(look);
    });
  }

  /** The first message that fits, waiting for it. */
  async next(fits: (message: WAMessage) => boolean): Promise<WAMessage> {
    await this.until(() => this.messages.some(fits));
    return this.messages.find(fits) as WAMessage;
  }

  /** The first message with this text, waiting for it. */
  heard(text: string): Promise<WAMessage> {
    return this.next(({ message }) => (message?.conversation ?? message?.extendedTextMessage?.text) === text);
  }

  /** Resolves when a message stanza with this id comes in, decrypted or not. */
  stanza(id: string): Promise<void> {
    return new Promise((resolve) => {
      this.socket.ws.on('CB:message', ({ attrs }: { attrs: Record<string, string> }) => {
        if (attrs.id === id) resolve();
      });
    });
  }

  /** Sends a file through the local media server: Baileys itself uploads to https hosts only. */
  sendDocument(jid: string, document: Buffer, fileName: string): Promise<WAMessage | undefined> {
    const upload: WAMediaUploadFunction = async (path, { mediaType, fileEncSha256B64 }) => {
      const url = `${this.#network.mediaUrl}/mms/${mediaType}/${encodeURIComponent(fileEncSha256B64)}`;
      const headers = { 'content-type': 'application/octet-stream' };
      const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(await readFile(path)) });
      const { url: mediaUrl, direct_path: directPath } = (await response.json()) as { url: string; direct_path: string };
      return { mediaUrl, directPath };
    };
    return this.socket.sendMessage(jid, { document, fileName, mimetype: 'text/csv' }, { upload } as MiscMessageGenerationOptions);
  }

  /** Loses every Signal session, as a gateway restored from an old backup would. */
  forgetSessions(): void {
    for (const key of this.#keys.keys()) if (key.startsWith('session/')) this.#keys.delete(key);
  }

  /** Ends the connection, if there is one still. */
  async disconnect(): Promise<void> {
    this.#stopped = true;
    const socket = this.#socket;
    this.#socket = null;
    await socket?.end(undefined);
  }

  async #scan(qr: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    await fetch(`${this.#network.httpUrl}/link`, { method: 'POST', headers, body: JSON.stringify({ qr, number: this.number }) });
  }

  /** The account this client is linked to; set before the first `connect` for another one than the default. */
  number: string | undefined;

  #add(change: () => unknown): void {
    change();
    for (const listener of [...this.#listeners]) listener();
  }
}
