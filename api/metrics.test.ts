import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { buildApp } from './app.ts';
import { createRegistry, measureRequests, serveMetrics } from './metrics.ts';

const { db } = await testDatabase();
const app = buildApp(apiDeps(db));
const registry = createRegistry((db as typeof db & { $client: pg.Pool }).$client);
measureRequests(app, registry);
const server = serveMetrics(registry, { host: '127.0.0.1', port: 0 });
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(async () => {
  server.close();
  await app.close();
});

test('counts by route, tells nothing of what was asked, and is not on the port of the API', async () => {
  await app.inject('/v1/entries?q=rahasia');
  const response = await fetch(`${origin}/metrics`);
  const text = await response.text();
  expect(text).toContain('catat_api_requests_total{method="GET",route="/v1/entries",status="200"} 1');
  expect(text).toContain('catat_api_connections ');
  expect(text).not.toContain('rahasia');
  expect((await fetch(origin)).status).toBe(404);
  expect((await app.inject('/metrics')).headers['content-type']).not.toContain('version=0.0.4');
});
