import {
  type BinaryNode,
  encodeBigEndian,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  KEY_BUNDLE_TYPE,
  type proto,
  xmppPreKey,
  xmppSignedPreKey,
} from '@whiskeysockets/baileys';
import type { Chats, NewItem } from '../chats.ts';
import type { Directory } from '../directory.ts';
import type { MediaStore } from '../media.ts';
import { type Account, type Device, directChat, isGroupId, lidJid, type Phone } from '../model.ts';
import { type Reading, readMessage } from './read.ts';
import { PHONE_PRE_KEY_ID } from './signal.ts';

interface ReceiverParts {
  directory: Directory;
  chats: Chats;
  media: MediaStore;
}

const unixSeconds = (): string => String(Math.floor(Date.now() / 1000));
const bytesOf = (node: BinaryNode): Uint8Array => (node.content instanceof Uint8Array ? node.content : new Uint8Array());

/** What a phone shows for a file that is missing on the media server, or was changed. */
const UNREADABLE_FILE = '⚠️ Berkas ini tidak bisa dibuka.';

/** The phones' side of a message of the gateway: decrypt it, show it once, answer with a receipt. */
export class Receiver {
  readonly #parts: ReceiverParts;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Whether there is anybody at this address. */
  knows(jid: string): boolean {
    return isGroupId(jid) ? this.#parts.directory.group(jid) !== undefined : this.#parts.directory.numberOf(jid) !== undefined;
  }

  /** Shows the message on the phones it is for; returns the receipts they send. */
  async receive(account: Account, device: Device, node: BinaryNode): Promise<BinaryNode[]> {
    const { to = '' } = node.attrs;
    const group = isGroupId(to) ? to : null;
    const { directory } = this.#parts;
    const receipts: BinaryNode[] = [];
    for (const phone of this.#phonesOf(to)) {
      if (group === null && phone.number === account.number) continue;
      const parts = partsFor(node, (jid) => directory.numberOf(jid) === phone.number);
      if (parts.length === 0) continue;
      const message = await this.#decrypt(account, device, phone, parts, group).catch(() => null);
      if (message) await this.#show(account, phone, node, group, message);
      const shown = message !== null || this.#isShown(account, phone, node, group);
      receipts.push(shown ? receipt(phone, node, group) : retryReceipt(phone, node, group));
    }
    return receipts;
  }

  /** A message that was decrypted before comes again when its acknowledgement was lost; its keys are used up then. */
  #isShown(account: Account, phone: Phone, node: BinaryNode, group: string | null): boolean {
    return this.#parts.chats.find(group ?? directChat(phone.number, account.number), node.attrs.id ?? '') !== undefined;
  }

  #phonesOf(to: string): Phone[] {
    const { directory } = this.#parts;
    const numbers = isGroupId(to) ? (directory.group(to)?.members ?? []) : [directory.numberOf(to) ?? ''];
    return numbers.flatMap((number) => directory.phone(number) ?? []);
  }

  async #decrypt(
    account: Account,
    device: Device,
    phone: Phone,
    parts: BinaryNode[],
    group: string | null,
  ): Promise<proto.IMessage> {
    const signal = this.#parts.directory.signal(phone);
    let message: proto.IMessage = {};
    for (const part of parts) {
      const { type } = part.attrs;
      if (type === 'skmsg' && group !== null) {
        message = await signal.decryptGroup(account, device, group, bytesOf(part));
      } else if (type === 'pkmsg' || type === 'msg') {
        const plain = await signal.decrypt(account, device, type, bytesOf(part));
        const distribution = plain.senderKeyDistributionMessage;
        if (distribution) await signal.acceptSenderKey(account, device, distribution);
        if (readMessage(plain)) message = plain;
      }
    }
    return message;
  }

  async #show(account: Account, phone: Phone, node: BinaryNode, group: string | null, message: proto.IMessage): Promise<void> {
    const { chats } = this.#parts;
    const reading = readMessage(message);
    const chat = group ?? directChat(phone.number, account.number);
    const id = node.attrs.id ?? '';
    if (!reading || chats.find(chat, id)) return;
    const item: NewItem = {
      id,
      chat,
      from: account.number,
      to: group ?? phone.number,
      ...reading.fields,
      ...this.#quote(chat, reading),
    };
    if (reading.media) {
      const media = await this.#parts.media.receive(reading.media).catch(() => null);
      if (media) item.media = media;
      else item.text = UNREADABLE_FILE;
    }
    chats.setTyping(chat, account.number, false);
    chats.add(item);
    chats.setStatus(chat, id, 'delivered');
  }

  #quote(chat: string, { quotedId }: Reading): Pick<NewItem, 'quote'> {
    if (quotedId === undefined) return {};
    const quoted = this.#parts.chats.find(chat, quotedId);
    if (!quoted) return { quote: { id: quotedId, from: '' } };
    const text = quoted.text ?? quoted.media?.caption;
    return { quote: { id: quotedId, from: quoted.from, ...(text === undefined ? {} : { text }) } };
  }
}

/** The encrypted parts of a stanza that one phone can open: those addressed to it, then those for everybody. */
function partsFor(node: BinaryNode, isMine: (jid: string) => boolean): BinaryNode[] {
  const own = getBinaryNodeChildren(getBinaryNodeChild(node, 'participants'), 'to').filter(({ attrs }) =>
    isMine(attrs.jid ?? ''),
  );
  const addressed = node.attrs.participant === undefined || isMine(node.attrs.participant);
  const everybody = addressed ? getBinaryNodeChildren(node, 'enc') : [];
  return [...own.flatMap((to) => getBinaryNodeChildren(to, 'enc')), ...everybody];
}

function addressOf(phone: Phone, group: string | null): BinaryNode['attrs'] {
  return group === null ? { from: lidJid(phone.lid) } : { from: group, participant: lidJid(phone.lid) };
}

function receipt(phone: Phone, node: BinaryNode, group: string | null): BinaryNode {
  return { tag: 'receipt', attrs: { ...addressOf(phone, group), id: node.attrs.id ?? '', t: unixSeconds() } };
}

/** Tells the gateway that this phone could not decrypt, with fresh keys for a new session. */
function retryReceipt(phone: Phone, node: BinaryNode, group: string | null): BinaryNode {
  const { id = '' } = node.attrs;
  const t = unixSeconds();
  return {
    tag: 'receipt',
    attrs: { ...addressOf(phone, group), id, type: 'retry', t },
    content: [
      { tag: 'retry', attrs: { count: '1', id, t, v: '1' } },
      { tag: 'registration', attrs: {}, content: encodeBigEndian(phone.registrationId) },
      {
        tag: 'keys',
        attrs: {},
        content: [
          { tag: 'type', attrs: {}, content: KEY_BUNDLE_TYPE },
          { tag: 'identity', attrs: {}, content: phone.identityKey.public },
          xmppPreKey(phone.preKey, PHONE_PRE_KEY_ID),
          xmppSignedPreKey(phone.signedPreKey),
        ],
      },
    ],
  };
}
