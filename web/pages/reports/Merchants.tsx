import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { getReportsMerchants } from '../../api/client.ts';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import type { Words } from '../../words/id/index.ts';
import { useLanguage } from '../../words/locale.tsx';
import { merchants_max, merchantsQuery, type Scope } from './queries.ts';
import { ReportTable } from './ReportTable.tsx';

type Line = Awaited<ReturnType<typeof getReportsMerchants>>['items'][number];
/** Without a day it is the line of sums. */
type Row = Omit<Line, 'lastOn'> & { id: string; lastOn: string | null };

const column = columnsOf<Row>();

/** Where the money was spent, most first. */
export function Merchants({ scope }: { scope: Scope }) {
  const { words, format } = useLanguage();
  const query = useQuery({ ...merchantsQuery(scope), placeholderData: keepPreviousData });
  const rows = useMemo(() => rowsOf(query.data ?? [], words), [query.data, words]);
  const { book, from, to } = scope;
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'merchant',
        header: words.entry.merchant,
        meta: { grow: true },
        cell: ({ row: { original } }) =>
          original.lastOn === null ? (
            <strong>{original.merchant}</strong>
          ) : (
            <TextLink to="/entries" search={{ book, from, to, q: original.merchant }} size="sm" c="inherit" fw={550}>
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
        cell: ({ row: { original } }) => original.lastOn && format.day(original.lastOn),
      }),
      column.display({
        id: 'amount',
        header: words.overview.expense,
        meta: { align: 'right' },
        cell: ({ row: { original } }) => <Money amount={original.amount} strong={original.lastOn === null} />,
      }),
    ],
    [words, format, book, from, to],
  );
  return <ReportTable label={words.reports.kinds.merchants} columns={columns} rows={rows} query={query} />;
}

/** The merchants and, where they are all there, their sum. */
function rowsOf(lines: readonly Line[], words: Words): Row[] {
  const rows = lines.map((line): Row => ({ ...line, id: line.merchant }));
  if (rows.length < 2 || rows.length >= merchants_max) return rows;
  const count = lines.reduce((total, line) => total + line.count, 0);
  const amount = lines.reduce((total, line) => total + Number(line.amount), 0);
  return [...rows, { id: 'sum', merchant: words.app.total, count, lastOn: null, amount: String(amount) }];
}
