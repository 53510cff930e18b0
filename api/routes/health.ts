import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { sql } from 'drizzle-orm';
import type { ApiDeps } from '../deps.ts';
import { isUp } from '../reachability.ts';
import { liveness, readiness } from '../schemas/health.ts';

async function timed(check: () => Promise<boolean>): Promise<{ state: 'up' | 'down'; ms: number }> {
  const started = performance.now();
  const state = (await isUp(check)) ? 'up' : 'down';
  return { state, ms: Math.round(performance.now() - started) };
}

/** Postgres is what the API lives on; without the object store or Temporal it serves everything but links and runs. */
async function look({ db, temporal, media }: ApiDeps) {
  const [postgres, workflows, objectStore] = await Promise.all([
    timed(() => db.execute(sql`select 1`).then(() => true)),
    timed(() => temporal.isReachable()),
    timed(() => media.isReachable()),
  ]);
  const dependencies = { postgres, temporal: workflows, objectStore };
  const complete = workflows.state === 'up' && objectStore.state === 'up';
  const status = postgres.state === 'down' ? 'down' : complete ? 'ok' : 'degraded';
  return { status, service: 'api', dependencies } as const;
}

export const healthRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    // A health check must be answered under pressure too.
    const config = { pressureHandler: () => {} };
    const schema = (summary: string) => ({
      summary,
      tags: ['health'],
      security: [],
      response: { 200: readiness, 503: readiness },
    });

    app.get(
      '/health/live',
      { config, schema: { summary: 'The process runs', tags: ['health'], security: [], response: { 200: liveness } } },
      async () => ({ status: 'ok', service: 'api' }) as const,
    );

    for (const [url, summary] of [
      ['/health', 'What the service depends on, and whether it can work'],
      ['/health/ready', 'Whether requests can be served'],
    ] as const)
      app.get(url, { config, schema: schema(summary) }, async (_, reply) => {
        const health = await look(deps);
        return reply.code(health.status === 'down' ? 503 : 200).send(health);
      });
  };
