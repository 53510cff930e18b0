import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { contact } from './conversation.ts';
import { book, memberRole } from './ledger.ts';

/** A person who works at the desk. */
export const staff = pgTable('staff', {
  id: uuid('id').primaryKey(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  /** Argon2id, in the encoded form that carries its own parameters. */
  passwordHash: text('password_hash').notNull(),
  locale: text('locale', { enum: ['id', 'en'] })
    .notNull()
    .default('id'),
  /** Base32 secret of the second factor; null without one. */
  totpSecret: text('totp_secret'),
  /** Time step of the last code that was accepted: none is accepted twice. */
  totpStep: integer('totp_step'),
  /** Sees every book as its owner. */
  admin: boolean('admin').notNull().default(false),
  /** The same person on WhatsApp: whoever asks for approval on the phone does not give it at the desk. Null until it is known. */
  contactId: uuid('contact_id').references(() => contact.id),
  disabledAt: at('disabled_at'),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** The books a person at the desk works on, and as what. */
export const staffBook = pgTable(
  'staff_book',
  {
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    bookId: uuid('book_id')
      .notNull()
      .references(() => book.id),
    role: memberRole('role').notNull(),
  },
  (t) => [primaryKey({ columns: [t.staffId, t.bookId] }), index('staff_book_book').on(t.bookId)],
);

/** A login; the token itself is known to the browser alone. */
export const staffSession = pgTable(
  'staff_session',
  {
    /** Lower-case hex sha256 of the cookie's token. */
    tokenHash: text('token_hash').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull().defaultNow(),
  },
  (t) => [index('staff_session_staff').on(t.staffId), index('staff_session_expiry').on(t.expiresAt)],
);

/** A key of a program; `ck_<prefix>_<secret>` is shown once, to whoever made it. */
export const apiKey = pgTable('api_key', {
  id: uuid('id').primaryKey(),
  /** Finds the row; no secret. */
  prefix: text('prefix').notNull().unique(),
  /** Lower-case hex sha256 of the secret. */
  hash: text('hash').notNull(),
  name: text('name').notNull(),
  role: memberRole('role').notNull(),
  scopes: text('scopes').array().notNull(),
  /** Null = every book its maker owns. */
  bookId: uuid('book_id').references(() => book.id),
  /** Null = the operator of the deployment. */
  createdBy: uuid('created_by').references(() => staff.id),
  createdAt: at('created_at').notNull().defaultNow(),
  expiresAt: at('expires_at'),
  lastUsedAt: at('last_used_at'),
  revokedAt: at('revoked_at'),
});

/** An answer kept for the `Idempotency-Key` it was given to, so that a request sent again is answered alike. */
export const requestKey = pgTable(
  'request_key',
  {
    /** Who sent it: staff id, key id or `ops`. */
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** Hex sha256 of method, route and body. */
    inputHash: text('input_hash').notNull(),
    /** Null while the first request is under way. */
    status: integer('status'),
    body: jsonb('body'),
    /** Headers of the answer that matter: ETag, Location. */
    headers: jsonb('headers').$type<Record<string, string>>(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] }), index('request_key_age').on(t.createdAt)],
);
