import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { listBooks } from '../../ledger/books.ts';
import { summary } from '../../ledger/reports.ts';
import { overseers, readers } from '../access/principal.ts';
import { asReader } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problem.ts';
import { problemResponses } from '../schemas/problems.ts';
import { bookList, summaryQuery, summaryReport } from '../schemas/reports.ts';

const access = { roles: overseers, scope: 'reports:read' } as const;

export const reportRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/books',
      {
        config: { access: 'signed-in' },
        schema: { summary: 'Books, oldest first', tags: ['ledger'], response: { 200: bookList, ...problemResponses } },
      },
      async ({ caller }) => {
        const books = await asReader(deps.db, caller, readers, listBooks);
        return { items: books.map((book) => ({ ...book, createdAt: book.createdAt.toISOString() })) };
      },
    );

    app.get(
      '/reports/summary',
      {
        config: { access },
        schema: {
          summary: 'Income, expense and categories over a period',
          tags: ['ledger'],
          querystring: summaryQuery,
          response: { 200: summaryReport, ...problemResponses },
        },
      },
      async ({ query, caller }) => {
        const { book, from, to } = query;
        if (from > to) throw new Problem(400, '`from` is after `to`.');
        return { from, to, ...(await asReader(deps.db, caller, access.roles, (tx) => summary(tx, { bookId: book, from, to }))) };
      },
    );
  };
