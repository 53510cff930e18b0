import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { getReportsCategoryMonth } from '../../api/client.ts';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import type { Words } from '../../words/id/index.ts';
import { useLanguage } from '../../words/locale.tsx';
import { addMonths, firstDay, lastDay } from '../../words/months.ts';
import { categoryMonthsQuery, type Scope } from './queries.ts';
import { ReportTable } from './ReportTable.tsx';

type Cell = Awaited<ReturnType<typeof getReportsCategoryMonth>>['items'][number];

interface Row {
  id: string;
  /** Null is what is left of the income. */
  type: Cell['type'] | null;
  /** Null is a line of sums. */
  category: string | null;
  name: string;
  /** By YYYY-MM. */
  amounts: Map<string, number>;
  total: number;
}

const column = columnsOf<Row>();
/** Columns of months: a year; of a longer period the last ones are shown. */
const months_max = 12;

/** Every category by month, income first, the largest first, and the sums of both sides. */
export function CategoryMonths({ scope }: { scope: Scope }) {
  const { words, format, categoryName } = useLanguage();
  const query = useQuery({ ...categoryMonthsQuery(scope), placeholderData: keepPreviousData });
  const rows = useMemo(() => withSums(rowsOf(query.data ?? []), words), [query.data, words]);
  const { book, from, to } = scope;
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'category',
        header: words.entries.category,
        meta: { grow: true },
        cell: ({ row: { original } }) =>
          original.category === null ? (
            <strong>{original.name}</strong>
          ) : (
            <TextLink
              to="/entries"
              search={{ book, from, to, type: original.type ?? undefined, category: original.category }}
              size="sm"
              c="inherit"
              fw={550}
            >
              {words.categories[original.category] ? categoryName(original.category) : original.name}
            </TextLink>
          ),
      }),
      ...monthsShown(rows).map((month) =>
        column.display({
          id: month,
          header: format.shortMonth(month),
          meta: { align: 'right', phone: 'hidden' },
          cell: ({ row: { original } }) => {
            const amount = original.amounts.get(month);
            if (amount === undefined) return '–';
            const money = <Money amount={String(amount)} strong={original.category === null} bare />;
            if (original.category === null) return money;
            const days = { from: later(from, firstDay(month)), to: earlier(to, lastDay(month)) };
            return (
              <TextLink
                to="/entries"
                search={{ book, ...days, type: original.type ?? undefined, category: original.category }}
                c="inherit"
                inherit
              >
                {money}
              </TextLink>
            );
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
    [words, format, categoryName, rows, book, from, to],
  );
  return <ReportTable label={words.reports.kinds.categories} columns={columns} rows={rows} query={query} scrolls />;
}

/** Days as text sort as days do. */
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

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
  return [...rows.values()].sort((a, b) => (b.type ?? '').localeCompare(a.type ?? '') || b.total - a.total);
}

/** Each side with its sum below it, and what is left below both. */
function withSums(rows: readonly Row[], words: Words): Row[] {
  if (rows.length === 0) return [];
  const sumOf = (id: string, name: string, type: Row['type'], signOf: (row: Row) => number): Row => {
    const sum: Row = { id, type, category: null, name, amounts: new Map(), total: 0 };
    for (const row of rows) {
      const sign = signOf(row);
      if (sign === 0) continue;
      sum.total += sign * row.total;
      for (const [month, amount] of row.amounts) sum.amounts.set(month, (sum.amounts.get(month) ?? 0) + sign * amount);
    }
    return sum;
  };
  const side = (wanted: Cell['type']): Row[] => [
    ...rows.filter(({ type }) => type === wanted),
    sumOf(`sum ${wanted}`, words.overview[wanted], wanted, ({ type }) => (type === wanted ? 1 : 0)),
  ];
  return [
    ...side('income'),
    ...side('expense'),
    sumOf('sum net', words.overview.net, null, ({ type }) => (type === 'income' ? 1 : -1)),
  ];
}

/** The months of a period from the first to the last that has a figure, the last ones of a period that is too long. */
function monthsShown(rows: readonly Row[]): string[] {
  const known = [...new Set(rows.flatMap(({ amounts }) => [...amounts.keys()]))].sort();
  const [first = '', last = ''] = [known[0], known.at(-1)];
  const months: string[] = [];
  for (let month = first; month !== '' && month <= last; month = addMonths(month, 1)) months.push(month);
  return months.slice(-months_max);
}
