import { ActionIcon, Group, SegmentedControl, Skeleton, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { Money } from '../../parts/Money.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { cashFlowQuery, type FlowStep } from './queries.ts';

type Span = 'months' | 'days';
type Row = FlowStep & { id: string };

const column = columnsOf<Row>();
const height = 260;

// The chart library is as large as the rest of the page: the figures do not wait for it.
const CashFlowChart = lazy(() => import('./CashFlowChart.tsx').then(({ CashFlowChart }) => ({ default: CashFlowChart })));

/** What came in and went out, over half a year or day by day; as a chart or as the table behind it. */
export function CashFlow({ book, month }: { book: string | undefined; month: string }) {
  const { words } = useLanguage();
  const [span, setSpan] = useState<Span>('months');
  const [asTable, setAsTable] = useState(false);
  const { data, error, refetch } = useQuery({ ...cashFlowQuery(book, month, span), placeholderData: keepPreviousData });
  const waiting = <Skeleton height={height} />;
  const other = asTable ? words.overview.chart : words.overview.table;
  return (
    <Card
      title={words.overview.cashFlow}
      action={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={words.overview.cashFlow}
            value={span}
            onChange={(value) => setSpan(value as Span)}
            data={(['months', 'days'] as const).map((value) => ({ value, label: words.overview.spans[value] }))}
          />
          <Tooltip label={other}>
            <ActionIcon variant="subtle" color="gray" aria-label={other} onClick={() => setAsTable(!asTable)}>
              {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
            </ActionIcon>
          </Tooltip>
        </Group>
      }
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && waiting}
      {data && asTable && <FlowTable steps={data} span={span} />}
      {data && !asTable && (
        <Suspense fallback={waiting}>
          <CashFlowChart steps={data} span={span} height={height} />
        </Suspense>
      )}
    </Card>
  );
}

function FlowTable({ steps, span }: { steps: readonly FlowStep[]; span: Span }) {
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
