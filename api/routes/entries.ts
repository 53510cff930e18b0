import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { countEntries, listEntryLines, entryDetail as loadEntry, type Read } from '../../ledger/entries.ts';
import { readers } from '../access/principal.ts';
import { asReader, readOnceAs } from '../access/transactions.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { filterOf, sortOf } from '../entryFilters.ts';
import { namesOf } from '../people.ts';
import { notFound } from '../problem.ts';
import { idParams, limitOf } from '../schemas/basics.ts';
import { entryCount, entryDetail, entryPage, entryQuery, entryFilter as filterSchema } from '../schemas/entries.ts';
import { problemResponses } from '../schemas/problems.ts';
import { etagOf } from '../versions.ts';
import { actorsOf, entryDetailView, nextLink, withRuns } from '../views.ts';

/** `value` is what the page is sorted by, as Postgres writes it. */
const position = Type.Object({
  value: Type.String({ maxLength: 40, pattern: '^[0-9 :.+-]+$' }),
  id: Type.String({ format: 'uuid' }),
});

/** A page of entries, which comes as text: put together out of what Postgres has written. */
const pageText = Type.Unsafe<string>(entryPage);

const access = { roles: readers, scope: 'entries:read' } as const;

export const entryRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/entries',
      {
        config: { access },
        schema: {
          summary: 'Entries, newest day first unless another order is asked',
          tags: ['ledger'],
          querystring: entryQuery,
          response: { 200: pageText, ...problemResponses },
        },
      },
      async ({ query, caller }, reply) => {
        const filter = filterOf(query);
        const sort = sortOf(query.sort);
        const limit = limitOf(query.limit);
        const bound = { filter, sort };
        const after = query.cursor ? decodeCursor(query.cursor, position, bound) : undefined;
        const read: Read = (...asked) => readOnceAs(deps.db, caller, access.roles, ...asked);
        const page = await listEntryLines(read, { filter, sort, after, limit });
        const next = page.next && encodeCursor(page.next, bound);
        if (next) reply.header('link', nextLink('/v1/entries', query, next));
        const text = `{"items":[${withRuns(deps, page.json)}],"next":${JSON.stringify(next)}}`;
        return reply.type('application/json').send(text);
      },
    );

    app.get(
      '/entries/count',
      {
        config: { access },
        schema: {
          summary: 'How many entries a filter means',
          tags: ['ledger'],
          querystring: filterSchema,
          response: { 200: entryCount, ...problemResponses },
        },
      },
      async ({ query, caller }) => ({
        total: await asReader(deps.db, caller, access.roles, (tx) => countEntries(tx, filterOf(query))),
      }),
    );

    app.get(
      '/entries/:id',
      {
        config: { access },
        schema: {
          summary: 'One entry with items, postings, evidence, message and run',
          tags: ['ledger'],
          params: idParams,
          response: { 200: entryDetail, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const found = await asReader(deps.db, request.caller, access.roles, (tx) => loadEntry(tx, id));
        if (!found) throw notFound('entry');
        reply.header('etag', etagOf(found.version));
        return entryDetailView(deps, request, found, await namesOf(deps.db, actorsOf(found)));
      },
    );
  };
