import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { and, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseKeyRing } from '../../database/cipher.ts';
import { planOutbound } from '../../database/outbox.ts';
import { chat, message, waInbound, waOutbound, waSession } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { sealInbound } from '../../gateway/inbox/payload.ts';
import type { MessageRun } from '../../workflows/contracts.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers and several processes: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const ana = '6281200000001';
const budi = '6281200000002';
const log = pino({ level: process.env.TEST_LOG ?? 'silent' });

let network: TestNetwork;
let gateway: Gateway;
let temporalUp = true;
const runs: (MessageRun & { workflowId: string })[] = [];

const settings = () => ({
  DATABASE_URL: url,
  DATABASE_POOL_MAX: 6,
  WHATSAPP_URL: network.url,
  WHATSAPP_ROOT_KEY: network.rootKeyHex,
  WHATSAPP_SESSION_KEYS: `test:${keys}`,
});
const keys = randomBytes(32).toString('base64');

const startGateway = () => {
  const next = createGateway({
    session: 'main',
    settings: settings(),
    startRun: async (run) => {
      if (!temporalUp) throw new Error('Temporal is away');
      runs.push(run);
    },
    log,
  });
  next.start();
  return next;
};

const rowOf = async (waId: string) => (await db.select().from(message).where(eq(message.waId, waId)))[0];
const arrived = (waId: string) => until(`message ${waId}`, () => rowOf(waId));
const started = (waId: string) => until(`run of ${waId}`, () => runs.find((run) => run.workflowId.endsWith(`/${waId}`)));

beforeAll(async () => {
  network = await testNetwork();
  gateway = startGateway();
  const qr = await until('a QR code', () => gateway.session.status.qr);
  await network.link(qr);
  await until('an open session', () => gateway.session.openSocket);
});

afterAll(async () => {
  await gateway.stop();
  await network.close();
});

async function plan(chatId: string, effectKey: string, text: string, quote?: string) {
  return db.transaction((tx) =>
    planOutbound(tx, { session: 'main', chatId, effectKey, payload: { kind: 'text', text, ...(quote ? { quote } : {}) } }),
  );
}

describe('a paired gateway', () => {
  it('turns a text into one message row and one run', async () => {
    const waId = await network.say(ana, 'beli kopi 25rb');
    const run = await started(waId);
    const row = await arrived(waId);
    expect(row).toMatchObject({ kind: 'text', body: 'beli kopi 25rb', stage: 'received', workflowId: run.workflowId });
    expect(run).toMatchObject({ messageId: row.id, session: 'main', kind: 'text' });
    const parts = await until('the inbound row to be cleared', async () => {
      const rows = await db.select().from(waInbound).where(eq(waInbound.waId, waId));
      return rows.every((part) => part.dispatchedAt && part.payload === null) && rows;
    });
    expect(parts).toHaveLength(1);
    await until('the phone to see its message read', async () =>
      (await network.traces()).some((trace) => trace.event === 'receipt' && trace.type === 'read' && trace.id === waId),
    );
  });

  it('sends once, is done at the ack, and a second send is the same message', async () => {
    const waId = await network.say(ana, 'halo');
    const { chatId } = await arrived(waId);
    const planned = await plan(chatId, 'test/send-once', 'Kopi Rp25.000, benar?', waId);
    await gateway.sender.send({ outboundId: planned.id });
    const [row] = await db.select().from(waOutbound).where(eq(waOutbound.id, planned.id));
    expect(row).toMatchObject({ state: 'acked' });
    expect(row?.sentAt).not.toBeNull();
    await db.update(waOutbound).set({ state: 'sent', ackedAt: null }).where(eq(waOutbound.id, planned.id));
    await gateway.sender.send({ outboundId: planned.id });
    const heard = (await network.heard(ana)).filter((line) => line.text === 'Kopi Rp25.000, benar?');
    expect(heard.map((line) => line.id)).toEqual([planned.waId]);
    await until('the delivery receipt', async () => {
      const [after] = await db.select().from(waOutbound).where(eq(waOutbound.id, planned.id));
      return after?.deliveredAt;
    });
  });

  it('keeps the words of a chat in order', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) ids.push(await network.say(budi, `catat ${i}`));
    await started(ids.at(-1) ?? '');
    const started20 = runs.map((run) => run.workflowId.split('/').at(-1)).filter((id) => ids.includes(id ?? ''));
    expect(started20).toEqual(ids);
    const rows = await db
      .select()
      .from(message)
      .innerJoin(chat, eq(chat.id, message.chatId))
      .where(and(eq(message.waId, ids[0] ?? '')));
    expect(rows[0]?.chat.kind).toBe('direct');
  });

  it('sets aside what is no message, and goes on with what comes behind it', async () => {
    const place = { sender: '1@lid', waId: 'POISON', part: 0 };
    const payload = sealInbound(parseKeyRing(`test:${keys}`), 'main', place, Buffer.from([0xff, 0xff, 0xff, 1]));
    await db.insert(waInbound).values({ ...place, session: 'main', attrs: { from: '1@lid', id: 'POISON' }, payload });
    await started(await network.say(ana, 'yang berikutnya'));
    const poison = await until('the row to be set aside', async () => {
      const [row] = await db.select().from(waInbound).where(eq(waInbound.waId, 'POISON'));
      return row?.dispatchedAt && row;
    });
    expect(poison.payload).not.toBeNull();
  });

  it('waits for Temporal and loses nothing', async () => {
    temporalUp = false;
    const waId = await network.say(ana, 'beli bensin 50rb');
    await arrived(waId);
    expect(runs.some((run) => run.workflowId.endsWith(waId))).toBe(false);
    temporalUp = true;
    await started(waId);
  });

  it('answers after a restart without pairing again, and picks up what was sent meanwhile', async () => {
    await gateway.stop();
    const waIds = await Promise.all([1, 2, 3].map((i) => network.say(budi, `offline ${i}`)));
    gateway = startGateway();
    for (const waId of waIds) await started(waId);
    expect(await network.queued()).toBe(0);
    await until('the row to say so', async () => {
      const [row] = await db.select().from(waSession).where(eq(waSession.id, 'main'));
      return row?.state === 'open';
    });
  });
});
