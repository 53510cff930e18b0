import { getContentType, normalizeMessageContent, proto } from '@whiskeysockets/baileys';
import type { MediaDescriptor } from '../../database/schema/index.ts';
import type { MessageKind } from '../../workflows/contracts.ts';
import { withoutNul } from './payload.ts';

/** What a person sent, in our terms. */
export interface Content {
  kind: MessageKind;
  /** Text or caption; the emoji of a reaction; the new text of an edit. */
  body: string | null;
  /** WhatsApp id of the message quoted, reacted to, edited or revoked. */
  targetWaId: string | null;
  media: MediaDescriptor | null;
  /** For `unsupported`: what it was. */
  unsupported: string | null;
}

/** An edit that only the secret of the original opens. */
export interface SealedEdit {
  kind: 'sealed-edit';
  targetWaId: string;
  payload: Uint8Array;
  iv: Uint8Array;
}

export interface Decoded {
  /** Null for what is no message of a person: key distribution, receipts of a protocol, empty bodies. */
  content: Content | SealedEdit | null;
  /** Base64; needed to open a later edit. */
  messageSecret: string | null;
  /** Jids the message names with an @. */
  mentions: string[];
  /** In a group: whether one of them is ours. */
  mentioned?: boolean;
}

type Message = proto.IMessage;

const nothing = { body: null, targetWaId: null, media: null, unsupported: null };
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Kinds that speak to the library or the phone, not to us. */
const silentTypes = new Set<keyof Message>([
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'messageContextInfo',
  'keepInChatMessage',
  'pinInChatMessage',
  'albumMessage',
  'call',
  'pollUpdateMessage',
  'encReactionMessage',
  'encCommentMessage',
  'deviceSentMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'stickerSyncRmrMessage',
]);

/**
 * Reads a decrypted, padded stanza part.
 * @throws when the bytes are no message.
 */
export function decodePart(padded: Uint8Array): Decoded {
  const outer = unpadded(padded);
  const secret = outer.messageContextInfo?.messageSecret;
  const message = normalizeMessageContent(outer);
  return {
    // Echoes of our own device's messages come wrapped; they are no message of a person.
    content: outer.deviceSentMessage ? null : cleaned(readContent(message)),
    messageSecret: secret?.length ? base64(secret) : null,
    mentions: mentionsOf(message),
  };
}

const unpadded = (padded: Uint8Array): proto.Message =>
  proto.Message.decode(padded.subarray(0, padded.length - (padded.at(-1) ?? 0)));

/** The key of a sender in a group that a part brings; null for other parts, and for bytes that are no message. */
export function senderKeyIn(padded: Uint8Array): proto.Message.ISenderKeyDistributionMessage | null {
  try {
    const outer = unpadded(padded);
    return (outer.deviceSentMessage?.message ?? outer).senderKeyDistributionMessage ?? null;
  } catch {
    return null;
  }
}

function mentionsOf(message: Message | undefined): string[] {
  const part = message?.extendedTextMessage ?? message?.imageMessage ?? message?.documentMessage ?? message?.audioMessage;
  return part?.contextInfo?.mentionedJid ?? [];
}

/** Reads the message inside an opened edit. */
export function decodeEdit(bytes: Uint8Array, targetWaId: string): Content {
  const inner = normalizeMessageContent(proto.Message.decode(bytes)) ?? {};
  const edited = inner.protocolMessage?.editedMessage ?? inner;
  return withoutNul({ ...nothing, kind: 'edit', body: textOf(edited), targetWaId });
}

const cleaned = (content: Content | SealedEdit | null) =>
  content?.kind === 'sealed-edit' ? { ...content, targetWaId: withoutNul(content.targetWaId) } : withoutNul(content);

function readContent(message: Message | undefined): Content | SealedEdit | null {
  if (!message) return null;
  if (message.protocolMessage) return readProtocol(message.protocolMessage);
  if (message.secretEncryptedMessage) return readSealed(message.secretEncryptedMessage);
  if (message.reactionMessage) return readReaction(message.reactionMessage);
  return readMedia(message) ?? readText(message) ?? readOther(message);
}

function readProtocol(protocol: proto.Message.IProtocolMessage): Content | null {
  const targetWaId = protocol.key?.id ?? null;
  if (!targetWaId) return null;
  if (protocol.type === proto.Message.ProtocolMessage.Type.REVOKE) return { ...nothing, kind: 'revoke', targetWaId };
  if (protocol.type !== proto.Message.ProtocolMessage.Type.MESSAGE_EDIT) return null;
  return { ...nothing, kind: 'edit', body: textOf(normalizeMessageContent(protocol.editedMessage) ?? {}), targetWaId };
}

function readSealed(sealed: proto.Message.ISecretEncryptedMessage): SealedEdit | Content | null {
  const { targetMessageKey, encPayload, encIv, secretEncType } = sealed;
  if (secretEncType !== proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT) return null;
  if (!targetMessageKey?.id || !encPayload || !encIv) return null;
  return { kind: 'sealed-edit', targetWaId: targetMessageKey.id, payload: encPayload, iv: encIv };
}

function readReaction({ key, text }: proto.Message.IReactionMessage): Content | null {
  return key?.id ? { ...nothing, kind: 'reaction', body: text ?? '', targetWaId: key.id } : null;
}

function readMedia(message: Message): Content | null {
  const { imageMessage: image, audioMessage: audio, documentMessage: file } = message;
  const part = image ?? audio ?? file;
  if (!part) return null;
  const kind = image ? 'image' : audio ? 'voice' : 'document';
  const media = descriptor(part, file?.fileName ?? null, audio?.seconds ?? null);
  const common = { body: textOf(message), targetWaId: part.contextInfo?.stanzaId ?? null };
  if (!media) return { ...nothing, ...common, kind: 'unsupported', unsupported: `${kind} without key` };
  return { ...nothing, ...common, kind, media };
}

type Encrypted = Pick<
  proto.Message.IDocumentMessage,
  'directPath' | 'mediaKey' | 'fileSha256' | 'fileEncSha256' | 'fileLength' | 'mimetype' | 'contextInfo'
>;

function descriptor(part: Encrypted, fileName: string | null, seconds: number | null): MediaDescriptor | null {
  const { directPath, mediaKey, fileSha256, fileEncSha256, fileLength, mimetype } = part;
  if (!directPath || !mediaKey?.length || !fileSha256?.length) return null;
  return {
    directPath,
    mediaKey: base64(mediaKey),
    fileSha256: base64(fileSha256),
    fileEncSha256: fileEncSha256?.length ? base64(fileEncSha256) : null,
    fileLength: Number(fileLength ?? 0),
    mime: mimetype || 'application/octet-stream',
    fileName: fileName || null,
    seconds,
  };
}

function readText(message: Message): Content | null {
  const body = textOf(message);
  const isText = message.extendedTextMessage || Object.hasOwn(message, 'conversation');
  if (body === null && !isText) return null;
  return { ...nothing, kind: 'text', body: body ?? '', targetWaId: message.extendedTextMessage?.contextInfo?.stanzaId ?? null };
}

/** The words of a message, whatever carries them: text, caption, or the label of a pressed button. */
function textOf(message: Message): string | null {
  return (
    message.conversation ||
    message.extendedTextMessage?.text ||
    message.imageMessage?.caption ||
    message.documentMessage?.caption ||
    message.videoMessage?.caption ||
    message.buttonsResponseMessage?.selectedDisplayText ||
    message.templateButtonReplyMessage?.selectedDisplayText ||
    message.listResponseMessage?.title ||
    null
  );
}

function readOther(message: Message): Content | null {
  const type = getContentType(message);
  if (!type || silentTypes.has(type)) return null;
  // Linked devices get this in place of a photo that may be seen once.
  if (type === 'placeholderMessage') return { ...nothing, kind: 'unsupported', unsupported: 'viewOnce' };
  return { ...nothing, kind: 'unsupported', unsupported: type.replace(/Message(V\d+)?$/, '') };
}
