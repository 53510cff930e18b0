import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, type proto, proto as wire } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Chats } from './chats.ts';
import type { Directory } from './directory.ts';
import type { Faults, TraceLog } from './faults.ts';
import { type Account, type Device, isGroupId, lidJid, type Phone, pnJid, type Queued, type Tables } from './model.ts';
import type { Encrypted } from './phones/signal.ts';
import type { Connection } from './protocol/connection.ts';
import type { Store } from './store.ts';

/** A logged-in linked device. Nothing new is sent before its offline messages have gone out. */
export interface Session {
  account: string;
  connection: Connection;
  live: boolean;
  /** Entries this connection has not been sent yet. */
  waiting: Queued[];
  /** Stanzas held back on purpose. */
  held: BinaryNode[];
}

interface DeliveryParts {
  store: Store;
  tables: Tables;
  directory: Directory;
  chats: Chats;
  faults: Faults;
  traces: TraceLog;
  log: Logger;
}

/** Error of a client that could not decrypt; it sends a retry receipt with it and expects the message again. */
const NACK_UNDECRYPTED = '500';
/** Retry receipts answered for one message; after that it stays lost, as on the live service. */
const MAX_RETRIES = 5;
const SEQ_DIGITS = 12;
/** Confirmed stanzas kept for a second delivery. */
const MAX_CONFIRMED = 500;

const queueKey = ({ account, seq }: Queued): string => `${account}/${String(seq).padStart(SEQ_DIGITS, '0')}`;

/** Brings messages of phones to linked devices: kept until confirmed, encrypted once per device, sent in order. */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #queues = new Map<string, Map<string, Queued>>();
  readonly #running = new WeakSet<Session>();
  /** Confirmed stanzas by `account/id`, for a second delivery on demand. */
  readonly #confirmed = new Map<string, Buffer>();
  #seq = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    const known = [...parts.tables.queue.values()].sort((a, b) => a.seq - b.seq);
    for (const entry of known) {
      this.#seq = entry.seq;
      this.#queue(entry.account).set(queueKey(entry), entry);
    }
  }

  /** Messages of this account that its device has not confirmed, oldest first. */
  queued(account: string): Queued[] {
    return [...this.#queue(account).values()];
  }

  queuedCount(account: string): number {
    return this.#queue(account).size;
  }

  /** Keeps a message until it is confirmed. The caller flushes the store and then calls `run`. */
  add(entry: Omit<Queued, 'seq' | 'stanza' | 'retries'>, session: Session | undefined): void {
    const queued: Queued = { ...entry, seq: ++this.#seq, stanza: null, retries: 0 };
    this.#queue(entry.account).set(queueKey(queued), queued);
    this.#parts.tables.queue.set(queueKey(queued), queued);
    session?.waiting.push(queued);
  }

  /** Sends what waits, one after another; returns when nothing is left or the connection is gone. */
  async run(session: Session): Promise<void> {
    if (!session.live || this.#running.has(session)) return;
    this.#running.add(session);
    try {
      for (let entry = session.waiting.shift(); entry && session.connection.isOpen; entry = session.waiting.shift()) {
        await this.#trySend(session, entry);
      }
    } finally {
      this.#running.delete(session);
    }
  }

  /** Sends everything unconfirmed, marked as offline messages; returns how many. */
  async runOffline(session: Session): Promise<number> {
    const entries = session.waiting.splice(0);
    for (const [position, entry] of entries.entries()) await this.#trySend(session, entry, { offline: String(position) });
    return entries.length;
  }

  /** Sends a message once more, byte for byte, as the live service sometimes does; false when it is not known any more. */
  async redeliver(session: Session, id: string): Promise<boolean> {
    const stanza = this.#find(session.account, id)?.stanza ?? this.#confirmed.get(`${session.account}/${id}`);
    if (!stanza) return false;
    session.connection.send(await decodeBinaryNode(stanza));
    return true;
  }

  /** Sends what was held back, newest first. */
  release(session: Session): void {
    for (const stanza of session.held.splice(0).reverse()) this.#send(session, stanza);
  }

  /** A receipt or an acknowledgement of the device: the message is not kept any longer. */
  confirm(account: string, id: string, error?: string): void {
    const entry = this.#find(account, id);
    if (!entry) return;
    // The negative acknowledgement that follows a retry receipt is about the copy that was replaced.
    if (error === NACK_UNDECRYPTED && entry.retries > 0) return;
    this.#queue(account).delete(queueKey(entry));
    this.#parts.tables.queue.delete(queueKey(entry));
    this.#remember(entry);
    if (error === undefined) this.#parts.chats.setStatus(entry.chat, id, 'delivered');
  }

  /** A device that could not decrypt asks again: encrypt anew in a fresh session. */
  async retry(session: Session, id: string): Promise<void> {
    const entry = this.#find(session.account, id);
    if (!entry || entry.retries >= MAX_RETRIES) return;
    entry.retries += 1;
    entry.stanza = null;
    await this.#trySend(session, entry, { retry: String(entry.retries) });
  }

  /** A new device was linked: what was encrypted for the old one is encrypted anew. */
  reset(account: string): void {
    for (const entry of this.queued(account)) {
      entry.stanza = null;
      this.#parts.tables.queue.set(queueKey(entry), entry);
    }
  }

  #queue(account: string): Map<string, Queued> {
    let queue = this.#queues.get(account);
    if (!queue) {
      queue = new Map();
      this.#queues.set(account, queue);
    }
    return queue;
  }

  #find(account: string, id: string): Queued | undefined {
    for (const entry of this.#queue(account).values()) if (entry.id === id) return entry;
    return undefined;
  }

  #remember({ account, id, stanza }: Queued): void {
    if (stanza) this.#confirmed.set(`${account}/${id}`, stanza);
    const [oldest] = this.#confirmed.keys();
    if (this.#confirmed.size > MAX_CONFIRMED && oldest !== undefined) this.#confirmed.delete(oldest);
  }

  /** One message that cannot be encrypted must not hold up those behind it; it stays queued. */
  async #trySend(session: Session, entry: Queued, extra: { offline?: string; retry?: string } = {}): Promise<void> {
    await this.#sendEntry(session, entry, extra).catch((error: unknown) => {
      this.#parts.log.warn({ err: error, id: entry.id }, 'whatsapp: a message could not be delivered');
    });
  }

  async #sendEntry(session: Session, entry: Queued, extra: { offline?: string; retry?: string }): Promise<void> {
    if (!this.#queue(entry.account).has(queueKey(entry))) return;
    const stanza = entry.stanza ? await decodeBinaryNode(entry.stanza) : await this.#encrypt(entry, extra.retry);
    if (!stanza) return;
    const { directory, faults, store } = this.#parts;
    if (directory.account(entry.account)?.device === null) return;
    store.flush();
    if (extra.offline !== undefined) this.#send(session, { ...stanza, attrs: { ...stanza.attrs, offline: extra.offline } });
    else if (faults.holdDelivery) session.held.push(stanza);
    else this.#send(session, stanza);
  }

  #send(session: Session, stanza: BinaryNode): void {
    const { id, offline } = stanza.attrs;
    const type = offline ? 'offline' : undefined;
    this.#parts.traces.add({ account: session.account, event: 'delivered', id, type, sealed: typesOf(stanza) });
    session.connection.send(stanza);
  }

  async #encrypt(entry: Queued, retry?: string): Promise<BinaryNode | null> {
    const { directory, faults, tables } = this.#parts;
    const account = directory.account(entry.account);
    const phone = directory.phone(entry.sender) ?? (entry.sender === account?.number ? account.primary : undefined);
    if (!account?.device || !phone) return null;
    const target = { account, device: account.device, fresh: retry !== undefined };
    const parts = isGroupId(entry.chat)
      ? await this.#encryptGroup(phone, entry, target)
      : await this.#encryptDirect(phone, entry, target);
    const stanza: BinaryNode = {
      tag: 'message',
      attrs: {
        ...addressOf(phone, entry, account, faults.addresses),
        id: entry.id,
        t: String(entry.t),
        type: entry.stanzaType,
        notify: phone.name,
        addressing_mode: faults.addresses === 'pn' ? 'pn' : 'lid',
        ...(entry.edit ? { edit: entry.edit } : {}),
      },
      content: parts.map((part) => encNode(part, retry)),
    };
    entry.stanza = encodeBinaryNode(stanza);
    tables.queue.set(queueKey(entry), entry);
    return stanza;
  }

  async #encryptDirect(phone: Phone, entry: Queued, target: Target): Promise<EncPart[]> {
    const { directory } = this.#parts;
    const signal = directory.signal(phone);
    return [
      await signal.encrypt(
        target.account,
        target.device,
        entry.message,
        () => directory.takePreKey(target.account),
        target.fresh,
      ),
    ];
  }

  /** In a group the text is encrypted once with the sender key; a device that lacks that key gets it in a part of its own. */
  async #encryptGroup(phone: Phone, entry: Queued, target: Target): Promise<EncPart[]> {
    const { directory, tables } = this.#parts;
    const signal = directory.signal(phone);
    const sealed = await signal.encryptGroup(entry.chat, entry.message);
    const parts: EncPart[] = [{ type: 'skmsg', ciphertext: sealed.ciphertext }];
    const shared = `${phone.number}/sender-key-shared/${entry.chat}/${target.account.number}:${target.device.id}`;
    if (tables.signal.get(shared) && !target.fresh) return parts;
    const distribution: proto.IMessage = {
      senderKeyDistributionMessage: {
        groupId: entry.chat,
        axolotlSenderKeyDistributionMessage: sealed.senderKeyDistributionMessage,
      },
    };
    const bytes = wire.Message.encode(distribution).finish();
    parts.unshift(
      await signal.encrypt(target.account, target.device, bytes, () => directory.takePreKey(target.account), target.fresh),
    );
    tables.signal.set(shared, true);
    return parts;
  }
}

interface Target {
  account: Account;
  device: Device;
  fresh: boolean;
}

type EncPart = Encrypted | { type: 'skmsg'; ciphertext: Uint8Array };

const encNode = ({ type, ciphertext }: EncPart, retry?: string): BinaryNode => ({
  tag: 'enc',
  attrs: { v: '2', type, ...(retry ? { count: retry } : {}) },
  content: ciphertext,
});

const typesOf = ({ content }: BinaryNode): string =>
  Array.isArray(content) ? content.flatMap(({ attrs }) => attrs.type ?? []).join(' ') : '';

/** Messages carry both forms of the sender's address, LID first, as since 2025. The own phone speaks as a peer. */
function addressOf(phone: Phone, { chat, sender }: Queued, account: Account, told: Faults['addresses']): BinaryNode['attrs'] {
  if (sender === account.number) return { from: pnJid(account.number), category: 'peer' };
  const lid = lidJid(phone.lid);
  const pn = pnJid(phone.number);
  if (isGroupId(chat)) return { from: chat, participant: lid, participant_pn: pn };
  if (told === 'both') return { from: lid, sender_pn: pn };
  return { from: told === 'lid' ? lid : pn };
}
