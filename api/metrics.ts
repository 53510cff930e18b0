import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** From a cached answer to a report over a big book, in seconds. */
const buckets_s = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Counts the requests of an app by route, never by what was asked. */
export function measureRequests(app: FastifyInstance, registry: Registry): void {
  const labelNames = ['method', 'route', 'status'] as const;
  const registers = [registry];
  const requests = new Counter({ name: 'catat_api_requests_total', help: 'Requests answered', labelNames, registers });
  const duration = new Histogram({
    name: 'catat_api_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route'],
    buckets: buckets_s,
    registers,
  });
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const route = routeOptions.url ?? 'unknown';
    requests.inc({ method, route, status: statusCode });
    duration.observe({ method, route }, elapsedTime / 1000);
  });
}

/** Process, database connections and whatever else is registered. */
export function createRegistry(pool: pg.Pool): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('catat_api_connections', 'Database connections open', () => pool.totalCount);
  gauge('catat_api_connections_idle', 'Database connections nobody uses', () => pool.idleCount);
  gauge('catat_api_connections_waiting', 'Requests that wait for a database connection', () => pool.waitingCount);
  return registry;
}

/** Serves the metrics on a port of their own, which is for the operator's network alone. */
export function serveMetrics(registry: Registry, listen: { host: string; port: number }): Server {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return server.listen(listen.port, listen.host);
}
