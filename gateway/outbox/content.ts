import type { AnyMessageContent, proto, WAMessage } from '@whiskeysockets/baileys';
import type { OutboundPayload } from '../../database/schema/index.ts';

/** What a planned message is for Baileys. Link previews are off: they would fetch what a stranger wrote. */
export function contentOf(payload: OutboundPayload, jid: string): AnyMessageContent {
  if (payload.kind === 'text') return { text: payload.text, linkPreview: null };
  return { react: { text: payload.emoji, key: { remoteJid: jid, id: payload.target, fromMe: false } } };
}

/** The same message as protobuf, for a phone that could not decrypt it and asks again. */
export function protoOf(payload: OutboundPayload, jid: string): proto.IMessage {
  if (payload.kind === 'text') return { extendedTextMessage: { text: payload.text } };
  return { reactionMessage: { text: payload.emoji, key: { remoteJid: jid, id: payload.target, fromMe: false } } };
}

/** The quoted message as Baileys wants it; without its words a placeholder stands in the quote bubble. */
export function quotedMessage(jid: string, waId: string, body: string | null): WAMessage {
  return { key: { remoteJid: jid, id: waId, fromMe: false }, message: { conversation: body ?? '…' } };
}
