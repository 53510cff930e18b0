import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';

/** One caller's share: a hundred requests a second, far above a person at the desk and below what slows the others down. */
const requestsPerMinute = 6_000;

/** Headers and limits; the API serves data, so a browser may run nothing it sends (`/docs` sets its own policy). */
export const security = fp(
  async (app) => {
    await app.register(helmet, {
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    });
    await app.register(rateLimit, { max: requestsPerMinute, timeWindow: '1 minute' });
  },
  { name: 'security' },
);
