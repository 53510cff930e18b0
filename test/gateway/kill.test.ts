import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { planOutbound } from '../../database/outbox.ts';
import { message, waInbound } from '../../database/schema/index.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { type Child, killChildren, startChild } from './child.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers and several processes: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const { db, url } = await testDatabase();
const key = randomBytes(32).toString('base64');
const catat = '6281100000001';
const ana = '6281300000001';
let network: TestNetwork;
let phones = 0;
let family: string;
const newPhone = () => `62812${String(++phones).padStart(8, '0')}`;

const settings = (session = 'main') => ({
  DATABASE_URL: url,
  DATABASE_POOL_MAX: 4,
  session,
  WHATSAPP_URL: network.url,
  WHATSAPP_ROOT_KEY: network.rootKeyHex,
  WHATSAPP_SESSION_KEYS: `test:${key}`,
});

type Say = (text: string) => Promise<string>;
const inGroup = async (group: string, from: string, text: string) =>
  (await network.call<{ id: string }>('POST', `/groups/${group}/messages`, { from, text: `@${catat} ${text}` })).id;
const newGroup = async (...members: string[]) =>
  (await network.call<{ id: string }>('POST', '/groups', { subject: 'Keluarga', members: [catat, ...members] })).id;

/** Who speaks, by how it is encrypted: each kind fails in its own way when it is delivered again after its keys have moved on. */
const speakers: Record<string, () => Promise<Say>> = {
  /** Somebody new: the message uses up a pre-key. */
  pkmsg: async () => {
    const phone = newPhone();
    return (text) => network.say(phone, text);
  },
  /** Somebody who was answered: a step of a ratchet that both sides know. */
  msg: async () => (text) => network.say(ana, text),
  /** A group in which somebody has spoken before: a step of their sender key. */
  skmsg: async () => (text) => inGroup(family, ana, text),
  /** Somebody's first words in a group: the sender key comes with them, in a part and a commit of its own. */
  'pkmsg skmsg': async () => {
    const phone = newPhone();
    const group = await newGroup(phone);
    return (text) => inGroup(group, phone, text);
  },
};

const isOpen = (child: Child) => child.seen('an open session', ({ event, state }) => event === 'status' && state === 'open');
const sealing = async (waId: string) =>
  (await network.traces()).find(({ id, event }) => id === waId && event === 'delivered')?.sealed;
/** How often a phone was asked to send a message again, since it could not be read. */
const askedAgain = async (waId: string) =>
  (await network.traces()).filter(({ id, event, type }) => id === waId && event === 'receipt' && type === 'retry').length;

/** Links a device, answers Ana and hears her in a group, so that her sessions are established both ways. */
beforeAll(async () => {
  network = await testNetwork();
  const gateway = createGateway({
    session: 'main',
    settings: settings(),
    startRun: async () => {},
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  gateway.start();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await until('an open session', () => gateway.session.openSocket);
  family = await newGroup(ana);
  const hello = await network.say(ana, 'halo');
  await dispatched(hello);
  const [row] = await rowsOf(hello);
  const payload = { kind: 'text' as const, text: 'siap' };
  const chatId = row?.chatId ?? '';
  const { id } = await db.transaction((tx) => planOutbound(tx, { session: 'main', chatId, effectKey: 'test/siap', payload }));
  await gateway.sender.send({ outboundId: id });
  await dispatched(await inGroup(family, ana, 'halo'));
  await gateway.stop();
});

afterAll(async () => {
  await killChildren();
  await network.close();
});

const rowsOf = (waId: string) => db.select().from(message).where(eq(message.waId, waId));
/** What the gateway told the server about a message: receipts and acks. */
const answersTo = async (waId: string) =>
  (await network.traces()).filter(({ id, event }) => id === waId && (event === 'receipt' || event === 'ack'));
const dispatched = (waId: string) =>
  until(`dispatch of ${waId}`, async () => {
    const parts = await db.select().from(waInbound).where(eq(waInbound.waId, waId));
    return parts.length > 0 && parts.every((part) => part.dispatchedAt);
  });

const byCipher = ['before-commit', 'after-commit', 'at-upsert'];
const later = ['before-run', 'after-run', 'before-mark'];
const kills = Object.keys(speakers).flatMap((sealed) =>
  [...byCipher, ...(sealed === 'pkmsg' ? later : [])].flatMap((point) =>
    ['online', 'offline'].map((when) => ({ sealed, point, when })),
  ),
);

describe('SIGKILL loses nothing and doubles nothing', () => {
  it.each(kills)('$point of $sealed, sent while $when', async ({ point, sealed, when }) => {
    const say = (await speakers[sealed]?.()) as Say;
    let waId = '';
    if (when === 'offline') waId = await say('beli kopi 25rb');
    const victim = startChild(settings(), { DIE: point });
    if (when === 'online') {
      await isOpen(victim);
      waId = await say('beli kopi 25rb');
    }
    expect(await victim.ended()).toBe('SIGKILL');
    expect(victim.events.at(-1)).toMatchObject({ event: 'dying', point });
    expect(await sealing(waId)).toBe(sealed);
    if (point.endsWith('commit')) expect(await answersTo(waId)).toEqual([]);

    const heir = startChild(settings());
    onTestFinished(() => heir.kill());
    await until(`the row of ${waId}`, async () => (await rowsOf(waId)).length > 0);
    await dispatched(waId);
    const next = await say('dan bensin 50rb');
    await until(`the row of ${next}`, async () => (await rowsOf(next)).length > 0);
    await dispatched(next);
    expect(await rowsOf(waId)).toMatchObject([{ body: 'beli kopi 25rb' }]);
    expect(await rowsOf(next)).toMatchObject([{ body: 'dan bensin 50rb' }]);
    await until('an empty queue at the server', async () => (await network.queued()) === 0);
    expect([await askedAgain(waId), await askedAgain(next)]).toEqual([0, 0]);
  });
});

/** A message on whose way the library alone is killed, and what its next process is offered. */
async function withoutHook(sealed: string, point: string): Promise<{ waId: string; offered: Child['events'] }> {
  const say = (await speakers[sealed]?.()) as Say;
  const victim = startChild(settings(), { MODE: 'stock', DIE: point });
  await isOpen(victim);
  const waId = await say('beli kopi 25rb');
  expect(await victim.ended()).toBe('SIGKILL');
  expect(await sealing(waId)).toBe(sealed);

  const heir = startChild(settings(), { MODE: 'stock' });
  await isOpen(heir);
  await until('an empty queue at the server', async () => (await network.queued()) === 0);
  const next = await say('dan bensin 50rb');
  await heir.seen('the next message', ({ event, id }) => event === 'upsert' && id === next);
  await heir.kill();
  return { waId, offered: heir.events.filter(({ text }) => text?.includes('beli kopi 25rb')) };
}

describe('control: the library alone', () => {
  it.each(['pkmsg', 'msg', 'skmsg'])('loses a message when it is killed at upsert: %s', async (sealed) => {
    const { waId, offered } = await withoutHook(sealed, 'at-upsert');
    expect(offered).toEqual([]);
    expect(await askedAgain(waId)).toBe(0);
  });

  it('loses a message of somebody new when it is killed after the commit of its keys', async () => {
    const { offered } = await withoutHook('pkmsg', 'after-commit');
    expect(offered).toEqual([]);
  });

  it.each(['msg', 'skmsg'])(
    'needs the phone to send a message again when it is killed after the commit of its keys: %s',
    async (sealed) => {
      const { waId } = await withoutHook(sealed, 'after-commit');
      expect(await askedAgain(waId)).toBeGreaterThan(0);
    },
  );
});
