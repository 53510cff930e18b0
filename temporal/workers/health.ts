import { type FastifyInstance, fastify } from 'fastify';

/** One thing a process depends on. Never throws: an unknown state is `down`. */
export type HealthCheck = () => Promise<'up' | 'down' | 'off'>;

/** Checks answer within this, or count as down. */
const check_timeout_ms = 3_000;

export interface Health {
  status: 'ok' | 'degraded';
  service: string;
  dependencies: Record<string, 'up' | 'down' | 'off'>;
}

/** Asks every dependency at once. `off` is a choice of the configuration, not a fault. */
export async function health(service: string, checks: Record<string, HealthCheck>): Promise<Health> {
  const states = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const late = new Promise<'down'>((resolve) => setTimeout(() => resolve('down'), check_timeout_ms).unref());
      return [name, await Promise.race([check().catch(() => 'down' as const), late])] as const;
    }),
  );
  const dependencies = Object.fromEntries(states);
  return { status: Object.values(dependencies).includes('down') ? 'degraded' : 'ok', service, dependencies };
}

/** The health answers of a worker process: `/health`, `/health/live`, `/health/ready` (503 while a dependency is down). */
export async function serveHealth(options: {
  service: string;
  host: string;
  port: number;
  checks: Record<string, HealthCheck>;
}): Promise<FastifyInstance> {
  const app = fastify({ requestTimeout: 10_000, connectionTimeout: 10_000 });
  app.get('/health', () => health(options.service, options.checks));
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_, reply) => {
    const state = await health(options.service, options.checks);
    return reply.code(state.status === 'ok' ? 200 : 503).send(state);
  });
  await app.listen({ host: options.host, port: options.port });
  return app;
}
