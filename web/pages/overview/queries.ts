import { queryOptions } from '@tanstack/react-query';
import { getEntries, getReportsSummary } from '../../api/client.ts';
import { firstDay, lastDay } from '../../words/months.ts';

/** Rows of the latest entries on the overview. */
const latest = 6;

/** Income, expense and categories of a month. */
export const summaryQuery = (book: string | undefined, month: string) =>
  queryOptions({
    queryKey: ['reports', 'summary', book, month],
    queryFn: ({ signal }) => getReportsSummary(firstDay(month), lastDay(month), { book }, { signal }),
  });

export const latestEntriesQuery = (book: string | undefined, month: string) =>
  queryOptions({
    queryKey: ['entries', 'latest', book, month],
    queryFn: ({ signal }) =>
      getEntries({ book, $from: firstDay(month), to: lastDay(month), status: 'standing', limit: latest }, { signal }),
    select: ({ items }) => items,
  });

type Summary = Awaited<ReturnType<typeof getReportsSummary>>;

/** What a month's budget of a category has used; null is all spending. */
export const spentOf = ({ expense, categories }: Summary, category: string | null): number =>
  category === null
    ? Number(expense)
    : categories
        .filter((row) => row.type === 'expense' && row.category === category)
        .reduce((sum, { amount }) => sum + Number(amount), 0);
