import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { getReportsCategoryMonth } from '../../api/client.ts';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { addMonths } from '../../words/months.ts';
import { categoryMonthsQuery, type Scope } from './queries.ts';
import { ReportTable } from './ReportTable.tsx';

type Cell = Awaited<ReturnType<typeof getReportsCategoryMonth>>['items'][number];

interface Row {
  id: string;
  type: Cell['type'];
  category: string;
  name: string;
  /** By YYYY-MM. */
  amounts: Map<string, number>;
  total: number;
}

const column = columnsOf<Row>();
/** Columns of months that fit beside the total; of a longer period the last ones are shown. */
const months_max = 6;

/** Every category by month, income first, the largest first. */
export function CategoryMonths({ scope }: { scope: Scope }) {
  const { words, format, categoryName } = useLanguage();
  const query = useQuery({ ...categoryMonthsQuery(scope), placeholderData: keepPreviousData });
  const rows = useMemo(() => rowsOf(query.data ?? []), [query.data]);
  const { from, to } = scope;
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'category',
        header: words.entries.category,
        meta: { grow: true },
        cell: ({ row: { original } }) => (
          <TextLink
            to="/entries"
            search={{ from, to, type: original.type, category: original.category }}
            size="sm"
            c="inherit"
            fw={550}
          >
            {words.categories[original.category] ? categoryName(original.category) : original.name}
          </TextLink>
        ),
      }),
      ...monthsBetween(from, to)
        .slice(-months_max)
        .map((month) =>
          column.display({
            id: month,
            header: format.shortMonth(month),
            meta: { align: 'right', phone: 'hidden' },
            cell: ({ row: { original } }) => {
              const amount = original.amounts.get(month);
              return amount === undefined ? '–' : <Money amount={String(amount)} />;
            },
          }),
        ),
      column.display({
        id: 'total',
        header: words.app.total,
        meta: { align: 'right' },
        cell: ({ row: { original } }) => (
          <strong>
            <Money amount={String(original.total)} tone={original.type === 'income' ? 'income' : 'plain'} />
          </strong>
        ),
      }),
    ],
    [words, format, categoryName, from, to],
  );
  return <ReportTable label={words.reports.kinds.categories} columns={columns} rows={rows} query={query} />;
}

/** Sums are shown, never booked: a double holds them to the rupiah. */
function rowsOf(cells: readonly Cell[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { type, category, name, month, amount } of cells) {
    const id = `${type} ${category}`;
    const row = rows.get(id) ?? { id, type, category, name, amounts: new Map<string, number>(), total: 0 };
    row.amounts.set(month, Number(amount));
    row.total += Number(amount);
    rows.set(id, row);
  }
  return [...rows.values()].sort((a, b) => b.type.localeCompare(a.type) || b.total - a.total);
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = addMonths(month, 1)) months.push(month);
  return months;
}
