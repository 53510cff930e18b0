import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import type { SignalDataSet } from '@whiskeysockets/baileys';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseKeyRing } from '../../database/cipher.ts';
import { message, waInbound, waKey, waSession } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import {
  type AuthState,
  Fenced,
  forgetDevice,
  type InboundPart,
  inboundType,
  loadAuthState,
} from '../../gateway/session/authState.ts';
import { raiseEpoch } from '../../gateway/session/lease.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const keys = `test:${randomBytes(32).toString('base64')}`;
const ring = parseKeyRing(keys);
const pool = new pg.Pool({ connectionString: url, max: 4 });

afterAll(() => pool.end());

describe('two stores of one session', () => {
  const session = 'stores';
  const failures: unknown[] = [];
  let stale: AuthState;
  let current: AuthState;
  const load = async () => {
    const epoch = await raiseEpoch(pool, session);
    return loadAuthState({ pool, ring, session, epoch, onFailure: (error) => failures.push(error), onInbound: () => {} });
  };
  const part: InboundPart = { sender: '1@lid', waId: 'STALE', part: 0, attrs: { id: 'STALE' }, plaintext: Uint8Array.of(1) };
  const step = (id: string, inbound?: InboundPart) =>
    ({
      session: { [id]: Buffer.from(id) },
      'pre-key': { 7: null },
      ...(inbound ? { [inboundType]: { [inbound.waId]: inbound } } : {}),
    }) as unknown as SignalDataSet;
  const kept = async () =>
    (await db.select().from(waKey).where(eq(waKey.session, session))).map(({ type, id }) => `${type}/${id}`);

  beforeAll(async () => {
    await db.insert(waSession).values({ id: session });
    stale = await load();
    await stale.keys.set({ 'pre-key': { 7: { public: Buffer.alloc(1), private: Buffer.alloc(1) } } });
    current = await load();
  });

  it('refuse the ratchet step, the message and the used pre-key of the one that lost the lease, all of them', async () => {
    const [before] = await db.select().from(waSession).where(eq(waSession.id, session));
    await expect(stale.keys.set(step('lost', part))).rejects.toThrow(Fenced);
    expect(failures.at(-1)).toBeInstanceOf(Fenced);
    expect(await kept()).toEqual(['pre-key/7']);
    expect(await db.select().from(waInbound).where(eq(waInbound.session, session))).toEqual([]);
    const [after] = await db.select().from(waSession).where(eq(waSession.id, session));
    expect(after?.creds?.equals(before?.creds ?? Buffer.alloc(0))).toBe(true);
  });

  it('refuse its credentials and its wish to pair anew', async () => {
    await expect(stale.saveCreds()).rejects.toThrow(Fenced);
    await expect(forgetDevice(pool, session, 1n)).rejects.toThrow(Fenced);
    expect(await kept()).toEqual(['pre-key/7']);
  });

  it('take everything of the other', async () => {
    await current.keys.set(step('held', { ...part, waId: 'HELD' }));
    await current.saveCreds();
    expect(await kept()).toEqual(['session/held']);
    expect(await db.select().from(waInbound).where(eq(waInbound.session, session))).toMatchObject([{ waId: 'HELD' }]);
  });

  it('let who takes the lease wait for a commit under way', async () => {
    const committing = await pool.connect();
    await committing.query('begin');
    await committing.query('select from wa_session where id = $1 for share', [session]);
    let raised = false;
    const raise = raiseEpoch(pool, session).then(() => {
      raised = true;
    });
    await until('the other to wait', async () => {
      const { rows } = await pool.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      return rows.length > 0;
    });
    expect(raised).toBe(false);
    await committing.query('commit');
    committing.release();
    await raise;
  });
});

describe('a gateway whose lease was taken without its knowing', () => {
  let network: TestNetwork;
  let gateway: Gateway;
  const reasons: (string | null)[] = [];

  beforeAll(async () => {
    network = await testNetwork();
    gateway = createGateway({
      session: 'main',
      settings: {
        DATABASE_URL: url,
        DATABASE_POOL_MAX: 4,
        WHATSAPP_URL: network.url,
        WHATSAPP_ROOT_KEY: network.rootKeyHex,
        WHATSAPP_SESSION_KEYS: keys,
      },
      startRun: async () => {},
      log: pino({ level: 'silent' }),
    });
    gateway.session.on('status', ({ reason }) => reasons.push(reason));
    gateway.start();
    await network.link(await until('a QR code', () => gateway.session.status.qr));
    await until('an open session', () => gateway.session.openSocket);
    // The history the account's phone sends to a new device: it writes keys too.
    await until('an empty queue', async () => (await network.queued()) === 0);
  });

  afterAll(async () => {
    await gateway.stop();
    await network.close();
  });

  it('closes its socket without a receipt, and gets the message again once it holds the lease', async () => {
    const socket = gateway.session.openSocket;
    await raiseEpoch(pool, 'main');
    const waId = await network.say('6281200000001', 'beli kopi 25rb');
    await until('the socket to close', () => gateway.session.openSocket !== socket);
    const answers = (await network.traces()).filter(({ id, event }) => id === waId && (event === 'receipt' || event === 'ack'));
    const row = await until('the message', async () => (await db.select().from(message).where(eq(message.waId, waId)))[0]);
    expect(row.body).toBe('beli kopi 25rb');
    expect(reasons).toContain('lease_lost');
    expect(answers).toEqual([]);
    const delivered = (await network.traces()).filter(({ id, event }) => id === waId && event === 'delivered');
    expect(delivered.length).toBeGreaterThan(1);
  });
});
