import { Select } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession } from '../api/session.ts';
import { useLanguage } from '../words/locale.tsx';

const everyBook = '';
/** From so many on, typing is quicker than looking. */
const searchFrom = 9;

/** Which book the pages show; the choice is in the address and goes along from page to page. */
export function BookSelect() {
  const { words } = useLanguage();
  const { books } = useSession();
  const { book = everyBook } = useSearch({ strict: false });
  const navigate = useNavigate();
  if (books.length === 0) return null;
  return (
    <Select
      aria-label={words.book.choose}
      mx="sm"
      mb="xs"
      leftSection={<IconBook2 size={16} aria-hidden />}
      data={[{ value: everyBook, label: words.book.every }, ...books.map(({ id, name }) => ({ value: id, label: name }))]}
      value={book}
      allowDeselect={false}
      searchable={books.length >= searchFrom}
      onChange={(chosen) => void navigate({ to: '.', search: (before) => ({ ...before, book: chosen || undefined }) })}
    />
  );
}
