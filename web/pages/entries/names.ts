import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { goalsQuery, membersQuery, walletsQuery } from '../../api/bookQueries.ts';
import { useCan } from '../../api/session.ts';

/** What the ids in a line stand for, by id; nothing until one book is chosen. */
export interface NamesOfBook {
  wallets: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
}

/** Names of the wallets, the savings goals and the people of a book. */
export function useNamesOfBook(book: string | undefined): NamesOfBook {
  const oversees = useCan('oversee', book);
  const wallets = useQuery({ ...walletsQuery(book ?? ''), enabled: book !== undefined });
  const goals = useQuery({ ...goalsQuery(book ?? ''), enabled: book !== undefined && oversees });
  const members = useQuery({ ...membersQuery(book ?? ''), enabled: book !== undefined && oversees });
  return useMemo(
    () => ({
      wallets: new Map([...(wallets.data ?? []), ...(goals.data ?? [])].map(({ id, name }) => [id, name])),
      people: new Map(members.data?.map(({ id, name, email }) => [id, name ?? email ?? ''])),
    }),
    [wallets.data, goals.data, members.data],
  );
}
