import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { message } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

/** The ways to link a number, and a client version that WhatsApp refuses. */

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const ana = '6281200000001';
const keys = `test:${randomBytes(32).toString('base64')}`;
let network: TestNetwork;
let gateway: Gateway;

const start = (): Gateway => {
  const next = createGateway({
    session: 'main',
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 6,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: keys,
    },
    startRun: async () => {},
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  next.start();
  return next;
};
const qrCode = (): Promise<string> => until('a QR code', () => gateway.session.status.qr);
const isOpen = () => until('an open session', () => gateway.session.openSocket);
const arrived = async (text: string) => {
  const waId = await network.say(ana, text);
  await until(`message ${waId}`, async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);
};

beforeAll(async () => {
  network = await testNetwork();
  gateway = start();
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await gateway.stop();
  await network.close();
});

it('when WhatsApp asks for a new secret, the code is shown anew with it, and links', async () => {
  const before = await qrCode();
  expect(await network.call('POST', '/admin/refresh-pairing', {})).toEqual({ asked: 1 });
  const after = await until('another QR code', () => {
    const { qr } = gateway.session.status;
    return qr === before ? null : qr;
  });
  const [, noiseKey, identity, secret] = before.split(',');
  expect(after.split(',').slice(1, 3)).toEqual([noiseKey, identity]);
  expect(after.split(',')[3]).not.toBe(secret);
  // The request is acknowledged before there is a login, or WhatsApp would ask again and again.
  await until('its acknowledgement', async () =>
    (await network.traces()).some(({ event, type }) => event === 'ack' && type === 'notification'),
  );
  await network.link(after);
  await isOpen();
  await arrived('halo');
});

it('a code that is typed on the phone links the number', async () => {
  gateway.session.pairAgain();
  await qrCode();
  const code = await gateway.session.requestPairingCode('6281100000001');
  expect(gateway.session.status).toMatchObject({ state: 'pairing', reason: 'enter_code', pairingCode: code });
  await network.call('POST', '/link', { code });
  await isOpen();
  await arrived('halo lagi');
  expect(gateway.session.status.pairingCode).toBeNull();
});

it('a code nobody types leaves nothing behind: after a restart there is a QR code again', async () => {
  gateway.session.pairAgain();
  await qrCode();
  await gateway.session.requestPairingCode('6281100000001');
  await gateway.stop();
  gateway = start();
  await network.link(await qrCode());
  await isOpen();
});

it('a refused client version is looked up, and the newer one is used', async () => {
  const revision = DEFAULT_CONNECTION_CONFIG.version[2] + 1;
  const genuine = globalThis.fetch;
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (target: string | URL | Request, init?: RequestInit) => {
    const address = String(target instanceof Request ? target.url : target);
    if (!address.includes('whatsapp.com')) return genuine(target, init);
    asked.push(address);
    return new Response(`{"client_revision":${revision}}`);
  });
  await network.call('POST', '/admin/drop', { code: '405' });
  await until('the refusal', () => gateway.session.status.state === 'version_refused');
  expect(gateway.session.status.reason).toBe('client_version_refused');
  await until('the look-up', () => asked.length > 0);
  vi.unstubAllGlobals();
  // The next try is minutes away: each one counts as suspicious.
  gateway.session.reconnect();
  const socket = await isOpen();
  const { version } = (socket.ws as unknown as { config: { version: number[] } }).config;
  expect(version).toEqual([2, 3000, revision]);
  await arrived('versi baru');
});

it('keeps the version it has when nothing newer can be looked up', async () => {
  const genuine = globalThis.fetch;
  vi.stubGlobal('fetch', async (target: string | URL | Request, init?: RequestInit) => {
    if (String(target instanceof Request ? target.url : target).includes('whatsapp.com')) throw new TypeError('no internet');
    return genuine(target, init);
  });
  await network.call('POST', '/admin/drop', { code: '405' });
  await until('the refusal', () => gateway.session.status.state === 'version_refused');
  gateway.session.reconnect();
  await isOpen();
  await arrived('tetap jalan');
});
