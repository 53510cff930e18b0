import { sql } from 'drizzle-orm';
import {
  bigint,
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
import { at, minor } from './columns.ts';
import { entry, ofBook } from './ledger.ts';

export const exportKind = pgEnum('export_kind', ['csv', 'xlsx', 'pdf', 'beancount', 'hledger', 'jsonl']);
export const exportState = pgEnum('export_state', ['waiting', 'running', 'done', 'failed']);

/** A file made of a book; a durable job makes it, and it is fetched by a link until it expires. */
export const exportJob = pgTable(
  'export_job',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    kind: exportKind('kind').notNull(),
    /** Which entries, and how the file is written; shapes owned by `ledger/exports` and `api/`. */
    filter: jsonb('filter').$type<Record<string, unknown>>().notNull(),
    options: jsonb('options').$type<Record<string, unknown>>().notNull(),
    state: exportState('state').notNull().default('waiting'),
    /** Staff id, `key:<id>` or `ops`. */
    requestedBy: text('requested_by').notNull(),
    bucket: text('bucket'),
    key: text('key'),
    sha256: text('sha256'),
    bytes: bigint('bytes', { mode: 'number' }),
    rows: integer('rows'),
    failure: text('failure'),
    createdAt: at('created_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
    /** The file is not handed out after this. */
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('export_job_book').on(t.bookId, t.createdAt)],
);

/** How the columns of a bank's file are read. */
export interface StatementMapping {
  delimiter: string;
  /** Lines before the header. */
  skip: number;
  date: string;
  dateFormat: string;
  description: string[];
  /** One signed column, or one for each direction. */
  amount?: string;
  debit?: string;
  credit?: string;
  /** A column that says DB or CR. */
  direction?: string;
  decimal: ',' | '.';
}

/** A bank's statement that was sent in; its rows are looked at before they are booked. */
export const importFile = pgTable(
  'import_file',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    fileName: text('file_name').notNull(),
    /** Lower-case hex of the file. */
    sha256: text('sha256').notNull(),
    preset: text('preset'),
    mapping: jsonb('mapping').$type<StatementMapping>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    committedAt: at('committed_at'),
  },
  (t) => [unique('import_file_book').on(t.bookId, t.id), index('import_file_age').on(t.bookId, t.createdAt)],
);

/** One line of a statement, what it would become, and what became of it. */
export const importRow = pgTable(
  'import_row',
  {
    bookId: uuid('book_id').notNull(),
    importId: uuid('import_id').notNull(),
    /** 1-based line of the file. */
    line: integer('line').notNull(),
    occurredOn: date('occurred_on', { mode: 'string' }),
    /** Signed minor units: what the account received. Null with what cannot be read. */
    amount: minor('amount'),
    description: text('description').notNull(),
    category: text('category'),
    /** Why the line cannot be booked as it is. */
    problem: text('problem'),
    /** An entry that looks like the same. */
    duplicateOf: uuid('duplicate_of'),
    entryId: uuid('entry_id'),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    foreignKey({ columns: [t.bookId, t.importId], foreignColumns: [importFile.bookId, importFile.id] }),
    foreignKey({ columns: [t.bookId, t.entryId], foreignColumns: [entry.bookId, entry.id] }),
    index('import_row_entry').on(t.entryId).where(sql`${t.entryId} is not null`),
  ],
);
