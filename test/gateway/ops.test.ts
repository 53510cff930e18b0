import { createHash, randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { planOutbound } from '../../database/outbox.ts';
import { accessInvite, message, waOutbound } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { serveOps } from '../../gateway/http/server.ts';
import { Metrics } from '../../gateway/metrics.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const token = 'a-token-of-operators';
const log = pino({ level: 'silent' });
const metrics = new Metrics();
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
    metrics,
    log,
  });
  gateway.start();
  const checks = { temporal: async () => 'down' as const };
  app = await serveOps({ host: '127.0.0.1', port: 0, token, gateways: [gateway], metrics, checks, log });
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
  for (const path of ['/', '/metrics', '/sessions', '/sessions/main', '/health/../sessions'])
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

/** The value of a sample, by its name and labels as they stand in the text. */
const sample = async (name: string): Promise<number | undefined> => {
  const line = (await get('/metrics')).body.split('\n').find((text) => text.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
};

it('counts what came in, how long it waited, what waits to go out and what the server said to it', async () => {
  const waId = await network.say('6281200000001', 'beli kopi 25rb');
  const dispatched = 'catat_inbound_dispatched_total{session="main",kind="text"}';
  await until('the dispatch', async () => (await sample(dispatched)) === 1);
  expect(await sample('catat_inbound_captured_total{session="main"}')).toBe(1);
  expect(await sample('catat_dispatch_seconds_count{session="main"}')).toBe(1);
  expect(await sample('catat_session_state{session="main",state="open"}')).toBe(1);
  expect(await sample('catat_session_state{session="main",state="pairing"}')).toBe(0);
  expect(await sample('catat_inbox_backlog{session="main"}')).toBe(0);

  const { chatId } = await until('its row', async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);
  const plan = (text: string) =>
    db.transaction((tx) =>
      planOutbound(tx, { session: 'main', chatId, effectKey: `test/${text}`, payload: { kind: 'text', text } }),
    );
  const first = await plan('satu');
  await plan('dua');
  await db.update(waOutbound).set({ plannedAt: new Date(Date.now() - 90_000) });
  expect(await sample('catat_outbox_messages{session="main",state="planned"}')).toBe(2);
  expect(await sample('catat_outbox_oldest_seconds{session="main"}')).toBeGreaterThanOrEqual(90);
  await gateway.sender.send({ outboundId: first.id });
  expect(await sample('catat_outbound_settled_total{session="main",state="acked"}')).toBe(1);
  expect(await sample('catat_outbox_messages{session="main",state="planned"}')).toBe(1);
});

it('says whether the send queue is served, and how often its worker failed', async () => {
  expect((await get('/sessions/main')).json()).toMatchObject({ sendQueue: { state: 'waiting', failures: 0, retryAt: null } });
  const stopping = new AbortController();
  let fail: (error: Error) => void = () => {};
  const serve = (onServed: () => void) =>
    new Promise<void>((_, reject) => {
      fail = reject;
      onServed();
    });
  const serving = gateway.sendQueue.keepServed(serve, stopping.signal);
  expect((await get('/sessions/main')).json()).toMatchObject({ sendQueue: { state: 'served' } });
  expect(await sample('catat_send_queue_served{session="main"}')).toBe(1);
  fail(new Error('the worker died'));
  await until('the failure', () => gateway.sendQueue.status.state === 'restarting');
  expect((await get('/sessions/main')).json()).toMatchObject({
    sendQueue: { state: 'restarting', failures: 1, retryAt: expect.any(String) },
  });
  expect((await get('/')).body).toContain('its worker failed 1 times');
  expect(await sample('catat_send_queue_served{session="main"}')).toBe(0);
  await until('the next worker', () => gateway.sendQueue.status.state === 'served');
  stopping.abort();
  fail(new Error('stopped'));
  await serving;
});

it('counts connections that ended by their reason, and names no person', async () => {
  const before = (await sample('catat_session_reconnects_total{session="main",reason="service_unavailable"}')) ?? 0;
  await network.call('POST', '/admin/drop', { code: '503' });
  await until('the count', async () => {
    const now = await sample('catat_session_reconnects_total{session="main",reason="service_unavailable"}');
    return now === before + 1;
  });
  expect((await get('/metrics')).body).not.toMatch(/6281200000001|@lid|@s\.whatsapp/);
});
