import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** A person on WhatsApp. Both address forms (LID, phone number) of one person point here. */
export const contact = pgTable('contact', {
  id: uuid('id').primaryKey(),
  /** Push name as last seen: shown to staff, never used to authorize. */
  displayName: text('display_name'),
  locale: text('locale').notNull().default('id'),
  timezone: text('timezone').notNull().default('Asia/Jakarta'),
  /** Null until the greeting was planned. */
  greetedAt: at('greeted_at'),
  /** When an invite code let them in. */
  admittedAt: at('admitted_at'),
  /** When they were told that Catat is closed to them: said once. Null again as soon as they are let in. */
  refusedAt: at('refused_at'),
  /** Invite codes they typed, right or wrong. */
  inviteAttempts: integer('invite_attempts').notNull().default(0),
  /** Set when this turned out to be the same person as another contact, who has everything since. */
  mergedInto: uuid('merged_into').references((): AnyPgColumn => contact.id),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** A code that lets people in; the code itself is shown once, to whoever made it. */
export const accessInvite = pgTable('access_invite', {
  /** Lower-case hex sha256 of the code. */
  codeHash: text('code_hash').primaryKey(),
  usesLeft: integer('uses_left').notNull(),
  expiresAt: at('expires_at').notNull(),
  /** Which door made it: `ops`. */
  createdBy: text('created_by').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
});

export const identityKind = pgEnum('identity_kind', ['lid', 'pn']);

/** An address of a contact, digits only (no device, no server part). */
export const channelIdentity = pgTable(
  'channel_identity',
  {
    kind: identityKind('kind').notNull(),
    value: text('value').notNull(),
    contactId: uuid('contact_id')
      .notNull()
      .references(() => contact.id),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.value] }), index('channel_identity_contact').on(t.contactId)],
);

/** A conversation of one WhatsApp session with one person or group. Its id stands in workflow ids instead of an address. */
export const chat = pgTable(
  'chat',
  {
    id: uuid('id').primaryKey(),
    session: text('session').notNull(),
    kind: text('kind', { enum: ['direct', 'group'] }).notNull(),
    /** Set for direct chats: one per session and contact. */
    contactId: uuid('contact_id').references(() => contact.id),
    /** Set for groups. */
    groupJid: text('group_jid'),
    /** Where to answer: the address the last message came from. */
    replyJid: text('reply_jid').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('chat_direct').on(t.session, t.contactId),
    unique('chat_group').on(t.session, t.groupJid),
    check(
      'chat_target',
      sql`(${t.kind} = 'direct') = (${t.contactId} is not null) and (${t.kind} = 'group') = (${t.groupJid} is not null)`,
    ),
  ],
);

export const messageKind = pgEnum('message_kind', [
  'text',
  'voice',
  'image',
  'document',
  'reaction',
  'edit',
  'revoke',
  'unsupported',
]);

/** received: not yet opened; reading: being understood; asking: a question is open; the others are ends. */
export const messageStage = pgEnum('message_stage', [
  'received',
  'reading',
  'asking',
  'booked',
  'answered',
  'delivered',
  'cancelled',
  'expired',
  'ignored',
  'failed',
]);

/** WhatsApp's descriptor of an encrypted media file, as the sender's message carried it. */
export interface MediaDescriptor {
  directPath: string;
  /** Base64. */
  mediaKey: string;
  /** Base64 sha256 of the plain file. */
  fileSha256: string;
  /** Base64 sha256 of the encrypted file. */
  fileEncSha256: string | null;
  fileLength: number;
  mime: string;
  fileName: string | null;
  seconds: number | null;
}

/** What a voice note was heard to say. */
export interface Transcript {
  text: string;
  /** A second decoding that differs, null when both agree. */
  alternative: string | null;
  language: string;
  /** Mean word probability, 0 to 1. */
  confidence: number;
  /** Probability of the least sure figure or number word, 0 to 1; null when none was heard. */
  numberConfidence: number | null;
  engine: string;
  model: string;
  ms: number;
}

/** One incoming message: what came in and what became of it. Exactly one run each. */
export const message = pgTable(
  'message',
  {
    id: uuid('id').primaryKey(),
    session: text('session').notNull(),
    chatId: uuid('chat_id')
      .notNull()
      .references(() => chat.id),
    contactId: uuid('contact_id')
      .notNull()
      .references(() => contact.id),
    /** WhatsApp id of the message. */
    waId: text('wa_id').notNull(),
    kind: messageKind('kind').notNull(),
    /** Text or caption; for a reaction the emoji (empty = taken back); for an edit the new text. */
    body: text('body'),
    /** WhatsApp id of the message that is quoted, reacted to, edited or revoked. */
    targetWaId: text('target_wa_id'),
    media: jsonb('media').$type<MediaDescriptor>(),
    /** Secret of the original, needed to read an encrypted edit; base64. */
    messageSecret: text('message_secret'),
    /** For `unsupported`: what it was. */
    unsupported: text('unsupported'),
    workflowId: text('workflow_id').notNull(),
    stage: messageStage('stage').notNull().default('received'),
    failure: text('failure'),
    transcript: jsonb('transcript').$type<Transcript>(),
    /** Reading of a receipt; its shape is owned by `activities/receipt`. */
    reading: jsonb('reading').$type<Record<string, unknown>>(),
    /** The interpretation, with the reader (rules or model, version, ms) that made it. */
    interpretation: jsonb('interpretation').$type<Record<string, unknown>>(),
    /** How much of a voice note or document is read so far, 0 to 100; null while nobody knows. */
    progress: smallint('progress'),
    sentAt: at('sent_at').notNull(),
    receivedAt: at('received_at').notNull().defaultNow(),
    closedAt: at('closed_at'),
  },
  (t) => [
    unique('message_wa').on(t.session, t.chatId, t.waId),
    uniqueIndex('message_workflow').on(t.workflowId),
    index('message_chat_received').on(t.chatId, t.receivedAt),
    index('message_contact').on(t.contactId, t.id),
    index('message_unread').on(t.chatId, t.receivedAt).where(sql`${t.stage} in ('received', 'reading')`),
  ],
);

/** A stored media object: content addressed. */
export const media = pgTable(
  'media',
  {
    messageId: uuid('message_id')
      .primaryKey()
      .references(() => message.id),
    bucket: text('bucket').notNull(),
    key: text('key').notNull(),
    sha256: text('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    mime: text('mime').notNull(),
    storedAt: at('stored_at').notNull().defaultNow(),
  },
  // The same file sent again is found by what it holds.
  (t) => [index('media_sha256').on(t.sha256)],
);

export const questionState = pgEnum('question_state', ['open', 'replaced', 'booked', 'cancelled', 'expired']);

/** A question a run has asked; written before it is sent, so that no answer can be faster than its row. */
export const question = pgTable(
  'question',
  {
    id: uuid('id').primaryKey(),
    messageId: uuid('message_id')
      .notNull()
      .references(() => message.id),
    chatId: uuid('chat_id')
      .notNull()
      .references(() => chat.id),
    contactId: uuid('contact_id')
      .notNull()
      .references(() => contact.id),
    workflowId: text('workflow_id').notNull(),
    revision: integer('revision').notNull(),
    /** WhatsApp id of the question's own message: what a quote or a reaction points to. */
    waId: text('wa_id').notNull().unique(),
    /** The entries asked about, as `DraftEntry[]` of `language/interpretation`. */
    entries: jsonb('entries').$type<unknown[]>().notNull(),
    /** What a yes leads to where that is not booking the entries, and doubts about them (`Proposal` of `workflows/contracts`). */
    proposal: jsonb('proposal').$type<Record<string, unknown>>(),
    state: questionState('state').notNull().default('open'),
    askedAt: at('asked_at').notNull().defaultNow(),
    closedAt: at('closed_at'),
  },
  (t) => [
    unique('question_revision').on(t.messageId, t.revision),
    index('question_open').on(t.chatId, t.askedAt).where(sql`${t.state} = 'open'`),
  ],
);

/** First result of each exactly-once effect, keyed `workflowId/step`. */
export const effect = pgTable('effect', {
  key: text('key').primaryKey(),
  inputHash: text('input_hash').notNull(),
  result: jsonb('result'),
  createdAt: at('created_at').notNull().defaultNow(),
});
