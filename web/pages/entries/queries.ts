import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getEntries, getEntriesById, getEntriesCount } from '../../api/client.ts';

export type EntryPage = Awaited<ReturnType<typeof getEntries>>;
export type EntryLine = EntryPage['items'][number];
export type EntryDetail = Awaited<ReturnType<typeof getEntriesById>>;
type Filter = Omit<NonNullable<Parameters<typeof getEntries>[0]>, 'cursor' | 'limit'>;

/** The filters as the address has them. */
export interface EntrySearch {
  book?: string;
  from?: string;
  to?: string;
  type?: string;
  category?: string;
  status?: string;
  q?: string;
}

/** Rows of one request: two screens. */
const pageSize = 50;

/** What the API is asked for; a word it does not know is told by the API itself. */
export function filterOf({ book, from, to, type, category, status, q }: EntrySearch): Filter {
  const filter = { book, $from: from, to, category, $type: type, status: status === 'all' ? 'all' : 'standing', q };
  return filter as Filter;
}

export const isFiltered = ({ book: _, ...search }: EntrySearch & { entry?: string }): boolean =>
  Object.entries(search).some(([name, value]) => name !== 'entry' && value);

/** Pages of entries; what is shown stays until the next filter's rows are there. */
export const entriesQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['entries', 'list', filter],
    queryFn: ({ signal, pageParam }) => getEntries({ ...filter, cursor: pageParam, limit: pageSize }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: EntryPage) => next,
    placeholderData: keepPreviousData,
  });

export const entriesCountQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['entries', 'count', filter],
    queryFn: ({ signal }) => getEntriesCount(filter, { signal }),
    placeholderData: keepPreviousData,
  });

export const entryQuery = (id: string) =>
  queryOptions({ queryKey: ['entries', 'one', id], queryFn: ({ signal }) => getEntriesById(id, { signal }) });
