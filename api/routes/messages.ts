import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { overseers } from '../access/principal.ts';
import { asReader } from '../access/transactions.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { stepsOf } from '../messageSteps.ts';
import { type LoadedMessage, listMessages, loadMessage, type MessageLine } from '../messages.ts';
import { notFound } from '../problem.ts';
import { idParams, limitOf } from '../schemas/basics.ts';
import { messageDetail, messagePage, messageQuery } from '../schemas/messages.ts';
import { problemResponses } from '../schemas/problems.ts';
import { mediaView, nextLink, runView } from '../views.ts';
import { decisionRoutes } from './decisions.ts';

const access = { roles: overseers, scope: 'messages:read' } as const;

const position = Type.Object({ id: Type.String({ format: 'uuid' }) });

function lineView(deps: ApiDeps, { message, contact }: MessageLine) {
  const { id, kind, stage, failure, body, sentAt, receivedAt, closedAt, workflowId } = message;
  return {
    id,
    kind,
    stage,
    failure,
    contact,
    body,
    sentAt: sentAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    run: runView(deps, workflowId),
  };
}

function detailView(deps: ApiDeps, request: FastifyRequest, found: LoadedMessage) {
  const { transcript, reading, interpretation, workflowId, stage } = found.message;
  return {
    ...lineView(deps, found),
    bookId: found.bookId,
    retriable: stage === 'failed' && found.questions.length === 0 && found.bookId !== null,
    transcript,
    reading,
    interpretation,
    media: mediaView(deps, request, found.media),
    questions: found.questions.map(({ id, revision, state, entries, askedAt, closedAt }) => ({
      id,
      revision,
      state,
      entries,
      askedAt: askedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    })),
    replies: found.replies.map(({ id, effectKey, payload, state, plannedAt, ackedAt }) => ({
      id,
      state,
      step: effectKey.slice(workflowId.length + 1),
      text: payload.kind === 'reaction' ? payload.emoji : payload.text,
      plannedAt: plannedAt.toISOString(),
      ackedAt: ackedAt?.toISOString() ?? null,
    })),
    entryIds: found.entryIds,
  };
}

export const messageRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/messages',
      {
        config: { access },
        schema: {
          summary: 'Messages, newest first',
          tags: ['messages'],
          querystring: messageQuery,
          response: { 200: messagePage, ...problemResponses },
        },
      },
      async ({ query, caller }, reply) => {
        const { kind, stage, contact, book } = query;
        const filter = { kind, stage, contactId: contact, bookId: book };
        const limit = limitOf(query.limit);
        const after = query.cursor ? decodeCursor(query.cursor, position, filter).id : undefined;
        const rows = await asReader(deps.db, caller, access.roles, (tx) => listMessages(tx, { filter, after, limit: limit + 1 }));
        const shown = rows.slice(0, limit);
        const last = rows.length > limit ? shown.at(-1) : undefined;
        const next = last ? encodeCursor({ id: last.message.id }, filter) : null;
        if (next) reply.header('link', nextLink('/v1/messages', query, next));
        return { items: shown.map((row) => lineView(deps, row)), next };
      },
    );

    app.get(
      '/messages/:id',
      {
        config: { access },
        schema: {
          summary: 'One message: each step, what was heard or read, asked, answered and booked',
          tags: ['messages'],
          params: idParams,
          response: { 200: messageDetail, ...problemResponses },
        },
      },
      async (request) => {
        const found = await asReader(deps.db, request.caller, access.roles, (tx) => loadMessage(tx, request.params.id));
        if (!found) throw notFound('message');
        return { ...detailView(deps, request, found), steps: await stepsOf(deps, found) };
      },
    );
    await app.register(decisionRoutes(deps));
  };
