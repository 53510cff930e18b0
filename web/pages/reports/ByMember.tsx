import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { getReportsMembers } from '../../api/client.ts';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { membersQuery, type Scope } from './queries.ts';
import { ReportTable } from './ReportTable.tsx';

type Row = Awaited<ReturnType<typeof getReportsMembers>>['items'][number] & { id: string };

const column = columnsOf<Row>();

/** Income and expenses by who confirmed them. */
export function ByMember({ scope }: { scope: Scope }) {
  const { words, format } = useLanguage();
  const query = useQuery({ ...membersQuery(scope), placeholderData: keepPreviousData });
  const rows = useMemo(() => query.data?.map((row) => ({ ...row, id: row.member })) ?? [], [query.data]);
  const { from, to } = scope;
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'member',
        header: words.entries.member,
        meta: { grow: true },
        cell: ({ row: { original } }) => (
          <TextLink to="/entries" search={{ from, to, member: original.member }} size="sm" c="inherit" fw={550}>
            {original.name ?? words.entry.unknownSender}
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
        id: 'income',
        header: words.overview.income,
        meta: { align: 'right', phone: 'hidden' },
        cell: ({ row }) => <Money amount={row.original.income} />,
      }),
      column.display({
        id: 'expense',
        header: words.overview.expense,
        meta: { align: 'right' },
        cell: ({ row }) => <Money amount={row.original.expense} />,
      }),
    ],
    [words, format, from, to],
  );
  return <ReportTable label={words.reports.kinds.members} columns={columns} rows={rows} query={query} />;
}
