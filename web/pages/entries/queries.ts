import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getEntries, getEntriesById, getEntriesCount } from '../../api/client.ts';
import { linksWork_ms } from '../../api/queries.ts';

export type EntryPage = Awaited<ReturnType<typeof getEntries>>;
export type EntryLine = EntryPage['items'][number];
export type EntryDetail = Awaited<ReturnType<typeof getEntriesById>>;
type Filter = NonNullable<Parameters<typeof getEntriesCount>[0]>;

/** The filters as the address has them. */
export interface EntrySearch {
  book?: string;
  from?: string;
  to?: string;
  type?: string;
  category?: string;
  wallet?: string;
  member?: string;
  source?: string;
  min?: string;
  max?: string;
  /** `yes`: only with evidence; `no`: only without. */
  attachment?: string;
  tag?: string;
  status?: string;
  q?: string;
  sort?: string;
}

/** First words of the queries that an entry booked, corrected or voided makes untrue. */
export const changedByEntries = ['entries', 'reports', 'budgets', 'wallets'] as const;

/** Rows of one request: two screens. */
const pageSize = 50;

/** What the API is asked for; a word it does not know is told by the API itself. */
export function filterOf({ from, type, attachment, status, sort: _, ...plain }: EntrySearch): Filter {
  const filter = {
    ...plain,
    $from: from,
    $type: type,
    hasAttachment: attachment === undefined ? undefined : attachment === 'yes',
    status: status === 'all' ? 'all' : 'standing',
  };
  return filter as Filter;
}

/** Where the same entries are to be had as a file that Excel in Indonesia reads. */
export function csvAddress(filter: Filter): string {
  const { $from: from, $type: type, ...others } = filter;
  const given = Object.entries({ ...others, from, type, preset: 'excel-id' }).filter(([, value]) => value !== undefined);
  return `/v1/entries.csv?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

type Sort = NonNullable<NonNullable<Parameters<typeof getEntries>[0]>['sort']>;

/** The order of the address, or newest day first. */
export const sortOf = ({ sort }: EntrySearch): Sort => (sort ?? '-occurredOn') as Sort;

/** How many filters are set, the book and the order apart. */
export const filterCount = ({ book: _b, sort: _s, entry: _e, ...search }: EntrySearch & { entry?: string }): number =>
  Object.values(search).filter(Boolean).length;

/** Pages of entries; what is shown stays until the next filter's rows are there. */
export const entriesQuery = (filter: Filter, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: ['entries', 'list', filter, sort],
    queryFn: ({ signal, pageParam }) => getEntries({ ...filter, sort, cursor: pageParam, limit: pageSize }, { signal }),
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
  queryOptions({
    queryKey: ['entries', 'one', id],
    queryFn: ({ signal }) => getEntriesById(id, { signal }),
    refetchInterval: linksWork_ms,
  });
