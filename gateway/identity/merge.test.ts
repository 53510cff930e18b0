import { randomBytes } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { received } from '../../activities/conversation/rows.ts';
import { planOutbound } from '../../database/outbox.ts';
import { withAllBooks } from '../../database/pool.ts';
import { chat, contact, entry, member, message, posting, question, waOutbound } from '../../database/schema/index.ts';
import { accountIds, bookOf, openPersonalBook } from '../../ledger/books.ts';
import { messageWorkflowId } from '../../temporal/ids.ts';
import { testDatabase } from '../../test/database.ts';
import { resolveChat, resolveContact } from './resolve.ts';

const { db, owner } = await testDatabase();
const session = 'main';
let persons = 0;
/** Managed servers give no superuser: the function has to do with an owner that row-level security binds. */
const plainOwner = `owner_${randomBytes(6).toString('hex')}`;

beforeAll(async () => {
  await owner.query(`create role ${plainOwner}; grant all on schema public to ${plainOwner};
    grant select, insert, update, delete on all tables in schema public to ${plainOwner};
    grant execute on all functions in schema public to ${plainOwner};
    alter function merge_contacts(uuid, uuid) owner to ${plainOwner}`);
});

afterAll(async () => {
  await owner.query(
    `alter function merge_contacts(uuid, uuid) owner to current_user; drop owned by ${plainOwner}; drop role ${plainOwner}`,
  );
});

interface Half {
  contactId: string;
  chatId: string;
  messageId: string;
  waId: string;
  workflowId: string;
}

const resolve = (lid: string | null, pn: string | null) => db.transaction((tx) => resolveContact(tx, { lid, pn }, undefined));

async function write(contactId: string, chatId: string, waId: string) {
  const id = uuidv7();
  const workflowId = messageWorkflowId(session, chatId, waId);
  const row = { id, session, chatId, contactId, waId, kind: 'text' as const, body: 'kopi 25rb', workflowId, sentAt: new Date() };
  await db.insert(message).values(row);
  return { messageId: id, workflowId };
}

/** What one address form alone has gathered: a chat, a message with an open question, a planned answer, a book. */
async function half(form: { lid?: string; pn?: string }): Promise<Half> {
  const contactId = await resolve(form.lid ?? null, form.pn ?? null);
  const jid = form.lid ? `${form.lid}@lid` : `${form.pn}@s.whatsapp.net`;
  const chatId = await db.transaction((tx) => resolveChat(tx, session, contactId, jid));
  const waId = `WA${uuidv7()}`;
  const { messageId, workflowId } = await write(contactId, chatId, waId);
  await db.insert(question).values({
    id: uuidv7(),
    messageId,
    chatId,
    contactId,
    workflowId,
    revision: 1,
    waId: `Q${waId}`,
    entries: [],
  });
  await db.transaction(async (tx) => {
    await planOutbound(tx, { session, chatId, effectKey: `${workflowId}/ask/1`, payload: { kind: 'text', text: 'Benar?' } });
    await openPersonalBook(tx, { contactId, timezone: 'Asia/Jakarta', locale: 'id' });
  });
  return { contactId, chatId, messageId, waId, workflowId };
}

async function someone() {
  persons += 1;
  const [lid, pn] = [`9${persons}`, `628${persons}`];
  const older = await half({ lid });
  const newer = await half({ pn });
  return { lid, pn, older, newer };
}

async function book(contactId: string): Promise<string> {
  return db.transaction(async (tx) => {
    const own = await bookOf(tx, contactId);
    const accounts = await accountIds(tx, own!.id);
    const id = uuidv7();
    const common = { bookId: own!.id, currency: 'IDR' };
    await tx.insert(entry).values({
      ...common,
      id,
      type: 'expense',
      occurredOn: '2026-11-23',
      amount: 25_000n,
      note: 'kopi',
      evidence: [],
      source: 'chat',
      decidedBy: contactId,
    });
    await tx.insert(posting).values([
      { ...common, id: uuidv7(), entryId: id, accountId: accounts.get('expense:makan')!, amount: 25_000n },
      { ...common, id: uuidv7(), entryId: id, accountId: accounts.get('wallet:tunai')!, amount: -25_000n },
    ]);
    return own!.id;
  });
}

const bookIdOf = async (contactId: string) => (await db.transaction((tx) => bookOf(tx, contactId)))?.id;
const memberships = (contactId: string) =>
  withAllBooks(db, (tx) => tx.select().from(member).where(eq(member.contactId, contactId)).orderBy(asc(member.createdAt)));

describe('two contacts that turn out to be one person', () => {
  it('become the older one, with every message, question and planned answer in one chat', async () => {
    const { lid, pn, older, newer } = await someone();
    expect(await resolve(lid, pn)).toBe(older.contactId);

    const messages = await db.select().from(message).where(eq(message.chatId, older.chatId)).orderBy(asc(message.id));
    expect(messages.map(({ id, contactId, workflowId }) => ({ id, contactId, workflowId }))).toEqual(
      [older, newer].map(({ messageId, workflowId }) => ({ id: messageId, contactId: older.contactId, workflowId })),
    );
    const questions = await db.select().from(question).where(eq(question.chatId, older.chatId));
    expect(questions.map(({ contactId }) => contactId)).toEqual([older.contactId, older.contactId]);
    expect(await db.select().from(waOutbound).where(eq(waOutbound.chatId, older.chatId))).toHaveLength(2);
    const [signpost] = await db.select().from(contact).where(eq(contact.id, newer.contactId));
    expect(signpost?.mergedInto).toBe(older.contactId);
  });

  it('keep the only chat there was, per session', async () => {
    const older = await resolve('801', null);
    const { contactId, chatId } = await half({ pn: '62801' });
    await resolve('801', '62801');
    const [row] = await db.select().from(chat).where(eq(chat.id, chatId));
    expect(row?.contactId).toBe(older);
    expect(older).not.toBe(contactId);
  });

  it('a message that came under both addresses stays one in the chat', async () => {
    const { lid, pn, older, newer } = await someone();
    const twice = await write(newer.contactId, newer.chatId, older.waId);
    await resolve(lid, pn);
    const inChat = await db.select().from(message).where(eq(message.chatId, older.chatId));
    expect(inChat.filter(({ waId }) => waId === older.waId).map(({ id }) => id)).toEqual([older.messageId]);
    const [second] = await db.select().from(message).where(eq(message.id, twice.messageId));
    expect(second).toMatchObject({ contactId: older.contactId, chatId: newer.chatId });
  });

  it('a merge of merges leaves signposts to the last', async () => {
    const first = await resolve('811', null);
    const second = await resolve(null, '62811');
    await resolve('811', '62811');
    const eldest = uuidv7();
    await db.insert(contact).values({ id: eldest, createdAt: new Date(0) });
    await db.execute(sql`select merge_contacts(${eldest}, ${first})`);
    const [row] = await db.select().from(contact).where(eq(contact.id, second));
    expect(row?.mergedInto).toBe(eldest);
    expect(await resolve('811', '62811')).toBe(eldest);
  });
});

describe('their books', () => {
  it('nothing booked yet: the older book stays alone', async () => {
    const { lid, pn, older } = await someone();
    const kept = await bookIdOf(older.contactId);
    await resolve(lid, pn);
    expect((await memberships(older.contactId)).map(({ bookId }) => bookId)).toEqual([kept]);
    expect(await bookIdOf(older.contactId)).toBe(kept);
  });

  it('booked in the newer only: that book is theirs', async () => {
    const { lid, pn, older, newer } = await someone();
    const used = await book(newer.contactId);
    await resolve(lid, pn);
    expect((await memberships(older.contactId)).map(({ bookId }) => bookId)).toEqual([used]);
    expect(await bookIdOf(older.contactId)).toBe(used);
  });

  it('booked in both: owner of both, and the older one is written into', async () => {
    const { lid, pn, older, newer } = await someone();
    const books = [await book(older.contactId), await book(newer.contactId)];
    await resolve(lid, pn);
    const rows = await memberships(older.contactId);
    expect(rows.map(({ bookId, role }) => ({ bookId, role }))).toEqual(books.map((bookId) => ({ bookId, role: 'owner' })));
    expect(await bookIdOf(older.contactId)).toBe(books[0]);
    expect(await memberships(newer.contactId)).toEqual([]);
  });

  it('both members of one book: one member, with the stronger role', async () => {
    const { lid, pn, older, newer } = await someone();
    const shared = await bookIdOf(newer.contactId);
    await owner.query(`insert into member (id, book_id, contact_id, role) values ($1, $2, $3, 'auditor')`, [
      uuidv7(),
      shared,
      older.contactId,
    ]);
    await book(newer.contactId);
    await resolve(lid, pn);
    const rows = await memberships(older.contactId);
    expect(rows.filter(({ bookId }) => bookId === shared).map(({ role }) => role)).toEqual(['owner']);
  });
});

describe('what the application may do', () => {
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: { cause?: { code?: string } }) => error.cause?.code,
    );

  it('moves nothing on its own', async () => {
    const { older, newer } = await someone();
    const denied = '42501';
    const { contactId, chatId } = older;
    expect(await code(db.update(message).set({ contactId }).where(eq(message.id, newer.messageId)))).toBe(denied);
    expect(await code(db.update(message).set({ chatId }).where(eq(message.id, newer.messageId)))).toBe(denied);
    // Members are taken out of the book one is in, and of no other.
    expect((await db.delete(member).where(eq(member.contactId, contactId))).rowCount).toBe(0);
  });

  it('cannot merge a contact with itself, nor twice', async () => {
    const { lid, pn, older, newer } = await someone();
    const lookAgain = '40001';
    const merge = (kept: string, dropped: string) => code(db.execute(sql`select merge_contacts(${kept}, ${dropped})`));
    expect(await merge(older.contactId, older.contactId)).toBe(lookAgain);
    await resolve(lid, pn);
    expect(await merge(older.contactId, newer.contactId)).toBe(lookAgain);
    expect(await merge(newer.contactId, older.contactId)).toBe(lookAgain);
  });

  it('is the only one that may ask for it, and its searches cannot be led astray', async () => {
    const { rows } = await owner.query(`
      select prosecdef, proconfig, has_function_privilege('public', oid, 'execute') as anyone from pg_proc where proname = 'merge_contacts'`);
    expect(rows).toMatchObject([{ prosecdef: true, anyone: false }]);
    expect(rows[0].proconfig).toContain('search_path=pg_catalog, pg_temp');
  });

  it('waits for a step under way', async () => {
    const { lid, pn, older, newer } = await someone();
    let merging: Promise<string> | undefined;
    await db.transaction(async (tx) => {
      const { contact: person } = await received(tx, newer.messageId);
      merging = resolve(lid, pn);
      // The merge stands in the queue of the row before this step writes its question.
      await expect
        .poll(async () => (await owner.query(`select from pg_locks where not granted`)).rowCount, { timeout: 10_000 })
        .toBeGreaterThan(0);
      await tx.insert(question).values({
        id: uuidv7(),
        messageId: newer.messageId,
        chatId: newer.chatId,
        contactId: person.id,
        workflowId: newer.workflowId,
        revision: 2,
        waId: `LATE${newer.waId}`,
        entries: [],
      });
    });
    await merging;
    const [late] = await db
      .select()
      .from(question)
      .where(eq(question.waId, `LATE${newer.waId}`));
    expect(late).toMatchObject({ contactId: older.contactId, chatId: older.chatId });
  });
});
