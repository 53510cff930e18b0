import { Badge, Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconDownload, IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useCan, useSession } from '../../api/session.ts';
import { useCategoryName } from '../../parts/categoryName.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { BulkBar } from './BulkBar.tsx';
import { entryColumns } from './columns.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { Filters } from './Filters.tsx';
import { NewEntry } from './NewEntry.tsx';
import { useNamesOfBook } from './names.ts';
import { csvAddress, entriesCountQuery, entriesQuery, filterCount, filterOf, sortOf } from './queries.ts';

const route = getRouteApi('/entries');

/** Every entry of the books: found, opened, chosen. */
export function EntriesPage() {
  const language = useLanguage();
  const { words, format } = language;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { entry: openId, ...asked } = search;
  const filter = filterOf(asked);
  const sort = sortOf(asked);
  const list = useInfiniteQuery(entriesQuery(filter, sort));
  const count = useQuery(entriesCountQuery(filter));
  const [chosen, choose] = useState<Record<string, true>>({});
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const { books } = useSession();
  const one = search.book ?? (books.length === 1 ? books[0]?.id : undefined);
  const names = useNamesOfBook(one);
  const categoryName = useCategoryName(one);
  const columns = useMemo(() => entryColumns({ ...language, categoryName }, names), [language, categoryName, names]);
  const writes = useCan('write', search.book);
  const exports = useCan('export', search.book);
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
      >
        {exports && (
          <Button
            component="a"
            href={csvAddress(filter)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {words.entries.export}
          </Button>
        )}
        <NewEntry chosen={search.book} />
      </PageHead>
      <Filters />
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.entries.title}
          columns={columns}
          rows={rows}
          loading={list.isPending}
          openId={openId}
          sorting={{ by: sort.replace('-', ''), direction: sort.startsWith('-') ? 'desc' : 'asc' }}
          onSort={({ by, direction }) =>
            void navigate({ search: (before) => ({ ...before, sort: `${direction === 'desc' ? '-' : ''}${by}` }), replace: true })
          }
          {...(writes && {
            selection: { chosen, change: choose, label: words.entries.select, labelAll: words.entries.selectAll },
          })}
          empty={
            <Nothing
              icon={<IconListSearch />}
              title={words.entries.nothing}
              hint={words.entries.nothingHint}
              action={
                filterCount(asked) > 0 && (
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
      <BulkBar
        rows={rows.filter(({ id }) => chosen[id])}
        onChoose={(ids) => choose(Object.fromEntries(ids.map((id) => [id, true])))}
      />
      <EntryPanel
        id={openId}
        ids={rows.map(({ id }) => id)}
        onOpen={(entry) => void navigate({ search: (before) => ({ ...before, entry }), replace: true, resetScroll: false })}
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
