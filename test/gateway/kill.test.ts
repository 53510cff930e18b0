import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { message, waInbound } from '../../database/schema/index.ts';
import { testDatabase } from '../database.ts';
import { type Child, killChildren, startChild } from './child.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers and several processes: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const key = randomBytes(32).toString('base64');
let network: TestNetwork;
let phones = 0;
/** A new phone writes with a pre-key message; one that was answered writes with a plain one. Both differ on redelivery. */
const newPhone = () => `62812${String(++phones).padStart(8, '0')}`;

const settings = (session = 'main') => ({
  DATABASE_URL: url,
  DATABASE_POOL_MAX: 4,
  session,
  WHATSAPP_URL: network.url,
  WHATSAPP_ROOT_KEY: network.rootKeyHex,
  WHATSAPP_SESSION_KEYS: `test:${key}`,
});

const isOpen = (child: Child) => child.seen('an open session', ({ event, state }) => event === 'status' && state === 'open');

beforeAll(async () => {
  network = await testNetwork();
  const child = startChild(settings());
  const { qr } = await child.seen('a QR code', (event) => event.qr);
  await network.link(qr ?? '');
  await isOpen(child);
  await dispatched(await network.say(newPhone(), 'halo'));
  await child.kill();
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

const points = ['before-commit', 'after-commit', 'at-upsert', 'before-run', 'after-run', 'before-mark'];

describe.each(points)('SIGKILL %s', (point) => {
  it.each(['online', 'offline'] as const)('loses nothing and doubles nothing, message sent while %s', async (when) => {
    const phone = newPhone();
    let waId = '';
    if (when === 'offline') waId = await network.say(phone, 'beli kopi 25rb');
    const victim = startChild(settings(), { DIE: point });
    if (when === 'online') {
      await isOpen(victim);
      waId = await network.say(phone, 'beli kopi 25rb');
    }
    expect(await victim.ended()).toBe('SIGKILL');
    expect(victim.events.at(-1)).toMatchObject({ event: 'dying', point });
    if (point.endsWith('commit')) expect(await answersTo(waId)).toEqual([]);

    const heir = startChild(settings());
    await dispatched(waId);
    const next = await network.say(phone, 'dan bensin 50rb');
    await dispatched(next);
    expect(await rowsOf(waId)).toMatchObject([{ body: 'beli kopi 25rb' }]);
    expect(await rowsOf(next)).toMatchObject([{ body: 'dan bensin 50rb' }]);
    await until('an empty queue at the server', async () => (await network.queued()) === 0);
    await heir.kill();
  });
});

describe('control: the library alone', () => {
  it('loses a message when it is killed at upsert', async () => {
    const phone = newPhone();
    const victim = startChild(settings(), { MODE: 'stock', DIE: 'at-upsert' });
    await isOpen(victim);
    await network.say(phone, 'beli kopi 25rb');
    expect(await victim.ended()).toBe('SIGKILL');

    const heir = startChild(settings(), { MODE: 'stock' });
    await isOpen(heir);
    expect(await network.queued()).toBe(0);
    const next = await network.say(phone, 'dan bensin 50rb');
    await heir.seen('the next message', ({ event, id }) => event === 'upsert' && id === next);
    expect(heir.events.filter(({ text }) => text === 'beli kopi 25rb')).toEqual([]);
    await heir.kill();
  });
});
