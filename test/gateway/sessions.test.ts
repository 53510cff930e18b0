import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { planOutbound } from '../../database/outbox.ts';
import { message, waOutbound } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { serveOps } from '../../gateway/http/server.ts';
import { Metrics } from '../../gateway/metrics.ts';
import type { MessageRun } from '../../workflows/contracts.ts';
import { testDatabase } from '../database.ts';
import { type Line, type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const ana = '6281200000001';
/** The numbers behind the two sessions. */
const numbers: Record<string, string> = { toko: '6281100000001', rumah: '6281100000002' };
const log = pino({ level: 'silent' });
const keys = `test:${randomBytes(32).toString('base64')}`;
const runs: MessageRun[] = [];
const metrics = new Metrics();
let network: TestNetwork;
let gateways: Gateway[];
let app: FastifyInstance;

const of = (name: string): Gateway => gateways.find(({ session }) => session.id === name)!;
const say = async (name: string, text: string) =>
  (await network.call<{ id: string }>('POST', `/phones/${ana}/messages`, { text, to: numbers[name] })).id;
const arrived = (waId: string) =>
  until(`message ${waId}`, async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);

beforeAll(async () => {
  network = await testNetwork();
  gateways = Object.keys(numbers).map((session) =>
    createGateway({
      session,
      settings: {
        DATABASE_URL: url,
        DATABASE_POOL_MAX: 4,
        WHATSAPP_URL: network.url,
        WHATSAPP_ROOT_KEY: network.rootKeyHex,
        WHATSAPP_SESSION_KEYS: keys,
      },
      startRun: async (run) => void runs.push(run),
      metrics,
      log,
    }),
  );
  for (const gateway of gateways) gateway.start();
  const checks = { temporal: async () => 'up' as const };
  app = await serveOps({ host: '127.0.0.1', port: 0, token: undefined, gateways, metrics, checks, log });
  for (const { session } of gateways) {
    const qr = await until('a QR code', () => session.status.qr);
    await network.call('POST', '/link', { qr, number: numbers[session.id] });
    await until('an open session', () => session.openSocket);
  }
});

afterAll(async () => {
  await app.close();
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await network.close();
});

it('keeps the messages of each number in its own session', async () => {
  for (const name of Object.keys(numbers)) {
    const row = await arrived(await say(name, `beli kopi untuk ${name}`));
    expect(row).toMatchObject({ session: name, body: `beli kopi untuk ${name}` });
    await until('its run', () => runs.find((run) => run.messageId === row.id && run.session === name));
  }
});

it('answers from the number that was written to, and sends nothing of another session', async () => {
  const { chatId } = await arrived(await say('rumah', 'halo'));
  const payload = { kind: 'text' as const, text: 'Halo dari rumah' };
  const planned = await db.transaction((tx) =>
    planOutbound(tx, { session: 'rumah', chatId, effectKey: 'test/from-rumah', payload }),
  );
  await expect(of('toko').sender.send({ outboundId: planned.id })).rejects.toThrow('no outbound');
  await of('rumah').sender.send({ outboundId: planned.id });
  const lines = await network.call<Line[]>('GET', `/phones/${ana}/messages?from=${numbers.rumah}`);
  expect(lines.map(({ text }) => text)).toEqual(['Halo dari rumah']);
  const [row] = await db.select().from(waOutbound).where(eq(waOutbound.id, planned.id));
  expect(row).toMatchObject({ session: 'rumah', state: 'acked' });
});

it('goes on with the others when one is logged out, and says which', async () => {
  await network.call('POST', '/admin/drop', { account: numbers.rumah, code: '401' });
  await until('a logged out session', () => of('rumah').session.status.state === 'logged_out');
  expect(await arrived(await say('toko', 'beli roti 15rb'))).toMatchObject({ session: 'toko' });
  expect((await app.inject('/sessions')).json()).toMatchObject([
    { id: 'toko', state: 'open' },
    { id: 'rumah', state: 'logged_out', reason: 'device_removed' },
  ]);
  const health = (await app.inject('/health')).json();
  expect(health).toMatchObject({ status: 'degraded', dependencies: { 'whatsapp:toko': 'up', 'whatsapp:rumah': 'down' } });
  expect((await app.inject('/health/ready')).statusCode).toBe(200);
  const { body } = await app.inject('/metrics');
  expect(body).toContain('catat_session_state{session="toko",state="open"} 1');
  expect(body).toContain('catat_session_state{session="rumah",state="logged_out"} 1');
});
