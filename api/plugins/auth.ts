import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import { isLoopback } from '../../config/environment.ts';
import { Problem } from '../problem.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Lets in who carries the bearer token. Without a configured token it lets in this machine only, and only under a name of this
 * machine: a web page that rebinds its own name to 127.0.0.1 stays outside.
 */
export function authenticate(token: string | undefined): onRequestHookHandler {
  if (token === undefined)
    return async (request) => {
      if (!isLoopback(request.ip) || !isLoopback(hostOf(request)))
        throw new Problem(403, 'Without API_TOKEN the API answers on loopback only.');
    };
  const expected = digest(token);
  return async (request, reply) => {
    const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    // Digests have one length, so the comparison tells nothing about the token's.
    if (given && timingSafeEqual(digest(given), expected)) return;
    reply.header('www-authenticate', 'Bearer');
    throw new Problem(401, 'A valid bearer token is required.');
  };
}

const hostOf = (request: FastifyRequest): string => request.hostname.replace(/^\[(.*)\]$/, '$1');
