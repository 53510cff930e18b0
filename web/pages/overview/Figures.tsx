import { SimpleGrid, Skeleton, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../words/locale.tsx';
import { addMonths } from '../../words/months.ts';
import classes from './overview.module.css';
import { summaryQuery } from './queries.ts';

type Name = 'income' | 'expense' | 'net';

/** Rounding to whole minor units of nothing: differences are shown, never booked. */
const difference = (a: string, b: string): number => Number(a) - Number(b);

/** Income, expense and what is left, each beside the month before. */
export function Figures({ book, month }: { book: string | undefined; month: string }) {
  const now = useQuery({ ...summaryQuery(book, month), placeholderData: keepPreviousData });
  const before = useQuery(summaryQuery(book, addMonths(month, -1)));
  const figures = (['income', 'expense', 'net'] as const).map((name) => {
    const value = (summary: typeof now.data) =>
      summary && (name === 'net' ? difference(summary.income, summary.expense) : Number(summary[name]));
    return { name, value: value(now.data), before: value(before.data) };
  });
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
      {figures.map((figure) => (
        <Figure key={figure.name} {...figure} month={month} currency={now.data?.currency} />
      ))}
    </SimpleGrid>
  );
}

interface FigureProps {
  name: Name;
  value: number | undefined;
  before: number | undefined;
  month: string;
  currency: string | undefined;
}

function Figure({ name, value, before, month, currency }: FigureProps) {
  const { words, format } = useLanguage();
  return (
    <section className={classes.figure} aria-label={words.overview[name]}>
      <Text size="sm" c="dimmed" fw={500}>
        {words.overview[name]}
      </Text>
      {value === undefined ? (
        <Skeleton height={30} width="70%" my={4} />
      ) : (
        <p className={classes.amount} data-name={name}>
          {format.money(String(value), currency)}
        </p>
      )}
      <Text size="xs" c="dimmed" mih="1.4em">
        {value !== undefined && before !== undefined && (
          <Change value={value} before={before} month={format.month(addMonths(month, -1))} />
        )}
      </Text>
    </section>
  );
}

function Change({ value, before, month }: { value: number; before: number; month: string }) {
  const { words, format } = useLanguage();
  if (value === before) return words.overview.same;
  const by = format.money(String(Math.abs(value - before)));
  return `${value > before ? '▲' : '▼'} ${by} ${words.overview.than(month)}`;
}
