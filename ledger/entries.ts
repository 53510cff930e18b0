import { and, count, eq, exists, gte, ilike, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { TextRow } from '../database/flight.ts';
import type { Transaction } from '../database/pool.ts';
import { executePrepared } from '../database/prepared.ts';
import { account, entry, entryTag, tag } from '../database/schema/index.ts';
import { isId } from './accounts.ts';
import { inside } from './amounts.ts';
import {
  type EntryLines,
  type EntryPosition,
  type EntryView,
  lineColumns,
  type ViewRow,
  viewColumns,
  viewOf,
} from './entryView.ts';

/** Which entries are meant; all given conditions hold together. */
export interface EntryFilter {
  bookId?: string;
  /** First and last local date, both included. */
  from?: string;
  to?: string;
  /** Slug. */
  category?: string;
  type?: EntryView['type'];
  /** Id or code of a wallet or goal, on either side. */
  wallet?: string;
  /** Contact or staff id of who confirmed it. */
  member?: string;
  /** The whole name, whatever its case. */
  merchant?: string;
  source?: EntryView['source'];
  currency?: string;
  /** Smallest and largest amount, both included: decimal strings of the currency (IDR unless it is said). */
  min?: string;
  max?: string;
  hasAttachment?: boolean;
  tag?: string;
  /** Text in note or merchant, whatever its case. */
  text?: string;
  /** Entries that still stand: neither taken back nor a reversal. */
  standing?: boolean;
}

/** In which order entries are listed; those that are equal come in the order of their ids. */
export interface EntrySort {
  by: 'occurredOn' | 'recordedAt' | 'amount';
  descending: boolean;
}

/** Newest day first. */
export const defaultSort: EntrySort = { by: 'occurredOn', descending: true };

/** What an entry is sorted by; its position is told as text that loses nothing (a Date would lose the microseconds). */
const sortColumn = { occurredOn: entry.occurredOn, recordedAt: entry.recordedAt, amount: entry.amount };
const sortType = { occurredOn: sql`date`, recordedAt: sql`timestamptz`, amount: sql`bigint` };

const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** What a filter asks of a row of entries. @throws LedgerError `NotAnAmount`, `UnknownCurrency`. */
export function conditions(filter: EntryFilter): SQL | undefined {
  const { bookId, from, to, category, type, member, merchant, source, currency, min, max, text, standing } = filter;
  return and(
    bookId ? eq(entry.bookId, bookId) : undefined,
    from ? gte(entry.occurredOn, from) : undefined,
    to ? lte(entry.occurredOn, to) : undefined,
    category ? eq(entry.category, category) : undefined,
    type ? eq(entry.type, type) : undefined,
    member ? eq(entry.decidedBy, member) : undefined,
    merchant ? ilike(entry.merchant, literal(merchant)) : undefined,
    source ? eq(entry.source, source) : undefined,
    currency ? eq(entry.currency, currency) : undefined,
    min ? gte(entry.amount, inside(min, currency ?? 'IDR')) : undefined,
    max ? lte(entry.amount, inside(max, currency ?? 'IDR')) : undefined,
    text ? or(ilike(entry.note, `%${literal(text)}%`), ilike(entry.merchant, `%${literal(text)}%`)) : undefined,
    standing ? and(isNull(entry.reversalOf), isNull(entry.voidedBy)) : undefined,
    attached(filter),
  );
}

/** What a filter asks of what hangs on an entry. */
function attached({ wallet, hasAttachment, tag: name }: EntryFilter): SQL | undefined {
  const ids =
    wallet === undefined || isId(wallet) ? [wallet ?? ''] : sql`(select a.id from ${account} a where a.code = ${wallet})`;
  return and(
    wallet ? or(inArray(entry.walletId, ids), inArray(entry.toWalletId, ids)) : undefined,
    hasAttachment === undefined ? undefined : eq(entry.hasAttachment, hasAttachment),
    name
      ? exists(sql`(select from ${entryTag} join ${tag} on ${tag.id} = ${entryTag.tagId}
      where ${entryTag.entryId} = ${entry.id} and ${tag.name} = ${name.toLowerCase()})`)
      : undefined,
  );
}

/** Which page of which list; `after` continues where a page ended, whatever was booked in between. Newest day first unless another order is asked. */
interface PageInput {
  filter: EntryFilter;
  sort?: EntrySort;
  after?: EntryPosition;
  limit: number;
}

/** A page of entries. */
export async function listEntries(tx: Transaction, input: PageInput): Promise<EntryView[]> {
  const page = pageOf(viewColumns, input);
  type Row = ViewRow & { value: string };
  const rows = isPlain(input.filter) ? await executePrepared<Row>(tx, page) : ((await tx.execute(page)).rows as Row[]);
  return rows.map(viewOf);
}

/** Reads with one query, all there is to a transaction. */
export type Read = (query: SQL, options: { prepared: boolean }) => Promise<TextRow[]>;

/** A page of entries to be sent on as it is. */
export async function listEntryLines(read: Read, input: PageInput): Promise<EntryLines> {
  const { filter, limit } = input;
  const rows = await read(pageOf(lineColumns, { ...input, limit: limit + 1 }), { prepared: isPlain(filter) });
  const lines = rows.slice(0, limit);
  const [, id, value] = rows.length > limit ? (lines.at(-1) ?? []) : [];
  return { json: lines.map(([json]) => json).join(','), next: id && value ? { value, id } : null };
}

/** The rows of a page: the given columns, and the `value` they are sorted by. */
function pageOf(columns: SQL, { filter, sort: { by, descending } = defaultSort, after, limit }: PageInput): SQL {
  const meant = and(conditions(filter), after ? beyond(after, { by, descending }) : undefined) ?? sql`true`;
  const direction = descending ? sql`desc` : sql`asc`;
  // Written in, for a plan that knows nothing of the limit reads far more than a page.
  const rows = sql.raw(String(Math.trunc(limit)));
  return sql`select ${columns}, ${sortColumn[by]}::text as "value" from ${entry} where ${meant}
    order by ${sortColumn[by]} ${direction}, ${entry.id} ${direction} limit ${rows}`;
}

/** What an index in the order of the list finds whatever is asked for; how rare a word or a wallet is decides how it is looked for. */
const plainFilters: readonly (keyof EntryFilter)[] = ['bookId', 'from', 'to', 'category', 'member', 'standing'];

const isPlain = (filter: EntryFilter): boolean =>
  (Object.keys(filter) as (keyof EntryFilter)[]).every((name) => filter[name] === undefined || plainFilters.includes(name));

function beyond(after: EntryPosition, { by, descending }: EntrySort): SQL {
  const than = descending ? sql`<` : sql`>`;
  return sql`(${sortColumn[by]}, ${entry.id}) ${than} (${after.value}::${sortType[by]}, ${after.id}::uuid)`;
}

/** How many entries a filter means: apart from the list, for it must look at them all. */
export async function countEntries(tx: Transaction, filter: EntryFilter): Promise<number> {
  const [row] = await tx.select({ total: count() }).from(entry).where(conditions(filter));
  return row?.total ?? 0;
}

export { type EntryDetail, entryDetail, type MessageEvidence } from './detail.ts';
export { type EntryLines, type EntryPosition, type EntryView, runMark } from './entryView.ts';
