import { queryOptions } from '@tanstack/react-query';
import {
  getBooksByIdApprovalPolicy,
  getBooksByIdMembers,
  getBudgets,
  getCategories,
  getGoals,
  getPeriods,
  getRecurring,
  getTags,
  getWallets,
} from './client.ts';

/** What belongs to one book; the first word of each key is what events and commands name. */

export type Wallet = Awaited<ReturnType<typeof getWallets>>['items'][number];
export type Category = Awaited<ReturnType<typeof getCategories>>['items'][number];
export type Budget = Awaited<ReturnType<typeof getBudgets>>['items'][number];
export type Goal = Awaited<ReturnType<typeof getGoals>>['items'][number];
export type Recurring = Awaited<ReturnType<typeof getRecurring>>['items'][number];
export type Member = Awaited<ReturnType<typeof getBooksByIdMembers>>['items'][number];
export type Period = Awaited<ReturnType<typeof getPeriods>>['items'][number];

export const walletsQuery = (book: string) =>
  queryOptions({
    queryKey: ['wallets', book],
    queryFn: ({ signal }) => getWallets(book, { signal }),
    select: ({ items }) => items,
  });

export const categoriesQuery = (book: string) =>
  queryOptions({
    queryKey: ['categories', book],
    queryFn: ({ signal }) => getCategories(book, { signal }),
    select: ({ items }) => items,
  });

export const tagsQuery = (book: string) =>
  queryOptions({
    queryKey: ['tags', book],
    queryFn: ({ signal }) => getTags(book, { signal }),
    select: ({ items }) => items,
  });

export const budgetsQuery = (book: string) =>
  queryOptions({
    queryKey: ['budgets', book],
    queryFn: ({ signal }) => getBudgets(book, { signal }),
    select: ({ items }) => items,
  });

export const goalsQuery = (book: string) =>
  queryOptions({
    queryKey: ['goals', book],
    queryFn: ({ signal }) => getGoals(book, { signal }),
    select: ({ items }) => items,
  });

export const recurringQuery = (book: string) =>
  queryOptions({
    queryKey: ['recurring', book],
    queryFn: ({ signal }) => getRecurring(book, { signal }),
    select: ({ items }) => items,
  });

export const periodsQuery = (book: string) =>
  queryOptions({
    queryKey: ['periods', book],
    queryFn: ({ signal }) => getPeriods(book, { signal }),
    select: ({ items }) => items,
  });

export const policyQuery = (book: string) =>
  queryOptions({ queryKey: ['policy', book], queryFn: ({ signal }) => getBooksByIdApprovalPolicy(book, { signal }) });

export const membersQuery = (book: string) =>
  queryOptions({
    queryKey: ['members', book],
    queryFn: ({ signal }) => getBooksByIdMembers(book, { signal }),
    select: ({ items }) => items,
  });
