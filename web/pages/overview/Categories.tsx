import { BarsList } from '@mantine/charts';
import { Skeleton, Stack } from '@mantine/core';
import '@mantine/charts/styles.css';
import { IconChartBar } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { getReportsSummary } from '../../api/client.ts';
import { Nothing } from '../../parts/Failure.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import classes from './overview.module.css';
import { summaryQuery } from './queries.ts';

/** So many categories have a bar of their own; the others share one. */
const bars = 8;

type Summary = Awaited<ReturnType<typeof getReportsSummary>>;

/** Where the money went, largest first. */
export function Categories({ book, month }: { book: string | undefined; month: string }) {
  const { words } = useLanguage();
  const { data } = useQuery({ ...summaryQuery(book, month), placeholderData: keepPreviousData });
  return (
    <Card title={words.overview.categories}>
      {data ? (
        <CategoryBars summary={data} />
      ) : (
        <Stack gap={10}>
          {[90, 70, 55, 40, 30].map((width) => (
            <Skeleton key={width} height={26} width={`${width}%`} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

function CategoryBars({ summary: { categories, currency } }: { summary: Summary }) {
  const { words, format, categoryName } = useLanguage();
  const spent = categories.filter(({ type, amount }) => type === 'expense' && Number(amount) > 0);
  if (spent.length === 0)
    return <Nothing icon={<IconChartBar />} title={words.overview.nothing} hint={words.overview.nothingHint} />;
  const rest = spent.slice(bars).reduce((sum, { amount }) => sum + Number(amount), 0);
  const rows = spent.slice(0, bars).map(({ category, amount }) => ({ name: categoryName(category), value: Number(amount) }));
  if (rest > 0) rows.push({ name: words.overview.others, value: rest });
  return (
    <BarsList
      data={rows}
      variant="filled"
      barColor="var(--desk-bar)"
      classNames={{ barLabel: classes.barLabel, barValue: classes.barValue }}
      barTextColor="var(--mantine-color-text)"
      valueFormatter={(value) => format.money(String(value), currency)}
    />
  );
}
