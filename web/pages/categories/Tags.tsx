import { Stack, Text } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { tagsQuery } from '../../api/bookQueries.ts';
import { type getTags, patchTagsById } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Nothing } from '../../parts/Failure.tsx';
import { TextLink } from '../../parts/links.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { type Language, useLanguage } from '../../words/locale.tsx';
import { RowMenu } from './RowMenu.tsx';

type Tag = Awaited<ReturnType<typeof getTags>>['items'][number];

const column = columnsOf<Tag>();

/** The tags of a book, each with the entries that carry it. */
export function Tags({ book }: { book: string }) {
  const language = useLanguage();
  const { words } = language;
  const allowed = useCan('write', book);
  const { data, isPending } = useQuery(tagsQuery(book));
  const columns = useMemo(() => tagColumns(language, book, allowed), [language, book, allowed]);
  return (
    <Stack gap="xs">
      <PageHead title={words.entry.tags} order={2} />
      <DataTable
        label={words.entry.tags}
        columns={columns}
        rows={data ?? []}
        loading={isPending}
        empty={<Nothing icon={<IconTag />} title={words.tags.nothing} hint={words.tags.nothingHint} />}
      />
    </Stack>
  );
}

function tagColumns({ words, format }: Language, book: string, allowed: boolean): Columns<Tag> {
  return [
    column.display({
      id: 'name',
      header: words.settings.name,
      meta: { grow: true },
      cell: ({ row: { original } }) => (
        <Text size="sm" fw={550} truncate>
          #{original.name}
        </Text>
      ),
    }),
    column.display({
      id: 'entries',
      header: words.entries.title,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => (
        <TextLink to="/entries" search={{ book, tag: original.name }} size="sm">
          {format.count(original.entries)}
        </TextLink>
      ),
    }),
    ...(allowed
      ? [
          column.display({
            id: 'actions',
            header: '',
            cell: ({ row: { original } }) => (
              <RowMenu
                name={original.name}
                changes={['tags', 'entries']}
                change={({ name = original.name }) => patchTagsById(book, original.id, { name })}
              />
            ),
          }),
        ]
      : []),
  ];
}
