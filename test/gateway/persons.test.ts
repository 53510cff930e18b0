import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { asc, eq, inArray, isNull } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConversationActivities } from '../../activities/conversation/activities.ts';
import { createInvite } from '../../database/invite.ts';
import { channelIdentity, chat, contact, message } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { testDatabase } from '../database.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const ana = '6281200000001';
const budi = '6281200000002';
let network: TestNetwork;
let gateway: Gateway;
const runs: string[] = [];

/** The first step of a run, by invitation, and what it says sent over the real socket. */
const { openMessage } = createConversationActivities({
  db,
  access: { mode: 'invite', numbers: new Set() },
  decide: async () => null,
});

beforeAll(async () => {
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
    startRun: async ({ workflowId, messageId }) => {
      const opened = await openMessage({ messageId });
      if (opened.route === 'wait') throw new Error('nothing of these chats waits for an earlier message');
      for (const outboundId of opened.outbound) await gateway.sender.send({ outboundId });
      runs.push(workflowId);
    },
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  gateway.start();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await until('an open session', () => gateway.session.openSocket);
});

afterAll(async () => {
  await gateway.stop();
  await network.close();
});

/** Has a phone say something; resolves with its row when its first step is through. */
async function say(phone: string, text: string) {
  const waId = await network.say(phone, text);
  await until(`run of ${waId}`, () => runs.some((workflowId) => workflowId.endsWith(`/${waId}`)));
  const [row] = await db.select().from(message).where(eq(message.waId, waId));
  return row!;
}
const told = (addresses: 'both' | 'lid' | 'pn') => network.call('PUT', '/admin/faults', { addresses });
const words = async (phone: string) => (await network.heard(phone)).map(({ text }) => text ?? '');

describe('a stranger, while Catat is by invitation', () => {
  it('hears one word, then nothing, until a code lets them in', async () => {
    expect((await say(budi, 'beli kopi 25rb')).stage).toBe('ignored');
    const second = await say(budi, 'halo?');
    expect(await words(budi)).toEqual([expect.stringContaining('kode ABCD-1234')]);
    const { code } = await createInvite(db, { uses: 1, expiresInHours: 1, createdBy: 'test' });
    await say(budi, `Kode ${code.toLowerCase()}`);
    expect((await words(budi)).at(-1)).toContain('aku *Catat* 👋');
    expect(await words(budi)).toHaveLength(2);
    const inside = await say(budi, 'beli kopi 25rb');
    const read = async () =>
      (await network.traces()).filter(({ event, type }) => event === 'receipt' && type === 'read').map(({ id }) => id);
    await until('a read mark', async () => (await read()).includes(inside.waId));
    expect(await read()).not.toContain(second.waId);
  });
});

describe('one person under two addresses', () => {
  it('LID alone, number alone, then both: one contact, one chat, each message one run', async () => {
    await told('lid');
    const first = await say(ana, 'beli kopi 25rb');
    await told('pn');
    const second = await say(ana, 'beli bensin 50rb');
    expect(second.contactId).not.toBe(first.contactId);
    expect(second.chatId).not.toBe(first.chatId);
    await told('both');
    const third = await say(ana, 'beli pulsa 20rb');

    expect(third).toMatchObject({ contactId: first.contactId, chatId: first.chatId });
    const rows = await db.select().from(message).where(eq(message.chatId, first.chatId)).orderBy(asc(message.id));
    expect(rows.map(({ id, contactId }) => [id, contactId])).toEqual(
      [first, second, third].map(({ id }) => [id, first.contactId]),
    );
    const identities = await db.select().from(channelIdentity).where(eq(channelIdentity.contactId, first.contactId));
    expect(identities.map(({ kind }) => kind).sort()).toEqual(['lid', 'pn']);
    const whole = await db.select().from(contact).where(isNull(contact.mergedInto));
    expect(whole).toHaveLength(2);
    const direct = await db
      .select()
      .from(chat)
      .where(inArray(chat.contactId, [first.contactId]));
    expect(direct).toHaveLength(1);

    // Later stanzas under either form alone find the same chat, also when they are delivered again.
    for (const form of ['lid', 'pn'] as const) {
      await told(form);
      expect((await say(ana, `lewat ${form}`)).chatId).toBe(first.chatId);
    }
    expect(new Set(runs).size).toBe(runs.length);
    await told('both');
  });
});
