import { bigint, index, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { contact } from './conversation.ts';
import { exportState } from './exchange.ts';

/** What a person may ask for: everything known of them, or to be forgotten (UU 27/2022, Art. 7 and 8). */
export const subjectJobKind = pgEnum('subject_job_kind', ['export', 'erase']);

/** A wish of a person about their data; a durable job fulfils it. */
export const subjectJob = pgTable(
  'subject_job',
  {
    id: uuid('id').primaryKey(),
    contactId: uuid('contact_id')
      .notNull()
      .references(() => contact.id),
    kind: subjectJobKind('kind').notNull(),
    state: exportState('state').notNull().default('waiting'),
    /** Why somebody is forgotten, in the words of who ordered it. */
    reason: text('reason'),
    /** Staff id, `key:<id>` or `ops`. */
    requestedBy: text('requested_by').notNull(),
    /** The file of an export. */
    bucket: text('bucket'),
    key: text('key'),
    sha256: text('sha256'),
    bytes: bigint('bytes', { mode: 'number' }),
    /** What an erasure removed and kept (`Erasure` of `ledger/subjects`). */
    receipt: jsonb('receipt').$type<Record<string, unknown>>(),
    failure: text('failure'),
    createdAt: at('created_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
    /** The file is not handed out after this; null of an erasure. */
    expiresAt: at('expires_at'),
  },
  (t) => [index('subject_job_contact').on(t.contactId, t.createdAt), index('subject_job_age').on(t.createdAt)],
);
