import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/pool.ts';
import { chat, message, waOutbound } from '../../database/schema/index.ts';
import { isGroupInvitation } from '../../language/requests/invite.ts';
import { formOf, type Origin } from '../identity/address.ts';
import type { Decoded } from './content.ts';

/** Attribute of captured group stanzas: the addresses of our own account at that time, separated by a space. */
export const selfAttribute = 'catat_self';

/** What a group message says that could be meant for us; null when nothing is, or when we said it ourselves. */
export function callOf(origin: Origin, attrs: Record<string, string>, decoded: Decoded): Decoded | null {
  const own = (attrs[selfAttribute] ?? '').split(' ').map(formOf);
  const isOwn = ({ lid, pn }: { lid: string | null; pn: string | null }) =>
    own.some((form) => (lid !== null && form.lid === lid) || (pn !== null && form.pn === pn));
  const { content } = decoded;
  if (!content || isOwn(origin.sender)) return null;
  if (content.kind === 'sealed-edit') return decoded;
  const mentioned = decoded.mentions.some((jid) => isOwn(formOf(jid)));
  if (!mentioned) return content.targetWaId || isGroupInvitation(content.body ?? '') ? { ...decoded, mentioned } : null;
  const names = own.flatMap(({ lid, pn }) => [lid, pn]).filter((name) => name !== null);
  const body = content.body && names.reduce((text, name) => text.replaceAll(`@${name}`, ' '), content.body).trim();
  return { ...decoded, mentioned, content: { ...content, body } };
}

/**
 * Whether a group message is for us: it names us, invites us, or is about a message of ours (quote, reaction) or about one that
 * was for us (edit, revoke). All other talk in a group is nobody's business.
 */
export async function isForUs(db: Database, session: string, group: string, { content, mentioned }: Decoded): Promise<boolean> {
  if (!content) return false;
  if (content.kind !== 'sealed-edit' && (mentioned || isGroupInvitation(content.body ?? ''))) return true;
  const target = content.targetWaId;
  if (!target) return false;
  const [ours] = await db
    .select({ id: waOutbound.id })
    .from(waOutbound)
    .innerJoin(chat, eq(chat.id, waOutbound.chatId))
    .where(and(eq(waOutbound.session, session), eq(waOutbound.waId, target), eq(chat.groupJid, group)));
  if (ours) return true;
  if (content.kind !== 'edit' && content.kind !== 'revoke' && content.kind !== 'sealed-edit') return false;
  const [earlier] = await db
    .select({ id: message.id })
    .from(message)
    .innerJoin(chat, eq(chat.id, message.chatId))
    .where(and(eq(message.session, session), eq(message.waId, target), eq(chat.groupJid, group)));
  return earlier !== undefined;
}
