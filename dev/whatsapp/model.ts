import { createHash } from 'node:crypto';
import type { KeyPair, SignedKeyPair } from '@whiskeysockets/baileys';
import type { Store, Table } from './store.ts';

/** The linked device of an account (the gateway): what its pairing handed over. */
export interface Device {
  /** Device number inside the account; 0 is the phone itself. */
  id: number;
  noiseKey: Buffer;
  identityKey: Buffer;
  registrationId: number;
  signedPreKey: { keyId: number; publicKey: Buffer; signature: Buffer };
  /** Whether it was sent the history. */
  synced: boolean;
}

/** A WhatsApp number that a gateway can be linked to. */
export interface Account {
  number: string;
  lid: string;
  name: string;
  device: Device | null;
  /** Device numbers given out so far; a number is never used twice. */
  devices: number;
  /** Keys of the account's own phone (device 0): linked devices may address it. */
  primary: Phone;
}

/** A phone somebody plays. */
export interface Phone {
  number: string;
  lid: string;
  name: string;
  identityKey: KeyPair;
  signedPreKey: SignedKeyPair;
  preKey: KeyPair;
  registrationId: number;
}

export interface Group {
  id: string;
  subject: string;
  /** Numbers of phones and accounts. */
  members: string[];
  /** Unix seconds. */
  createdAt: number;
}

export type MessageStatus = 'sent' | 'delivered' | 'read';
export type MediaKind = 'voice' | 'audio' | 'image' | 'document' | 'video' | 'sticker';

/** A file of a message, decrypted, as the page shows it. */
export interface MediaView {
  kind: MediaKind;
  mime: string;
  bytes: number;
  fileName?: string;
  caption?: string;
  seconds?: number;
  viewOnce?: boolean;
  /** Path on this server. */
  url: string;
}

/** One line of a chat, in the order the chat saw it. Edits, revokes and reactions are lines of their own. */
export interface ChatItem {
  id: string;
  /** Position in the whole network, ascending. */
  seq: number;
  /** `number/account` for a direct chat, the group id for a group. */
  chat: string;
  /** Number of the author. */
  from: string;
  /** Number or group id it was sent to. */
  to: string;
  /** ISO 8601. */
  at: string;
  status: MessageStatus;
  text?: string;
  media?: MediaView;
  quote?: { id: string; from: string; text?: string };
  reaction?: { messageId: string; emoji: string };
  edit?: { messageId: string };
  revoke?: { messageId: string };
}

/** A stanza the account's device has not confirmed yet. `stanza` is there once it was encrypted for `deviceKey`. */
export interface Queued {
  seq: number;
  account: string;
  sender: string;
  chat: string;
  id: string;
  /** Unix seconds. */
  t: number;
  stanzaType: 'text' | 'media' | 'reaction';
  /** Encoded proto.Message. */
  message: Buffer;
  stanza: Buffer | null;
  /** Retry receipts answered so far. */
  retries: number;
  edit?: '1' | '7';
}

export interface PreKey {
  keyId: number;
  publicKey: Buffer;
}

/** The sealed file of a message, which its phone can put on the media server again. */
export interface Upload {
  fileId: string;
  mediaKey: Buffer;
}

/** All state that survives a restart. */
export interface Tables {
  settings: Table<{ value: unknown }>;
  accounts: Table<Account>;
  /** Key `account/keyId`. */
  preKeys: Table<PreKey>;
  phones: Table<Phone>;
  groups: Table<Group>;
  /** Signal state of the phones, key `phone/type/id`. */
  signal: Table<unknown>;
  items: Table<ChatItem>;
  queue: Table<Queued>;
  media: Table<{ mime: string }>;
  /** Sealed files of messages, key message id. */
  uploads: Table<Upload>;
  /** Encoded retry receipts a linked device has not acknowledged. */
  retries: Table<Buffer>;
}

export function openTables(store: Store): Tables {
  return {
    settings: store.table('settings'),
    accounts: store.table('accounts'),
    preKeys: store.table('preKeys'),
    phones: store.table('phones'),
    groups: store.table('groups'),
    signal: store.table('signal'),
    items: store.table('items'),
    queue: store.table('queue'),
    media: store.table('media'),
    uploads: store.table('uploads'),
    retries: store.table('retries'),
  };
}

/** The number a gateway is linked to unless the scan says otherwise; 0811-0000-0001 is not assigned to anybody. */
export const DEFAULT_ACCOUNT_NUMBER = '6281100000001';
export const DEFAULT_ACCOUNT_NAME = 'Catat';

/** Shortest and longest international phone number (ITU E.164 allows 15 digits). */
const NUMBER_PATTERN = /^[1-9]\d{7,14}$/;

/** Normalises `+62 812-…`, `0812…` and `62812…`; null when it is no phone number. */
export function parseNumber(input: string): string | null {
  const digits = input.replace(/^\+/, '').replace(/[\s-]/g, '').replace(/^0/, '62');
  return NUMBER_PATTERN.test(digits) ? digits : null;
}

/** A stable LID (the privacy id of a number): 15 digits that cannot be mistaken for the number. */
export function lidOf(number: string): string {
  const hash = createHash('sha256').update(`lid:${number}`).digest().readBigUInt64BE(0);
  return String(200_000_000_000_000n + (hash % 100_000_000_000_000n));
}

export const pnJid = (number: string, device = 0): string => `${number}${device ? `:${device}` : ''}@s.whatsapp.net`;
export const lidJid = (lid: string, device = 0): string => `${lid}${device ? `:${device}` : ''}@lid`;
export const directChat = (phone: string, account: string): string => `${phone}/${account}`;
export const isGroupId = (chat: string): boolean => chat.endsWith('@g.us');
