import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { proto } from '@whiskeysockets/baileys';
import { asc, eq, inArray, isNull } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConversationActivities } from '../../activities/conversation/activities.ts';
import { parseKeyRing } from '../../database/cipher.ts';
import { createInvite } from '../../database/invite.ts';
import { channelIdentity, chat, contact, message, waInbound } from '../../database/schema/index.ts';
import { Phone } from '../../dev/whatsapp/phone.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { sealInbound } from '../../gateway/inbox/payload.ts';
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
const keys = `test:${randomBytes(32).toString('base64')}`;

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
      WHATSAPP_SESSION_KEYS: keys,
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
  return opened(await network.say(phone, text));
}
/** The row of a message once its first step is through. */
async function opened(waId: string) {
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
    // Neither what a stranger wrote or sent nor how they call themselves is kept.
    expect(second).toMatchObject({ body: null, messageSecret: null });
    const file = { kind: 'image' as const, bytes: Buffer.from('a photo'), fileName: 'struk.jpg' };
    const sent = await opened(await new Phone(new URL(network.url.replace('ws:', 'http:')).origin, budi).sendFile(file));
    expect(sent).toMatchObject({ kind: 'image', stage: 'ignored', body: null, media: null, messageSecret: null });
    const rewrite = db.update(message).set({ messageSecret: 'another' }).where(eq(message.id, sent.id));
    await expect(rewrite).rejects.toMatchObject({ cause: { constraint: 'message_is_kept_as_it_came' } });
    const [stranger] = await db.select().from(contact).where(eq(contact.id, second.contactId));
    expect(stranger?.displayName).toBeNull();
    const parts = await db.select().from(waInbound).where(eq(waInbound.waId, second.waId));
    await until('their parts to be cleared', async () => {
      const rows = await db.select().from(waInbound).where(eq(waInbound.waId, second.waId));
      return rows.every(({ payload, attrs }) => payload === null && Object.keys(attrs).length === 0);
    });
    expect(parts).toHaveLength(1);
    const { code } = await createInvite(db, { uses: 1, expiresInHours: 1, createdBy: 'test' });
    await say(budi, `Kode ${code.toLowerCase()}`);
    expect((await words(budi)).at(-1)).toContain('aku *Catat* 👋');
    expect(await words(budi)).toHaveLength(2);
    const inside = await say(budi, 'beli kopi 25rb');
    const read = async () =>
      (await network.traces()).filter(({ event, type }) => event === 'receipt' && type === 'read').map(({ id }) => id);
    const person = async () => (await db.select().from(contact).where(eq(contact.id, inside.contactId)))[0];
    expect((await person())?.displayName).not.toBeNull();
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
    // No stanza has told that both are one: the library knew it from the history it was sent.
    expect(second).toMatchObject({ contactId: first.contactId, chatId: first.chatId });
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

describe('the same message under both addresses of a person', () => {
  const dewi = '6281200000003';
  /** Captured again under another form of the address, as a redelivery after a change of addressing would be. */
  async function again(waId: string, attrs: Record<string, string>) {
    const plaintext = Buffer.concat([proto.Message.encode({ conversation: 'beli kopi 25rb' }).finish(), Uint8Array.of(1)]);
    const place = { sender: attrs.from ?? '', waId, part: 0 };
    const payload = sealInbound(parseKeyRing(keys), 'main', place, plaintext);
    await db.insert(waInbound).values({ ...place, session: 'main', attrs: { id: waId, ...attrs }, payload });
    await until('its dispatch', async () => {
      const rows = await db.select().from(waInbound).where(eq(waInbound.waId, waId));
      return rows.every(({ dispatchedAt }) => dispatchedAt);
    });
  }
  const runsOf = (waId: string) => runs.filter((workflowId) => workflowId.endsWith(`/${waId}`));

  it('is one row and one run, whichever form it comes under again, also after a merge', async () => {
    await told('lid');
    const row = await say(dewi, 'beli kopi 25rb');
    const [identity] = await db.select().from(channelIdentity).where(eq(channelIdentity.contactId, row.contactId));
    const lid = `${identity?.value}@lid`;
    const pn = `${dewi}@s.whatsapp.net`;
    await again(row.waId, { from: pn, sender_lid: lid });
    await again(`${row.waId}`, { from: lid.replace('@', ':7@'), sender_pn: pn });
    const rows = await db.select().from(message).where(eq(message.waId, row.waId));
    expect(rows.map(({ id }) => id)).toEqual([row.id]);
    expect(new Set(runsOf(row.waId)).size).toBe(1);

    // The number alone finds the same person from now on.
    await again(row.waId, { from: pn.replace('@', ':9@') });
    expect(await db.select().from(message).where(eq(message.waId, row.waId))).toHaveLength(1);
    expect(new Set(runsOf(row.waId)).size).toBe(1);
    await told('both');
  });
});
