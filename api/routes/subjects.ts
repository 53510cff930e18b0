import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { and, desc, eq, gt } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { withAllBooks } from '../../database/pool.ts';
import { subjectJob } from '../../database/schema/index.ts';
import { owners } from '../access/principal.ts';
import { asReader } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { perCaller } from '../plugins/security.ts';
import { notFound } from '../problem.ts';
import { idParams } from '../schemas/basics.ts';
import { problemResponses } from '../schemas/problems.ts';
import { eraseBody, subjectJobList, subjectJobQuery, subjectJobSchema, subjectParams } from '../schemas/subjects.ts';
import { noteSubjectExport, subjectFor, subjectJobView } from '../subjects.ts';
import { byLink, requireLink, sendMade } from './media.ts';

const access = { roles: owners, scope: 'members:write' } as const;
/** Wishes one caller passes on in a minute; each costs seconds of a worker. */
const wishes = perCaller(10);
/** As long as the workflow keeps the file. */
const kept_ms = 3 * 24 * 60 * 60 * 1000;
/** Jobs one screen shows. */
const listed = 50;
const tags = ['subjects'];
/** A wish is about a person, not about one book. */
const noBook = '';

interface Wish {
  kind: 'export' | 'erase';
  contactId: string;
  reason: string | null;
}

/** Keeps a wish once per key, and has it fulfilled by a durable job. */
async function wish(deps: ApiDeps, request: FastifyRequest, reply: FastifyReply, { kind, contactId, reason }: Wish) {
  const { principal } = request.caller;
  const body = await createOnce(deps.db, request, reply, noBook, async (tx) => {
    const subject = await subjectFor(tx, principal, contactId);
    const id = uuidv7();
    const expiresAt = kind === 'export' ? new Date(Date.now() + kept_ms) : null;
    const row = { id, contactId: subject.id, kind, reason, requestedBy: principal.actor, expiresAt };
    const [job] = await tx.insert(subjectJob).values(row).returning();
    if (!job) throw new Error('the job was not kept');
    if (kind === 'export') await noteSubjectExport(tx, subject, id);
    return { status: 202, body: subjectJobView(deps, request, job), headers: { location: `/v1/subject-jobs/${id}` } };
  });
  // Behind the commit; while Temporal is away the job waits, and is started by the sweep (`waitingJobs.ts`).
  await deps.temporal.startSubject(kind, { jobId: body.id, contactId: body.contactId }).catch((error: Error) => {
    request.log.warn({ err: error, job: body.id }, 'the job will be started later');
  });
  return body;
}

/** What people may ask for about their data (UU 27/2022): all that is known of them, and to be forgotten. */
export const subjectRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/subjects/:contactId/export',
      {
        config: { access, rateLimit: wishes },
        schema: {
          summary: 'Have all that is known of a person put into one file, for them',
          tags,
          params: subjectParams,
          headers: idempotencyHeader,
          response: { 202: subjectJobSchema, ...problemResponses },
        },
      },
      (request, reply) => wish(deps, request, reply, { kind: 'export', reason: null, ...request.params }),
    );

    app.post(
      '/subjects/:contactId/erase',
      {
        config: { access, rateLimit: wishes },
        schema: {
          summary: 'Forget a person; their booked entries stay, under an id that tells nobody',
          tags,
          params: subjectParams,
          headers: idempotencyHeader,
          body: eraseBody,
          response: { 202: subjectJobSchema, ...problemResponses },
        },
      },
      (request, reply) => wish(deps, request, reply, { kind: 'erase', reason: request.body.reason, ...request.params }),
    );
    await app.register(subjectJobRoutes(deps));
  };

const subjectJobRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/subject-jobs',
      {
        config: { access },
        schema: {
          summary: 'Exports and erasures of people, newest first: your own, or all for an administrator',
          tags,
          querystring: subjectJobQuery,
          response: { 200: subjectJobList, ...problemResponses },
        },
      },
      async (request) => {
        const { contact } = request.query;
        const rows = await asReader(deps.db, request.caller, access.roles, (tx) =>
          tx
            .select()
            .from(subjectJob)
            .where(contact ? eq(subjectJob.contactId, contact) : undefined)
            .orderBy(desc(subjectJob.createdAt))
            .limit(listed),
        );
        return { items: rows.map((row) => subjectJobView(deps, request, row)) };
      },
    );

    app.get(
      '/subject-jobs/:id',
      {
        config: { access },
        schema: {
          summary: 'How far it is: a link to the file, or the receipt of what was removed and kept',
          tags,
          params: idParams,
          response: { 200: subjectJobSchema, ...problemResponses },
        },
      },
      async (request) => {
        const [job] = await asReader(deps.db, request.caller, access.roles, (tx) =>
          tx.select().from(subjectJob).where(eq(subjectJob.id, request.params.id)),
        );
        if (!job) throw notFound('job');
        return subjectJobView(deps, request, job);
      },
    );

    app.get(
      '/subject-jobs/:id/file',
      byLink('The file about a person, by a link that soon expires', tags),
      async ({ params: { id }, query }, reply) => {
        requireLink(deps, 'subject-jobs', id, query);
        const [job] = await withAllBooks(deps.db, (tx) =>
          tx
            .select()
            .from(subjectJob)
            .where(and(eq(subjectJob.id, id), gt(subjectJob.expiresAt, new Date()))),
        );
        if (!job) throw notFound('file');
        return sendMade(deps, reply, job, { mime: 'application/zip', name: 'catat-data.zip' });
      },
    );
  };
