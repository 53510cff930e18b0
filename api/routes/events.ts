import { PassThrough } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { overseers, type Principal, roleIn } from '../access/principal.ts';
import type { ApiDeps } from '../deps.ts';
import type { LedgerEvent } from '../events.ts';
import { Problem } from '../problem.ts';
import { problemResponses } from '../schemas/problems.ts';

/** Open streams of one process, and of one caller: a person with many tabs; beyond that the desk asks now and then instead. */
const maxStreams = 500;
const maxStreamsOfCaller = 20;
/** Shorter than what proxies and our own server give an idle connection. */
const heartbeat_ms = 20_000;
/** After so long the client comes again, with a login that still counts. */
const streamLife_ms = 10 * 60_000;
/** A client that does not read is dropped: it will come again and read everything anew. */
const maxUnread_bytes = 64 * 1024;
/** How long a client waits before it comes again. */
const retry_ms = 2_000;

const access = { roles: overseers, scope: 'entries:read' } as const;

const stream = {
  description: 'Server-sent events: `data: {"type","book","id"}`, and `event: reload` when some may have been missed',
  content: { 'text/event-stream': { schema: Type.Unsafe<unknown>({ type: 'string' }) } },
};

const isTold = (principal: Principal, { book, type }: LedgerEvent): boolean => {
  if (book === null) return principal.allBooks !== null && access.roles.includes(principal.allBooks);
  const role = roleIn(principal, book);
  const scope = type === 'message' || type === 'question' ? 'messages:read' : access.scope;
  return role !== null && access.roles.includes(role) && principal.scopes.has(scope);
};

export const eventRoutes =
  ({ events }: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const open = new Map<PassThrough, string>();
    app.addHook('preClose', async () => {
      for (const body of open.keys()) body.end();
    });

    app.get(
      '/events',
      {
        config: { access },
        schema: { summary: 'What is committed, as it happens', tags: ['live'], response: { 200: stream, ...problemResponses } },
      },
      async (request, reply) => {
        const { principal } = request.caller;
        const ofCaller = [...open.values()].filter((actor) => actor === principal.actor).length;
        if (open.size >= maxStreams || ofCaller >= maxStreamsOfCaller)
          throw new Problem(503, 'Too many live connections: ask again in a while.');
        const body = new PassThrough();
        open.set(body, principal.actor);
        const write = (text: string) => {
          if (body.writableLength > maxUnread_bytes) body.destroy();
          else if (!body.writableEnded) body.write(text);
        };
        const unsubscribe = events.subscribe({
          onEvent: (event) => {
            if (isTold(principal, event)) write(`data: ${JSON.stringify(event)}\n\n`);
          },
          onGap: () => write('event: reload\ndata: {}\n\n'),
        });
        const heartbeat = setInterval(() => write(': still here\n\n'), heartbeat_ms);
        const life = setTimeout(() => body.end(), streamLife_ms);
        body.once('close', () => {
          clearInterval(heartbeat);
          clearTimeout(life);
          unsubscribe();
          open.delete(body);
        });
        request.raw.once('close', () => body.destroy());
        write(`retry: ${retry_ms}\n\n`);
        return reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no').send(body);
      },
    );
  };
