import { createCipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import { type ChatItem, isGroupId, lidJid, type Phone, pnJid } from '../model.ts';

type Content = proto.IMessage;
type Key = proto.IMessageKey;

/** AES-256-GCM of a sealed edit. */
const EDIT_KEY_BYTES = 32;
const EDIT_IV_BYTES = 12;
/** Random bytes of a message id. */
const ID_BYTES = 9;
/** proto.Message.ProtocolMessage.Type */
const REVOKE = 0;
const HISTORY_SYNC_NOTIFICATION = 5;
const MESSAGE_EDIT = 14;

/** A message id as an iPhone makes it. */
export const newMessageId = (): string => `3A${randomBytes(ID_BYTES).toString('hex').toUpperCase()}`;

/** Where a phone refers to another message: which one, who wrote it, and what a quote shows of it. */
export interface Reference {
  item: ChatItem;
  /** LID of the author. */
  authorLid: string;
  /** LID of the partner of a direct chat; ignored in a group. */
  partnerLid: string;
  /** Whether the phone wrote it itself. */
  own: boolean;
}

export const keyOf = ({ item, authorLid, partnerLid, own }: Reference): Key =>
  isGroupId(item.chat)
    ? { remoteJid: item.chat, fromMe: own, id: item.id, participant: lidJid(authorLid) }
    : { remoteJid: lidJid(partnerLid), fromMe: own, id: item.id };

/** Text, alone or as the answer to a quoted message. */
export function textMessage(text: string, quote?: Reference): Content {
  return quote ? { extendedTextMessage: { text, contextInfo: quoteContext(quote) } } : { conversation: text };
}

/** A text of a group that names members by `@number`; on the wire their LIDs stand for them. */
export function mentioning(content: Content, text: string, lids: ReadonlyMap<string, string>): Content {
  if (lids.size === 0) return content;
  const named = [...lids].reduce((said, [number, lid]) => said.replaceAll(`@${number}`, `@${lid}`), text);
  const contextInfo = { ...content.extendedTextMessage?.contextInfo, mentionedJid: [...lids.values()].map(lidJid) };
  return { extendedTextMessage: { text: named, contextInfo } };
}

export function quoteContext(quote: Reference): proto.IContextInfo {
  const shown = quote.item.text ?? quote.item.media?.caption ?? '';
  return { stanzaId: quote.item.id, participant: lidJid(quote.authorLid), quotedMessage: { conversation: shown } };
}

/** An empty emoji takes the reaction back. */
export const reactionMessage = (target: Reference, emoji: string): Content => ({
  reactionMessage: { key: keyOf(target), text: emoji, senderTimestampMs: Date.now() },
});

export const editMessage = (target: Reference, text: string): Content => ({
  editedMessage: {
    message: {
      protocolMessage: { key: keyOf(target), type: MESSAGE_EDIT, editedMessage: { conversation: text }, timestampMs: Date.now() },
    },
  },
});

export const revokeMessage = (target: Reference): Content => ({ protocolMessage: { key: keyOf(target), type: REVOKE } });

/**
 * The history an account's own phone shares with a device it was just linked to: no old chats, only who has which LID.
 * A client that waits for it would hold back its events for 20 s.
 */
export function historySync(phones: readonly Phone[]): Content {
  const phoneNumberToLidMappings = phones.map(({ number, lid }) => ({ pnJid: pnJid(number), lidJid: lidJid(lid) }));
  const syncType = proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP;
  const payload = deflateSync(proto.HistorySync.encode({ syncType, phoneNumberToLidMappings }).finish());
  const historySyncNotification = { syncType, initialHistBootstrapInlinePayload: payload, chunkOrder: 1, progress: 100 };
  return { protocolMessage: { type: HISTORY_SYNC_NOTIFICATION, historySyncNotification } };
}

/**
 * The secret a message carries, from which the key of a later edit is derived. It follows from the phone's identity key and the
 * message id, so that no phone has to remember one for each message.
 */
export const messageSecret = (phone: Phone, id: string): Buffer =>
  createHmac('sha256', phone.identityKey.private).update(`message secret ${id}`).digest();

/**
 * An edit as phones of 2026 send it: sealed with the secret of the original. Key = HKDF-SHA256(secret, salt 0, original id +
 * original sender + editor + "Message Edit"), AES-256-GCM without associated data (WhiskeySockets/Baileys issue 2541).
 */
export function sealedEdit(target: Reference, secret: Buffer, text: string): Content {
  const author = lidJid(target.authorLid);
  const info = Buffer.from(`${target.item.id}${author}${author}Message Edit`);
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(EDIT_KEY_BYTES), info, EDIT_KEY_BYTES));
  const encIv = randomBytes(EDIT_IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, encIv);
  const plain = proto.Message.encode(editMessage(target, text)).finish();
  const encPayload = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const secretEncType = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;
  return { secretEncryptedMessage: { targetMessageKey: keyOf(target), encPayload, encIv, secretEncType } };
}

/** Puts a message into its envelopes, disappearing (seconds) and view-once, with its secret beside it. */
export function wrap(
  content: Content,
  secret: Buffer,
  options: { ephemeralSeconds?: number | undefined; viewOnce?: boolean | undefined } = {},
): Content {
  let message = options.viewOnce ? { viewOnceMessageV2: { message: content } } : content;
  if (options.ephemeralSeconds) message = { ephemeralMessage: { message } };
  return { ...message, messageContextInfo: { messageSecret: secret } };
}
