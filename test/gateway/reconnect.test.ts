import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import { message } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const { db, url } = await testDatabase();
const ana = '6281200000001';
let network: TestNetwork;
let gateway: Gateway;
/** Pauses before the next connection, in ms, as logged. */
let pauses: number[];

async function start(whatsappUrl?: string): Promise<void> {
  pauses = [];
  network = await testNetwork();
  const write = (line: string) => {
    const { pause_ms } = JSON.parse(line);
    if (pause_ms !== undefined) pauses.push(pause_ms);
  };
  gateway = createGateway({
    session: randomBytes(4).toString('hex'),
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 4,
      WHATSAPP_URL: whatsappUrl ?? network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    },
    startRun: async () => {},
    log: pino({ level: 'info' }, { write }),
  });
  gateway.start();
}

afterEach(async () => {
  await gateway.stop();
  await network.close();
});

it('a connection that brought a message is made anew at once, however often it is cut', async () => {
  await start();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  for (let cut = 0; cut < 6; cut++) {
    const socket = await until('an open session', () => gateway.session.openSocket);
    const waId = await network.say(ana, `beli kopi ${cut}`);
    await until('its row', async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);
    await network.call('POST', '/admin/drop', {});
    await until('the end of the connection', () => gateway.session.openSocket !== socket);
  }
  await until('an open session', () => gateway.session.openSocket);
  expect(pauses).toHaveLength(6);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1_000);
});

it('connections that come to nothing are tried after growing pauses', async () => {
  // Port 9 (discard): nobody listens there.
  await start('ws://127.0.0.1:9/ws/chat');
  await until('three tries', () => pauses.length >= 3);
  const [first = 0, second = 0, third = 0] = pauses;
  // Doubling from 1 s, with jitter on the upper half.
  expect(first).toBeLessThanOrEqual(1_000);
  expect(second).toBeGreaterThanOrEqual(1_000);
  expect(third).toBeGreaterThanOrEqual(2_000);
});
