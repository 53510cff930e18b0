import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { WebSocketServer } from 'ws';
import { Chats } from './chats.ts';
import { Delivery } from './delivery.ts';
import { Directory } from './directory.ts';
import { type Faults, TraceLog } from './faults.ts';
import { createHttpServer } from './http/server.ts';
import { MediaStore } from './media.ts';
import { openTables, type Tables } from './model.ts';
import { Receiver } from './phones/receiver.ts';
import { Sender } from './phones/sender.ts';
import { createCertificate, type ServerCertificate } from './protocol/certificate.ts';
import { RetryReceipts } from './protocol/retryReceipts.ts';
import { WhatsAppServer } from './protocol/server.ts';
import { Store } from './store.ts';

export interface NetworkOptions {
  /** Address to listen on; loopback unless said otherwise. */
  host?: string;
  /** 0 or none = a free port. */
  port?: number;
  /** Folder that keeps everything over restarts; null = memory only. */
  dataDir: string | null;
  /** Links the chat page shows: a label and an address each. */
  links?: { label: string; url: string }[];
  log?: Logger;
}

export interface Network {
  port: number;
  /** For Baileys' `waWebSocketUrl`. */
  url: string;
  /** Origin of the media server. */
  mediaUrl: string;
  /** Hex of the root key, for `WA_CERT_DETAILS.PUBLIC_KEY` of the client. */
  rootKeyHex: string;
  /** Origin of the HTTP interface and the chat page. */
  httpUrl: string;
  close(): Promise<void>;
}

const SOCKET_PATH = '/ws/chat';
/** A pairing or message frame is far smaller; media goes over HTTP. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;

/** Starts the local WhatsApp network. Rejects when the port is taken or the data folder cannot be used. */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const { host = '127.0.0.1', dataDir, links = [], log = pino({ level: 'silent' }) } = options;
  const store = new Store(dataDir);
  const tables = openTables(store);
  const certificate = keptCertificate(tables);
  const directory = new Directory(tables);
  store.flush();
  const chats = new Chats(tables.items);
  const traces = new TraceLog();
  const faults: Faults = { holdAcks: false, holdDelivery: false, holdOfflineEnd: false, addresses: 'both', nacks: [] };
  const address = { origin: '', host: '' };
  const media = new MediaStore(dataDir === null ? null : join(dataDir, 'media'), tables, () => address.origin);
  const delivery = new Delivery({ store, tables, directory, chats, faults, traces, log });
  const receiver = new Receiver({ directory, chats, media });
  const server = new WhatsAppServer({
    certificate,
    store,
    directory,
    chats,
    delivery,
    receiver,
    retries: new RetryReceipts(tables.retries),
    media,
    faults,
    traces,
    log,
    mediaHost: () => address.host,
  });
  const sender = new Sender({ store, directory, chats, delivery, media, session: (account) => server.session(account) });
  const http = await createHttpServer({ store, directory, chats, delivery, media, server, sender, faults, traces, links, log });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  http.server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== SOCKET_PATH) socket.destroy();
    else sockets.handleUpgrade(request, socket, head, (client) => server.accept(client));
  });
  await http.listen({ host, port: options.port ?? 0 });
  const { port } = http.server.address() as AddressInfo;
  address.host = `${host}:${port}`;
  address.origin = `http://${address.host}`;

  const close = async (): Promise<void> => {
    chats.close();
    server.close();
    sockets.close();
    await http.close();
    directory.close();
    store.close();
  };
  return {
    port,
    url: `ws://${address.host}${SOCKET_PATH}`,
    mediaUrl: address.origin,
    rootKeyHex: Buffer.from(certificate.rootPublic).toString('hex'),
    httpUrl: address.origin,
    close,
  };
}

/** The certificate of this data folder, made on first use: linked clients pin its root. */
function keptCertificate({ settings }: Tables): ServerCertificate {
  const kept = settings.get('certificate')?.value as ServerCertificate | undefined;
  if (kept) return kept;
  const { rootPublic, chain, staticKey } = createCertificate();
  const value: ServerCertificate = {
    rootPublic: Buffer.from(rootPublic),
    chain: Buffer.from(chain),
    staticKey: { public: Buffer.from(staticKey.public), private: Buffer.from(staticKey.private) },
  };
  settings.set('certificate', { value });
  return value;
}
