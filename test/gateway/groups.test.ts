import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import { asc, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConversationActivities } from '../../activities/conversation/activities.ts';
import { createLedgerActivities } from '../../activities/ledger/activities.ts';
import { createInvite } from '../../database/invite.ts';
import { withAllBooks } from '../../database/pool.ts';
import { book, chat, contact, entry, member, message, question, waInbound } from '../../database/schema/index.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { interpret } from '../../language/interpret.ts';
import { recordOf } from '../../language/proposal.ts';
import type { Decision } from '../../workflows/contracts.ts';
import { testDatabase } from '../database.ts';
import { type Line, type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const { db, url } = await testDatabase();
const [ana, budi] = ['6281200000001', '6281200000002'];
/** Catat's own number on the local network. */
const catat = '6281100000001';
let network: TestNetwork;
let gateway: Gateway;
let family: string;
const finished = new Set<string>();
const decisions: Decision[] = [];

const conversation = createConversationActivities({
  db,
  access: { mode: 'invite', numbers: new Set() },
  decide: async (_workflow, _id, decision) => {
    decisions.push(decision);
    return null;
  },
});
const ledger = createLedgerActivities({ db });

/** The steps of a run one after the other: what is clear is asked about, and any answer posts. */
async function run(messageId: string): Promise<void> {
  const send = async (ids: string[]) => {
    for (const outboundId of ids) await gateway.sender.send({ outboundId });
  };
  const opened = await conversation.openMessage({ messageId });
  if (opened.route === 'wait') throw new Error('nothing of these chats waits for an earlier message');
  await send(opened.outbound);
  if (opened.route === 'new') {
    const [row] = await db.select().from(message).where(eq(message.id, messageId));
    const read = interpret(row?.body ?? '', { now: new Date(), timezone: 'Asia/Jakarta', locale: 'id' });
    if (read.intent === 'record') {
      const asked = await conversation.ask({ messageId, revision: 1, proposal: recordOf(read.entries), locale: 'id' });
      return send([asked.outbound]);
    }
    const answered = await ledger.answer({ messageId, interpretation: read, locale: 'id' });
    return send('outbound' in answered ? [answered.outbound] : []);
  }
  if (opened.route !== 'reply') return;
  await send((await conversation.deliverReply({ messageId, questionIds: opened.questionIds })).outbound);
  const [about] = await db
    .select()
    .from(question)
    .where(eq(question.id, opened.questionIds[0] ?? ''));
  if (!about) return;
  const posted = await ledger.post({
    messageId: about.messageId,
    questionId: about.id,
    entries: about.entries as never,
    decidedBy: decisions.at(-1)?.by ?? '',
    locale: 'id',
  });
  await send([posted.outbound].flat());
}

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
      await run(messageId);
      finished.add(workflowId.split('/').at(-1) ?? '');
    },
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  gateway.start();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await until('an open session', () => gateway.session.openSocket);
  family = (await network.call<{ id: string }>('POST', '/groups', { subject: 'Keluarga', members: [ana, budi] })).id;
});

afterAll(async () => {
  await gateway.stop();
  await network.close();
});

const post = async (from: string, text: string, quote?: string) =>
  (await network.call<{ id: string }>('POST', `/groups/${family}/messages`, { from, text, ...(quote ? { quote } : {}) })).id;
const lines = () =>
  network.call<(Line & { quote?: { id: string; from: string } })[]>('GET', `/groups/${family}/messages?from=catat`);
const rowOf = async (waId: string) => (await db.select().from(message).where(eq(message.waId, waId)))[0];
const groupBooks = () => withAllBooks(db, (tx) => tx.select().from(book).where(eq(book.kind, 'group')));

async function handled(waId: string) {
  await until(`run of ${waId}`, () => finished.has(waId));
  return (await rowOf(waId))!;
}

/** Resolves when a message was looked at and let go. */
const dropped = (waId: string) =>
  until(`${waId} to be dropped`, async () => {
    const parts = await db.select().from(waInbound).where(eq(waInbound.waId, waId));
    return parts.length > 0 && parts.every((part) => part.dispatchedAt && part.payload === null);
  });

describe('a group', () => {
  it('is nobody’s business before Catat is asked in: talk leaves no text and no person, a mention no word', async () => {
    const talk = await post(ana, 'gaji bapak 10 juta');
    await dropped(talk);
    expect(await rowOf(talk)).toBeUndefined();
    expect(await db.select().from(contact)).toEqual([]);
    expect(await db.select().from(chat)).toEqual([]);
    expect((await handled(await post(ana, `@${catat} bensin 50rb`))).stage).toBe('ignored');
    expect((await handled(await post(ana, 'catat gabung'))).stage).toBe('ignored');
    expect(await lines()).toEqual([]);
    expect(await groupBooks()).toEqual([]);
  });

  it('is joined on the word of somebody with a right to it', async () => {
    const { code } = await createInvite(db, { uses: 1, expiresInHours: 1, createdBy: 'test' });
    const invitation = await post(ana, `@${catat} kode ${code}`);
    await handled(invitation);
    expect(await lines()).toMatchObject([
      { text: expect.stringContaining('aku ikut di grup ini'), quote: { id: invitation, from: ana } },
    ]);
    expect(await groupBooks()).toHaveLength(1);
  });

  it('books what mentions Catat in the book of the group, for the one who said it, and answers with a quote', async () => {
    const asked = await post(budi, `@${catat} bensin 50rb`);
    const row = await handled(asked);
    expect(row.body).toBe('bensin 50rb');
    const question = (await lines()).at(-1)!;
    expect(question).toMatchObject({ text: expect.stringContaining('50.000'), quote: { id: asked, from: budi } });

    await handled(await post(budi, 'ya', question.id));
    expect((await lines()).at(-1)).toMatchObject({ text: expect.stringContaining('Tercatat'), quote: { id: asked, from: budi } });
    const [shared] = await groupBooks();
    const entries = await withAllBooks(db, (tx) => tx.select().from(entry));
    expect(entries).toMatchObject([{ bookId: shared?.id, amount: 5_000_000n, decidedBy: row.contactId }]);
    const members = await withAllBooks(db, (tx) => tx.select().from(member).orderBy(asc(member.createdAt)));
    expect(members.map(({ bookId, role }) => [bookId, role])).toEqual([
      [shared?.id, 'member'],
      [shared?.id, 'member'],
    ]);
  });

  it('still keeps nothing of what its members say to each other, also when they quote each other', async () => {
    const talk = await post(ana, 'nanti malam makan apa?');
    const answer = await post(budi, 'nasi goreng 25rb', talk);
    for (const waId of [talk, answer]) {
      await dropped(waId);
      expect(await rowOf(waId)).toBeUndefined();
    }
  });

  it('a "ya" without a quote is for the other members, one with a mention for the question to its sender', async () => {
    const before = (await lines()).length;
    await handled(await post(ana, `@${catat} beras 60rb`));
    const loose = await post(ana, 'ya');
    await dropped(loose);
    const others = await handled(await post(budi, `@${catat} ya`));
    expect((await lines()).at(-1)?.text).toContain('Tidak ada pertanyaan yang terbuka');
    expect(others.stage).toBe('answered');
    await handled(await post(ana, `@${catat} ya`));
    expect((await lines()).at(-1)?.text).toContain('Tercatat');
    expect(await lines()).toHaveLength(before + 3);
  });

  it('a report in the group tells of the group’s book alone', async () => {
    await handled(await post(ana, `@${catat} pengeluaran bulan ini berapa`));
    expect((await lines()).at(-1)?.text).toContain('110.000');
  });
});
