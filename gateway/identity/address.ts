import { extractAddressingContext, isJidGroup, jidDecode } from '@whiskeysockets/baileys';

/** The address forms of one person: digits of the LID and of the phone number, as far as a stanza tells them. */
export interface Address {
  lid: string | null;
  pn: string | null;
}

/** Where a message came from. */
export interface Origin {
  sender: Address;
  /** Group it was said in, null in a direct chat. */
  group: string | null;
  /** Where to answer: the address that came in, without a device. */
  replyJid: string;
}

/** Hosted forms are the same person on a business server. */
const lidServers = new Set(['lid', 'hosted.lid']);
const pnServers = new Set(['s.whatsapp.net', 'c.us', 'hosted']);

/** The form a jid has; neither for what is no person. */
export function formOf(jid: string | undefined): Address {
  const decoded = jid ? jidDecode(jid) : undefined;
  return {
    lid: decoded && lidServers.has(decoded.server) ? decoded.user : null,
    pn: decoded && pnServers.has(decoded.server) ? decoded.user : null,
  };
}

/** Reads the origin of a stanza; null when nobody we could answer sent it. */
export function originOf(attrs: Record<string, string>): Origin | null {
  const from = attrs.from ?? '';
  const group = isJidGroup(from) ? from : null;
  const own = formOf(attrs.participant || from);
  const other = formOf(extractAddressingContext({ tag: 'message', attrs }).senderAlt);
  const sender = { lid: own.lid ?? other.lid, pn: own.pn ?? other.pn };
  const decoded = jidDecode(from);
  if (!decoded || (!sender.lid && !sender.pn)) return null;
  return { sender, group, replyJid: group ?? `${decoded.user}@${decoded.server}` };
}
