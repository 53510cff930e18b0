import { Badge } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useSession } from '../api/session.ts';

/** The book of a page that shows one at a time: the chosen one, or else the first; null for who has none. */
export function useOneBook(): { id: string; name: string } | null {
  const { books } = useSession();
  const { book } = useSearch({ strict: false });
  return books.find(({ id }) => id === book) ?? books[0] ?? null;
}

/** Says which book a page shows, beside its title. */
export function BookName({ name }: { name: string }) {
  return (
    <Badge variant="light" color="gray" size="lg">
      {name}
    </Badge>
  );
}
