import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { isLoopback } from '../../config/environment.ts';

/** One caller's share: a hundred requests a second, far above a person at the desk and below what slows the others down. */
const requestsPerMinute = 6_000;

/** Where only this machine is served there is nobody to share with, and its owner may measure: more than a process can answer. */
const ownRequestsPerMinute = 1_000_000;

/** A limit of one caller in a minute, whatever address they come from: an office has one address and many people. */
export const perCaller = (max: number) =>
  ({
    max,
    timeWindow: '1 minute',
    hook: 'preHandler',
    keyGenerator: ({ caller, ip }: FastifyRequest) => caller?.principal.actor ?? ip,
  }) as const;

/** Headers and limits; the API serves data, so a browser may run nothing it sends (`/docs` sets its own policy). */
export const security = fp<{ token?: string | undefined }>(
  async (app, { token }) => {
    await app.register(helmet, {
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    });
    // Limits of single routes (guesses at a password, files) hold on every machine.
    const max = ({ ip }: FastifyRequest) => (token === undefined && isLoopback(ip) ? ownRequestsPerMinute : requestsPerMinute);
    await app.register(rateLimit, { max, timeWindow: '1 minute' });
  },
  { name: 'security' },
);
