import { createHash, randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { accessInvite } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { serveOps } from '../../gateway/http/server.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const token = 'a-token-of-operators';
const log = pino({ level: 'silent' });
let network: TestNetwork;
let gateway: Gateway;
let app: FastifyInstance;

beforeAll(async () => {
  network = await testNetwork();
  gateway = createGateway({
    session: 'main',
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 4,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    },
    startRun: async () => {},
    log,
  });
  gateway.start();
  const checks = { temporal: async () => 'down' as const };
  app = await serveOps({ host: '127.0.0.1', port: 0, token, gateways: [gateway], checks, log });
  await until('a QR code', () => gateway.session.status.qr);
});

afterAll(async () => {
  await app.close();
  await gateway.stop();
  await network.close();
});

const authorization = `Bearer ${token}`;
const get = (path: string, headers: Record<string, string> = { authorization }) => app.inject({ url: path, headers });
const post = (path: string, payload?: object) =>
  app.inject({ method: 'POST', url: path, headers: { authorization }, ...(payload ? { payload } : {}) });

it('answers probes without a token, and says what is down', async () => {
  const health = await get('/health', {});
  expect(health.statusCode).toBe(200);
  expect(health.json()).toMatchObject({
    status: 'degraded',
    service: 'gateway',
    dependencies: { temporal: 'down', 'whatsapp:main': 'down' },
    sessions: { main: { state: 'pairing', reason: 'scan_qr' } },
  });
  expect((await get('/health/live', {})).statusCode).toBe(200);
  expect((await get('/health/ready', {})).statusCode).toBe(503);
});

it('keeps everything else behind the token, for programs and for browsers', async () => {
  for (const path of ['/', '/sessions', '/sessions/main', '/health/../sessions'])
    expect((await get(path, {})).statusCode, path).toBe(401);
  expect((await get('/sessions', { authorization: 'Bearer wrong' })).statusCode).toBe(401);
  expect((await get('/', { authorization: `Basic ${Buffer.from(`ops:${token}`).toString('base64')}` })).statusCode).toBe(200);
});

it('shows a code to scan, on the page and as data', async () => {
  const page = (await get('/')).body;
  expect(page).toContain('<svg');
  expect(page).toContain('Linked devices');
  expect((await get('/sessions/main')).json()).toMatchObject({ id: 'main', state: 'pairing', qr: gateway.session.status.qr });
  expect((await get('/sessions/other')).statusCode).toBe(404);
});

it('refuses a phone number that is none', async () => {
  expect((await post('/sessions/main/pairing-code', { phone: '0812-3456' })).statusCode).toBe(400);
});

it('is connected after the scan, and shows the code no more', async () => {
  await network.link(gateway.session.status.qr ?? '');
  await until('an open session', () => gateway.session.openSocket);
  expect((await get('/sessions/main')).json()).toMatchObject({ state: 'open', qr: null, backlog: 0, outboxAge: null });
  expect((await get('/')).body).not.toContain('<svg');
  expect((await post('/sessions/main/pairing-code', { phone: '6281234567890' })).statusCode).toBe(409);
});

it('makes an invite code that is shown once and kept as a hash', async () => {
  expect((await app.inject({ method: 'POST', url: '/invites', payload: { uses: 1, expiresInHours: 1 } })).statusCode).toBe(401);
  const made = await post('/invites', { uses: 2, expiresInHours: 48 });
  expect(made.statusCode).toBe(201);
  const { code, uses, expiresAt } = made.json<{ code: string; uses: number; expiresAt: string }>();
  expect(code).toMatch(/^[A-HJ-NP-Z]{4}-\d{4}$/);
  expect(uses).toBe(2);
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(47 * 3_600_000);
  const rows = await db.select().from(accessInvite);
  expect(rows).toMatchObject([{ codeHash: createHash('sha256').update(code).digest('hex'), usesLeft: 2, createdBy: 'ops' }]);
  for (const wrong of [
    { uses: 0, expiresInHours: 1 },
    { uses: 1, expiresInHours: 0 },
    { uses: 1 },
    { uses: 1.5, expiresInHours: 1 },
  ])
    expect((await post('/invites', wrong)).statusCode).toBe(400);
});
