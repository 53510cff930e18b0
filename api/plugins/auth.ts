import { createHash, timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { isLoopback } from '../../config/environment.ts';
import { isKeyShaped, keyPrincipal } from '../access/keys.ts';
import { type Access, hasRole, operator, type Principal, roleIn } from '../access/principal.ts';
import { type Remembered, remembering } from '../access/remembered.ts';
import { sessionCookie, sessionPrincipal } from '../access/sessions.ts';
import type { Caller } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { notFound, Problem } from '../problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route; `signed-in`: whoever is let in at all; `public`: everybody. */
    access?: Access | 'signed-in' | 'public';
    /** Origin of another page that may call the route from a browser. */
    alsoFrom?: string;
  }
  interface FastifyRequest {
    /** Set on every route that is not public. */
    caller: Caller;
  }
}

/**
 * Finds out who asks (session cookie, key, token of the environment, or this machine when there is none) and whether the route is for
 * them. A route that does not say whom it is for does not start.
 */
export const auth = fp<Pick<ApiDeps, 'db' | 'token'>>(
  async (app, deps) => {
    await app.register(cookie);
    app.decorateRequest('caller');
    app.addHook('onRoute', requireAccess);
    const keys = remembering((token) => keyPrincipal(deps.db, token));
    const sessions = remembering((token) => sessionPrincipal(deps.db, token));
    const identify = identifier(deps.token, keys, sessions);
    // Whatever was changed holds from the answer on.
    app.addHook('onSend', async ({ method }) => {
      if (harmless.has(method)) return;
      keys.forget();
      sessions.forget();
    });
    app.addHook('onRequest', async (request, reply) => {
      const access = request.routeOptions.config.access;
      if (access === undefined || access === 'public') return;
      refuseForgery(request);
      const principal = await identify(request, reply);
      request.caller = { principal, requestId: request.id };
      if (access !== 'signed-in') allow(principal, access);
    });
    app.addHook('preHandler', async (request) => {
      const { book } = (request.query ?? {}) as { book?: string };
      if (book !== undefined && request.caller) requireBook(request, book);
    });
  },
  { name: 'auth' },
);

function requireAccess(this: FastifyInstance, { url, method, config }: RouteOptions): void {
  // What a browser asks before it asks: the answer tells nothing but who may.
  if (method === 'OPTIONS') return;
  if (url.startsWith('/v1/') && config?.access === undefined) throw new Error(`route ${url} does not say whom it is for`);
}

/**
 * The role of the caller in a book the route is about.
 * @throws Problem 404 for a book that is none of theirs, 403 when the route is not for their role in it.
 */
export function requireBook({ caller: { principal }, routeOptions }: FastifyRequest, bookId: string): void {
  const role = roleIn(principal, bookId);
  if (role === null) throw notFound('book');
  const { access } = routeOptions.config;
  if (typeof access === 'object' && !access.roles.includes(role)) throw forbiddenRole();
}

const forbiddenRole = () => new Problem(403, 'Your role does not allow this.');

function allow(principal: Principal, { roles, scope }: Access): void {
  if (!principal.scopes.has(scope)) throw new Problem(403, `This key was not made for ${scope}.`);
  if (!hasRole(principal, roles)) throw forbiddenRole();
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function identifier(token: string | undefined, keys: Remembered, sessions: Remembered) {
  const expected = token === undefined ? null : digest(token);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Principal> => {
    const { authorization } = request.headers;
    const session = request.cookies[sessionCookie];
    // Who shows something must show something valid, on this machine too.
    if (expected === null && authorization === undefined && session === undefined) return thisMachine(request);
    const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    const bySession = () => (authorization === undefined && session ? sessions.find(session) : null);
    const principal = given ? await byToken(keys, expected, given) : await bySession();
    if (principal) return principal;
    reply.header('www-authenticate', 'Bearer');
    throw new Problem(401, 'Log in, or send a valid key or bearer token.');
  };
}

async function byToken(keys: Remembered, expected: Buffer | null, given: string): Promise<Principal | null> {
  if (isKeyShaped(given)) return keys.find(given);
  // Digests have one length, so the comparison tells nothing about the token's.
  return expected && timingSafeEqual(digest(given), expected) ? operator : null;
}

/**
 * Without a token in the environment this machine is served, and only under a name of this machine: a web page that rebinds its own name
 * to 127.0.0.1 stays outside.
 */
function thisMachine(request: FastifyRequest): Principal {
  if (isLoopback(request.ip) && isLoopback(hostOf(request))) return operator;
  throw new Problem(403, 'Without API_TOKEN the API answers on loopback only.');
}

const hostOf = (request: FastifyRequest): string => request.hostname.replace(/^\[(.*)\]$/, '$1');

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page of another site may not write in the name of whoever looks at it: browsers tell where a request comes from. */
function refuseForgery({ method, headers, host, routeOptions }: FastifyRequest): void {
  if (harmless.has(method)) return;
  if (headers.origin !== undefined && headers.origin === routeOptions.config.alsoFrom) return;
  const site = headers['sec-fetch-site'];
  const own =
    site === undefined
      ? headers.origin === undefined || hostOfOrigin(headers.origin) === host
      : site === 'same-origin' || site === 'none';
  if (!own) throw new Problem(403, 'Another site may not do this in your name.');
}

const hostOfOrigin = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
