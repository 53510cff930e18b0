import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { byMember, byMerchant, quality } from '../../ledger/analysis.ts';
import { listBooks } from '../../ledger/books.ts';
import { budgetUse, savings } from '../../ledger/planReports.ts';
import { cashFlow, categoryMonths, summary } from '../../ledger/reports.ts';
import { todayOf } from '../../ledger/today.ts';
import { trialBalance } from '../../ledger/trialBalance.ts';
import { overseers, readers } from '../access/principal.ts';
import { asReader } from '../access/transactions.ts';
import { type Chart, drawChart, type Theme } from '../charts.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problem.ts';
import { budgetChart, cashFlowChart, categoryMonthChart, merchantChart, savingsChart, summaryChart } from '../reportCharts.ts';
import { problemResponses } from '../schemas/problems.ts';
import {
  bookList,
  bookRangeQuery,
  budgetUseQuery,
  budgetUseReport,
  cashFlowQuery,
  cashFlowReport,
  categoryMonthReport,
  drawing,
  memberReport,
  merchantQuery,
  merchantReport,
  plainRangeQuery,
  qualityReport,
  rangeQuery,
  savingsReport,
  summaryQuery,
  summaryReport,
  trialBalanceQuery,
  trialBalanceReport,
} from '../schemas/reports.ts';

const access = { roles: overseers, scope: 'reports:read' } as const;
const config = { access };
const tags = ['reports'];

/** Steps of one report: two years of days, and far more months than a book has. */
const steps_max = 750;
const day_ms = 24 * 60 * 60 * 1000;
const stepLength_days = { day: 1, week: 7, month: 28 } as const;

const words = {
  id: {
    summary: 'Pengeluaran per kategori',
    months: 'Pengeluaran per bulan',
    cashFlow: 'Arus kas',
    budgets: 'Anggaran',
    merchants: 'Pengeluaran per toko',
    savings: 'Tabungan per bulan',
    income: 'Masuk',
    expense: 'Keluar',
    spent: 'Terpakai',
    budget: 'Anggaran',
  },
  en: {
    summary: 'Spending by category',
    months: 'Spending by month',
    cashFlow: 'Cash flow',
    budgets: 'Budgets',
    merchants: 'Spending by merchant',
    savings: 'Savings by month',
    income: 'In',
    expense: 'Out',
    spent: 'Spent',
    budget: 'Budget',
  },
} as const;

const wordsOf = ({ caller }: FastifyRequest) => words[caller.principal.locale];

function requireOrder({ from, to }: { from: string; to: string }): void {
  if (from > to) throw new Problem(400, '`from` is after `to`.', 'NotADate');
}

function requireSteps({ from, to }: { from: string; to: string }, by: keyof typeof stepLength_days): void {
  const days = (Date.parse(to) - Date.parse(from)) / day_ms;
  if (days / stepLength_days[by] > steps_max)
    throw new Problem(422, `More than ${steps_max} steps: take a shorter period or longer steps.`, 'too-many-steps');
}

/** The report as it was asked for: its data, or its chart. */
function shown<Report>(
  reply: FastifyReply,
  { format, theme = 'light' }: { format?: 'json' | 'svg'; theme?: Theme },
  report: Report,
  chart: () => Chart,
): Report {
  if (format !== 'svg') return report;
  reply.type('image/svg+xml').header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
  return drawChart(chart(), theme) as Report;
}

export const reportRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps;

    app.get(
      '/books',
      {
        config: { access: 'signed-in' },
        schema: { summary: 'Books, oldest first', tags: ['ledger'], response: { 200: bookList, ...problemResponses } },
      },
      async ({ caller }) => {
        const books = await asReader(db, caller, readers, listBooks);
        return { items: books.map((book) => ({ ...book, createdAt: book.createdAt.toISOString() })) };
      },
    );

    app.get(
      '/reports/summary',
      {
        config,
        schema: {
          summary: 'Income, expense and categories over a period',
          tags,
          querystring: summaryQuery,
          response: { 200: drawing(summaryReport), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book: bookId, from, to, currency } = request.query;
        requireOrder(request.query);
        const report = await asReader(db, request.caller, access.roles, (tx) => summary(tx, { bookId, from, to, currency }));
        return shown(reply, request.query, { from, to, ...report }, () => summaryChart(report, wordsOf(request).summary));
      },
    );

    app.get(
      '/reports/category-month',
      {
        config,
        schema: {
          summary: 'Every category by month',
          tags,
          querystring: rangeQuery,
          response: { 200: drawing(categoryMonthReport), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book: bookId, from, to, currency } = request.query;
        requireOrder(request.query);
        const items = await asReader(db, request.caller, access.roles, (tx) =>
          categoryMonths(tx, { bookId, from, to, currency }),
        );
        return shown(reply, request.query, { items }, () => categoryMonthChart(items, wordsOf(request).months));
      },
    );

    app.get(
      '/reports/cash-flow',
      {
        config,
        schema: {
          summary: 'Money in and out by day, week or month',
          tags,
          querystring: cashFlowQuery,
          response: { 200: drawing(cashFlowReport), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book: bookId, from, to, by = 'month', currency } = request.query;
        requireOrder(request.query);
        requireSteps(request.query, by);
        const items = await asReader(db, request.caller, access.roles, (tx) => cashFlow(tx, { bookId, from, to, by, currency }));
        return shown(reply, request.query, { items }, () => cashFlowChart(items, wordsOf(request).cashFlow, wordsOf(request)));
      },
    );
    await app.register(bookReportRoutes(deps));
  };

/** Reports that are about one book. */
const bookReportRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/reports/budget-use',
      {
        config,
        schema: {
          summary: 'How much of each budget is used',
          tags,
          querystring: budgetUseQuery,
          response: { 200: drawing(budgetUseReport), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book: bookId, month } = request.query;
        const items = await asReader(db, request.caller, access.roles, async (tx) => {
          const today = await todayOf(tx, bookId);
          const on = month === undefined || today.startsWith(month) ? today : `${month}-01`;
          return budgetUse(tx, { bookId, on });
        });
        return shown(reply, request.query, { items }, () => budgetChart(items, wordsOf(request).budgets, wordsOf(request)));
      },
    );

    app.get(
      '/reports/members',
      {
        config,
        schema: {
          summary: 'Income and expense by who confirmed it',
          tags,
          querystring: plainRangeQuery,
          response: { 200: memberReport, ...problemResponses },
        },
      },
      async ({ caller, query }) => {
        const { book: bookId, from, to, currency } = query;
        requireOrder(query);
        return { items: await asReader(db, caller, access.roles, (tx) => byMember(tx, { bookId, from, to, currency })) };
      },
    );

    app.get(
      '/reports/merchants',
      {
        config,
        schema: {
          summary: 'Merchants by what was spent there',
          tags,
          querystring: merchantQuery,
          response: { 200: drawing(merchantReport), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book: bookId, from, to, currency, limit = 50 } = request.query;
        requireOrder(request.query);
        const items = await asReader(db, request.caller, access.roles, (tx) =>
          byMerchant(tx, { bookId, from, to, currency, limit }),
        );
        return shown(reply, request.query, { items }, () => merchantChart(items, wordsOf(request).merchants));
      },
    );

    app.get(
      '/reports/trial-balance',
      {
        config,
        schema: {
          summary: 'Every account at the end of a day, and two equal sums',
          tags,
          querystring: trialBalanceQuery,
          response: { 200: trialBalanceReport, ...problemResponses },
        },
      },
      ({ caller, query: { book: bookId, asOf, recordedUntil } }) =>
        asReader(db, caller, access.roles, (tx) =>
          trialBalance(tx, { bookId, asOf, ...(recordedUntil ? { recordedUntil: new Date(recordedUntil) } : {}) }),
        ),
    );

    app.get(
      '/reports/savings',
      {
        config,
        schema: {
          summary: 'Savings goals, how far they are and when they are reached',
          tags,
          querystring: bookRangeQuery,
          response: { 200: drawing(savingsReport), ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book: bookId, from, to } = request.query;
        requireOrder(request.query);
        requireSteps(request.query, 'month');
        const report = await asReader(db, request.caller, access.roles, (tx) => savings(tx, { bookId, from, to }));
        const goals = report.goals.map((goal) => ({ ...goal, archivedAt: goal.archivedAt?.toISOString() ?? null }));
        return shown(reply, request.query, { ...report, goals }, () => savingsChart(report, wordsOf(request).savings));
      },
    );

    app.get(
      '/reports/quality',
      {
        config,
        schema: {
          summary: 'How well what came in was understood',
          tags,
          querystring: plainRangeQuery,
          response: { 200: qualityReport, ...problemResponses },
        },
      },
      ({ caller, query }) => {
        requireOrder(query);
        const { book: bookId, from, to } = query;
        return asReader(db, caller, access.roles, (tx) => quality(tx, { bookId, from, to }));
      },
    );
  };
