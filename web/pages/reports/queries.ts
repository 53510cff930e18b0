import { queryOptions } from '@tanstack/react-query';
import {
  getReportsCategoryMonth,
  getReportsMembers,
  getReportsMerchants,
  getReportsQuality,
  getReportsTrialBalance,
} from '../../api/client.ts';

/** What a report is about. */
export interface Scope {
  book: string;
  /** First day. */
  from: string;
  /** Last day. */
  to: string;
}

/** Merchants of one report; what is spent beyond them is small. */
export const merchants_max = 100;

export const categoryMonthsQuery = ({ book, from, to }: Scope) =>
  queryOptions({
    queryKey: ['reports', 'category month', book, from, to],
    queryFn: ({ signal }) => getReportsCategoryMonth(from, to, { book }, { signal }),
    select: ({ items }) => items,
  });

export const membersQuery = ({ book, from, to }: Scope) =>
  queryOptions({
    queryKey: ['reports', 'members', book, from, to],
    queryFn: ({ signal }) => getReportsMembers(book, from, to, {}, { signal }),
    select: ({ items }) => items,
  });

export const merchantsQuery = ({ book, from, to }: Scope) =>
  queryOptions({
    queryKey: ['reports', 'merchants', book, from, to],
    queryFn: ({ signal }) => getReportsMerchants(book, from, to, { limit: merchants_max }, { signal }),
    select: ({ items }) => items,
  });

export const trialBalanceQuery = ({ book, to }: Scope) =>
  queryOptions({
    queryKey: ['reports', 'trial balance', book, to],
    queryFn: ({ signal }) => getReportsTrialBalance(book, to, {}, { signal }),
  });

export const qualityQuery = ({ book, from, to }: Scope) =>
  queryOptions({
    queryKey: ['reports', 'quality', book, from, to],
    queryFn: ({ signal }) => getReportsQuality(book, from, to, {}, { signal }),
  });
