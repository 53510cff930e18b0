import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { countEntries, type EntryFilter, listEntries, entryDetail as loadEntry } from '../../ledger/entries.ts';
import { readers } from '../access/principal.ts';
import { asReader } from '../access/transactions.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { notFound } from '../problem.ts';
import { idParams, limitOf } from '../schemas/basics.ts';
import {
  entryCount,
  entryDetail,
  type entryFilter,
  entryPage,
  entryQuery,
  entryFilter as filterSchema,
} from '../schemas/entries.ts';
import { problemResponses } from '../schemas/problems.ts';
import { entryView, mediaView, nextLink } from '../views.ts';

const position = Type.Object({ occurredOn: Type.String({ format: 'date' }), id: Type.String({ format: 'uuid' }) });

function filterOf(query: Static<typeof entryFilter>): EntryFilter {
  const { book, from, to, category, type, q, status } = query;
  return { bookId: book, from, to, category, type, text: q, standing: status === 'standing' };
}

const access = { roles: readers, scope: 'entries:read' } as const;

export const entryRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/entries',
      {
        config: { access },
        schema: {
          summary: 'Entries, newest day first',
          tags: ['ledger'],
          querystring: entryQuery,
          response: { 200: entryPage, ...problemResponses },
        },
      },
      async ({ query, caller }, reply) => {
        const filter = filterOf(query);
        const limit = limitOf(query.limit);
        const after = query.cursor ? decodeCursor(query.cursor, position, filter) : undefined;
        const rows = await asReader(deps.db, caller, access.roles, (tx) => listEntries(tx, { filter, after, limit: limit + 1 }));
        const shown = rows.slice(0, limit);
        const last = rows.length > limit ? shown.at(-1) : undefined;
        const next = last ? encodeCursor({ occurredOn: last.occurredOn, id: last.id }, filter) : null;
        if (next) reply.header('link', nextLink('/v1/entries', query, next));
        return { items: shown.map((row) => entryView(deps, row)), next };
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
      async (request) => {
        const found = await asReader(deps.db, request.caller, access.roles, (tx) => loadEntry(tx, request.params.id));
        if (!found) throw notFound('entry');
        const { reason, corrects, evidence, items, postings, message, ...entry } = found;
        const source = message && {
          ...message,
          sentAt: message.sentAt.toISOString(),
          media: mediaView(deps, request, message.media),
        };
        return { ...entryView(deps, entry), reason, corrects, evidence, items, postings, message: source };
      },
    );
  };
