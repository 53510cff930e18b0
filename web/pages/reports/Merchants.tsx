import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { getReportsMerchants } from '../../api/client.ts';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { merchantsQuery, type Scope } from './queries.ts';
import { ReportTable } from './ReportTable.tsx';

type Row = Awaited<ReturnType<typeof getReportsMerchants>>['items'][number] & { id: string };

const column = columnsOf<Row>();

/** Where the money was spent, most first. */
export function Merchants({ scope }: { scope: Scope }) {
  const { words, format } = useLanguage();
  const query = useQuery({ ...merchantsQuery(scope), placeholderData: keepPreviousData });
  const rows = useMemo(() => query.data?.map((row) => ({ ...row, id: row.merchant })) ?? [], [query.data]);
  const { from, to } = scope;
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'merchant',
        header: words.entry.merchant,
        meta: { grow: true },
        cell: ({ row: { original } }) => (
          <TextLink to="/entries" search={{ from, to, q: original.merchant }} size="sm" c="inherit" fw={550}>
            {original.merchant}
          </TextLink>
        ),
      }),
      column.display({
        id: 'count',
        header: words.nav.entries,
        meta: { align: 'right', phone: 'hidden' },
        cell: ({ row }) => format.count(row.original.count),
      }),
      column.display({
        id: 'lastOn',
        header: words.reports.lastOn,
        meta: { align: 'right', phone: 'hidden' },
        cell: ({ row }) => format.day(row.original.lastOn),
      }),
      column.display({
        id: 'amount',
        header: words.overview.expense,
        meta: { align: 'right' },
        cell: ({ row }) => <Money amount={row.original.amount} />,
      }),
    ],
    [words, format, from, to],
  );
  return <ReportTable label={words.reports.kinds.merchants} columns={columns} rows={rows} query={query} />;
}
