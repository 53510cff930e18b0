import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { alias, QueryBuilder } from 'drizzle-orm/pg-core';
import { account, currency, entry, entryTag, tag } from '../../database/schema/index.ts';
import { conditions, type EntryFilter } from '../entries.ts';
import { columns } from './columns.ts';

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

/** The byte order mark. */
export const bom = '\uFEFF';

/** The first line of a CSV, titles in the language of its reader. */
export const csvHeader = ({ delimiter, locale }: CsvOptions): string =>
  `${columns.map(({ title }) => title[locale]).join(delimiter)}\n`;

const wallet = alias(account, 'wallet');
const toWallet = alias(account, 'to_wallet');

/**
 * Text that a spreadsheet shows and never runs: what it takes for the beginning of a formula (OWASP, CSV injection; full-width forms too)
 * gets a `'` before it. In SQL, for the file never passes through this process row by row.
 */
const plain = (text: SQL | typeof entry.note | typeof entry.merchant) =>
  sql`case when ${text} ~ '^[=+\\-@\\t\\r\\n＝＋－＠]' then '''' || ${text} else ${text} end`;

const power = sql`(10 ^ ${currency.exponent})::bigint`;

function amountText(decimal: '.' | ','): SQL {
  const text = sql`case when ${entry.amount} % ${power} = 0 then (${entry.amount} / ${power})::text
    else round(${entry.amount}::numeric / ${power}, ${currency.exponent})::text end`;
  return decimal === ',' ? sql`replace(${text}, '.', ',')` : text;
}

/** By slug, so that the join is one of equals; never two kinds have the same. */
const categories = sql`(select ${account.bookId} as book_id, split_part(${account.code}, ':', 2) as slug, min(${account.name}) as name
  from ${account} where ${account.kind} in ('income', 'expense') group by 1, 2)`;

/** Tags are few: gathered once, not row by row. */
const tagged = sql`(select ${entryTag.entryId} as entry_id, string_agg(${tag.name}, ' ' order by ${tag.name}) as names
  from ${entryTag} join ${tag} on ${tag.id} = ${entryTag.tagId} group by 1)`;

/**
 * A query with the columns of a CSV, oldest day first, for `COPY (...) TO STDOUT`, and how many rows it has.
 * @returns SQL text without parameters: COPY takes none, so each value is written in as a quoted literal.
 */
export function csvQuery(filter: EntryFilter, { decimal }: CsvOptions, quote: (text: string) => string): string {
  const query = new QueryBuilder()
    .select({
      date: sql`${entry.occurredOn}`.as('date'),
      type: sql`${entry.type}`.as('type'),
      amount: amountText(decimal).as('amount_text'),
      currency: sql`${entry.currency}`.as('currency_code'),
      category: plain(sql`coalesce(category.name, ${entry.category})`).as('category_name'),
      wallet: plain(sql`${wallet.name}`).as('wallet_name'),
      toWallet: plain(sql`${toWallet.name}`).as('to_wallet_name'),
      merchant: plain(entry.merchant).as('merchant_text'),
      note: plain(entry.note).as('note_text'),
      tags: plain(sql`tagged.names`).as('tag_names'),
      status:
        sql`case when ${entry.reversalOf} is not null then 'reversal' when ${entry.voidedBy} is not null then 'voided' else 'standing' end`.as(
          'status',
        ),
      source: sql`${entry.source}`.as('source_name'),
      recordedAt: sql`to_char(${entry.recordedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`.as('recorded_at_text'),
      id: sql`${entry.id}`.as('entry_id'),
      reversalOf: sql`${entry.reversalOf}`.as('reversal_of_id'),
    })
    .from(entry)
    .innerJoin(currency, eq(currency.code, entry.currency))
    .leftJoin(wallet, and(eq(wallet.bookId, entry.bookId), eq(wallet.id, entry.walletId)))
    .leftJoin(toWallet, and(eq(toWallet.bookId, entry.bookId), eq(toWallet.id, entry.toWalletId)))
    .leftJoin(sql`${categories} as category`, sql`category.book_id = ${entry.bookId} and category.slug = ${entry.category}`)
    .leftJoin(sql`${tagged} as tagged`, sql`tagged.entry_id = ${entry.id}`)
    .where(conditions(filter))
    .orderBy(asc(entry.occurredOn), asc(entry.id));
  return inlined(query.toSQL(), quote);
}

/** How many rows {@link csvQuery} has. */
export function csvCount(filter: EntryFilter, quote: (text: string) => string): string {
  const query = new QueryBuilder()
    .select({ rows: sql`count(*)`.as('rows') })
    .from(entry)
    .where(conditions(filter));
  return inlined(query.toSQL(), quote);
}

/** Our own query texts hold no `$n` but their parameters, and parameters are texts, numbers and booleans. */
function inlined({ sql: text, params }: { sql: string; params: unknown[] }, quote: (text: string) => string): string {
  return text.replace(/\$(\d+)/g, (_, position: string) => quote(String(params[Number(position) - 1])));
}
