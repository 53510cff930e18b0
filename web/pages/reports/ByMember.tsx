import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { getReportsMembers } from '../../api/client.ts';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import type { Words } from '../../words/id/index.ts';
import { useLanguage } from '../../words/locale.tsx';
import { membersQuery, type Scope } from './queries.ts';
import { ReportTable } from './ReportTable.tsx';

type Line = Awaited<ReturnType<typeof getReportsMembers>>['items'][number];
/** Without a member it is the line of sums. */
type Row = Omit<Line, 'member'> & { id: string; member: string | null };

const column = columnsOf<Row>();

/** Income and expenses by who confirmed them. */
export function ByMember({ scope }: { scope: Scope }) {
  const { words, format } = useLanguage();
  const query = useQuery({ ...membersQuery(scope), placeholderData: keepPreviousData });
  const rows = useMemo(() => rowsOf(query.data ?? [], words), [query.data, words]);
  const { book, from, to } = scope;
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'member',
        header: words.entries.member,
        meta: { grow: true },
        cell: ({ row: { original } }) =>
          original.member === null ? (
            <strong>{original.name}</strong>
          ) : (
            <TextLink to="/entries" search={{ book, from, to, member: original.member }} size="sm" c="inherit" fw={550}>
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
        cell: ({ row }) => <Money amount={row.original.income} strong={row.original.member === null} />,
      }),
      column.display({
        id: 'expense',
        header: words.overview.expense,
        meta: { align: 'right' },
        cell: ({ row }) => <Money amount={row.original.expense} strong={row.original.member === null} />,
      }),
    ],
    [words, format, book, from, to],
  );
  return <ReportTable label={words.reports.kinds.members} columns={columns} rows={rows} query={query} />;
}

/** The members and, below more than one, their sums. */
function rowsOf(lines: readonly Line[], words: Words): Row[] {
  const rows = lines.map((line): Row => ({ ...line, id: line.member }));
  if (rows.length < 2) return rows;
  const sum = (of: (line: Line) => number | string) => lines.reduce((total, line) => total + Number(of(line)), 0);
  return [
    ...rows,
    {
      id: 'sum',
      member: null,
      name: words.app.total,
      count: sum(({ count }) => count),
      income: String(sum(({ income }) => income)),
      expense: String(sum(({ expense }) => expense)),
    },
  ];
}
