import { createHash, type Hash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { noteInAudit } from '../../ledger/audit.ts';
import { listBooks } from '../../ledger/books.ts';
import { atOneMoment, copyCsv, planCsv } from '../../ledger/exports/run.ts';
import { overseers } from '../access/principal.ts';
import { asReader, enterAsReader, inBook } from '../access/transactions.ts';
import { csvOptionsOf } from '../csvOptions.ts';
import type { ApiDeps } from '../deps.ts';
import { filterOf } from '../entryFilters.ts';
import { perCaller } from '../plugins/security.ts';
import { Problem } from '../problem.ts';
import { csvQuerySchema } from '../schemas/exports.ts';
import { problemResponses } from '../schemas/problems.ts';

const access = { roles: overseers, scope: 'exports:write' } as const;
/** Each holds a connection of its own for seconds; the next one waits for the desk's patience, not for ours. */
const sideBySide = 3;
/** Files one caller takes in a minute. */
const files = perCaller(30);

const file = {
  description:
    'The file; its rows are told in `x-row-count` before, its digest in the trailer `content-digest` (RFC 9530) behind it',
  content: { 'text/csv': { schema: Type.Unsafe<unknown>({ type: 'string' }) } },
};

/** Hands on what passes and keeps its digest. */
function digesting(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

/** Entries as CSV, at once. */
export const csvRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    let running = 0;

    app.get(
      '/entries.csv',
      {
        config: { access, rateLimit: files },
        schema: {
          summary: 'Entries as CSV, streamed; `preset=excel-id` for Excel in Indonesia',
          tags: ['exchange'],
          querystring: csvQuerySchema,
          response: { 200: file, ...problemResponses },
        },
      },
      async (request, reply) => {
        if (running >= sideBySide) throw new Problem(503, 'Other files are being written: try again in a few seconds.');
        const { query, caller } = request;
        const filter = filterOf(query);
        const options = csvOptionsOf(query);
        const noted = query.book ? [query.book] : (await asReader(db, caller, access.roles, listBooks)).map(({ id }) => id);
        for (const book of noted)
          await inBook(db, caller, book, (tx) =>
            noteInAudit(tx, { action: 'export', subject: 'entries', subjectId: caller.requestId, details: { kind: 'csv' } }),
          );
        const hash = createHash('sha256');
        const body = digesting(hash);
        // An error is told by the rejection below, or by a file without its end.
        body.on('error', () => {});
        running++;
        const rows = await new Promise<number>((resolve, reject) => {
          atOneMoment(
            db,
            (tx) => enterAsReader(tx, caller, access.roles),
            async (snapshot) => {
              const { rows, parts } = await planCsv(snapshot, filter);
              resolve(rows);
              await copyCsv(snapshot, { filter, options, parts }, body);
            },
          )
            .catch((error: Error) => {
              // Before the first byte it is a problem like others; behind it the file ends without its end.
              reject(error);
              body.destroy(error);
            })
            .finally(() => running--);
        });
        reply.trailer('content-digest', async () => `sha-256=:${hash.digest('base64')}:`);
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="catat.csv"')
          .header('x-row-count', rows)
          .send(body);
      },
    );
  };
