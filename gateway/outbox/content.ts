import type { AnyMessageContent, proto, WAMessage, WAMessageKey } from '@whiskeysockets/baileys';
import type { OutboundPayload } from '../../database/schema/index.ts';
import type { Outbound, Target } from './store.ts';

type Sendable = Pick<Outbound, 'payload' | 'jid' | 'plannedAt'>;

/** WhatsApp id of the incoming message an outbound one is about. */
export const targetOf = (payload: OutboundPayload): string | undefined =>
  payload.kind === 'reaction' ? payload.target : payload.quote;

/** What a planned text or reaction is for Baileys. Link previews are off: they would fetch what a stranger wrote. */
export function contentOf(
  payload: Exclude<OutboundPayload, { kind: 'document' }>,
  jid: string,
  target?: Target,
): AnyMessageContent {
  if (payload.kind === 'text') return { text: payload.text, linkPreview: null };
  return { react: { text: payload.emoji, key: keyOf(jid, payload.target, target) } };
}

/** The same message as protobuf: a document as it is sent, anything for a phone that could not decrypt it and asks again. */
export function protoOf({ payload, jid, plannedAt }: Sendable, target?: Target): proto.IMessage {
  if (payload.kind === 'reaction') {
    // The time of the first send: a later one would bring back a sign that was taken away meanwhile.
    const senderTimestampMs = plannedAt.getTime();
    return { reactionMessage: { text: payload.emoji, key: keyOf(jid, payload.target, target), senderTimestampMs } };
  }
  const quote = payload.quote === undefined ? {} : { contextInfo: contextOf(jid, payload.quote, target) };
  if (payload.kind === 'text') return { extendedTextMessage: { text: payload.text, ...quote } };
  const { directPath, url, mime, fileName, fileLength, ...sealed } = payload.file;
  const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
  return {
    documentMessage: {
      directPath,
      url,
      mimetype: mime,
      fileName,
      title: fileName,
      fileLength,
      mediaKey: bytes(sealed.mediaKey),
      fileSha256: bytes(sealed.fileSha256),
      fileEncSha256: bytes(sealed.fileEncSha256),
      mediaKeyTimestamp: Math.floor(plannedAt.getTime() / 1000),
      caption: payload.text,
      ...quote,
    },
  };
}

function contextOf(jid: string, waId: string, target: Target | undefined): proto.IContextInfo {
  const { key, message } = quotedMessage(jid, waId, target);
  return { stanzaId: key.id ?? waId, participant: key.participant ?? jid, quotedMessage: message ?? null };
}

/** The quoted message as Baileys wants it; without its words a placeholder stands in the quote bubble. */
export function quotedMessage(jid: string, waId: string, target: Target | undefined): WAMessage {
  return { key: keyOf(jid, waId, target), message: { conversation: target?.body ?? '…' } };
}

/** The key of an incoming message; in a group it says whose it is. */
function keyOf(remoteJid: string, id: string, target: Target | undefined): WAMessageKey {
  return { remoteJid, id, fromMe: false, ...(target?.participant ? { participant: target.participant } : {}) };
}
