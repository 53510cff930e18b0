import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { transact, withAllBooks } from '../database/pool.ts';
import {
  bookRule,
  channelIdentity,
  chat,
  effect,
  media,
  message,
  question,
  waInbound,
  waKey,
  waOutbound,
} from '../database/schema/index.ts';
import { newTestBook, type TestBook } from '../test/book.ts';
import { testDatabase } from '../test/database.ts';
import { listAudit, verifyAudit } from './audit.ts';
import { createEntry } from './post.ts';
import { type Erasing, type Erasure, eraseNext, subjectData } from './subjects.ts';

const { db, owner } = await testDatabase();

/** A word that must be nowhere when its writer is forgotten. */
const canary = 'rahasiaku';

async function wrote(book: TestBook, chatId: string, key: string): Promise<string> {
  const id = uuidv7();
  const row = {
    session: 'main',
    chatId,
    contactId: book.owner,
    waId: id,
    workflowId: `msg/main/${chatId}/${id}`,
    sentAt: new Date(),
  };
  await db.insert(message).values({ id, kind: 'image', body: `${canary} 25rb`, reading: { text: canary }, ...row });
  await db.insert(media).values({ messageId: id, bucket: 'b', key, sha256: key, bytes: 1, mime: 'image/jpeg' });
  return id;
}

/** Forgets a person. @returns what each step has said */
async function eraseAll(contactId: string): Promise<(Erasing | Erasure)[]> {
  const steps: (Erasing | Erasure)[] = [];
  for (let soFar: Erasing | null = null; ; ) {
    const next: Erasing | Erasure | null = await transact(db, { 'app.actor': 'staff-1' }, (tx) =>
      eraseNext(tx, { contactId, reason: 'asked for it', soFar }),
    );
    if (next === null) return steps;
    steps.push(next);
    if (!('after' in next)) return steps;
    soFar = next;
  }
}

test('a person gets everything known of them, and is forgotten but for the books', async () => {
  const book = await newTestBook(db);
  const [chatId, number] = [uuidv7(), '628111222333'];
  await db.insert(channelIdentity).values({ kind: 'pn', value: number, contactId: book.owner });
  await db
    .insert(chat)
    .values({ id: chatId, session: 'main', kind: 'direct', contactId: book.owner, replyJid: `${number}@s.whatsapp.net` });
  const booked = await wrote(book, chatId, 'kept');
  const idle = await wrote(book, chatId, 'gone');
  const asked = { id: uuidv7(), messageId: idle, chatId, contactId: book.owner, workflowId: 'w', revision: 1, waId: uuidv7() };
  await db.insert(question).values({ ...asked, entries: [{ note: canary }] });
  const entry = {
    type: 'expense',
    amount: '25000',
    occurredOn: '2026-10-05',
    category: 'makan',
    wallet: 'wallet:tunai',
    note: 'kopi',
  } as const;
  await book.run((tx, origin) => createEntry(tx, { ...origin, source: 'chat', messageId: booked, entry }));

  const told = { session: 'main', chatId, waId: uuidv7(), payload: { kind: 'text', text: canary }, state: 'acked' } as const;
  await db.insert(waOutbound).values({ id: uuidv7(), effectKey: uuidv7(), ...told });
  await db.insert(effect).values({ key: `msg/main/${chatId}/${idle}/ask`, inputHash: 'x', result: { text: canary } });
  await book.run((tx) =>
    tx
      .insert(bookRule)
      .values({ id: uuidv7(), bookId: book.id, field: 'category', phrase: canary, value: 'makan', learntFrom: book.owner }),
  );
  const stanza = { session: 'main', sender: `${number}:3@s.whatsapp.net`, part: 0, attrs: { notify: canary } };
  await db.insert(waInbound).values({ ...stanza, waId: uuidv7() });
  const held = [
    ['session', `${number}.0`],
    ['device-list', number],
    ['lid-mapping', number],
    ['sender-key', `120363@g.us::${number}::0`],
    // Keys of others: of a group they opened, of somebody whose number begins alike.
    ['sender-key', `${number}-1500@g.us::628999::0`],
    ['session', `${number}4.0`],
  ] as const;
  for (const [type, id] of held) await db.insert(waKey).values({ session: 'main', type, id, value: Buffer.from('x') });

  const data = await withAllBooks(db, (tx) => subjectData(tx, book.owner));
  expect(data).toMatchObject({
    addresses: [{ value: number }],
    books: [{ bookId: book.id, role: 'owner' }],
    entries: [{ amount: '25000' }],
  });
  expect(data!.messages.map(({ body }) => body)).toEqual([`${canary} 25rb`, `${canary} 25rb`]);

  const erase = async () => (await eraseAll(book.owner)).at(-1);
  expect(await erase()).toEqual({
    addresses: 1,
    messages: 2,
    replies: 1,
    sessionKeys: 4,
    habits: 1,
    approvals: 0,
    keptEntries: 1,
    keptFiles: 1,
    files: [{ bucket: 'b', key: 'gone' }],
  });
  const { rows } = await owner.query<{ held: string }>(
    `select concat_ws(' ', (select string_agg(m::text, ' ') from message m), (select string_agg(q::text, ' ') from question q),
      (select string_agg(c::text, ' ') from chat c), (select string_agg(i::text, ' ') from channel_identity i),
      (select string_agg(o::text, ' ') from wa_outbound o), (select string_agg(e::text, ' ') from effect e),
      (select string_agg(r::text, ' ') from book_rule r), (select string_agg(i::text, ' ') from wa_inbound i)) as held`,
  );
  for (const word of [canary, number]) expect(rows[0]!.held).not.toContain(word);
  expect((await db.select().from(waKey)).map(({ id }) => id).sort()).toEqual([`${number}-1500@g.us::628999::0`, `${number}4.0`]);
  const after = await withAllBooks(db, (tx) => subjectData(tx, book.owner));
  expect(after).toMatchObject({ addresses: [], entries: [{ amount: '25000' }], contact: { displayName: null } });
  const [line] = await book.run((tx) => listAudit(tx, { bookId: book.id, limit: 1 }));
  expect(line).toMatchObject({
    actor: 'staff-1',
    action: 'erase',
    subject: 'contact',
    after: { keptEntries: 1, reason: 'asked for it' },
  });
  expect(await book.run((tx) => verifyAudit(tx, book.id))).toMatchObject({ intact: true });
  expect(await erase()).toMatchObject({ addresses: 0, replies: 0, sessionKeys: 0, habits: 0, files: [] });
});

test('one who wrote for years is forgotten in steps; others keep what is theirs', async () => {
  const [book, other] = [await newTestBook(db), await newTestBook(db)];
  const [chatId, otherChat] = [uuidv7(), uuidv7()];
  for (const [id, contactId] of [
    [chatId, book.owner],
    [otherChat, other.owner],
  ] as const)
    await db.insert(chat).values({ id, session: 'main', kind: 'direct', contactId, replyJid: `${id}@s.whatsapp.net` });
  const many = 1_150;
  await owner.query(
    `insert into message (id, session, chat_id, contact_id, wa_id, kind, body, workflow_id, sent_at)
     select gen_random_uuid(), 'main', $1, $2, i::text, 'text', 'kopi', 'msg/main/' || $1::uuid || '/' || i, now() from generate_series(1, $3::int) i`,
    [chatId, book.owner, many],
  );
  await owner.query(
    `insert into effect (key, input_hash, result) select workflow_id || '/ask', 'x', '{}' from message where contact_id = $1`,
    [book.owner],
  );
  // One file in two of their messages, and a run whose id only begins like one of theirs.
  for (const at of ['min', 'max'])
    await owner.query(
      `insert into media (message_id, bucket, key, sha256, bytes, mime)
       select (${at}(id::text))::uuid, 'b', 'twice', 'twice', 1, 'image/jpeg' from message where contact_id = $1`,
      [book.owner],
    );
  const kept = await wrote(other, otherChat, 'theirs');
  const alike = `msg/main/${chatId}/1x/ask`;
  await db.insert(effect).values({ key: alike, inputHash: 'x', result: {} });

  const steps = await eraseAll(book.owner);
  expect(steps.map(({ messages, files }) => [messages, files.length])).toEqual([
    [1_000, 1],
    [many, 1],
    [many, 1],
  ]);
  const left = await owner.query<{ bodies: string; effects: string }>(
    `select (select count(*) from message where contact_id = $1 and body is not null) as bodies,
      (select string_agg(key, ' ') from effect where key like 'msg/main/' || $2::uuid || '/%') as effects`,
    [book.owner, chatId],
  );
  expect(left.rows[0]).toEqual({ bodies: '0', effects: alike });
  const [theirs] = (await withAllBooks(db, (tx) => subjectData(tx, other.owner)))?.messages ?? [];
  expect([theirs?.id, theirs?.body]).toEqual([kept, `${canary} 25rb`]);
});

test('who is not there cannot be forgotten', async () => {
  expect(await withAllBooks(db, (tx) => subjectData(tx, uuidv7()))).toBeNull();
  expect(await db.transaction((tx) => eraseNext(tx, { contactId: uuidv7(), reason: 'x', soFar: null }))).toBeNull();
});
