import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../database/pool.ts';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { buildApp } from './app.ts';
import type { ApiDeps } from './deps.ts';

const { db } = await testDatabase();
const token = 'a-token-of-enough-length';
const authorization = `Bearer ${token}`;
const open: FastifyInstance[] = [];

function start(over: Partial<ApiDeps> = {}): FastifyInstance {
  const app = buildApp(apiDeps(db, { token, ...over }));
  open.push(app);
  return app;
}

afterAll(() => Promise.all(open.map((app) => app.close())));

describe('health', () => {
  test('says what it depends on', async () => {
    const health = await start().inject('/health');
    expect(health.statusCode).toBe(200);
    expect(health.json()).toMatchObject({
      status: 'degraded',
      dependencies: { postgres: { state: 'up' }, temporal: { state: 'up' }, objectStore: { state: 'down' } },
    });
    expect((await start().inject('/health/live')).json()).toEqual({ status: 'ok', service: 'api' });
  });

  test('without Postgres it is alive but not ready, and /v1 says to try again', async () => {
    const away = connect({ url: 'postgres://nobody@127.0.0.1:1/x', max: 1, name: 'away', onIdleError: () => {} });
    const lost = start({ db: away.db });
    expect((await lost.inject('/health/live')).statusCode).toBe(200);
    const ready = await lost.inject('/health/ready');
    expect([ready.statusCode, ready.json().dependencies.postgres.state]).toEqual([503, 'down']);
    const refused = await lost.inject({ url: '/v1/books', headers: { authorization } });
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    await away.close();
  });

  test('stalls of more than a second, one after another, turn nobody away', async () => {
    const stalled = start();
    await stalled.ready();
    for (let stall = 0; stall < 3; stall++) {
      const until = performance.now() + 1_200;
      while (performance.now() < until);
      await setTimeout(1);
    }
    expect((await stalled.inject({ url: '/v1/books', headers: { authorization } })).statusCode).toBe(200);
  });
});
