import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Transaction } from '../../database/pool.ts';
import { entry as entryTable } from '../../database/schema/index.ts';
import { approvalExpiry, approvalNeeded, requestApproval, requireNoMoreApproval } from '../../ledger/approvals.ts';
import { bulkEdit, editEntry } from '../../ledger/edit.ts';
import { entryDetail as loadEntry } from '../../ledger/entries.ts';
import { createEntry } from '../../ledger/post.ts';
import { voidEntry } from '../../ledger/void.ts';
import { bookkeepers, contributors } from '../access/principal.ts';
import { asReader, inBook, originOf } from '../access/transactions.ts';
import { approvalView } from '../approvals.ts';
import type { ApiDeps } from '../deps.ts';
import { filterOf, matchingIds } from '../entryFilters.ts';
import { createOnce, idempotencyHeader } from '../idempotency.ts';
import { namesOf } from '../people.ts';
import { requireBook } from '../plugins/auth.ts';
import { perCaller } from '../plugins/security.ts';
import { notFound, Problem } from '../problem.ts';
import { approval } from '../schemas/approvals.ts';
import { idParams } from '../schemas/basics.ts';
import { entryDetail } from '../schemas/entries.ts';
import { bulkBody, bulkLimit, bulkResult, entryBody, entryChange, voidBody, voided } from '../schemas/entryCommands.ts';
import { problemResponses } from '../schemas/problems.ts';
import { etagOf, ifMatchHeader, knownVersion } from '../versions.ts';
import { actorsOf, entryDetailView } from '../views.ts';

const creating = { roles: contributors, scope: 'entries:write' } as const;
const changing = { roles: bookkeepers, scope: 'entries:write' } as const;
/** Corrections and voids a person does in a minute, with room. */
const changes = perCaller(120);
/** Where an entry goes to or comes from unless a wallet is named. */
const defaultWallet = 'wallet:tunai';

/** The book of an entry the caller may change. @throws Problem 404 when it is not seen. */
export async function bookOfEntry({ db }: ApiDeps, request: FastifyRequest, id: string): Promise<string> {
  const { access } = request.routeOptions.config;
  const roles = typeof access === 'object' ? access.roles : [];
  const [found] = await asReader(db, request.caller, roles, (tx) =>
    tx.select({ bookId: entryTable.bookId }).from(entryTable).where(eq(entryTable.id, id)),
  );
  if (!found) throw notFound('entry');
  return found.bookId;
}

export const entryCommandRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps;
    const tags = ['ledger'];

    const shown = async (tx: Transaction, request: FastifyRequest, id: string) => {
      const found = await loadEntry(tx, id);
      if (!found) throw notFound('entry');
      return { found, body: entryDetailView(deps, request, found, await namesOf(tx, actorsOf(found))) };
    };

    app.post(
      '/entries',
      {
        config: { access: creating },
        schema: {
          summary: 'Book an entry; 202: it is booked as soon as others have approved it',
          tags,
          headers: idempotencyHeader,
          body: entryBody,
          response: { 201: entryDetail, 202: approval, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book, wallet = defaultWallet, ...entry } = request.body;
        requireBook(request, book);
        return createOnce<Static<typeof entryDetail> | Static<typeof approval>>(db, request, reply, book, async (tx) => {
          const needed = await approvalNeeded(tx, { bookId: book, entries: [entry] });
          if (needed > 0) {
            const entries = [{ ...entry, wallet }];
            const asked = await requestApproval(tx, {
              ...originOf(request.caller),
              bookId: book,
              entries,
              needed,
              expiresAt: approvalExpiry(),
            });
            return {
              status: 202,
              body: approvalView(asked, await namesOf(tx, [asked.requestedBy])),
              headers: { location: `/v1/approvals/${asked.id}` },
            };
          }
          const id = await createEntry(tx, { ...originOf(request.caller), bookId: book, entry: { ...entry, wallet } });
          const { found, body } = await shown(tx, request, id);
          return { status: 201, body, headers: { etag: etagOf(found.version), location: `/v1/entries/${id}` } };
        });
      },
    );

    app.patch(
      '/entries/:id',
      {
        config: { access: changing, rateLimit: changes },
        schema: {
          summary: 'Correct an entry: it is taken back and replaced by the one answered',
          tags,
          params: idParams,
          headers: ifMatchHeader,
          body: entryChange,
          response: { 200: entryDetail, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const version = knownVersion(request);
        const { reason = null, ...set } = request.body;
        const bookId = await bookOfEntry(deps, request, id);
        const { found, body } = await inBook(db, request.caller, bookId, async (tx) => {
          await requireNoMoreApproval(tx, { bookId, entryId: id, set });
          const edited = await editEntry(tx, { ...originOf(request.caller), bookId, entryId: id, set, version, reason });
          return shown(tx, request, edited.entryId);
        });
        reply.header('etag', etagOf(found.version)).header('location', `/v1/entries/${found.id}`);
        return body;
      },
    );

    app.post(
      '/entries/:id/void',
      {
        config: { access: changing, rateLimit: changes },
        schema: {
          summary: 'Take an entry back by booking its opposite',
          tags,
          params: idParams,
          headers: ifMatchHeader,
          body: voidBody,
          response: { 200: voided, ...problemResponses },
        },
      },
      async (request) => {
        const { id } = request.params;
        const version = knownVersion(request);
        const bookId = await bookOfEntry(deps, request, id);
        const { reversalId } = await inBook(db, request.caller, bookId, (tx) =>
          voidEntry(tx, { ...originOf(request.caller), bookId, entryId: id, version, reason: request.body.reason }),
        );
        return { id, reversalId };
      },
    );

    app.post(
      '/entries/bulk',
      {
        config: { access: changing, rateLimit: changes },
        schema: {
          summary: 'Give many entries a category, a wallet or tags; each is told what became of it',
          tags,
          headers: idempotencyHeader,
          body: bulkBody,
          response: { 200: bulkResult, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { book, ids, filter, set, reason = null } = request.body;
        requireBook(request, book);
        if ((ids === undefined) === (filter === undefined)) throw new Problem(422, 'Name either `ids` or a `filter`.');
        return createOnce(db, request, reply, book, async (tx) => {
          const entryIds = ids ?? (await matchingIds(tx, { ...filterOf(filter ?? {}), bookId: book, standing: true }, bulkLimit));
          const done = await bulkEdit(tx, { ...originOf(request.caller), bookId: book, entryIds, set, reason });
          const results = done.map(({ entryId, result, newEntryId }) => ({ id: entryId, result, newId: newEntryId }));
          return { status: 200, body: { changed: done.filter(({ result }) => result === 'changed').length, results } };
        });
      },
    );
  };
