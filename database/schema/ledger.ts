import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, minor } from './columns.ts';
import { contact, message } from './conversation.ts';

/** ISO 4217 currencies the books know; a minor unit is 10^-exponent of the major one. Filled by migrations, as `language/currencies`. */
export const currency = pgTable('currency', {
  code: text('code').primaryKey(),
  exponent: smallint('exponent').notNull(),
});

/** A set of accounts that balances on its own: a person's, a family's, a shop's. Row-level security is by book. */
export const book = pgTable('book', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: ['personal', 'group', 'team'] }).notNull(),
  name: text('name').notNull(),
  currency: text('currency').notNull().default('IDR'),
  timezone: text('timezone').notNull().default('Asia/Jakarta'),
  createdAt: at('created_at').notNull().defaultNow(),
});

/** The book a row belongs to. */
export const ofBook = () =>
  uuid('book_id')
    .notNull()
    .references(() => book.id);

export const memberRole = pgEnum('member_role', ['owner', 'finance', 'approver', 'member', 'auditor']);

export const member = pgTable(
  'member',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    contactId: uuid('contact_id')
      .notNull()
      .references(() => contact.id),
    role: memberRole('role').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('member_contact').on(t.bookId, t.contactId), index('member_by_contact').on(t.contactId)],
);

export const accountKind = pgEnum('account_kind', ['asset', 'income', 'expense', 'equity']);

/**
 * Wallets and savings goals are assets, categories are income and expense accounts. `code` is unique in a book and never changes
 * (`wallet:tunai`, `goal:umrah`, `expense:makan`); the name is what people call it.
 */
export const account = pgTable(
  'account',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    kind: accountKind('kind').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    /** Currency of a wallet or goal; categories take every currency. */
    currency: text('currency').notNull().default('IDR'),
    archivedAt: at('archived_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('account_code').on(t.bookId, t.code), unique('account_book').on(t.bookId, t.id)],
);

export const entryType = pgEnum('entry_type', ['expense', 'income', 'transfer', 'reversal']);

/** One line people see; its postings are the books. Append-only: a correction is a reversal plus a new entry. */
export const entry = pgTable(
  'entry',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    type: entryType('type').notNull(),
    occurredOn: date('occurred_on', { mode: 'string' }).notNull(),
    recordedAt: at('recorded_at').notNull().defaultNow(),
    /** Positive minor units: the sum of the positive postings. */
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
    category: text('category'),
    /** Wallet or goal the money came from or went to; of a transfer the one it left. Null only for entries from before wallets had names. */
    walletId: uuid('wallet_id'),
    /** Of a transfer: the wallet or goal that received it. */
    toWalletId: uuid('to_wallet_id'),
    merchant: text('merchant'),
    note: text('note').notNull(),
    /** Where each field came from (`Evidence[]` of `language/interpretation`). */
    evidence: jsonb('evidence').$type<unknown[]>().notNull(),
    source: text('source', { enum: ['chat', 'desk', 'api', 'import', 'recurring'] }).notNull(),
    /** Message that was booked; null for the desk. */
    messageId: uuid('message_id').references(() => message.id),
    workflowId: text('workflow_id'),
    /** 1-based line of the draft. */
    line: integer('line').notNull().default(1),
    /** Contact or staff id that confirmed it. */
    decidedBy: text('decided_by').notNull(),
    reversalOf: uuid('reversal_of').unique(),
    /** The entry this one replaces after a correction. */
    corrects: uuid('corrects'),
    reason: text('reason'),
    /** The approval that let it in. */
    approvalId: uuid('approval_id'),
    /** The reversal that took it back. Kept by trigger, as the two below: the application updates nothing here. */
    voidedBy: uuid('voided_by'),
    /** Raised by a void and by each change of tags, comments and attachments: what an ETag is made of. */
    version: integer('version').notNull().default(1),
    hasAttachment: boolean('has_attachment').notNull().default(false),
  },
  (t) => [
    unique('entry_book').on(t.bookId, t.id),
    foreignKey({ columns: [t.bookId, t.reversalOf], foreignColumns: [t.bookId, t.id] }),
    foreignKey({ columns: [t.bookId, t.corrects], foreignColumns: [t.bookId, t.id] }),
    foreignKey({ columns: [t.bookId, t.walletId], foreignColumns: [account.bookId, account.id] }),
    foreignKey({ columns: [t.bookId, t.toWalletId], foreignColumns: [account.bookId, account.id] }),
    // A second safeguard behind the effect key: one run books a line of its draft once.
    uniqueIndex('entry_once').on(t.workflowId, t.line).where(sql`${t.reversalOf} is null and ${t.corrects} is null`),
    check('entry_amount_positive', sql`${t.amount} > 0`),
    // Nulls first is what a plain ORDER BY ... DESC means: only then does the index give the order.
    index('entry_list').on(t.bookId, t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_list_all').on(t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_recorded').on(t.bookId, t.recordedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_amount').on(t.bookId, t.amount.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_category').on(t.bookId, t.category, t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_wallet').on(t.bookId, t.walletId, t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_to_wallet')
      .on(t.bookId, t.toWalletId, t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.toWalletId} is not null`),
    index('entry_member').on(t.bookId, t.decidedBy, t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_corrects').on(t.corrects).where(sql`${t.corrects} is not null`),
    index('entry_message').on(t.messageId),
    index('entry_attached')
      .on(t.bookId, t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.hasAttachment}`),
  ],
);

/** Signed minor units on one account; the postings of an entry sum to zero per currency (deferred constraint trigger). */
export const posting = pgTable(
  'posting',
  {
    id: uuid('id').primaryKey(),
    bookId: uuid('book_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    accountId: uuid('account_id').notNull(),
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.bookId, t.entryId], foreignColumns: [entry.bookId, entry.id] }),
    foreignKey({ columns: [t.bookId, t.accountId], foreignColumns: [account.bookId, account.id] }),
    check('posting_not_zero', sql`${t.amount} <> 0`),
    index('posting_entry').on(t.entryId),
    index('posting_account').on(t.accountId),
  ],
);

/** A line of a receipt. */
export const item = pgTable(
  'item',
  {
    id: uuid('id').primaryKey(),
    bookId: uuid('book_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    line: integer('line').notNull(),
    name: text('name').notNull(),
    quantity: numeric('quantity').notNull(),
    unitPrice: minor('unit_price'),
    amount: minor('amount').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.bookId, t.entryId], foreignColumns: [entry.bookId, entry.id] }),
    unique('item_line').on(t.entryId, t.line),
  ],
);

/** What an account received in one day, over all its postings of that day; kept by trigger, so that reports need not read the postings. */
export const dailyTotal = pgTable(
  'daily_total',
  {
    bookId: uuid('book_id').notNull(),
    accountId: uuid('account_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    currency: text('currency').notNull(),
    /** Signed minor units. */
    total: minor('total').notNull(),
    /** Postings of entries less those of reversals. */
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bookId, t.day, t.accountId, t.currency] })],
);

/** A word of a book's own to find entries by. */
export const tag = pgTable(
  'tag',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    /** Lower case, without `#`. */
    name: text('name').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('tag_name').on(t.bookId, t.name), unique('tag_book').on(t.bookId, t.id)],
);

export const entryTag = pgTable(
  'entry_tag',
  {
    bookId: uuid('book_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    tagId: uuid('tag_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.entryId, t.tagId] }),
    foreignKey({ columns: [t.bookId, t.entryId], foreignColumns: [entry.bookId, entry.id] }),
    foreignKey({ columns: [t.bookId, t.tagId], foreignColumns: [tag.bookId, tag.id] }),
    index('entry_tag_tag').on(t.tagId, t.entryId),
  ],
);

/** What staff say to each other about an entry; never changed. */
export const comment = pgTable(
  'comment',
  {
    id: uuid('id').primaryKey(),
    bookId: uuid('book_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    /** Contact or staff id. */
    author: text('author').notNull(),
    body: text('body').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.bookId, t.entryId], foreignColumns: [entry.bookId, entry.id] }),
    index('comment_entry').on(t.entryId, t.createdAt),
  ],
);

/** A file put beside an entry by hand; what came with its message is in `media`. */
export const attachment = pgTable(
  'attachment',
  {
    id: uuid('id').primaryKey(),
    bookId: uuid('book_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    bucket: text('bucket').notNull(),
    key: text('key').notNull(),
    /** Lower-case hex. */
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    mime: text('mime').notNull(),
    fileName: text('file_name').notNull(),
    /** Contact or staff id. */
    addedBy: text('added_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.bookId, t.entryId], foreignColumns: [entry.bookId, entry.id] }),
    unique('attachment_once').on(t.entryId, t.sha256),
  ],
);
