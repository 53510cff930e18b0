import { TagsInput, type TagsInputProps } from '@mantine/core';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tagsQuery } from '../api/bookQueries.ts';
import { useLanguage } from '../words/locale.tsx';

/** As many tags as the API keeps on an entry, and the length of one. */
const maxTags = 20;
const maxLength = 60;

/** Words to find an entry by; those the book knows are offered once somebody types, so that they cover nothing before. */
export function TagsField({ book, ...props }: Omit<TagsInputProps, 'data'> & { book: string }) {
  const { words } = useLanguage();
  const { data = [] } = useQuery(tagsQuery(book));
  const [typed, type] = useState('');
  return (
    <TagsInput
      data={typed ? data.map(({ name }) => name) : []}
      searchValue={typed}
      onSearchChange={type}
      placeholder={words.entry.tagsHint}
      maxTags={maxTags}
      maxLength={maxLength}
      splitChars={[',', ';']}
      clearButtonProps={{ 'aria-label': words.app.clear }}
      {...props}
    />
  );
}
