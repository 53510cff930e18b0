import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { count, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { message, waInbound } from '../../database/schema/index.ts';
import { testDatabase } from '../database.ts';
import { type Child, killChildren, startChild } from './child.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Messages that waited for a gateway that was away, and how many are captured when it is killed. */
const batch = 300;
const kills = [1, 100, 250];
const phones = 20;

const { db, url } = await testDatabase();
const settings = { keys: `test:${randomBytes(32).toString('base64')}` };
let network: TestNetwork;

const start = (mode?: 'stock') =>
  startChild(
    {
      session: 'main',
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 4,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: settings.keys,
    },
    mode ? { MODE: mode } : {},
  );
/** Texts of several phones for a gateway that is away; resolves with their ids. */
async function waiting(amount: number): Promise<string[]> {
  const sent: string[] = [];
  for (let index = 0; index < amount; index++)
    sent.push(await network.say(`62812${String(index % phones).padStart(8, '0')}`, `beli kopi ${10_000 + index}`));
  return sent;
}
const captured = async (): Promise<number> => (await db.select({ rows: count() }).from(waInbound))[0]?.rows ?? 0;

beforeAll(async () => {
  network = await testNetwork();
  const child = start();
  const { qr } = await child.seen('a QR code', (event) => event.qr);
  await network.link(qr ?? '');
  await child.seen('an open session', ({ state }) => state === 'open');
  await child.kill();
});

afterAll(async () => {
  await killChildren();
  await network.close();
});

it(`an offline batch of ${batch}, SIGKILL in the middle of it three times: ${batch} rows, none twice`, async () => {
  const sent = await waiting(batch);
  const before = await captured();
  for (const amount of kills) {
    const victim = start();
    await until(`${amount} captured`, async () => (await captured()) - before >= amount);
    await victim.kill();
    expect((await captured()) - before).toBeLessThan(batch);
  }

  const heir = start();
  await until('an empty queue at the server', async () => (await network.queued()) === 0, 60_000);
  await until('all of it to be dispatched', async () => (await db.select().from(waInbound)).every((row) => row.dispatchedAt));
  const rows = await db.select({ waId: message.waId, body: message.body }).from(message);
  expect(rows.map(({ waId }) => waId).sort()).toEqual([...sent].sort());
  expect(new Set(rows.map(({ body }) => body)).size).toBe(batch);
  await heir.kill();
});

it('control: the library alone, killed in the middle of the same batch, has lost what it had acknowledged', async () => {
  const sent = await waiting(batch);
  // As when the socket is slow: the batch is under way and its end has not been told.
  await network.call('PUT', '/admin/faults', { holdOfflineEnd: true });
  const victim = start('stock');
  await until('a part of the batch acknowledged', async () => (await network.queued()) <= batch - 100);
  await victim.kill();
  await network.call('PUT', '/admin/faults', { holdOfflineEnd: false });
  const left = await network.queued();
  expect(left).toBeGreaterThan(0);

  const heir = start('stock');
  await until('an empty queue at the server', async () => (await network.queued()) === 0, 60_000);
  const last = await network.say('6281300000001', 'sudah semua?');
  await heir.seen('a message behind the batch', ({ event, id }) => event === 'upsert' && id === last);
  await heir.kill();
  const offered = new Set([...victim.events, ...heir.events].flatMap(({ event, id }) => (event === 'upsert' && id ? [id] : [])));
  const lost = sent.filter((id) => !offered.has(id));
  expect(lost.length).toBeGreaterThanOrEqual(batch - left);
});

describe('a socket that is cut before the end of the batch is told', () => {
  const few = 20;
  /** Has the batch acknowledged, and cuts the socket before its end is told. */
  async function cutBeforeTheEnd(child: Child): Promise<void> {
    await until('all of it acknowledged', async () => (await network.queued()) === 0);
    await network.call('POST', '/admin/drop', {});
    await network.call('PUT', '/admin/faults', { holdOfflineEnd: false });
    await child.seen('the end of the connection', ({ state }) => state === 'close' || state === 'backing_off');
  }

  it('takes nothing with it', async () => {
    const sent = await waiting(few);
    await network.call('PUT', '/admin/faults', { holdOfflineEnd: true });
    const child = start();
    await cutBeforeTheEnd(child);
    await until('a row of each', async () => {
      const rows = await db.select({ waId: message.waId }).from(message).where(inArray(message.waId, sent));
      return rows.length === few;
    });
    await child.kill();
  });

  it('control: the library alone has lost all of it, with its process alive', async () => {
    const sent = await waiting(few);
    await network.call('PUT', '/admin/faults', { holdOfflineEnd: true });
    const child = start('stock');
    await cutBeforeTheEnd(child);
    await child.kill();
    const heir = start('stock');
    const last = await network.say('6281300000001', 'masih ada?');
    await heir.seen('a message behind the batch', ({ event, id }) => event === 'upsert' && id === last);
    await heir.kill();
    const offered = [...child.events, ...heir.events].flatMap(({ event, id }) => (event === 'upsert' && id ? [id] : []));
    expect(sent.filter((id) => offered.includes(id))).toEqual([]);
  });
});
