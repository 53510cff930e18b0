import { queryOptions } from '@tanstack/react-query';
import { getEntries, getReportsBudgetUse, getReportsCashFlow, getReportsSummary } from '../../api/client.ts';
import { addMonths, firstDay, lastDay } from '../../words/months.ts';

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

export type FlowStep = Awaited<ReturnType<typeof getReportsCashFlow>>['items'][number];

/** Months of the cash flow, the chosen one the last. */
const flowMonths = 6;

/** Cash flow of the half year that ends with a month, or of its days. */
export const cashFlowQuery = (book: string | undefined, month: string, span: 'months' | 'days') =>
  queryOptions({
    queryKey: ['reports', 'cash flow', book, month, span],
    queryFn: ({ signal }) => {
      const from = firstDay(span === 'months' ? addMonths(month, 1 - flowMonths) : month);
      return getReportsCashFlow(from, lastDay(month), { book, by: span === 'months' ? 'month' : 'day' }, { signal });
    },
    select: ({ items }) => items,
  });

/** What each budget of a book has used in a month. */
export const budgetUseQuery = (book: string, month: string) =>
  queryOptions({
    queryKey: ['reports', 'budget use', book, month],
    queryFn: ({ signal }) => getReportsBudgetUse(book, { month }, { signal }),
    select: ({ items }) => items,
  });
