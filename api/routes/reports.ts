import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { withAllBooks } from '../../database/pool.ts';
import { listBooks } from '../../ledger/books.ts';
import { summary } from '../../ledger/reports.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problem.ts';
import { problemResponses } from '../schemas/problems.ts';
import { bookList, summaryQuery, summaryReport } from '../schemas/reports.ts';

export const reportRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/books',
      { schema: { summary: 'Books, oldest first', tags: ['ledger'], response: { 200: bookList, ...problemResponses } } },
      async () => {
        const books = await withAllBooks(deps.db, listBooks);
        return { items: books.map((book) => ({ ...book, createdAt: book.createdAt.toISOString() })) };
      },
    );

    app.get(
      '/reports/summary',
      {
        schema: {
          summary: 'Income, expense and categories over a period',
          tags: ['ledger'],
          querystring: summaryQuery,
          response: { 200: summaryReport, ...problemResponses },
        },
      },
      async ({ query }) => {
        const { book, from, to } = query;
        if (from > to) throw new Problem(400, '`from` is after `to`.');
        return { from, to, ...(await withAllBooks(deps.db, (tx) => summary(tx, { bookId: book, from, to }))) };
      },
    );
  };
