import type { AnyMessageContent, proto, WAMessage, WAMessageKey } from '@whiskeysockets/baileys';
import type { OutboundPayload } from '../../database/schema/index.ts';
import type { Target } from './store.ts';

/** What a planned message is for Baileys. Link previews are off: they would fetch what a stranger wrote. */
export function contentOf(payload: OutboundPayload, jid: string, target?: Target): AnyMessageContent {
  if (payload.kind === 'text') return { text: payload.text, linkPreview: null };
  return { react: { text: payload.emoji, key: keyOf(jid, payload.target, target) } };
}

/** The same message as protobuf, for a phone that could not decrypt it and asks again. */
export function protoOf(payload: OutboundPayload, jid: string): proto.IMessage {
  if (payload.kind === 'text') return { extendedTextMessage: { text: payload.text } };
  return { reactionMessage: { text: payload.emoji, key: { remoteJid: jid, id: payload.target, fromMe: false } } };
}

/** The quoted message as Baileys wants it; without its words a placeholder stands in the quote bubble. */
export function quotedMessage(jid: string, waId: string, target: Target | undefined): WAMessage {
  return { key: keyOf(jid, waId, target), message: { conversation: target?.body ?? '…' } };
}

/** The key of an incoming message; in a group it says whose it is. */
function keyOf(remoteJid: string, id: string, target: Target | undefined): WAMessageKey {
  return { remoteJid, id, fromMe: false, ...(target?.participant ? { participant: target.participant } : {}) };
}
