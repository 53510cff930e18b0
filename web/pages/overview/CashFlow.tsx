import { ActionIcon, Group, SegmentedControl, Skeleton, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { cashFlowQuery } from './queries.ts';

type Span = 'months' | 'days';

const height = 260;

// The chart library is as large as the rest of the page, and the table is asked for seldom: the figures wait for neither.
const CashFlowChart = lazy(() => import('./CashFlowChart.tsx').then(({ CashFlowChart }) => ({ default: CashFlowChart })));
const CashFlowTable = lazy(() => import('./CashFlowTable.tsx').then(({ CashFlowTable }) => ({ default: CashFlowTable })));

/** What came in and went out, over half a year or day by day; as a chart or as the table behind it. */
export function CashFlow({ book, month }: { book: string | undefined; month: string }) {
  const { words } = useLanguage();
  const [span, setSpan] = useState<Span>('months');
  const [asTable, setAsTable] = useState(false);
  const { data, error, refetch } = useQuery({ ...cashFlowQuery(book, month, span), placeholderData: keepPreviousData });
  const isEmpty = data?.every(({ income, expense }) => Number(income) === 0 && Number(expense) === 0) ?? false;
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
      {data && isEmpty && <Nothing icon={<IconChartBar />} title={words.overview.nothingFlows} />}
      {data && !isEmpty && (
        <Suspense fallback={waiting}>
          {asTable ? <CashFlowTable steps={data} span={span} /> : <CashFlowChart steps={data} span={span} height={height} />}
        </Suspense>
      )}
    </Card>
  );
}
