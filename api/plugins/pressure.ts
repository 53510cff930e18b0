import underPressure from '@fastify/under-pressure';
import { sql } from 'drizzle-orm';
import fp from 'fastify-plugin';
import type { ApiDeps } from '../deps.ts';
import { isUp } from '../reachability.ts';

/** Beyond this refusing is kinder than queueing. Compiling the schemas at start has taken 6 s on a crowded machine, which is no overload. */
const maxEventLoopDelay_ms = 10_000;
const healthCheckInterval_ms = 2_000;

/** As long as a request of ours waits for a connection: one slow answer on a crowded machine is no reason to turn everybody away. */
const databaseAnswersWithin_ms = 10_000;

/** Turns requests away while the process or Postgres is overwhelmed; health routes keep answering. */
export const pressure = fp<Pick<ApiDeps, 'db'>>(
  async (app, { db }) => {
    await app.register(underPressure, {
      maxEventLoopDelay: maxEventLoopDelay_ms,
      // One block that fills a whole interval leaves it without a sample, which the plugin takes for an infinite delay.
      sampleInterval: maxEventLoopDelay_ms,
      healthCheckInterval: healthCheckInterval_ms,
      healthCheck: () => isUp(() => db.execute(sql`select 1`).then(() => true), databaseAnswersWithin_ms),
    });
  },
  { name: 'pressure' },
);
