import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, bytea, minor } from './columns.ts';
import { book, ofBook } from './ledger.ts';

/** open: everybody may book; soft_closed: owner and finance only; locked: nobody, a trigger refuses it. */
export const periodState = pgEnum('period_state', ['open', 'soft_closed', 'locked']);

/** A month of a book; without a row it is open. */
export const period = pgTable(
  'period',
  {
    bookId: ofBook(),
    /** Its first day. */
    month: date('month', { mode: 'string' }).notNull(),
    state: periodState('state').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: at('changed_at').notNull().defaultNow(),
    reason: text('reason'),
  },
  (t) => [primaryKey({ columns: [t.bookId, t.month] }), check('period_month', sql`extract(day from ${t.month}) = 1`)],
);

/** From which amount on an entry needs approval. The rule with the most approvers that fits decides. */
export const approvalRule = pgTable(
  'approval_rule',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    minAmount: minor('min_amount').notNull(),
    currency: text('currency').notNull().default('IDR'),
    /** Slug; null is every category. */
    category: text('category'),
    /** How many people other than the maker must say yes. */
    approvers: integer('approvers').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [check('approval_rule_approvers', sql`${t.approvers} between 1 and 5`), index('approval_rule_book').on(t.bookId)],
);

export const approvalState = pgEnum('approval_state', ['pending', 'approved', 'rejected', 'expired', 'cancelled']);

/** Entries that wait for somebody other than their maker. */
export const approval = pgTable(
  'approval',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    state: approvalState('state').notNull().default('pending'),
    /** What will be booked: `NewEntry[]` of `ledger/`, amounts as decimal strings. */
    entries: jsonb('entries').$type<unknown[]>().notNull(),
    /** The largest of its amounts, in minor units: for lists. */
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
    /** Contact or staff id of the maker. */
    requestedBy: text('requested_by').notNull(),
    source: text('source', { enum: ['chat', 'desk', 'api', 'import', 'recurring'] }).notNull(),
    messageId: uuid('message_id'),
    workflowId: text('workflow_id'),
    /** How many must say yes. */
    needed: integer('needed').notNull(),
    requestedAt: at('requested_at').notNull().defaultNow(),
    expiresAt: at('expires_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    unique('approval_book').on(t.bookId, t.id),
    unique('approval_workflow').on(t.workflowId),
    index('approval_pending').on(t.bookId, t.requestedAt).where(sql`${t.state} = 'pending'`),
  ],
);

/** One person's word on an approval; a trigger refuses the maker's. */
export const approvalDecision = pgTable(
  'approval_decision',
  {
    bookId: uuid('book_id').notNull(),
    approvalId: uuid('approval_id').notNull(),
    decidedBy: text('decided_by').notNull(),
    decision: text('decision', { enum: ['approve', 'reject'] }).notNull(),
    comment: text('comment'),
    decidedAt: at('decided_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.approvalId, t.decidedBy] }),
    foreignKey({ columns: [t.bookId, t.approvalId], foreignColumns: [approval.bookId, approval.id] }),
  ],
);

/** Who did what to a book, written by triggers; each row's hash covers the row and the hash before it. */
export const audit = pgTable(
  'audit',
  {
    bookId: uuid('book_id').notNull(),
    /** 1, 2, 3 ... in a book, without gaps. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
    /** Contact or staff id, key id, or `system`. */
    actor: text('actor').notNull(),
    /** insert, update, delete, or what a command noted (`export`, `read`). */
    action: text('action').notNull(),
    /** Kind of the thing: entry, budget, period ... */
    subject: text('subject').notNull(),
    subjectId: text('subject_id').notNull(),
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    source: text('source').notNull(),
    /** Request id or workflow id. */
    request: text('request'),
    hash: bytea('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bookId, t.seq] }), index('audit_subject').on(t.bookId, t.subject, t.subjectId, t.seq)],
);

/** End of a book's audit chain. Whoever writes in the book holds the book's lock (`lock_book`) until commit. */
export const auditHead = pgTable('audit_head', {
  bookId: uuid('book_id')
    .primaryKey()
    .references(() => book.id),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: bytea('hash').notNull(),
});
