import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { createInvite } from '../../database/invite.ts';
import { accessInvite, channelIdentity, chat, contact, message, waOutbound } from '../../database/schema/index.ts';
import { bookOf } from '../../ledger/books.ts';
import { testDatabase } from '../../test/database.ts';
import type { MessageKind, Opened } from '../../workflows/contracts.ts';
import type { AccessPolicy } from './access.ts';
import { createConversationActivities } from './activities.ts';

const { db, owner } = await testDatabase();
const session = 'main';
let count = 0;

const stepsUnder = (mode: AccessPolicy['mode'], numbers: string[] = []) =>
  createConversationActivities({ db, access: { mode, numbers: new Set(numbers) }, decide: async () => null });

interface Stranger {
  contactId: string;
  chatId: string;
}

async function stranger(identity?: { kind: 'lid' | 'pn'; value: string }, displayName = 'Ana'): Promise<Stranger> {
  const [contactId, chatId] = [uuidv7(), uuidv7()];
  count += 1;
  await db.insert(contact).values({ id: contactId, displayName });
  await db.insert(channelIdentity).values({ ...(identity ?? { kind: 'lid', value: `5${count}` }), contactId });
  await db.insert(chat).values({ id: chatId, session, kind: 'direct', contactId, replyJid: `5${count}@lid` });
  return { contactId, chatId };
}

async function write(person: Stranger, body: string, kind: MessageKind = 'text'): Promise<string> {
  const id = uuidv7();
  count += 1;
  const waId = `WA${count}`;
  await db.insert(message).values({ id, session, ...person, waId, kind, body, workflowId: `msg/${waId}`, sentAt: new Date() });
  return id;
}

const said = async ({ chatId }: Stranger) =>
  (await db.select().from(waOutbound).where(eq(waOutbound.chatId, chatId)).orderBy(waOutbound.id)).map(({ payload }) =>
    payload.kind === 'reaction' ? payload.emoji : payload.text,
  );
const stageOf = async (id: string) => (await db.select().from(message).where(eq(message.id, id)))[0]?.stage;
const hasBook = async ({ contactId }: Stranger) => (await db.transaction((tx) => bookOf(tx, contactId))) !== null;
const silent: Opened = { route: 'settled', outbound: [] };

beforeEach(async () => {
  await owner.query('truncate access_invite');
});

describe('by invitation', () => {
  const { openMessage } = stepsUnder('invite');

  it('a stranger gets one fixed word ever, then silence; no book, nothing read', async () => {
    const person = await stranger();
    const first = await write(person, 'beli kopi 25rb');
    expect(await openMessage({ messageId: first })).toMatchObject({ route: 'settled', outbound: [expect.any(String)] });
    for (const [body, kind] of [
      ['halo?', 'text'],
      ['', 'image'],
      ['', 'voice'],
      ['👍', 'reaction'],
    ] as const) {
      const id = await write(person, body, kind);
      expect(await openMessage({ messageId: id })).toEqual(silent);
      expect(await stageOf(id)).toBe('ignored');
    }
    expect(await said(person)).toEqual([expect.stringContaining('kode ABCD-1234')]);
    expect(await stageOf(first)).toBe('ignored');
    expect(await hasBook(person)).toBe(false);
  });

  it('a photo of a stranger is not read either, and English is answered in English', async () => {
    const person = await stranger();
    const photo = await write(person, 'please book this receipt for me', 'image');
    expect((await openMessage({ messageId: photo })).route).toBe('settled');
    expect(await said(person)).toEqual([expect.stringContaining('invitation only')]);
  });

  it('a retried step says it once', async () => {
    const person = await stranger();
    const messageId = await write(person, 'halo');
    expect(await openMessage({ messageId })).toEqual(await openMessage({ messageId }));
    expect(await said(person)).toHaveLength(1);
  });

  it('two first messages at once are told once', async () => {
    const person = await stranger();
    const ids = await Promise.all(['halo', 'halo halo'].map((body) => write(person, body)));
    await Promise.all(ids.map((messageId) => openMessage({ messageId })));
    expect(await said(person)).toHaveLength(1);
  });

  it('a valid code lets its sender in, as often as it has uses', async () => {
    const { code } = await createInvite(db, { uses: 1, expiresInHours: 1, createdBy: 'test' });
    const [ana, budi] = [await stranger(), await stranger()];
    await openMessage({ messageId: await write(ana, 'halo') });
    const typed = await write(ana, `kode ${code.toLowerCase().replace('-', ' ')}`);
    expect(await openMessage({ messageId: typed })).toMatchObject({ route: 'settled', outbound: [expect.any(String)] });
    expect((await said(ana)).at(-1)).toContain('aku *Catat* 👋');
    expect(await hasBook(ana)).toBe(true);
    expect(await openMessage({ messageId: await write(ana, 'beli kopi 25rb') })).toMatchObject({ route: 'new', outbound: [] });
    const [row] = await db.select().from(contact).where(eq(contact.id, ana.contactId));
    expect(row).toMatchObject({ refusedAt: null, admittedAt: expect.any(Date) });

    await openMessage({ messageId: await write(budi, `kode ${code}`) });
    expect(await said(budi)).toEqual([expect.stringContaining('hanya melayani undangan')]);
    expect(await hasBook(budi)).toBe(false);
  });

  it('two strangers at once share no last use', async () => {
    const { code } = await createInvite(db, { uses: 1, expiresInHours: 1, createdBy: 'test' });
    const both = [await stranger(), await stranger()];
    await Promise.all(both.map(async (person) => openMessage({ messageId: await write(person, `kode ${code}`) })));
    expect((await Promise.all(both.map(hasBook))).filter(Boolean)).toHaveLength(1);
  });

  it('an expired code and guesses beyond ten let nobody in', async () => {
    const late = await createInvite(db, { uses: 5, expiresInHours: 1, createdBy: 'test' });
    await owner.query(`update access_invite set expires_at = now() - interval '1 second'`);
    const person = await stranger();
    await openMessage({ messageId: await write(person, `kode ${late.code}`) });
    expect(await hasBook(person)).toBe(false);

    const { code } = await createInvite(db, { uses: 5, expiresInHours: 1, createdBy: 'test' });
    const wrong = code.startsWith('AAAA') ? 'BBBB-0000' : 'AAAA-0000';
    for (let i = 0; i < 9; i++) await openMessage({ messageId: await write(person, `kode ${wrong}`) });
    await openMessage({ messageId: await write(person, `kode ${code}`) });
    expect(await hasBook(person)).toBe(false);
    expect((await db.select().from(accessInvite)).map(({ usesLeft }) => usesLeft)).toEqual([5, 5]);
    expect(await said(person)).toHaveLength(1);
  });

  it('whoever has a book keeps it when the door is closed', async () => {
    const person = await stranger();
    await stepsUnder('open').openMessage({ messageId: await write(person, 'beli kopi 25rb') });
    expect((await openMessage({ messageId: await write(person, 'bensin 50rb') })).route).toBe('new');
  });
});

describe('by number', () => {
  const listed = '6281234567890';
  const { openMessage } = stepsUnder('allowlist', [listed]);

  it('lets the listed number in, under whatever name, and nobody else', async () => {
    const ana = await stranger({ kind: 'pn', value: listed }, 'Somebody');
    const budi = await stranger({ kind: 'pn', value: '6281234567891' }, listed);
    expect((await openMessage({ messageId: await write(ana, 'beli kopi 25rb') })).route).toBe('new');
    expect((await openMessage({ messageId: await write(budi, 'beli kopi 25rb') })).route).toBe('settled');
    expect(await hasBook(budi)).toBe(false);
  });

  it('a LID is no number: it waits until WhatsApp tells the number', async () => {
    const [on, number] = ['628111111111', '628111111111'];
    const steps = stepsUnder('allowlist', [on]);
    const person = await stranger({ kind: 'lid', value: number });
    expect((await steps.openMessage({ messageId: await write(person, 'beli kopi 25rb') })).route).toBe('settled');
    await db.insert(channelIdentity).values({ kind: 'pn', value: number, contactId: person.contactId });
    expect((await steps.openMessage({ messageId: await write(person, 'beli kopi 25rb') })).route).toBe('new');
    const [row] = await db.select().from(contact).where(eq(contact.id, person.contactId));
    expect(row?.refusedAt).toBeNull();
  });

  it('codes open nothing, and a book is no ticket', async () => {
    const { code } = await createInvite(db, { uses: 5, expiresInHours: 1, createdBy: 'test' });
    const person = await stranger();
    await stepsUnder('open').openMessage({ messageId: await write(person, 'halo') });
    expect((await openMessage({ messageId: await write(person, `kode ${code}`) })).route).toBe('settled');
    expect(await db.select().from(accessInvite)).toMatchObject([{ usesLeft: 5 }]);
  });
});
