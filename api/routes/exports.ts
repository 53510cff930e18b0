import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { and, desc, eq, gt } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { withAllBooks } from '../../database/pool.ts';
import { exportJob as jobTable } from '../../database/schema/index.ts';
import { noteInAudit } from '../../ledger/audit.ts';
import { exportFiles } from '../../ledger/exports/write.ts';
import { overseers } from '../access/principal.ts';
import { asReader } from '../access/transactions.ts';
import { csvOptionsOf } from '../csvOptions.ts';
import type { ApiDeps } from '../deps.ts';
import { filterOf } from '../entryFilters.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { mediaLink_s } from '../mediaLinks.ts';
import { requireBook } from '../plugins/auth.ts';
import { perCaller } from '../plugins/security.ts';
import { notFound } from '../problem.ts';
import { idParams } from '../schemas/basics.ts';
import { bookQuery } from '../schemas/book.ts';
import { exportBody, exportJob, exportList } from '../schemas/exports.ts';
import { problemResponses } from '../schemas/problems.ts';
import { byLink, requireLink, sendMade } from './media.ts';

const access = { roles: overseers, scope: 'exports:write' } as const;
/** Files one caller asks for in a minute; each costs seconds of a worker. */
const files = perCaller(20);
/** As long as the workflow keeps the file. */
const kept_ms = 7 * 24 * 60 * 60 * 1000;
/** Exports one screen shows. */
const listed = 50;
const tags = ['exchange'];

type Job = typeof jobTable.$inferSelect;

/** First and last day that were asked for. */
const periodOf = ({ filter }: Job): { from: string | null; to: string | null } => {
  const { from, to } = filter as { from?: string; to?: string };
  return { from: from ?? null, to: to ?? null };
};

/** `catat-2026-11-01-2026-11-30`: files of several months lie side by side in a folder. */
const nameOf = (job: Job): string => ['catat', ...Object.values(periodOf(job)).filter((day) => day !== null)].join('-');

function jobView({ links }: ApiDeps, { protocol, host }: FastifyRequest, job: Job) {
  const { id, bookId, kind, state, failure, rows, bytes, sha256, createdAt, finishedAt, expiresAt } = job;
  const there = state === 'done' && job.key !== null && expiresAt > new Date();
  return {
    id,
    bookId,
    kind,
    state,
    failure,
    rows,
    bytes,
    sha256,
    ...periodOf(job),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    url: there ? `${protocol}://${host}${links.make(id, 'exports')}` : null,
    expiresIn: there ? mediaLink_s : null,
  };
}

/** Files that are made by a durable job and fetched by a link. */
export const exportRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, temporal } = deps;

    app.post(
      '/exports',
      {
        config: { access, rateLimit: files },
        schema: {
          summary: 'Have a file made: CSV, XLSX, PDF, beancount, hledger or JSON lines',
          tags,
          headers: idempotencyHeader,
          body: exportBody,
          response: { 202: exportJob, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { kind, book, filter = {}, options = {} } = request.body;
        requireBook(request, book);
        const body = await createOnce(db, request, reply, book, async (tx) => {
          const id = uuidv7();
          const chosen = { filter: { ...filterOf(filter), bookId: book }, options: { ...csvOptionsOf(options) } };
          const expiresAt = new Date(Date.now() + kept_ms);
          const requestedBy = request.caller.principal.actor;
          const [job] = await tx
            .insert(jobTable)
            .values({ id, bookId: book, kind, ...chosen, requestedBy, expiresAt })
            .returning();
          if (!job) throw new Error('the export was not kept');
          await noteInAudit(tx, { action: 'export', subject: 'entries', subjectId: id, details: { kind, filter } });
          return { status: 202, body: jobView(deps, request, job), headers: { location: `/v1/exports/${id}` } };
        });
        // Behind the commit; while Temporal is away the job waits, and is started by the sweep (`waitingJobs.ts`).
        await temporal.startExport({ exportId: body.id, bookId: book }).catch((error: Error) => {
          request.log.warn({ err: error, job: body.id }, 'the job will be started later');
        });
        return body;
      },
    );

    app.get(
      '/exports',
      {
        config: { access },
        schema: {
          summary: 'Exports of a book, newest first',
          tags,
          querystring: bookQuery,
          response: { 200: exportList, ...problemResponses },
        },
      },
      async (request) => {
        const rows = await asReader(db, request.caller, access.roles, (tx) =>
          tx
            .select()
            .from(jobTable)
            .where(eq(jobTable.bookId, request.query.book))
            .orderBy(desc(jobTable.createdAt))
            .limit(listed),
        );
        return { items: rows.map((row) => jobView(deps, request, row)) };
      },
    );

    app.get(
      '/exports/:id',
      {
        config: { access },
        schema: {
          summary: 'How far an export is, and a link to its file',
          tags,
          params: idParams,
          response: { 200: exportJob, ...problemResponses },
        },
      },
      async (request) => {
        const [job] = await asReader(db, request.caller, access.roles, (tx) =>
          tx.select().from(jobTable).where(eq(jobTable.id, request.params.id)),
        );
        if (!job) throw notFound('export');
        return jobView(deps, request, job);
      },
    );
    await app.register(exportFileRoute(deps));
  };

const exportFileRoute =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/exports/:id/file',
      byLink('The file of an export, by a link that soon expires', tags),
      async ({ params: { id }, query }, reply) => {
        requireLink(deps, 'exports', id, query);
        const [job] = await withAllBooks(deps.db, (tx) =>
          tx
            .select()
            .from(jobTable)
            .where(and(eq(jobTable.id, id), gt(jobTable.expiresAt, new Date()))),
        );
        if (!job) throw notFound('file');
        const { mime, extension } = exportFiles[job.kind];
        return sendMade(deps, reply, job, { mime, name: `${nameOf(job)}.${extension}` });
      },
    );
  };
