import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  type ApprovalView,
  approvalPolicy,
  decideApproval,
  findApproval,
  listApprovals,
  setApprovalPolicy,
} from '../../ledger/approvals.ts';
import { listAudit, verifyAudit } from '../../ledger/audit.ts';
import { listPeriods, lock, type PeriodView, reopen, softClose } from '../../ledger/periods.ts';
import { bookkeepers, deciders, overseers, owners } from '../access/principal.ts';
import { asReader, inBook } from '../access/transactions.ts';
import { approvalActors, approvalView } from '../approvals.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { namesOf } from '../people.ts';
import { requireBook } from '../plugins/auth.ts';
import { perCaller } from '../plugins/security.ts';
import { notFound } from '../problem.ts';
import {
  approval,
  approvalBody,
  approvalDecided,
  approvalPage,
  approvalQuery,
  policy,
  policyBody,
} from '../schemas/approvals.ts';
import { idParams, limitOf, orNothing } from '../schemas/basics.ts';
import { auditPage, auditQuery, auditVerdict, bookQuery, listOf, period, periodBody, periodParams } from '../schemas/book.ts';
import { problemResponses } from '../schemas/problems.ts';
import { nextLink } from '../views.ts';

const looking = { roles: overseers, scope: 'reports:read' } as const;
const deciding = { roles: deciders, scope: 'entries:write' } as const;
const closing = { roles: bookkeepers, scope: 'settings:write' } as const;
const locking = { roles: owners, scope: 'settings:write' } as const;
const reviewing = { roles: overseers, scope: 'entries:read' } as const;
/** Yes and no of one person in a minute, with room. */
const decisions = perCaller(120);
const tags = ['control'];

/** Periods, approvals and the audit trail. */
export const controlRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(periodRoutes(deps));
    await app.register(approvalRoutes(deps));
    await app.register(policyRoutes(deps));
    await app.register(auditRoutes(deps));
  };

const periodView = ({ month, state, changedBy, changedAt, reason }: PeriodView) => ({
  month,
  state,
  changedBy,
  reason,
  changedAt: changedAt?.toISOString() ?? null,
});

const periodRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/periods',
      {
        config: { access: looking },
        schema: {
          summary: 'Months that were ever closed; every other is open',
          tags,
          querystring: bookQuery,
          response: { 200: listOf(period), ...problemResponses },
        },
      },
      async ({ caller, query }) => {
        const rows = await asReader(db, caller, looking.roles, (tx) => listPeriods(tx, query.book));
        return { items: rows.map(periodView) };
      },
    );

    for (const [path, summary, change, access] of [
      ['soft-close', 'Close a month to all but owner and finance', softClose, closing],
      ['lock', 'Close a month to everybody', lock, locking],
      ['reopen', 'Open a closed month again', reopen, locking],
    ] as const)
      app.post(
        `/periods/:month/${path}`,
        {
          config: { access },
          schema: {
            summary,
            tags,
            params: periodParams,
            querystring: bookQuery,
            body: orNothing(periodBody),
            response: { 200: period, ...problemResponses },
          },
        },
        async ({ caller, query: { book }, params: { month }, body }) => {
          const by = caller.principal.actor;
          return periodView(
            await inBook(db, caller, book, (tx) => change(tx, { bookId: book, month, by, reason: body?.reason ?? null })),
          );
        },
      );
  };

const position = Type.Object({ id: Type.String({ format: 'uuid' }) });

const approvalRoutes =
  ({ db, temporal }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    /** The run tells its people. One that cannot be reached finds out by itself, with its next reminder. */
    const tellRun = ({ log, caller }: FastifyRequest, { id, workflowId, messageId }: ApprovalView): void => {
      if (workflowId === null || messageId === null) return;
      const by = caller.principal.actor;
      const decision = { reply: { kind: 'decided' }, by, messageId: null, at: new Date().toISOString() } as const;
      temporal
        .decide(workflowId, `desk/approval/${id}/${by}`, decision)
        .catch(() => log.warn({ approvalId: id }, 'the run of an approval could not be told'));
    };

    app.get(
      '/approvals',
      {
        config: { access: reviewing },
        schema: {
          summary: 'Approvals, newest first',
          tags,
          querystring: approvalQuery,
          response: { 200: approvalPage, ...problemResponses },
        },
      },
      async ({ caller, query }, reply) => {
        const filter = { bookId: query.book, state: query.state };
        const limit = limitOf(query.limit);
        const after = query.cursor ? decodeCursor(query.cursor, position, filter).id : undefined;
        const rows = await asReader(db, caller, reviewing.roles, (tx) =>
          listApprovals(tx, { ...filter, after, limit: limit + 1 }),
        );
        const shown = rows.slice(0, limit);
        const last = rows.length > limit ? shown.at(-1) : undefined;
        const next = last ? encodeCursor({ id: last.id }, filter) : null;
        if (next) reply.header('link', nextLink('/v1/approvals', query, next));
        const names = await namesOf(db, shown.flatMap(approvalActors));
        return { items: shown.map((row) => approvalView(row, names)), next };
      },
    );

    app.get(
      '/approvals/:id',
      {
        config: { access: reviewing },
        schema: { summary: 'One approval', tags, params: idParams, response: { 200: approval, ...problemResponses } },
      },
      async ({ caller, params }) => {
        const found = await asReader(db, caller, reviewing.roles, (tx) => findApproval(tx, params.id));
        if (!found) throw notFound('approval');
        return approvalView(found, await namesOf(db, approvalActors(found)));
      },
    );

    for (const decision of ['approve', 'reject'] as const)
      app.post(
        `/approvals/:id/${decision}`,
        {
          config: { access: deciding, rateLimit: decisions },
          schema: {
            summary: decision === 'approve' ? 'Say yes: the last yes books it' : 'Say no: one no ends it',
            tags,
            params: idParams,
            body: orNothing(approvalBody),
            response: { 200: approvalDecided, ...problemResponses },
          },
        },
        async (request) => {
          const { id } = request.params;
          const found = await asReader(db, request.caller, deciding.roles, (tx) => findApproval(tx, id));
          if (!found) throw notFound('approval');
          requireBook(request, found.bookId);
          const by = request.caller.principal.actor;
          const comment = request.body?.comment ?? null;
          const decided = await inBook(db, request.caller, found.bookId, (tx) =>
            decideApproval(tx, { bookId: found.bookId, approvalId: id, by, decision, comment }),
          );
          tellRun(request, found);
          return { id, ...decided };
        },
      );
  };

const policyRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/books/:id/approval-policy',
      {
        config: { access: reviewing },
        schema: {
          summary: 'From which amount on others must say yes',
          tags,
          params: idParams,
          response: { 200: policy, ...problemResponses },
        },
      },
      async (request) => {
        requireBook(request, request.params.id);
        return { rules: await asReader(db, request.caller, reviewing.roles, (tx) => approvalPolicy(tx, request.params.id)) };
      },
    );

    app.put(
      '/books/:id/approval-policy',
      {
        config: { access: locking },
        schema: {
          summary: 'Replace the approval policy; without rules nothing needs approval',
          tags,
          params: idParams,
          body: policyBody,
          response: { 200: policy, ...problemResponses },
        },
      },
      async (request) => {
        const { id: bookId } = request.params;
        requireBook(request, bookId);
        const by = request.caller.principal.actor;
        const rules = request.body.rules.map(({ currency = 'IDR', category = null, ...rule }) => ({
          ...rule,
          currency,
          category,
        }));
        return { rules: await inBook(db, request.caller, bookId, (tx) => setApprovalPolicy(tx, { bookId, rules, by })) };
      },
    );
  };

const auditRoutes =
  ({ db }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/audit',
      {
        config: { access: looking },
        schema: {
          summary: 'Who did what, newest first',
          tags,
          querystring: auditQuery,
          response: { 200: auditPage, ...problemResponses },
        },
      },
      async ({ caller, query }) => {
        const { book: bookId, subject, id: subjectId, actor, before } = query;
        const limit = limitOf(query.limit);
        const input = { bookId, filter: { subject, subjectId, actor }, before, limit: limit + 1 };
        const rows = await asReader(db, caller, looking.roles, (tx) => listAudit(tx, input));
        const shown = rows.slice(0, limit);
        const names = await namesOf(
          db,
          shown.map((row) => row.actor),
        );
        const items = shown.map(({ at, bookId: _, ...row }) => ({
          ...row,
          at: at.toISOString(),
          actorName: names.get(row.actor) ?? null,
        }));
        return { items, next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null };
      },
    );

    app.get(
      '/audit/verify',
      {
        config: { access: looking },
        schema: {
          summary: 'Whether the audit trail is what was written, line by line',
          tags,
          querystring: bookQuery,
          response: { 200: auditVerdict, ...problemResponses },
        },
      },
      ({ caller, query }) => asReader(db, caller, looking.roles, (tx) => verifyAudit(tx, query.book)),
    );
  };
