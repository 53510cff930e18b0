import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { entry } from '../database/schema/index.ts';
import { currencyCodes, exponents } from '../language/currencies.ts';
import type { Category } from '../language/interpretation.ts';
import { outside } from './amounts.ts';

type EntryRow = typeof entry.$inferSelect;

/** An entry as it leaves the ledger: amounts are decimal strings in major units. */
export interface EntryView {
  id: string;
  bookId: string;
  type: 'expense' | 'income' | 'transfer' | 'reversal';
  occurredOn: string;
  recordedAt: Date;
  amount: string;
  currency: string;
  /** Slug of the default list or of the book's own. */
  category: Category | null;
  /** Id of the wallet or goal the money came from or went to, and of the one that received it. */
  walletId: string | null;
  toWalletId: string | null;
  merchant: string | null;
  note: string;
  source: EntryRow['source'];
  messageId: string | null;
  workflowId: string | null;
  decidedBy: string;
  /** The entry this one takes back. */
  reversalOf: string | null;
  /** The entry that took this one back. */
  voidedBy: string | null;
  /** The entry this one replaces. */
  corrects: string | null;
  approvalId: string | null;
  /** Raised by each change of what hangs on it: what an ETag is made of. */
  version: number;
  hasAttachment: boolean;
  /** Where a page that ends with this entry goes on. */
  position: EntryPosition;
}

/** Where a page begins: the last entry of the page before, and what it was sorted by. */
export interface EntryPosition {
  value: string;
  id: string;
}

/** A page of a long list as JSON that Postgres has written, for nothing is done with it but sending it on. */
export interface EntryLines {
  /** Objects with commas between them, each a view of an entry and its `run`: null, or the id of the run as JSON between two {@link runMark}. */
  json: string;
  /** Where the next page begins; null behind the last. */
  next: EntryPosition | null;
}

/** JSON never holds this character as it is. */
export const runMark = '\u0001';

/** Statements that come often are written once. */
const written = (query: SQL): SQL => sql.raw(new PgDialect().sqlToQuery(query.inlineParams()).sql);

const columns = sql`${entry.id} as "id", ${entry.bookId} as "bookId", ${entry.type} as "type", ${entry.occurredOn} as "occurredOn",
  ${entry.recordedAt} as "recordedAt", ${entry.amount} as "amount", ${entry.currency} as "currency", ${entry.category} as "category",
  ${entry.walletId} as "walletId", ${entry.toWalletId} as "toWalletId", ${entry.merchant} as "merchant", ${entry.note} as "note",
  ${entry.source} as "source", ${entry.messageId} as "messageId", ${entry.workflowId} as "workflowId", ${entry.decidedBy} as "decidedBy",
  ${entry.reversalOf} as "reversalOf", ${entry.voidedBy} as "voidedBy", ${entry.corrects} as "corrects", ${entry.approvalId} as "approvalId",
  ${entry.version} as "version", ${entry.hasAttachment} as "hasAttachment"`;

/** Columns of an entry's view under the names of the view, as they come from the database: the detail has more. */
export const viewColumns = written(columns);

/** An amount in major units, as {@link outside}. The exponent is known by the currency, so that it costs no join. */
export function amountText(): SQL {
  const known = [...new Set(Object.values(exponents))].map((exponent) => {
    const codes = currencyCodes.filter((code) => exponents[code] === exponent).map((code) => sql`${code}`);
    const power = sql.raw(String(10 ** exponent));
    return sql`when ${entry.currency} in (${sql.join(codes, sql`, `)}) then case when ${entry.amount} % ${power} = 0
      then (${entry.amount} / ${power})::text else round(${entry.amount}::numeric / ${power}, ${exponent})::text end`;
  });
  return sql`case ${sql.join(known, sql` `)} end`;
}

/** A moment as `Date` writes it. */
const momentText = sql`to_char(${entry.recordedAt} at time zone interval '0', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Ids, codes and figures hold nothing that JSON escapes: as they are, in quotes, or null. */
const figure = (value: SQLWrapper) => ({ form: '%s', text: sql`${value}::text` });
const code = (text: SQLWrapper) => ({ form: '"%s"', text });
const codeOrNull = (value: SQLWrapper) => ({ form: '%s', text: sql`coalesce('"' || ${value} || '"', 'null')` });
/** What people wrote. */
const words = (value: SQLWrapper) => ({ form: '%s', text: sql`coalesce(to_json(${value}), 'null')` });
const run = { form: '%s', text: sql`coalesce(${runMark} || to_json(${entry.workflowId}) || ${runMark}, 'null')` };

const line = {
  id: code(entry.id),
  bookId: code(entry.bookId),
  type: code(entry.type),
  occurredOn: code(entry.occurredOn),
  recordedAt: code(momentText),
  amount: code(amountText()),
  currency: code(entry.currency),
  category: codeOrNull(entry.category),
  walletId: codeOrNull(entry.walletId),
  toWalletId: codeOrNull(entry.toWalletId),
  merchant: words(entry.merchant),
  note: words(entry.note),
  source: code(entry.source),
  messageId: codeOrNull(entry.messageId),
  decidedBy: code(entry.decidedBy),
  reversalOf: codeOrNull(entry.reversalOf),
  voidedBy: codeOrNull(entry.voidedBy),
  corrects: codeOrNull(entry.corrects),
  approvalId: codeOrNull(entry.approvalId),
  version: figure(entry.version),
  hasAttachment: figure(entry.hasAttachment),
  run,
} satisfies Record<keyof Omit<EntryView, 'workflowId' | 'position'> | 'run', { form: string; text: SQLWrapper }>;

/**
 * An entry as a JSON object. Put together by `concat`, which finds out once a statement how its values are written; `format` and `row_to_json`
 * do for every value of every row.
 */
function lineJson(): SQL {
  const [start = '', ...between] = `{${Object.entries(line).map(([name, { form }]) => `"${name}":${form}`)}}`.split('%s');
  const parts = Object.values(line).map(({ text }, index) => sql`${text}, ${between[index]}`);
  return sql`concat(${start}, ${sql.join(parts, sql`, `)})`;
}

/** An entry of {@link EntryLines} and its id. */
export const lineColumns = written(sql`${lineJson()}, ${entry.id}`);

/** A row of {@link viewColumns}: amount and moment are text still. */
export type ViewRow = Omit<EntryView, 'recordedAt' | 'position'> & { recordedAt: string };

/** An entry as people see it; `value` is what its list is sorted by. The row itself becomes the view: pages are many. */
export function viewOf(row: ViewRow & { value: string }): EntryView {
  const { id, value } = row;
  return Object.assign(row, {
    amount: outside(BigInt(row.amount), row.currency),
    recordedAt: new Date(row.recordedAt),
    position: { value, id },
  });
}
