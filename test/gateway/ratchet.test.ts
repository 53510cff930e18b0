import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { appRole } from '../../database/migrate.ts';
import { planOutbound } from '../../database/outbox.ts';
import { message } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

/** An outgoing ratchet never goes back: a key that encrypted one message encrypts no other. */

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url, owner } = await testDatabase();
const ana = '6281200000001';
const fast = { perSecond: 1_000, burst: 1_000 };
let network: TestNetwork;
let gateway: Gateway;
let chatId: string;

beforeAll(async () => {
  network = await testNetwork();
  gateway = createGateway({
    session: 'main',
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 8,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    },
    startRun: async () => {},
    pace: { chat: fast, session: fast },
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  gateway.start();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await until('an open session', () => gateway.session.openSocket);
  const waId = await network.say(ana, 'halo');
  const row = await until('its row', async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);
  chatId = row.chatId;
  await send('siap');
});

afterAll(async () => {
  await gateway.stop();
  await network.close();
});

const plan = (text: string) =>
  db.transaction((tx) =>
    planOutbound(tx, { session: 'main', chatId, effectKey: `test/${text}`, payload: { kind: 'text', text } }),
  );
async function send(text: string): Promise<string> {
  const { id, waId } = await plan(text);
  await gateway.sender.send({ outboundId: id });
  return waId;
}
/** How often the server got a message: more than once means that the phone could not read it and asked again. */
const written = async (waId: string) =>
  (await network.traces()).filter(({ event, id }) => event === 'message' && id === waId).length;
const texts = async () => (await network.heard(ana)).flatMap(({ text }) => text ?? []);

it('nothing is sent whose step is not on disk', async () => {
  const { id, waId } = await plan('tidak jadi');
  await owner.query(`revoke insert, update on wa_key from ${appRole}`);
  await expect(gateway.sender.send({ outboundId: id })).rejects.toMatchObject({ type: 'Unavailable', nonRetryable: false });
  expect(await written(waId)).toBe(0);
  await owner.query(`grant insert, update on wa_key to ${appRole}`);
  await until('an open session', () => gateway.session.openSocket);
  await gateway.sender.send({ outboundId: id });
  const next = await send('lalu ini');
  await until('both on the phone', async () => (await texts()).includes('lalu ini'));
  expect((await texts()).filter((text) => text === 'tidak jadi' || text === 'lalu ini')).toEqual(['tidak jadi', 'lalu ini']);
  expect([await written(waId), await written(next)]).toEqual([1, 1]);
});

it('holds while the same person writes and is written to', async () => {
  const said: Promise<string>[] = [];
  const sent: Promise<string>[] = [];
  for (let index = 0; index < 40; index++) {
    said.push(network.say(ana, `beli kopi ${index}`));
    sent.push(send(`jawaban ${index}`));
    await Promise.race([sent.at(-1), said.at(-1)]);
  }
  const incoming = await Promise.all(said);
  const outgoing = await Promise.all(sent);
  await until('all of them recorded', async () => {
    const rows = await db.select().from(message).where(eq(message.chatId, chatId));
    return incoming.every((waId) => rows.some((row) => row.waId === waId));
  });
  await until('the last on the phone', async () => (await texts()).includes('jawaban 39'));
  expect((await texts()).filter((text) => text.startsWith('jawaban')).length).toBe(40);
  expect(await Promise.all(outgoing.map(written))).toEqual(outgoing.map(() => 1));
});
