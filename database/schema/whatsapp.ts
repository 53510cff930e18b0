import { sql } from 'drizzle-orm';
import { bigint, bigserial, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { at, bytea } from './columns.ts';
import { chat } from './conversation.ts';

export const sessionState = pgEnum('wa_session_state', [
  'starting',
  'pairing',
  'open',
  'backing_off',
  'replaced',
  'logged_out',
  'blocked',
  'version_refused',
]);

/** One WhatsApp account of this deployment. */
export const waSession = pgTable('wa_session', {
  id: text('id').primaryKey(),
  state: sessionState('state').notNull().default('starting'),
  /** Why it is in that state: a reason code for operators. */
  reason: text('reason'),
  /** Encrypted Baileys credentials; null until the first start. */
  creds: bytea('creds'),
  /** Raised by each gateway that takes the lease: one with a lower number has lost it and writes nothing any more. */
  epoch: bigint('epoch', { mode: 'bigint' }).notNull().default(sql`0`),
  lastInboundAt: at('last_inbound_at'),
  lastPongAt: at('last_pong_at'),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** Signal and app-state keys, encrypted at rest. Any type string of the library is kept. */
export const waKey = pgTable(
  'wa_key',
  {
    session: text('session').notNull(),
    type: text('type').notNull(),
    id: text('id').notNull(),
    value: bytea('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.session, t.type, t.id] })],
);

/**
 * A decrypted stanza part, committed in the same transaction as the ratchet step and before the receipt goes out. The payload is
 * cleared once the message row exists; the key stays for de-duplication.
 */
export const waInbound = pgTable(
  'wa_inbound',
  {
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    session: text('session').notNull(),
    /** Sender as in the stanza: `participant` or `from`. */
    sender: text('sender').notNull(),
    waId: text('wa_id').notNull(),
    part: integer('part').notNull(),
    attrs: jsonb('attrs').$type<Record<string, string>>().notNull(),
    /** Padded plaintext; encrypted at rest like the keys. */
    payload: bytea('payload'),
    receivedAt: at('received_at').notNull().defaultNow(),
    /** Null until its run was started (or it was found to need none). */
    dispatchedAt: at('dispatched_at'),
    attempts: integer('attempts').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.session, t.sender, t.waId, t.part] }),
    index('wa_inbound_undispatched').on(t.session, t.seq).where(sql`${t.dispatchedAt} is null`),
  ],
);

export const outboundState = pgEnum('wa_outbound_state', ['planned', 'sent', 'acked', 'refused']);

/** A file as it lies on WhatsApp's media servers, and how a phone opens it. Binary fields in base64. */
export interface SentFile {
  directPath: string;
  url: string;
  mediaKey: string;
  fileSha256: string;
  fileEncSha256: string;
  fileLength: number;
  mime: string;
  fileName: string;
}

/** What an outbound message carries. */
export type OutboundPayload =
  | { kind: 'text'; text: string /** WhatsApp id of the incoming message that is quoted. */; quote?: string }
  /** `text` is the caption. */
  | { kind: 'document'; text: string; file: SentFile; quote?: string }
  | { kind: 'reaction'; emoji: string; target: string };

/** A message Catat wants on a phone; its WhatsApp id is derived from the effect key, so a second send is the same message. */
export const waOutbound = pgTable(
  'wa_outbound',
  {
    id: uuid('id').primaryKey(),
    session: text('session').notNull(),
    chatId: uuid('chat_id')
      .notNull()
      .references(() => chat.id),
    /** `workflowId/step` of the effect that planned it. */
    effectKey: text('effect_key').notNull().unique(),
    waId: text('wa_id').notNull(),
    payload: jsonb('payload').$type<OutboundPayload>().notNull(),
    state: outboundState('state').notNull().default('planned'),
    /** Error code of the server when refused. */
    refusal: text('refusal'),
    plannedAt: at('planned_at').notNull().defaultNow(),
    sentAt: at('sent_at'),
    ackedAt: at('acked_at'),
    deliveredAt: at('delivered_at'),
    readAt: at('read_at'),
  },
  (t) => [
    unique('wa_outbound_wa').on(t.session, t.waId),
    // What was said last in a chat.
    index('wa_outbound_chat').on(t.chatId, t.plannedAt),
    index('wa_outbound_open').on(t.session, t.plannedAt).where(sql`${t.state} in ('planned', 'sent')`),
  ],
);
