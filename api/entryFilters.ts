import type { Static } from 'typebox';
import type { Transaction } from '../database/pool.ts';
import { type EntryFilter, type EntrySort, listEntries } from '../ledger/entries.ts';
import { Problem } from './problem.ts';
import type { entryFilter, entrySort } from './schemas/entries.ts';

/** The filter of a query string as the ledger takes it. */
export function filterOf(query: Static<typeof entryFilter>): EntryFilter {
  const { book, from, to, category, type, wallet, member, merchant } = query;
  const { source, currency, min, max, hasAttachment, tag, status, q } = query;
  return {
    bookId: book,
    from,
    to,
    category,
    type,
    wallet,
    member,
    merchant,
    source,
    currency,
    min,
    max,
    hasAttachment,
    tag,
    text: q,
    standing: status === 'standing',
  };
}

/** `-amount` is the largest first, `amount` the smallest. */
export function sortOf(sort: Static<typeof entrySort> = '-occurredOn'): EntrySort {
  const descending = sort.startsWith('-');
  return { by: (descending ? sort.slice(1) : sort) as EntrySort['by'], descending };
}

/** Ids of all entries a filter means. @throws Problem 422 when there are more than `limit`. */
export async function matchingIds(tx: Transaction, filter: EntryFilter, limit: number): Promise<string[]> {
  const rows = await listEntries(tx, { filter, limit: limit + 1 });
  if (rows.length > limit) throw new Problem(422, `The filter means more than ${limit} entries: narrow it.`, 'too-many-entries');
  return rows.map(({ id }) => id);
}
