import { IconTable } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Nothing } from '../../parts/Failure.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import type { FlowStep } from './queries.ts';

type Row = FlowStep & { id: string };

const column = columnsOf<Row>();

interface CashFlowTableProps {
  steps: readonly FlowStep[];
  span: 'months' | 'days';
}

/** The figures behind the chart. */
export function CashFlowTable({ steps, span }: CashFlowTableProps) {
  const { words, format } = useLanguage();
  const rows = useMemo(() => steps.map((step) => ({ ...step, id: step.from })), [steps]);
  const columns = useMemo<Columns<Row>>(
    () => [
      column.display({
        id: 'from',
        header: words.entries.date,
        meta: { grow: true },
        cell: ({ row }) => (span === 'months' ? format.month(row.original.from.slice(0, 7)) : format.day(row.original.from)),
      }),
      ...(['income', 'expense', 'net'] as const).map((name) =>
        column.display({
          id: name,
          header: words.overview[name],
          meta: { align: 'right' as const },
          cell: ({ row }) => <Money amount={row.original[name]} />,
        }),
      ),
    ],
    [words, format, span],
  );
  return (
    <DataTable
      label={words.overview.cashFlow}
      columns={columns}
      rows={rows}
      empty={<Nothing icon={<IconTable />} title={words.overview.nothing} />}
    />
  );
}
