import { Skeleton, Stack } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { getReportsSummary } from '../../api/client.ts';
import { useCategoryName } from '../../parts/categoryName.ts';
import { Nothing } from '../../parts/Failure.tsx';
import { Card } from '../../parts/Page.tsx';
import { Share } from '../../parts/Share.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { firstDay, lastDay } from '../../words/months.ts';
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
        <CategoryBars book={book} summary={data} month={month} />
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

interface CategoryBarsProps {
  book: string | undefined;
  summary: Summary;
  month: string;
}

function CategoryBars({ book, summary: { categories, currency }, month }: CategoryBarsProps) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(book);
  const spent = categories.filter(({ type, amount }) => type === 'expense' && Number(amount) > 0);
  if (spent.length === 0)
    return <Nothing icon={<IconChartBar />} title={words.overview.nothing} hint={words.overview.nothingHint} />;
  const largest = Number(spent[0]?.amount);
  const rest = spent.slice(bars).reduce((sum, { amount }) => sum + Number(amount), 0);
  const period = { from: firstDay(month), to: lastDay(month), type: 'expense' };
  return (
    <Stack gap="sm">
      {spent.slice(0, bars).map(({ category, amount }) => {
        const name = categoryName(category);
        const link = (
          <Link to="/entries" search={{ ...period, category }} className={classes.category}>
            {name}
          </Link>
        );
        return (
          <Share key={category} name={link} label={name} share={Number(amount) / largest} color="brand.5">
            {format.money(amount, currency)}
          </Share>
        );
      })}
      {rest > 0 && (
        <Share name={words.overview.others} label={words.overview.others} share={rest / largest} color="gray.5">
          {format.money(String(rest), currency)}
        </Share>
      )}
    </Stack>
  );
}
