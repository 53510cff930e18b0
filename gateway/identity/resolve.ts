import { and, eq, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../database/pool.ts';
import { channelIdentity, chat, contact } from '../../database/schema/index.ts';
import type { Address } from './address.ts';

/** A display name is the sender's own choice: it is cut, shown to staff and never used to authorize. */
export const displayName_max = 100;

interface Known {
  kind: 'lid' | 'pn';
  contactId: string;
  createdAt: Date;
}

/**
 * The contact behind an address; created on first sight. Two forms that turn out to be one person become one contact: the
 * older one, to which everything of the other moves: addresses, chats, messages, open questions, books.
 */
export async function resolveContact(tx: Transaction, address: Address, displayName: string | undefined): Promise<string> {
  const known = await findKnown(tx, address);
  const [oldest, ...others] = [...new Map(known.map((form) => [form.contactId, form])).values()].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime(),
  );
  const contactId = oldest?.contactId ?? uuidv7();
  if (!oldest) await tx.insert(contact).values({ id: contactId, displayName: displayName?.slice(0, displayName_max) ?? null });
  for (const other of others) await tx.execute(sql`select merge_contacts(${contactId}, ${other.contactId})`);
  const missing = forms(address).filter(({ kind }) => !known.some((form) => form.kind === kind));
  if (missing.length > 0)
    await tx
      .insert(channelIdentity)
      .values(missing.map((form) => ({ ...form, contactId })))
      .onConflictDoNothing();
  return contactId;
}

const forms = ({ lid, pn }: Address) => [
  ...(lid ? [{ kind: 'lid' as const, value: lid }] : []),
  ...(pn ? [{ kind: 'pn' as const, value: pn }] : []),
];

async function findKnown(tx: Transaction, address: Address): Promise<Known[]> {
  const matches = forms(address).map(({ kind, value }) => and(eq(channelIdentity.kind, kind), eq(channelIdentity.value, value)));
  return tx
    .select({ kind: channelIdentity.kind, contactId: channelIdentity.contactId, createdAt: contact.createdAt })
    .from(channelIdentity)
    .innerJoin(contact, eq(contact.id, channelIdentity.contactId))
    .where(or(...matches));
}

/** The chat of a group. */
export async function resolveGroup(tx: Transaction, session: string, groupJid: string): Promise<string> {
  const group = and(eq(chat.session, session), eq(chat.groupJid, groupJid));
  await tx.insert(chat).values({ id: uuidv7(), session, kind: 'group', groupJid, replyJid: groupJid }).onConflictDoNothing();
  const [row] = await tx.select({ id: chat.id }).from(chat).where(group);
  if (!row) throw new Error('a group was neither inserted nor found');
  return row.id;
}

/** The direct chat with a contact; its reply address follows the last message. */
export async function resolveChat(tx: Transaction, session: string, contactId: string, replyJid: string): Promise<string> {
  const direct = and(eq(chat.session, session), eq(chat.contactId, contactId));
  const [existing] = await tx.select({ id: chat.id, replyJid: chat.replyJid }).from(chat).where(direct);
  if (existing) {
    if (existing.replyJid !== replyJid) await tx.update(chat).set({ replyJid }).where(eq(chat.id, existing.id));
    return existing.id;
  }
  const id = uuidv7();
  await tx.insert(chat).values({ id, session, kind: 'direct', contactId, replyJid });
  return id;
}
