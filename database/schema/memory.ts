import { pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { message } from './conversation.ts';
import { ofBook } from './ledger.ts';

/** What a rule decides about an entry. */
export const ruleField = pgEnum('rule_field', ['category', 'merchant', 'wallet']);

/**
 * A habit of a book: what a member corrected and then confirmed. Entries whose words hold the phrase get the value, unless their
 * message says otherwise. A newer correction of the same phrase replaces the older.
 */
export const bookRule = pgTable(
  'book_rule',
  {
    id: uuid('id').primaryKey(),
    bookId: ofBook(),
    field: ruleField('field').notNull(),
    /** Words of a note or the name of a merchant: lower case, one space between words. */
    phrase: text('phrase').notNull(),
    /** Slug of a category, name of a merchant, or code of a wallet. */
    value: text('value').notNull(),
    /** The message whose confirmation taught it. */
    messageId: uuid('message_id').references(() => message.id),
    /** Contact or staff id. */
    learntFrom: text('learnt_from').notNull(),
    learntAt: at('learnt_at').notNull().defaultNow(),
  },
  (t) => [unique('book_rule_phrase').on(t.bookId, t.field, t.phrase)],
);
