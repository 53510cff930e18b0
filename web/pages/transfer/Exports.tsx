import { Anchor, Badge, Button, Group, Loader, Select, Text } from '@mantine/core';
import { IconDownload, IconFileExport } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { getExports, postExports } from '../../api/client.ts';
import { linksWork_ms } from '../../api/queries.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { DayInput } from '../../parts/inputs.tsx';
import { Card } from '../../parts/Page.tsx';
import { type Language, useLanguage } from '../../words/locale.tsx';
import { addMonths, firstDay, lastDay, thisMonth } from '../../words/months.ts';
import classes from './transfer.module.css';

type Export = Awaited<ReturnType<typeof getExports>>['items'][number];
type Kind = Export['kind'];

const route = getRouteApi('/transfer');
const kinds: readonly Kind[] = ['xlsx', 'csv', 'pdf', 'beancount', 'hledger', 'jsonl'];
const column = columnsOf<Export>();
/** How often the list looks after a file that is being made. */
const look_ms = 1_500;

const isUnderWay = ({ state }: Export): boolean => state === 'waiting' || state === 'running';

const exportsQuery = (book: string) =>
  queryOptions({
    queryKey: ['exports', book],
    queryFn: ({ signal }) => getExports(book, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? look_ms : linksWork_ms),
    select: ({ items }) => items,
  });

/** Asks for a file and lists those that were made. */
export function Exports({ book }: { book: string }) {
  const language = useLanguage();
  const { words, locale } = language;
  const list = useQuery(exportsQuery(book));
  const [kind, setKind] = useState<Kind>('xlsx');
  const asked = route.useSearch();
  const [from, setFrom] = useState(asked.from ?? firstDay(addMonths(thisMonth(), -1)));
  const [to, setTo] = useState(asked.to ?? lastDay(thisMonth()));
  const make = useAct({
    act: () =>
      postExports(newKey(), {
        kind,
        book,
        filter: { from, to, status: 'standing' },
        ...(kind === 'csv' ? { options: { preset: 'excel-id' as const } } : { options: { locale } }),
      }),
    done: words.transfer.asked,
    changes: ['exports'],
  });
  const columns = useMemo(() => exportColumns(language), [language]);
  return (
    <Card title={words.transfer.exports}>
      <Group align="flex-end" gap="sm" mb="md">
        <Select
          label={words.transfer.kind}
          w={240}
          allowDeselect={false}
          value={kind}
          data={kinds.map((value) => ({ value, label: words.transfer.kinds[value] }))}
          onChange={(value) => value && setKind(value)}
        />
        <DayInput label={words.entries.from} w={150} maxDate={to} value={from} onChange={(day) => day && setFrom(String(day))} />
        <DayInput label={words.entries.to} w={150} minDate={from} value={to} onChange={(day) => day && setTo(String(day))} />
        <Button leftSection={<IconFileExport size={16} aria-hidden />} loading={make.isPending} onClick={() => make.mutate()}>
          {words.transfer.make}
        </Button>
      </Group>
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.transfer.exports}
          columns={columns}
          rows={list.data ?? []}
          loading={list.isPending}
          empty={<Nothing icon={<IconFileExport />} title={words.transfer.noExports} hint={words.transfer.noExportsHint} />}
        />
      )}
    </Card>
  );
}

function exportColumns({ words, format }: Language): Columns<Export> {
  return [
    column.display({
      id: 'kind',
      header: words.transfer.kind,
      meta: { grow: true },
      cell: ({ row: { original } }) => (
        <>
          <Text size="sm" fw={550}>
            {words.transfer.kinds[original.kind]}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              original.from && original.to && `${format.day(original.from)} – ${format.day(original.to)}`,
              original.rows !== null && words.entries.count(format.count(original.rows)),
              words.transfer.madeAt(format.moment(original.createdAt)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </>
      ),
    }),
    column.display({
      id: 'state',
      header: words.entries.status,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => <Outcome made={original} />,
    }),
  ];
}

function Outcome({ made }: { made: Export }) {
  const { words } = useLanguage();
  if (made.url)
    return (
      <Anchor href={made.url} download size="sm" className={classes.download}>
        <IconDownload size={16} aria-hidden /> {words.transfer.download}
      </Anchor>
    );
  if (isUnderWay(made)) return <Loader size="xs" role="status" aria-label={words.transfer.states[made.state]} />;
  return (
    <Badge variant="light" color={made.state === 'failed' ? 'red' : 'gray'}>
      {made.state === 'failed' ? words.transfer.states.failed : words.transfer.expired}
    </Badge>
  );
}
