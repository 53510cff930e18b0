import { eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { account, entry, entryTag, tag } from '../../database/schema/index.ts';
import { conditions, type EntryFilter } from '../entries.ts';
import { amountText } from '../entryView.ts';
import { columns, wordsOf } from './columns.ts';

/** How a CSV is written; Excel in Indonesia reads `;` and decimal commas, and knows UTF-8 by its mark. */
export interface CsvOptions {
  delimiter: ',' | ';' | '\t';
  decimal: '.' | ',';
  bom: boolean;
  locale: 'id' | 'en';
}

export const csvPresets = {
  plain: { delimiter: ',', decimal: '.', bom: false, locale: 'en' },
  'excel-id': { delimiter: ';', decimal: ',', bom: true, locale: 'id' },
} as const satisfies Record<string, CsvOptions>;

const byteOrderMark = '\uFEFF';

/** How a CSV begins: its mark, where it has one, and a line of titles in the language of its reader. */
export const csvHead = ({ delimiter, locale, bom }: CsvOptions): string =>
  `${bom ? byteOrderMark : ''}${columns.map(({ title }) => title[locale]).join(delimiter)}\n`;

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection): `= + - @`, tab, line ends, and the full-width forms. */
const formulaStarts = sql.raw([...'=+-@\t\n\r＝＋－＠'].map((sign) => sign.codePointAt(0)).join(', '));

/**
 * Text that a spreadsheet shows and never runs: where a formula could begin it gets a `'` before it. In SQL, for the file never passes through
 * this process row by row; `ascii` tells the code point of the first sign, at a tenth of the price of a pattern.
 */
const plain = (text: SQLWrapper) => sql`case when ascii(${text}) in (${formulaStarts}) then '''' || ${text} else ${text} end`;

/**
 * Names by id or, of a category, by its key, in one value that is looked up row by row: a join would lose the order of the index, and
 * everything would have to be sorted on disk before its first line.
 */
const names = ({ bookId }: EntryFilter) => sql`names as materialized (select
  jsonb_object_agg(${account.id}, ${plain(account.name)}) filter (where ${account.kind} = 'asset') as wallets,
  jsonb_object_agg(${categoryKey(bookId, account.bookId, sql`split_part(${account.code}, ':', 2)`)}, ${plain(account.name)})
    filter (where ${account.kind} in ('income', 'expense')) as categories
  from ${account} where ${bookId ? eq(account.bookId, bookId) : sql`true`})`;

/** In one book the slug says which category; the text of an id for every row takes as long as the rest of the search. */
const categoryKey = (onlyBook: string | undefined, book: SQLWrapper, slug: SQLWrapper) =>
  onlyBook ? slug : sql`(${book} || ${slug})`;

const walletName = (id: SQLWrapper) => sql`(select wallets from names) ->> ${id}::text`;
const categoryName = ({ bookId }: EntryFilter) =>
  sql`coalesce((select categories from names) ->> ${categoryKey(bookId, entry.bookId, entry.category)}, ${plain(entry.category)})`;

const tags = sql`case when exists (select from ${entryTag} where ${entryTag.entryId} = ${entry.id}) then (
  select ${plain(sql`words`)} from (
    select string_agg(${tag.name}, ' ' order by ${tag.name}) as words from ${entryTag} join ${tag} on ${tag.id} = ${entryTag.tagId}
    where ${entryTag.entryId} = ${entry.id}) as together) end`;

/** Half a second less is the whole second before once it is rounded: `date_trunc` takes several times as long. */
const second = sql`((${entry.recordedAt} at time zone interval '0') - interval '0.5 second')::timestamp(0)`;

/** A moment to the second, RFC 3339, in two parts that Postgres writes anyway: to change the text of the whole takes twice as long. */
const recordedAt = sql`concat(${second}::date, 'T', ${second}::time, 'Z')`;

const status = sql`case when ${entry.reversalOf} is not null then 'reversal' when ${entry.voidedBy} is not null then 'voided' else 'standing' end`;

/** A value of ours in the language of the file. */
function told(column: Parameters<typeof wordsOf>[0], value: SQLWrapper, locale: CsvOptions['locale']): SQLWrapper {
  const words = Object.entries(wordsOf(column, locale)).map(([known, word]) => sql`when ${known} then ${word}`);
  return words.length === 0 ? value : sql`case ${value} ${sql.join(words, sql` `)} end`;
}

/**
 * A query with the columns of a CSV, oldest day first, for `COPY (...) TO STDOUT`.
 * @returns SQL text without parameters: COPY takes none, so each value is written in as a quoted literal.
 */
export function csvQuery(filter: EntryFilter, { decimal, locale }: CsvOptions, quote: (text: string) => string): string {
  const amount = decimal === ',' ? sql`replace(${amountText()}, '.', ',')` : amountText();
  return inlined(
    sql`with ${names(filter)}
    select ${entry.occurredOn}, ${told('type', entry.type, locale)}, ${amount}, ${entry.currency}, ${categoryName(filter)}, ${walletName(entry.walletId)},
      ${walletName(entry.toWalletId)}, ${plain(entry.merchant)}, ${plain(entry.note)}, ${tags},
      ${told('status', status, locale)}, ${told('source', entry.source, locale)}, ${recordedAt}, ${entry.id}, ${entry.reversalOf}
    from ${entry}
    where ${conditions(filter) ?? sql`true`}
    order by ${entry.occurredOn}, ${entry.id}`,
    quote,
  );
}

/** How many rows {@link csvQuery} has of each day. */
export const csvDays = (filter: EntryFilter, quote: (text: string) => string): string =>
  inlined(
    sql`select ${entry.occurredOn}::text as "day", count(*) as "rows" from ${entry} where ${conditions(filter) ?? sql`true`}
    group by ${entry.occurredOn} order by ${entry.occurredOn}`,
    quote,
  );

const dialect = new PgDialect();

/** Our own query texts hold no `$n` but their parameters, and parameters are texts, numbers and booleans. */
function inlined(query: SQL, quote: (text: string) => string): string {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return text.replace(/\$(\d+)/g, (_, position: string) => quote(String(params[Number(position) - 1])));
}
