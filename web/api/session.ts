import { HttpError } from '@oazapfts/runtime';
import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { getAuthMe } from './client.ts';

export type Session = Awaited<ReturnType<typeof getAuthMe>>;

/** Personal books are called alike: where several are in sight, each says whose it is. */
function withDistinctNames(session: Session): Session {
  const isAlone = ({ name }: Session['books'][number]) => session.books.filter((book) => book.name === name).length === 1;
  const named = (book: Session['books'][number]) =>
    book.owner === null || isAlone(book) ? book : { ...book, name: `${book.owner} · ${book.name}` };
  return { ...session, books: session.books.map(named) };
}
export type Role = Session['books'][number]['role'];

/** Who looks at the desk; a 401 means nobody yet. */
export const sessionQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => withDistinctNames(await getAuthMe({ signal })),
  staleTime: Number.POSITIVE_INFINITY,
  retry: (failures, error) => !(error instanceof HttpError) && failures < 2,
});

export const SessionContext = createContext<Session | null>(null);

/** The person at the desk. @throws outside of the shell */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session around this component');
  return session;
}

/** What each role may do in a book, as the API has it: readers see, the others also act. */
const abilities = {
  oversee: ['owner', 'finance', 'approver', 'auditor'],
  write: ['owner', 'finance'],
  create: ['owner', 'finance', 'member'],
  comment: ['owner', 'finance', 'approver', 'member'],
  decide: ['owner', 'finance', 'approver'],
  export: ['owner', 'finance', 'auditor'],
  own: ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Ability = keyof typeof abilities;

/** Whether the person may do something in a book; without one, in any of their books. */
export function isAble({ admin, books }: Session, ability: Ability, bookId?: string | null): boolean {
  if (admin) return true;
  const allowed: readonly Role[] = abilities[ability];
  return books.some(({ id, role }) => (!bookId || id === bookId) && allowed.includes(role));
}

/** The same for the person at the desk. */
export const useCan = (ability: Ability, bookId?: string | null): boolean => isAble(useSession(), ability, bookId);
