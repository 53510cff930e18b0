import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { proto } from '@whiskeysockets/baileys';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseKeyRing } from '../../database/cipher.ts';
import { message, waInbound } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { sealInbound } from '../../gateway/inbox/payload.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const keys = `test:${randomBytes(32).toString('base64')}`;
const ana = '6281200000001';
const budi = '6281200000002';
let network: TestNetwork;
let gateway: Gateway;
/** WhatsApp ids in the order in which their runs were started. */
const started: string[] = [];

const startGateway = (): Gateway => {
  const next = createGateway({
    session: 'main',
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 6,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: keys,
    },
    startRun: async ({ workflowId }) => void started.push(workflowId.split('/').at(-1) ?? ''),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  next.start();
  return next;
};

const rowOf = async (waId: string) => (await db.select().from(message).where(eq(message.waId, waId)))[0];
const run = (waId: string) => until(`run of ${waId}`, () => started.includes(waId));
const change = async (what: 'edits' | 'revokes', body: object) =>
  (await network.call<{ id: string }>('POST', `/phones/${ana}/${what}`, body)).id;
const hold = (holdDelivery: boolean) => network.call('PUT', '/admin/faults', { holdDelivery });

beforeAll(async () => {
  network = await testNetwork();
  gateway = startGateway();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await until('an open session', () => gateway.session.openSocket);
});

afterAll(async () => {
  await gateway.stop();
  await network.close();
});

describe('the order of a chat', () => {
  it('holds when a message comes live while those that waited at the server are still being read', async () => {
    await gateway.stop();
    const waited: string[] = [];
    for (let index = 0; index < 60; index++) waited.push(await network.say(budi, `menunggu ${index}`));
    gateway = startGateway();
    const opened = new Promise<void>((resolve) => gateway.session.once('open', () => resolve()));
    await opened;
    const live: string[] = [];
    for (let index = 0; index < 5; index++) live.push(await network.say(budi, `langsung ${index}`));
    await run(live.at(-1) ?? '');
    const all = [...waited, ...live];
    expect(started.filter((waId) => all.includes(waId))).toEqual(all);
  });

  it('is the order of the server’s clock where messages were captured in another one', async () => {
    const part = (waId: string, t: number) => {
      const place = { sender: '77@lid', waId, part: 0 };
      const plaintext = Buffer.concat([proto.Message.encode({ conversation: waId }).finish(), Uint8Array.of(1)]);
      const payload = sealInbound(parseKeyRing(keys), 'main', place, plaintext);
      return { ...place, session: 'main', attrs: { from: '77@lid', id: waId, t: String(t) }, payload };
    };
    await db.insert(waInbound).values([part('LATER', 1_790_000_002), part('EARLIER', 1_790_000_001)]);
    await run('LATER');
    expect(started.slice(-2)).toEqual(['EARLIER', 'LATER']);
  });
});

describe('a change that overtakes its message', () => {
  it.each([
    { what: 'a plain edit', sealed: false },
    { what: 'a sealed edit', sealed: true },
  ])('$what waits for it', async ({ sealed }) => {
    await hold(true);
    const waId = await network.say(ana, 'beli kopi 25rb');
    const edit = await change('edits', { messageId: waId, text: 'beli kopi 30rb', sealed });
    await hold(false);
    await Promise.all([waId, edit].map(run));
    expect(started.indexOf(waId)).toBeLessThan(started.indexOf(edit));
    expect(await rowOf(edit)).toMatchObject({ kind: 'edit', body: 'beli kopi 30rb', targetWaId: waId });
  });

  it('a revoke waits for it', async () => {
    await hold(true);
    const waId = await network.say(ana, 'beli kopi 25rb');
    const revoke = await change('revokes', { messageId: waId });
    await hold(false);
    await Promise.all([waId, revoke].map(run));
    expect(started.indexOf(waId)).toBeLessThan(started.indexOf(revoke));
  });
});
