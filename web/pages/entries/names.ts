import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { goalsQuery, membersQuery, walletsQuery } from '../../api/bookQueries.ts';
import { useCan, useSession } from '../../api/session.ts';

/** What the ids in a line stand for, by id: of the chosen book, or else which book it is. */
export interface NamesOfBook {
  books: ReadonlyMap<string, string>;
  wallets: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
}

/** Names of the wallets, the savings goals and the people of a book. */
export function useNamesOfBook(book: string | undefined): NamesOfBook {
  const { books } = useSession();
  const oversees = useCan('oversee', book);
  const wallets = useQuery({ ...walletsQuery(book ?? ''), enabled: book !== undefined });
  const goals = useQuery({ ...goalsQuery(book ?? ''), enabled: book !== undefined && oversees });
  const members = useQuery({ ...membersQuery(book ?? ''), enabled: book !== undefined && oversees });
  return useMemo(
    () => ({
      books: new Map(book === undefined ? books.map(({ id, name }) => [id, name]) : []),
      wallets: new Map([...(wallets.data ?? []), ...(goals.data ?? [])].map(({ id, name }) => [id, name])),
      people: new Map(members.data?.map(({ id, name, email }) => [id, name ?? email ?? ''])),
    }),
    [book, books, wallets.data, goals.data, members.data],
  );
}
