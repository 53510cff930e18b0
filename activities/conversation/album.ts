import { and, eq, gt, lt } from 'drizzle-orm';
import { message } from '../../database/schema/index.ts';
import type { Album, ConversationActivities } from '../../workflows/contracts.ts';
import type { ConversationDeps } from './deps.ts';
import { closeMessage } from './effects.ts';
import { bookFor } from './group.ts';
import { namesOf, withNamesSaid } from './names.ts';
import { type MessageRow, received } from './rows.ts';

/**
 * Photos of one album leave a phone within seconds; by a slow network, or photographed one by one, some more pass between two.
 */
const gap_max_ms = 20_000;

/** What a person can look through in one question; the photos after them are a question of their own. */
const photos_max = 10;

/** As long as the longest row of photos could take to arrive. */
const around_ms = gap_max_ms * photos_max;

const unread: readonly MessageRow['stage'][] = ['received', 'reading'];
/** The run of such a message may still take entries of others. */
const open: readonly MessageRow['stage'][] = [...unread, 'asking'];

/** Finds the photos that were sent in a row with this one: the first that is not settled yet takes the others in. */
export function albumOf({ db }: ConversationDeps, { messageId }: { messageId: string }): Promise<Album> {
  return db.transaction(async (tx) => {
    const { message: own } = await received(tx, messageId);
    const near = await tx
      .select()
      .from(message)
      .where(
        and(
          eq(message.chatId, own.chatId),
          eq(message.contactId, own.contactId),
          eq(message.kind, 'image'),
          gt(message.receivedAt, new Date(own.receivedAt.getTime() - around_ms)),
          lt(message.receivedAt, new Date(own.receivedAt.getTime() + around_ms)),
        ),
      )
      .orderBy(message.id);
    const row = inARow(near, messageId);
    const first = row.find(({ stage }) => open.includes(stage));
    if (first && first.id !== messageId) return { place: 'member', workflowId: first.workflowId };
    const reading = row.filter(({ id, stage }) => id !== messageId && unread.includes(stage)).length;
    return row.length === 1 ? { place: 'alone' } : { place: 'first', reading };
  });
}

/** The photos that followed each other closely, in steps of as many as fit into one question. */
function inARow(photos: readonly MessageRow[], messageId: string): MessageRow[] {
  const rows: MessageRow[][] = [];
  for (const photo of photos) {
    const last = rows.at(-1);
    const before = last?.at(-1);
    const close = before && photo.sentAt.getTime() - before.sentAt.getTime() <= gap_max_ms;
    if (last && close && last.length < photos_max) last.push(photo);
    else rows.push([photo]);
  }
  return rows.find((row) => row.some(({ id }) => id === messageId)) ?? [];
}

/** Hands the entries of a message over to the draft of another run, and is done with the message; false when that run refuses. */
export async function joinDraft(
  { db, decide }: ConversationDeps,
  { messageId, workflowId, entries }: Parameters<ConversationActivities['joinDraft']>[0],
): Promise<{ joined: boolean }> {
  const { row, told } = await db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    const { id: bookId } = await bookFor(tx, opening);
    return { row: opening.message, told: withNamesSaid(opening, entries, await namesOf(tx, bookId)) };
  });
  const refused = await decide(workflowId, `${row.waId}/join`, {
    reply: { kind: 'join', entries: told.map((entry) => ({ ...entry, messageId })) },
    by: row.contactId,
    messageId,
    at: row.sentAt.toISOString(),
  });
  if (refused !== null) return { joined: false };
  await db.transaction((tx) => closeMessage(tx, messageId, 'delivered'));
  return { joined: true };
}
