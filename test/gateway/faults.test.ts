import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { ApplicationFailure } from '@temporalio/common';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { appRole } from '../../database/migrate.ts';
import { planOutbound } from '../../database/outbox.ts';
import { message, waOutbound, waSession } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { type Relay, startRelay } from './proxy.ts';
import { until } from './waiting.ts';

// Genuine servers and several processes: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url, owner } = await testDatabase();
const ana = '6281200000001';
const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
const key = randomBytes(32).toString('base64');

let network: TestNetwork;
let relay: Relay;
let gateway: Gateway;

const start = (databaseUrl: string, keys = `test:${key}`): Gateway => {
  const next = createGateway({
    session: 'main',
    settings: {
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_MAX: 6,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: keys,
    },
    startRun: async () => {},
    log,
  });
  next.start();
  return next;
};

const relayed = () => {
  const through = new URL(url);
  through.port = String(relay.port);
  return through.href;
};

const isOpen = (which = gateway) => until('an open session', () => which.session.openSocket);
const stateIs = (state: string) => until(`state ${state}`, () => gateway.session.status.state === state);
const arrived = (waId: string) =>
  until(`message ${waId}`, async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);
const outbound = async (id: string) => (await db.select().from(waOutbound).where(eq(waOutbound.id, id)))[0];
const drop = (code?: string) => network.call('POST', '/admin/drop', code ? { code } : {});

beforeAll(async () => {
  network = await testNetwork();
  relay = await startRelay(Number(new URL(url).port));
  gateway = start(relayed());
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await isOpen();
  // The history the account's phone sends to a new device.
  await until('an empty queue', async () => (await network.queued()) === 0);
});

afterAll(async () => {
  await network.call('PUT', '/admin/faults', { holdAcks: false, nacks: [] });
  await gateway.stop();
  await relay.close();
  await network.close();
});

async function plan(effectKey: string, text: string) {
  const { chatId } = await arrived(await network.say(ana, `for ${effectKey}`));
  return db.transaction((tx) => planOutbound(tx, { session: 'main', chatId, effectKey, payload: { kind: 'text', text } }));
}

describe('Postgres away', () => {
  it('closes the socket without a receipt, and the message comes when Postgres is back', async () => {
    relay.cut();
    // Left cut, every test behind this one would wait in vain.
    onTestFinished(() => relay.restore());
    const waId = await network.say(ana, 'beli kopi 25rb');
    await stateIs('backing_off');
    const receipts = (await network.traces()).filter(({ id, event }) => id === waId && (event === 'receipt' || event === 'ack'));
    expect(receipts).toEqual([]);
    expect(await network.queued()).toBe(1);
    relay.restore();
    await arrived(waId);
    await until('an empty queue', async () => (await network.queued()) === 0);
    expect(await db.select().from(message).where(eq(message.waId, waId))).toHaveLength(1);
    await isOpen();
  });
});

describe('a commit that fails', () => {
  it('closes the socket before the library can acknowledge', async () => {
    await isOpen();
    await owner.query(`revoke insert on wa_inbound from ${appRole}`);
    const waId = await network.say(ana, 'beli bensin 50rb');
    await until('the socket to be closed', () => gateway.session.status.reason === 'database_unavailable');
    const answers = (await network.traces()).filter(({ id, event }) => id === waId && (event === 'receipt' || event === 'ack'));
    expect(answers).toEqual([]);
    await owner.query(`grant insert on wa_inbound to ${appRole}`);
    expect(await arrived(waId)).toMatchObject({ body: 'beli bensin 50rb' });
    await isOpen();
  });
});

describe('sending', () => {
  it('keeps a refused message refused and never sends it again', async () => {
    const planned = await plan('test/refused', 'ditolak');
    await network.call('PUT', '/admin/faults', { nacks: ['463'] });
    const first = await gateway.sender.send({ outboundId: planned.id }).catch((error) => error);
    expect(first).toBeInstanceOf(ApplicationFailure);
    expect(first).toMatchObject({ nonRetryable: true, type: 'SendRefused' });
    expect(await outbound(planned.id)).toMatchObject({ state: 'refused', refusal: '463' });
    const again = await gateway.sender.send({ outboundId: planned.id }).catch((error) => error);
    expect(again).toMatchObject({ nonRetryable: true });
    expect((await network.heard(ana)).filter(({ text }) => text === 'ditolak')).toEqual([]);
  });

  it('shows one bubble when the socket is cut between the write and the ack', async () => {
    const planned = await plan('test/cut', 'sekali saja');
    await network.call('PUT', '/admin/faults', { holdAcks: true });
    const sending = gateway.sender.send({ outboundId: planned.id }).catch((error) => error);
    await until('the message on the phone', async () => (await network.heard(ana)).some(({ text }) => text === 'sekali saja'));
    await drop();
    expect(await sending).toMatchObject({ nonRetryable: false, type: 'Unavailable' });
    expect(await outbound(planned.id)).toMatchObject({ state: 'sent' });
    await network.call('PUT', '/admin/faults', { holdAcks: false });
    await isOpen();
    await gateway.sender.send({ outboundId: planned.id });
    expect(await outbound(planned.id)).toMatchObject({ state: 'acked' });
    expect((await network.heard(ana)).filter(({ text }) => text === 'sekali saja')).toHaveLength(1);
  });
});

describe('states', () => {
  it.each(['408', '428', '500', '503', '515'])('comes back by itself after %s', async (code) => {
    const before = gateway.session.openSocket;
    await drop(code);
    await until('a new open socket', () => gateway.session.openSocket !== before && gateway.session.openSocket);
    await arrived(await network.say(ana, `after ${code}`));
  });

  it.each([
    ['402', 'forbidden'],
    ['403', 'forbidden'],
    ['406', 'forbidden'],
    ['411', 'multi_device_off'],
  ])('is blocked by %s, also over a restart, until told to reconnect', async (code, reason) => {
    await isOpen();
    await drop(code);
    await stateIs('blocked');
    expect(gateway.session.status.reason).toBe(reason);
    await gateway.stop();
    gateway = start(relayed());
    await stateIs('blocked');
    gateway.session.reconnect();
    await isOpen();
  });

  it('stops when it was replaced, until told to reconnect', async () => {
    await drop('440');
    await stateIs('replaced');
    const row = await until('the row to say so', async () => {
      const [current] = await db.select().from(waSession).where(eq(waSession.id, 'main'));
      return current?.state === 'replaced' ? current : undefined;
    });
    expect(row.reason).toBe('replaced');
    const logins = (await network.traces()).filter(({ event }) => event === 'login').length;
    const waId = await network.say(ana, 'masih di sana?');
    expect((await network.traces()).filter(({ event }) => event === 'login')).toHaveLength(logins);
    gateway.session.reconnect();
    await arrived(waId);
  });

  it('lets a second gateway wait until the first is gone', async () => {
    await isOpen();
    const second = start(url);
    await until('the second to wait', () => second.session.status.reason === 'waiting_for_lease');
    expect(gateway.session.status.state).toBe('open');
    const first = gateway;
    gateway = second;
    await first.stop();
    await isOpen();
    await arrived(await network.say(ana, 'kepada yang kedua'));
  });

  it('says that its keys do not open what is kept, and does not take that for a new device', async () => {
    await isOpen();
    await gateway.stop();
    gateway = start(url, `other:${key}`);
    await until('the reason', () => gateway.session.status.reason === 'keys_unreadable');
    expect(gateway.session.status.qr).toBeNull();
    await gateway.stop();
    gateway = start(url, `other:${randomBytes(32).toString('base64')},test:${key}`);
    await arrived(await network.say(ana, 'dengan kunci lama'));
  });

  it('keeps "logged out" over a restart and pairs anew only when told', async () => {
    await network.call('POST', '/admin/unlink', {});
    await stateIs('logged_out');
    await gateway.stop();
    gateway = start(url);
    await stateIs('logged_out');
    expect(gateway.session.status.reason).toBe('device_removed');
    gateway.session.pairAgain();
    await network.link(await until('a QR code', () => gateway.session.status.qr));
    await isOpen();
    await arrived(await network.say(ana, 'selamat datang kembali'));
  });
});
