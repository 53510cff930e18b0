import { Badge, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { type Scope, trialBalanceQuery } from './queries.ts';
import { ReportTable } from './ReportTable.tsx';

interface Row {
  id: string;
  /** Of its account; null is the line of the two sums. */
  code: string | null;
  name: string;
  kind: string | null;
  currency: string;
  debit: string;
  credit: string;
}

const column = columnsOf<Row>();
const sides = ['debit', 'credit'] as const;

/** What finds the entries of an account; null for those no filter names. */
function entriesOf(code: string): { wallet: string } | { type: string; category: string } | null {
  const [kind = '', category = ''] = code.split(':');
  if (kind === 'wallet' || kind === 'goal') return { wallet: code };
  return kind === 'expense' || kind === 'income' ? { type: kind, category } : null;
}

/** Every account at the end of the period; both sides sum to the same. */
export function TrialBalance({ scope }: { scope: Scope }) {
  const { words, format, categoryName } = useLanguage();
  const query = useQuery({ ...trialBalanceQuery(scope), placeholderData: keepPreviousData });
  const { book, to } = scope;
  const rows = useMemo<Row[]>(() => {
    const lines = query.data?.lines.map((line) => ({ id: `${line.code} ${line.currency}`, ...line })) ?? [];
    const sums =
      query.data?.totals.map((sum) => ({ id: `sum ${sum.currency}`, code: null, name: words.app.total, kind: null, ...sum })) ??
      [];
    return [...lines, ...sums];
  }, [query.data, words]);
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'account',
        header: words.entry.account,
        meta: { grow: true },
        cell: ({ row: { original } }) => {
          const behind = original.code && entriesOf(original.code);
          const slug = behind && 'category' in behind ? behind.category : '';
          const name = words.categories[slug] ? categoryName(slug) : original.name;
          if (!behind)
            return (
              <Text size="sm" fw={original.kind === null ? 700 : 550} truncate>
                {name}
              </Text>
            );
          return (
            <TextLink to="/entries" search={{ book, to, ...behind }} size="sm" c="inherit" fw={550}>
              {name}
            </TextLink>
          );
        },
      }),
      column.display({
        id: 'kind',
        header: words.entries.type,
        meta: { phone: 'hidden' },
        cell: ({ row: { original } }) =>
          original.kind && (
            <Badge variant="light" color="gray">
              {words.reports.accounts[original.kind] ?? original.kind}
            </Badge>
          ),
      }),
      ...sides.map((side) =>
        column.display({
          id: side,
          header: words.entry[side],
          meta: { align: 'right', phone: 'hidden' },
          cell: ({ row: { original } }) => <Side row={original} side={side} />,
        }),
      ),
      column.display({
        id: 'balance',
        header: `${words.entry.debit} / ${words.entry.credit}`,
        meta: { align: 'right', phone: 'only' },
        cell: ({ row: { original } }) =>
          sides.map((side) => (
            <div key={side}>
              <Side row={original} side={side} /> {Number(original[side]) !== 0 && words.entry[side].charAt(0)}
            </div>
          )),
      }),
    ],
    [words, categoryName, book, to],
  );
  return (
    <>
      <Text c="dimmed" size="sm" mb="md">
        {words.reports.asOf(format.day(scope.to))}
      </Text>
      <ReportTable label={words.reports.kinds.balance} columns={columns} rows={rows} query={query} />
    </>
  );
}

/** One side of an account; nothing where it is the other one. */
function Side({ row, side }: { row: Row; side: (typeof sides)[number] }) {
  if (Number(row[side]) === 0) return null;
  return <Money amount={row[side]} currency={row.currency} strong={row.kind === null} />;
}
