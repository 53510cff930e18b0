import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { contact, message } from './conversation.ts';

const minor = (name: string) => bigint(name, { mode: 'bigint' });

/** A set of accounts that balances on its own: a person's, a family's, a shop's. Row-level security is by book. */
export const book = pgTable('book', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: ['personal', 'group', 'team'] }).notNull(),
  name: text('name').notNull(),
  currency: text('currency').notNull().default('IDR'),
  timezone: text('timezone').notNull().default('Asia/Jakarta'),
  createdAt: at('created_at').notNull().defaultNow(),
});

export const memberRole = pgEnum('member_role', ['owner', 'finance', 'approver', 'member', 'auditor']);

export const member = pgTable(
  'member',
  {
    id: uuid('id').primaryKey(),
    bookId: uuid('book_id')
      .notNull()
      .references(() => book.id),
    contactId: uuid('contact_id')
      .notNull()
      .references(() => contact.id),
    role: memberRole('role').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [unique('member_contact').on(t.bookId, t.contactId), index('member_by_contact').on(t.contactId)],
);

export const accountKind = pgEnum('account_kind', ['asset', 'income', 'expense', 'equity']);

/** Wallets are assets, categories are income and expense accounts. `code` is unique in a book (`wallet:tunai`, `expense:makan`). */
export const account = pgTable(
  'account',
  {
    id: uuid('id').primaryKey(),
    bookId: uuid('book_id')
      .notNull()
      .references(() => book.id),
    kind: accountKind('kind').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
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
    bookId: uuid('book_id')
      .notNull()
      .references(() => book.id),
    type: entryType('type').notNull(),
    occurredOn: date('occurred_on', { mode: 'string' }).notNull(),
    recordedAt: at('recorded_at').notNull().defaultNow(),
    /** Positive minor units: the sum of the positive postings. */
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
    category: text('category'),
    merchant: text('merchant'),
    note: text('note').notNull(),
    /** Where each field came from (`Evidence[]` of `language/interpretation`). */
    evidence: jsonb('evidence').$type<unknown[]>().notNull(),
    source: text('source', { enum: ['chat', 'desk', 'api', 'import'] }).notNull(),
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
  },
  (t) => [
    unique('entry_book').on(t.bookId, t.id),
    foreignKey({ columns: [t.bookId, t.reversalOf], foreignColumns: [t.bookId, t.id] }),
    foreignKey({ columns: [t.bookId, t.corrects], foreignColumns: [t.bookId, t.id] }),
    // A second safeguard behind the effect key: one run books a line of its draft once.
    uniqueIndex('entry_once').on(t.workflowId, t.line).where(sql`${t.reversalOf} is null and ${t.corrects} is null`),
    check('entry_amount_positive', sql`${t.amount} > 0`),
    // Nulls first is what a plain ORDER BY ... DESC means: only then does the index give the order.
    index('entry_list').on(t.bookId, t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_list_all').on(t.occurredOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('entry_message').on(t.messageId),
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
