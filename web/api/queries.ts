import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { defaults, getApprovals, getBooks, getMessages } from './client.ts';
import { isStatus } from './failure.ts';
import { sessionQuery } from './session.ts';

defaults.baseUrl = '';

/** Data stay good that long without an event that says otherwise. */
const fresh_ms = 30_000;
/** Links to files work for five minutes: what holds them is read again before. */
export const linksWork_ms = 4 * 60_000;
/** The API's largest page. */
const largestPage = 200;

/** The desk's memory of what the API said. Who is logged out meanwhile sees the login. */
export function createQueries(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: fresh_ms,
        retry: (failures, error) => !isStatus(error, 401) && isTransient(error) && failures < 2,
      },
    },
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isStatus(error, 401) && query.queryKey[0] !== sessionQuery.queryKey[0])
          void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      },
    }),
  });
  return client;
}

const isTransient = (error: unknown): boolean => ![400, 403, 404, 409, 412, 422].some((status) => isStatus(error, status));

/** Every book of the person, oldest first. */
export const booksQuery = queryOptions({
  queryKey: ['books'],
  queryFn: ({ signal }) => getBooks({ signal }),
  select: ({ items }) => items,
  staleTime: 5 * 60_000,
});

/** Messages about a book, or about any, whose question is open, newest first; at most one page of the API. */
export const questionsQuery = (book: string | undefined) =>
  queryOptions({
    queryKey: ['messages', 'open', book],
    queryFn: ({ signal }) => getMessages({ stage: 'asking', book, limit: largestPage }, { signal }),
    select: ({ items }) => items,
  });

/** Requests for approval nobody has decided on; a message behind one waits for that, not for its sender. */
export const pendingApprovalsQuery = (book: string | undefined) =>
  queryOptions({
    queryKey: ['approvals', book, 'pending'],
    queryFn: ({ signal }) => getApprovals({ book, state: 'pending', limit: largestPage }, { signal }),
    select: ({ items }) => items,
  });
