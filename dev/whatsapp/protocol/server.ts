import {
  type BinaryNode,
  getAllBinaryNodeChildren,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  proto,
  S_WHATSAPP_NET,
} from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Chats } from '../chats.ts';
import type { Delivery, Session } from '../delivery.ts';
import type { Directory } from '../directory.ts';
import type { Faults, TraceLog } from '../faults.ts';
import type { MediaStore } from '../media.ts';
import { type Account, type Device, directChat, isGroupId, lidJid, type Phone } from '../model.ts';
import { historySync, newMessageId } from '../phones/compose.ts';
import type { Receiver } from '../phones/receiver.ts';
import type { Store } from '../store.ts';
import type { ServerCertificate } from './certificate.ts';
import { Connection, type ConnectionHandler } from './connection.ts';
import { mediaRetry } from './mediaRetry.ts';
import { PairingDesk } from './pairingDesk.ts';
import { answerQuery, result } from './queries.ts';
import type { RetryReceipts } from './retryReceipts.ts';

export interface ServerParts {
  certificate: ServerCertificate;
  store: Store;
  directory: Directory;
  chats: Chats;
  delivery: Delivery;
  receiver: Receiver;
  retries: RetryReceipts;
  media: MediaStore;
  faults: Faults;
  traces: TraceLog;
  log: Logger;
  mediaHost: () => string;
}

/** The server asks for new pre-keys when a device has this many left. */
const LOW_PRE_KEYS = 10;
/** stream:error after pairing: connect again with the new identity. */
const RESTART_REQUIRED = '515';
const LOGGED_OUT = '401';
const REPLACED = '440';

const unixSeconds = (): string => String(Math.floor(Date.now() / 1000));

/** The WhatsApp side of the socket: pairing, login, queries, receipts and messages of linked devices. */
export class WhatsAppServer implements ConnectionHandler {
  readonly #parts: ServerParts;
  /** Clients that wait to be paired. */
  readonly pairing: PairingDesk;
  readonly #sessions = new Map<string, Session>();
  readonly #sessionOf = new Map<Connection, Session>();
  readonly #heldEnds: { session: Session; end: BinaryNode }[] = [];
  readonly #heldAcks: { session: Session; ack: BinaryNode }[] = [];

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.pairing = new PairingDesk({
      traces: parts.traces,
      onPaired: (connection, account, device) => this.#paired(connection, account, device),
      onFailure: (error) => this.failed(error),
    });
  }

  accept(socket: WebSocket): void {
    new Connection(socket, this.#parts.certificate, this);
  }

  session(account: string): Session | undefined {
    return this.#sessions.get(account);
  }

  /** Cuts the connection of an account at once, or ends it with a stream error. */
  drop(account: string, code?: string): boolean {
    const session = this.#sessions.get(account);
    if (!session) return false;
    if (code === undefined) session.connection.terminate();
    else this.#endStream(session.connection, code);
    return true;
  }

  /** Takes the linked device away, as "log out" on the phone does. */
  unlink(account: Account): void {
    const session = this.#sessions.get(account.number);
    if (session) this.#endStream(session.connection, LOGGED_OUT, 'device_removed');
    this.#parts.directory.saveAccount({ ...account, device: null });
    this.#parts.store.flush();
    this.#announce(account.number);
  }

  /** A phone has seen a message of the gateway. */
  read(phone: Phone, chat: string, id: string): void {
    this.#parts.chats.setStatus(chat, id, 'read');
    const account = chat.split('/')[1] ?? '';
    this.#sessions
      .get(account)
      ?.connection.send({ tag: 'receipt', attrs: { from: lidJid(phone.lid), id, type: 'read', t: unixSeconds() } });
  }

  /** A phone starts or stops typing to an account; groups are not told. */
  phoneTyping(phone: Phone, account: string, typing: boolean): void {
    const state: BinaryNode = { tag: typing ? 'composing' : 'paused', attrs: {} };
    this.#sessions.get(account)?.connection.send({ tag: 'chatstate', attrs: { from: lidJid(phone.lid) }, content: [state] });
  }

  /** Sends the ends of offline batches that were held back. */
  releaseOfflineEnds(): void {
    for (const { session, end } of this.#heldEnds.splice(0)) session.connection.send(end);
  }

  /** Sends the acknowledgements that were held back. */
  releaseAcks(): void {
    for (const { session, ack } of this.#heldAcks.splice(0)) session.connection.send(ack);
  }

  close(): void {
    this.pairing.close();
    for (const connection of this.#sessionOf.keys()) connection.terminate();
  }

  hello(connection: Connection, { noiseKey, payload }: { noiseKey: Buffer; payload: proto.ClientPayload }): void {
    if (payload.devicePairingData) {
      this.pairing.add(connection, noiseKey, payload.devicePairingData);
      return;
    }
    const account = this.#parts.directory.account(String(payload.username ?? ''));
    if (!account?.device?.noiseKey.equals(noiseKey) || account.device.id !== payload.device) {
      connection.send({ tag: 'failure', attrs: { reason: LOGGED_OUT, location: 'local' } });
      connection.close();
      return;
    }
    this.#login(connection, account);
  }

  async node(connection: Connection, node: BinaryNode): Promise<void> {
    if (this.pairing.node(connection, node)) return;
    const session = this.#sessionOf.get(connection);
    const account = session && this.#parts.directory.account(session.account);
    if (!session || !account?.device) return;
    switch (node.tag) {
      case 'iq':
        return this.#query(session, account, node);
      case 'message':
        return this.#message(session, account, account.device, node);
      case 'receipt':
        return this.#receipt(session, node);
      case 'ack':
        return this.#ack(session, node);
      case 'chatstate':
        return this.#chatState(account, node);
      case 'ib':
        return getBinaryNodeChild(node, 'offline_batch') ? this.#deliverOffline(session) : undefined;
    }
  }

  closed(connection: Connection): void {
    this.pairing.delete(connection);
    const session = this.#sessionOf.get(connection);
    if (!session) return;
    session.live = false;
    this.#sessionOf.delete(connection);
    this.#parts.traces.add({ account: session.account, event: 'closed' });
    if (this.#sessions.get(session.account) !== session) return;
    this.#sessions.delete(session.account);
    this.#announce(session.account);
  }

  failed(error: unknown): void {
    this.#parts.log.warn({ err: error }, 'whatsapp: a connection failed');
  }

  #login(connection: Connection, account: Account): void {
    const previous = this.#sessions.get(account.number);
    if (previous) this.#endStream(previous.connection, REPLACED, 'replaced');
    const session: Session = {
      account: account.number,
      connection,
      live: false,
      waiting: this.#parts.delivery.queued(account.number),
      held: [],
    };
    this.#sessions.set(account.number, session);
    this.#sessionOf.set(connection, session);
    this.#parts.traces.add({ account: account.number, event: 'login' });
    connection.send({ tag: 'success', attrs: { t: unixSeconds(), lid: lidJid(account.lid, account.device?.id) } });
    const count = session.waiting.length;
    if (count > 0)
      connection.send(
        inform('offline_preview', {
          count: String(count),
          message: String(count),
          receipt: '0',
          notification: '0',
          appdata: '0',
        }),
      );
    else this.#goLive(session, 0);
    this.#announce(account.number);
  }

  async #deliverOffline(session: Session): Promise<void> {
    if (session.live) return;
    this.#goLive(session, await this.#parts.delivery.runOffline(session));
  }

  #goLive(session: Session, count: number): void {
    session.live = true;
    const end = inform('offline', { count: String(count) });
    if (this.#parts.faults.holdOfflineEnd) this.#heldEnds.push({ session, end });
    else session.connection.send(end);
    this.#shareHistory(session);
    this.#run(session);
    this.#askAgain(session).catch((error: unknown) => this.failed(error));
  }

  /** Phones that could not decrypt still wait for an answer. */
  async #askAgain({ account, connection }: Session): Promise<void> {
    for (const receipt of await this.#parts.retries.waiting(account)) connection.send(receipt);
  }

  /** The account's own phone greets a new device with its history, once. */
  #shareHistory(session: Session): void {
    const { directory, delivery, store } = this.#parts;
    const account = directory.account(session.account);
    if (!account?.device || account.device.synced) return;
    const { number } = account;
    const message = Buffer.from(proto.Message.encode(historySync(directory.phones())).finish());
    const id = newMessageId();
    delivery.add(
      {
        account: number,
        sender: number,
        chat: directChat(number, number),
        id,
        t: Number(unixSeconds()),
        stanzaType: 'text',
        message,
      },
      session,
    );
    directory.saveAccount({ ...account, device: { ...account.device, synced: true } });
    store.flush();
  }

  #run(session: Session): void {
    this.#parts.delivery.run(session).catch((error: unknown) => this.failed(error));
  }

  /** The client has signed: it connects again as the linked device. */
  #paired(connection: Connection, account: Account, device: Device): void {
    const { directory, delivery, retries, store } = this.#parts;
    const previous = this.#sessions.get(account.number);
    if (previous) this.#endStream(previous.connection, LOGGED_OUT, 'device_removed');
    directory.replaceDevice(account, device);
    delivery.reset(account.number);
    retries.reset(account.number);
    store.flush();
    this.#endStream(connection, RESTART_REQUIRED);
    this.#announce(account.number);
  }

  #query(session: Session, account: Account, node: BinaryNode): void {
    if (node.attrs.type === 'result' || node.attrs.type === 'error') return;
    const { directory, traces, store } = this.#parts;
    traces.add({ account: account.number, event: 'query', id: node.attrs.id, type: node.attrs.xmlns });
    const answer = answerQuery(node, {
      account,
      directory,
      mediaHost: this.#parts.mediaHost(),
      preKeyCount: () => directory.preKeyCount(account),
      addPreKeys: (keys) => directory.addPreKeys(account, keys),
      takePreKey: () => directory.takePreKey(account),
    });
    store.flush();
    session.connection.send(result(node, answer));
    if (node.attrs.type === 'set' && node.attrs.xmlns === 'encrypt') this.#run(session);
  }

  async #message(session: Session, account: Account, device: Device, node: BinaryNode): Promise<void> {
    const { faults, receiver, retries, store, traces, log } = this.#parts;
    const { id = '', to = '' } = node.attrs;
    const ack: BinaryNode = { tag: 'ack', attrs: { class: 'message', id, from: to, t: unixSeconds() } };
    const error = faults.nacks.shift() ?? (receiver.knows(to) ? undefined : '404');
    traces.add({ account: account.number, event: 'message', id, type: node.attrs.type, error });
    if (error !== undefined) return session.connection.send({ ...ack, attrs: { ...ack.attrs, error } });
    const receipts = await receiver.receive(account, device, node).catch((failure: unknown) => {
      log.warn({ err: failure, id }, 'whatsapp: a message of the gateway could not be shown');
      return [];
    });
    for (const receipt of receipts) retries.keep(account.number, receipt);
    store.flush();
    if (faults.holdAcks) this.#heldAcks.push({ session, ack });
    else session.connection.send(ack);
    for (const receipt of receipts) session.connection.send(receipt);
    this.#askForPreKeys(account, session.connection);
  }

  #askForPreKeys(account: Account, connection: Connection): void {
    const left = this.#parts.directory.preKeyCount(account);
    if (left > LOW_PRE_KEYS) return;
    const count: BinaryNode = { tag: 'count', attrs: { value: String(left) } };
    const attrs = { from: S_WHATSAPP_NET, type: 'encrypt', id: `keys-${unixSeconds()}`, t: unixSeconds() };
    connection.send({ tag: 'notification', attrs, content: [count] });
  }

  async #receipt(session: Session, node: BinaryNode): Promise<void> {
    const { delivery, chats, directory, traces, store } = this.#parts;
    const { id = '', to = '', type, participant } = node.attrs;
    const listed = getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'item').map(({ attrs }) => attrs.id ?? '');
    session.connection.send({
      tag: 'ack',
      attrs: { class: 'receipt', id, from: to, ...(type ? { type } : {}), ...(participant ? { participant } : {}) },
    });
    if (type === 'server-error') return this.#mediaRetry(session, node);
    const number = directory.numberOf(to);
    const chat = isGroupId(to) ? to : number === undefined ? undefined : directChat(number, session.account);
    for (const messageId of [id, ...listed]) {
      traces.add({ account: session.account, event: 'receipt', id: messageId, type });
      if (type === 'retry') await delivery.retry(session, messageId);
      else if (type === 'read' && chat !== undefined) chats.setStatus(chat, messageId, 'read');
      else if (type !== 'read' && type !== 'hist_sync') delivery.confirm(session.account, messageId);
    }
    store.flush();
  }

  /** The gateway could not download a file: the phone that sent it uploads it again. */
  async #mediaRetry(session: Session, node: BinaryNode): Promise<void> {
    const { media, store, traces } = this.#parts;
    const { id = '', type } = node.attrs;
    traces.add({ account: session.account, event: 'receipt', id, type });
    session.connection.send(mediaRetry(node, await media.reupload(id)));
    store.flush();
  }

  #ack(session: Session, node: BinaryNode): void {
    const { id = '', error } = node.attrs;
    this.#parts.traces.add({ account: session.account, event: 'ack', id, type: node.attrs.class, error });
    if (node.attrs.class === 'message') this.#parts.delivery.confirm(session.account, id, error);
    else if (node.attrs.type === 'retry') this.#parts.retries.forget(session.account, node);
    else return;
    this.#parts.store.flush();
  }

  #chatState(account: Account, node: BinaryNode): void {
    const { chats, directory } = this.#parts;
    const { to = '' } = node.attrs;
    const number = directory.numberOf(to);
    const chat = isGroupId(to) ? to : number === undefined ? undefined : directChat(number, account.number);
    if (chat !== undefined) chats.setTyping(chat, account.number, getAllBinaryNodeChildren(node)[0]?.tag === 'composing');
  }

  #endStream(connection: Connection, code: string, conflict?: string): void {
    const content: BinaryNode[] = conflict ? [{ tag: 'conflict', attrs: { type: conflict } }] : [];
    connection.send({ tag: 'stream:error', attrs: { code }, content });
    connection.close();
  }

  #announce(number: string): void {
    const linked = this.#parts.directory.account(number)?.device != null;
    this.#parts.chats.emit({ type: 'account', number, linked, online: this.#sessions.has(number) });
  }
}

const inform = (tag: string, attrs: BinaryNode['attrs']): BinaryNode => ({ tag: 'ib', attrs: {}, content: [{ tag, attrs }] });
