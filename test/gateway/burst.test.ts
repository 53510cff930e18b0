import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { asc, eq, inArray } from 'drizzle-orm';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { appRole } from '../../database/migrate.ts';
import { message, waInbound, waKey } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

/** Many messages at once: they share commits, and nothing else about them changes. */

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url, owner } = await testDatabase();
const phones = Array.from({ length: 12 }, (_, index) => `62812${String(index).padStart(8, '0')}`);
const each = 5;
let network: TestNetwork;
let gateway: Gateway;
/** Inbound parts of each commit so far. */
let commits: number[] = [];

/** Place of the senders of inbound parts among the values of the commit. */
const senderColumn = 7;

beforeAll(async () => {
  const query = pg.Pool.prototype.query as (this: pg.Pool, ...args: unknown[]) => Promise<unknown>;
  vi.spyOn(pg.Pool.prototype, 'query').mockImplementation(function (this: pg.Pool, ...args: unknown[]) {
    const statement = args[0] as { name?: string; values?: unknown[][] };
    if (statement.name === 'wa-commit') commits.push(statement.values?.[senderColumn]?.length ?? 0);
    return query.apply(this, args) as never;
  });
  network = await testNetwork();
  gateway = createGateway({
    session: 'main',
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 6,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    },
    startRun: async () => {},
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  gateway.start();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await isOpen();
  await isEmpty();
});

afterAll(async () => {
  vi.restoreAllMocks();
  await gateway.stop();
  await network.close();
});

beforeEach(() => {
  commits = [];
});

const isOpen = () => until('an open session', () => gateway.session.openSocket);
const isEmpty = () => until('an empty queue at the server', async () => (await network.queued()) === 0);
const parts = (waIds: string[]) => db.select().from(waInbound).where(inArray(waInbound.waId, waIds));
const recorded = (waIds: string[]) =>
  until(`${waIds.length} messages`, async () => {
    const rows = await db.select().from(message).where(inArray(message.waId, waIds)).orderBy(asc(message.id));
    return rows.length === waIds.length ? rows : undefined;
  });

/** All phones write several messages while the gateway cannot be reached; then they come at once. */
async function burst(): Promise<string[]> {
  await network.call('POST', '/admin/drop', {});
  const waIds: string[] = [];
  for (let round = 0; round < each; round++)
    for (const [index, phone] of phones.entries()) waIds.push(await network.say(phone, `${index}: beli kopi ${round}`));
  return waIds;
}

describe('a burst', () => {
  it('shares commits, with one row for each message and the words of each chat in order', async () => {
    const waIds = await burst();
    const rows = await recorded(waIds);
    await isEmpty();
    expect(await parts(waIds)).toHaveLength(waIds.length);
    expect(commits.reduce((sum, count) => sum + count, 0)).toBe(waIds.length);
    // How many share one depends on how fast they come.
    expect(Math.max(...commits)).toBeGreaterThan(1);
    for (const index of phones.keys())
      expect(rows.flatMap(({ body }) => (body?.startsWith(`${index}:`) ? [body] : []))).toEqual(
        Array.from({ length: each }, (_, round) => `${index}: beli kopi ${round}`),
      );
  });

  it('is acknowledged only after its commit: while none succeeds the server keeps all of it', async () => {
    await owner.query(`revoke insert on wa_inbound from ${appRole}`);
    onTestFinished(async () => void (await owner.query(`grant insert on wa_inbound to ${appRole}`)));
    const keysBefore = await db.select().from(waKey).where(eq(waKey.type, 'session')).orderBy(waKey.id);
    const waIds = await burst();
    await until('a refused commit', () => gateway.session.status.reason === 'database_unavailable');
    const answered = (await network.traces()).filter(({ id, event }) => waIds.includes(id ?? '') && event !== 'delivered');
    expect(answered).toEqual([]);
    expect(await network.queued()).toBe(waIds.length);
    // Not one step of a ratchet without its message.
    expect(await db.select().from(waKey).where(eq(waKey.type, 'session')).orderBy(waKey.id)).toEqual(keysBefore);
    await owner.query(`grant insert on wa_inbound to ${appRole}`);
    await recorded(waIds);
    await isEmpty();
  });

  it('that is delivered again in the middle of another is answered from its rows', async () => {
    await isOpen();
    const first = await Promise.all(phones.map((phone) => network.say(phone, 'dua kali')));
    await recorded(first);
    const again = first.flatMap((id) => [0, 1].map(() => network.call('POST', '/admin/redeliver', { id })));
    const next = await Promise.all(phones.map((phone) => network.say(phone, 'sekali')));
    await Promise.all(again);
    await recorded(next);
    await until('a receipt for each delivery', async () => {
      const receipts = (await network.traces()).filter(({ id, event, type }) => {
        return event === 'receipt' && type !== 'read' && first.includes(id ?? '');
      });
      return receipts.length >= 3 * first.length;
    });
    expect(await parts(first)).toHaveLength(first.length);
    expect((await network.traces()).filter(({ type }) => type === 'retry')).toEqual([]);
  });
});
