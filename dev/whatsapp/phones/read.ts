import { normalizeMessageContent, type proto } from '@whiskeysockets/baileys';
import type { ChatItem, MediaKind } from '../model.ts';

/** A file as the message describes it: where it is and how to open it. */
export interface MediaReference {
  kind: MediaKind;
  mime: string;
  fileName?: string | undefined;
  caption?: string | undefined;
  seconds?: number | undefined;
  url?: string | undefined;
  directPath?: string | undefined;
  mediaKey: Uint8Array;
}

export interface Reading {
  fields: Pick<ChatItem, 'text' | 'reaction' | 'edit' | 'revoke'>;
  media?: MediaReference | undefined;
  quotedId?: string | undefined;
}

/** proto.Message.ProtocolMessage.Type */
const REVOKE = 0;
const MESSAGE_EDIT = 14;

/** What a phone shows of a message of the gateway; null for messages that show nothing (key shares, sync). */
export function readMessage(message: proto.IMessage): Reading | null {
  const content = normalizeMessageContent(message.deviceSentMessage?.message ?? message);
  if (!content) return null;
  if (content.reactionMessage) {
    const { key, text } = content.reactionMessage;
    return { fields: { reaction: { messageId: key?.id ?? '', emoji: text ?? '' } } };
  }
  if (content.protocolMessage) return readProtocolMessage(content.protocolMessage);
  const media = readMedia(content);
  if (media) return { fields: {}, media: media.reference, quotedId: media.context?.stanzaId ?? undefined };
  const text = content.extendedTextMessage?.text ?? content.conversation;
  if (!text) return null;
  return { fields: { text }, quotedId: content.extendedTextMessage?.contextInfo?.stanzaId ?? undefined };
}

function readProtocolMessage({ type, key, editedMessage }: proto.Message.IProtocolMessage): Reading | null {
  const messageId = key?.id ?? '';
  if (type === REVOKE) return { fields: { revoke: { messageId } } };
  if (type !== MESSAGE_EDIT) return null;
  const text = editedMessage?.conversation ?? editedMessage?.extendedTextMessage?.text ?? '';
  return { fields: { edit: { messageId }, text } };
}

function readMedia(
  content: proto.IMessage,
): { reference: MediaReference; context?: proto.IContextInfo | null | undefined } | null {
  const { audioMessage, imageMessage, documentMessage, videoMessage, stickerMessage } = content;
  const part = audioMessage ?? imageMessage ?? documentMessage ?? videoMessage ?? stickerMessage;
  if (!part?.mediaKey) return null;
  const kind = kindOf(content);
  const reference: MediaReference = {
    kind,
    mime: part.mimetype ?? 'application/octet-stream',
    fileName: documentMessage?.fileName ?? undefined,
    caption: (imageMessage ?? documentMessage ?? videoMessage)?.caption ?? undefined,
    seconds: audioMessage?.seconds ?? undefined,
    url: part.url ?? undefined,
    directPath: part.directPath ?? undefined,
    mediaKey: part.mediaKey,
  };
  return { reference, context: part.contextInfo };
}

function kindOf({ audioMessage, imageMessage, documentMessage, videoMessage }: proto.IMessage): MediaKind {
  if (audioMessage) return audioMessage.ptt ? 'voice' : 'audio';
  if (imageMessage) return 'image';
  if (documentMessage) return 'document';
  return videoMessage ? 'video' : 'sticker';
}
