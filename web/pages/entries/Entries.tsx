import { Badge, Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { entryColumns } from './columns.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { Filters } from './Filters.tsx';
import { entriesCountQuery, entriesQuery, filterOf, isFiltered } from './queries.ts';

const route = getRouteApi('/entries');

/** Every entry of the books: found, opened, chosen. */
export function EntriesPage() {
  const language = useLanguage();
  const { words, format } = language;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = filterOf(search);
  const list = useInfiniteQuery(entriesQuery(filter));
  const count = useQuery(entriesCountQuery(filter));
  const [chosen, choose] = useState<Record<string, true>>({});
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const columns = useMemo(() => entryColumns(language), [language]);
  const clear = () => void navigate({ search: ({ book }) => ({ book }) });
  return (
    <>
      <PageHead
        title={words.entries.title}
        aside={
          count.data && (
            <Badge variant="light" color="gray" size="lg">
              {words.entries.count(format.count(count.data.total))}
            </Badge>
          )
        }
      />
      <Filters />
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.entries.title}
          columns={columns}
          rows={rows}
          loading={list.isPending}
          openId={search.entry}
          selection={{ chosen, change: choose, label: words.entries.select, labelAll: words.entries.selectAll }}
          empty={
            <Nothing
              icon={<IconListSearch />}
              title={words.entries.nothing}
              hint={words.entries.nothingHint}
              action={
                isFiltered(search) && (
                  <Button variant="default" onClick={clear}>
                    {words.entries.clear}
                  </Button>
                )
              }
            />
          }
        />
      )}
      {list.hasNextPage && <More loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
      <EntryPanel
        id={search.entry}
        onClose={() => void navigate({ search: ({ entry: _, ...kept }) => kept, resetScroll: false })}
      />
    </>
  );
}

/** Loads the next page when it comes into sight; the button is for who gets there otherwise. */
function More({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const { words } = useLanguage();
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const visible = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (visible && !loading) onMore();
  }, [visible, loading, onMore]);
  return (
    <Center mt="md" ref={ref}>
      <Button variant="default" loading={loading} onClick={onMore}>
        {words.app.more}
      </Button>
    </Center>
  );
}
