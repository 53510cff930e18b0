import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../database/pool.ts';
import { channelIdentity, chat, message, type OutboundPayload, waOutbound } from '../../database/schema/index.ts';

/** A phone asks again within minutes; older answers would show up as news. */
const resend_age_ms = 24 * 60 * 60 * 1000;

export interface Outbound {
  id: string;
  session: string;
  chatId: string;
  waId: string;
  payload: OutboundPayload;
  state: 'planned' | 'sent' | 'acked' | 'refused';
  refusal: string | null;
  plannedAt: Date;
  jid: string;
}

const columns = {
  id: waOutbound.id,
  session: waOutbound.session,
  chatId: waOutbound.chatId,
  waId: waOutbound.waId,
  payload: waOutbound.payload,
  state: waOutbound.state,
  refusal: waOutbound.refusal,
  plannedAt: waOutbound.plannedAt,
  jid: chat.replyJid,
};

export async function findOutbound(db: Database, id: string): Promise<Outbound | undefined> {
  const [row] = await db
    .select(columns)
    .from(waOutbound)
    .innerJoin(chat, eq(chat.id, waOutbound.chatId))
    .where(eq(waOutbound.id, id));
  return row;
}

/** The outbound message of a WhatsApp id, while it is young enough to be sent again. */
export async function findRecent(db: Database, session: string, waId: string): Promise<Outbound | undefined> {
  const [row] = await db
    .select(columns)
    .from(waOutbound)
    .innerJoin(chat, eq(chat.id, waOutbound.chatId))
    .where(
      and(
        eq(waOutbound.session, session),
        eq(waOutbound.waId, waId),
        gt(waOutbound.plannedAt, new Date(Date.now() - resend_age_ms)),
      ),
    );
  return row;
}

/** The incoming message an outbound one is about. */
export interface Target {
  body: string | null;
  /** Jid of the author, in a group. */
  participant: string | null;
}

/** What a quote or a reaction has to tell of the message it is about. */
export async function findTarget(db: Database, chatId: string, waId: string): Promise<Target | undefined> {
  const [row] = await db
    .select({ body: message.body, group: chat.groupJid, kind: channelIdentity.kind, value: channelIdentity.value })
    .from(message)
    .innerJoin(chat, eq(chat.id, message.chatId))
    .leftJoin(channelIdentity, eq(channelIdentity.contactId, message.contactId))
    .where(and(eq(message.chatId, chatId), eq(message.waId, waId)))
    .orderBy(asc(channelIdentity.kind))
    .limit(1);
  if (!row) return undefined;
  const server = row.kind === 'lid' ? 'lid' : 's.whatsapp.net';
  return { body: row.body, participant: row.group && row.value ? `${row.value}@${server}` : null };
}

export async function markSent(db: Database, id: string): Promise<void> {
  await db
    .update(waOutbound)
    .set({ state: 'sent', sentAt: sql`coalesce(${waOutbound.sentAt}, now())` })
    .where(and(eq(waOutbound.id, id), inArray(waOutbound.state, ['planned', 'sent'])));
}

export async function markAcked(db: Database, id: string): Promise<void> {
  await db
    .update(waOutbound)
    .set({ state: 'acked', ackedAt: sql`coalesce(${waOutbound.ackedAt}, now())` })
    .where(eq(waOutbound.id, id));
}

export async function markRefused(db: Database, id: string, refusal: string): Promise<void> {
  await db.update(waOutbound).set({ state: 'refused', refusal }).where(eq(waOutbound.id, id));
}

/** Delivery and read times as the phone reported them; the first report counts. */
export async function markReceipts(db: Database, session: string, waIds: string[], receipt: 'delivered' | 'read'): Promise<void> {
  const column = receipt === 'read' ? waOutbound.readAt : waOutbound.deliveredAt;
  await db
    .update(waOutbound)
    .set(receipt === 'read' ? { readAt: new Date() } : { deliveredAt: new Date() })
    .where(and(eq(waOutbound.session, session), inArray(waOutbound.waId, waIds), isNull(column)));
}

/** A part of the outbox. */
interface Waiting {
  count: number;
  /** Age of its oldest message, 0 when there is none. */
  age_ms: number;
}

/** The messages that wait for their ack, by state. */
export async function outboxStates(db: Database, session: string): Promise<Record<'planned' | 'sent', Waiting>> {
  const rows = await db
    .select({
      state: waOutbound.state,
      count: sql<number>`count(*)::int`,
      age_ms: sql<number>`greatest(extract(epoch from now() - min(${waOutbound.plannedAt})) * 1000, 0)::float8`,
    })
    .from(waOutbound)
    .where(and(eq(waOutbound.session, session), inArray(waOutbound.state, ['planned', 'sent'])))
    .groupBy(waOutbound.state);
  const of = (state: string): Waiting => {
    const row = rows.find((candidate) => candidate.state === state);
    return { count: row?.count ?? 0, age_ms: row?.age_ms ?? 0 };
  };
  return { planned: of('planned'), sent: of('sent') };
}

/** Age in ms of the oldest message that waits for its ack, null when none does; and how many wait. */
export async function outboxBacklog(db: Database, session: string): Promise<{ age_ms: number | null; waiting: number }> {
  const { planned, sent } = await outboxStates(db, session);
  const waiting = planned.count + sent.count;
  return { age_ms: waiting === 0 ? null : Math.round(Math.max(planned.age_ms, sent.age_ms)), waiting };
}
