import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { buildApp } from '../api/app.ts';
import { createMediaStore } from '../api/mediaStore.ts';
import { createRuns } from '../api/runs.ts';
import { withAllBooks } from '../database/pool.ts';
import { channelIdentity, chat, effect, media, message, subjectJob, waInbound, waOutbound } from '../database/schema/index.ts';
import { listApprovals, requestApproval, setApprovalPolicy } from '../ledger/approvals.ts';
import { listEntries } from '../ledger/entries.ts';
import { lock } from '../ledger/periods.ts';
import { createEntry } from '../ledger/post.ts';
import { addRecurring, listRecurring } from '../ledger/recurring.ts';
import { ensureSchedules, schedules } from '../temporal/schedules.ts';
import { messageWorkflowType, recurringWorkflowType, retentionWorkflowType, taskQueues } from '../workflows/contracts.ts';
import { apiDeps } from './api.ts';
import { newTestBook, type TestBook } from './book.ts';
import { testDatabase } from './database.ts';
import { atDesk } from './desk.ts';
import { recordHistory } from './histories.ts';
import { startJobs } from './jobs.ts';
import { testObjectStore } from './objectStore.ts';

/** A condition is waited for, not timed: this only bounds a test that has failed. */
const patience = { timeout: 60_000, interval: 50 };
const bound = { timeout: 120_000 };

const { db, owner } = await testDatabase();
const { store, endpoint, credentials } = await testObjectStore();
const retention = { media: 30, texts: 30, replies: 30, inbound: 30, effects: 30 };
const held = startJobs({ db, store, retention });

let app: ReturnType<typeof buildApp>;
beforeAll(async () => {
  await store.ensureBucket();
  app = buildApp(
    apiDeps(db, {
      token: 'a-token-of-enough-length',
      temporal: createRuns({ client: held.client, isReachable: async () => true }),
      media: createMediaStore({
        S3_ENDPOINT: endpoint,
        S3_REGION: 'us-east-1',
        S3_ACCESS_KEY: credentials.accessKey,
        S3_SECRET_KEY: credentials.secretKey,
        S3_BUCKET: store.bucket,
      }),
    }),
  );
  await app.ready();
});

/** A message with a picture, as it lies about after its run. */
async function wrote(book: TestBook, chatId: string, over: Partial<typeof message.$inferInsert> = {}) {
  const id = uuidv7();
  const row = { session: 'main', chatId, contactId: book.owner, waId: id, sentAt: new Date(), closedAt: new Date() };
  const workflowId = `msg/main/${chatId}/${id}`;
  await db.insert(message).values({ id, kind: 'image', body: 'bensin 50rb', stage: 'cancelled', workflowId, ...row, ...over });
  await store.put(id, Buffer.from(`picture ${id}`), 'image/jpeg');
  await db.insert(media).values({ messageId: id, bucket: store.bucket, key: id, sha256: id, bytes: 44, mime: 'image/jpeg' });
  return { id, workflowId };
}

async function someone() {
  const book = await newTestBook(db);
  const number = String(Math.floor(Math.random() * 1e12) + 628e12);
  const chatId = uuidv7();
  const replyJid = `${number}@s.whatsapp.net`;
  await db.insert(channelIdentity).values({ kind: 'pn', value: number, contactId: book.owner });
  await db.insert(chat).values({ id: chatId, session: 'main', kind: 'direct', contactId: book.owner, replyJid });
  return { book, number, chatId };
}

const entry = { type: 'expense', amount: '50000', category: 'transport', wallet: 'wallet:tunai', note: 'bensin' } as const;

describe('wishes of people about their data', bound, () => {
  const ask = (contactId: string, kind: 'export' | 'erase', headers: Record<string, string>, payload?: object) =>
    app.inject({
      method: 'POST',
      url: `/v1/subjects/${contactId}/${kind}`,
      headers: { 'idempotency-key': uuidv7(), ...headers },
      ...(payload ? { payload } : {}),
    });
  const erasing = { confirm: 'erase', reason: 'asked for it by letter' };
  const job = async (id: string, headers: Record<string, string>) =>
    (await app.inject({ url: `/v1/subject-jobs/${id}`, headers })).json();
  const done = async (id: string, headers: Record<string, string>) => {
    await expect.poll(async () => (await job(id, headers)).state, patience).toBe('done');
    return job(id, headers);
  };
  const follow = (url: string) => {
    const { pathname, search } = new URL(url);
    return app.inject(`${pathname}${search}`);
  };

  test('everything known comes as one file, and is gone with the person who is forgotten', async () => {
    const { book, number, chatId } = await someone();
    const { headers } = await atDesk(db, { [book.id]: 'owner' });
    const booked = await wrote(book, chatId);
    const idle = await wrote(book, chatId);
    await book.run((tx, origin) =>
      createEntry(tx, { ...origin, messageId: booked.id, source: 'chat', entry: { ...entry, occurredOn: '2026-10-05' } }),
    );
    await held.client.workflow.start(messageWorkflowType, {
      workflowId: idle.workflowId,
      taskQueue: 'nobody-serves-it',
      args: [{ messageId: idle.id, session: 'main', kind: 'image' }],
    });
    const exported = await done((await ask(book.owner, 'export', headers)).json().id, headers);
    const file = await follow(exported.url);
    expect([file.statusCode, file.headers['content-type'], file.rawPayload.length]).toEqual([
      200,
      'application/zip',
      exported.bytes,
    ]);
    const files = await unzip(file.rawPayload);
    expect(Object.keys(files).sort()).toEqual(
      ['README.txt', 'data.json', `media/${booked.id}.jpeg`, `media/${idle.id}.jpeg`].sort(),
    );
    expect(files[`media/${idle.id}.jpeg`]).toBe(`picture ${idle.id}`);
    const data = JSON.parse(files['data.json']!);
    expect(data).toMatchObject({ addresses: [{ value: number }], entries: [{ note: 'bensin' }], messages: [{}, {}] });

    await recordHistory('subject', 'exported', held.client.workflow.getHandle(`subject/${exported.id}`));
    const shown = (await app.inject({ url: `/v1/messages/${idle.id}`, headers })).json().media.url;
    expect((await follow(shown)).statusCode).toBe(200);
    const erased = await done((await ask(book.owner, 'erase', headers, erasing)).json().id, headers);
    await recordHistory('subject', 'erased', held.client.workflow.getHandle(`subject/${erased.id}`));
    const count = Object.fromEntries(
      [...erased.receipt.removed, ...erased.receipt.kept].map((line: { what: string; count: number }) => [line.what, line.count]),
    );
    expect(count).toMatchObject({
      'words of messages, what was heard and read of them': 2,
      'photos, voice notes and documents': 1,
      'histories of runs': 2,
      'entries they confirmed, with their notes': 1,
      'files behind those entries': 1,
    });
    expect([(await follow(shown)).statusCode, (await follow(exported.url)).statusCode]).toEqual([404, 404]);
    expect((await job(exported.id, headers)).url).toBeNull();
    expect([await store.stat(idle.id), await store.stat(`subjects/${exported.id}`)]).toEqual([null, null]);
    expect(await store.stat(booked.id)).not.toBeNull();
    const run = held.client.workflow.getHandle(idle.workflowId);
    await expect.poll(() => run.describe().catch((error: Error) => error.name), patience).toBe('WorkflowNotFoundError');
    const { rows } = await owner.query(
      "select string_agg(t::text, ' ') as held from (select m::text as t from message m union all select i::text from channel_identity i union all select c::text from chat c) all_rows",
    );
    for (const word of [number, 'bensin 50rb']) expect(rows[0].held ?? '').not.toContain(word);

    const again = await done((await ask(book.owner, 'erase', headers, erasing)).json().id, headers);
    expect(again.receipt.removed.find(({ what }: { what: string }) => what.startsWith('addresses')).count).toBe(0);
    const list = (await app.inject({ url: `/v1/subject-jobs?contact=${book.owner}`, headers })).json().items;
    expect(list.map(({ kind, state }: { kind: string; state: string }) => [kind, state])).toEqual([
      ['erase', 'done'],
      ['erase', 'done'],
      ['export', 'done'],
    ]);
  });

  test('the same request sent again is the same job; without the word nothing is erased', async () => {
    const { book } = await someone();
    const { headers } = await atDesk(db, { [book.id]: 'owner' });
    const twice = { ...headers, 'idempotency-key': uuidv7() };
    const [first, second] = [await ask(book.owner, 'erase', twice, erasing), await ask(book.owner, 'erase', twice, erasing)];
    expect([first.statusCode, second.json().id]).toEqual([202, first.json().id]);
    for (const payload of [{ reason: 'x' }, { confirm: 'yes', reason: 'x' }])
      expect((await ask(book.owner, 'erase', headers, payload)).statusCode).toBe(400);
    expect((await app.inject({ method: 'POST', url: `/v1/subjects/${book.owner}/export`, headers })).statusCode).toBe(400);
    await done(first.json().id, headers);
  });

  test('only who owns every book of a person speaks for them; jobs are seen by who asked', async () => {
    const [{ book }, other] = [await someone(), await someone()];
    await book.run((tx, origin) => createEntry(tx, { ...origin, entry: { ...entry, occurredOn: '2026-10-05' } }), {
      by: other.book.owner,
    });
    const mine = await atDesk(db, { [book.id]: 'owner' });
    const finance = await atDesk(db, { [book.id]: 'finance' });
    const admin = await atDesk(db, {}, true);
    expect((await ask(other.book.owner, 'export', mine.headers)).statusCode).toBe(403);
    expect((await ask(uuidv7(), 'export', mine.headers)).statusCode).toBe(404);
    expect((await ask((await someone()).book.owner, 'export', mine.headers)).statusCode).toBe(404);
    expect((await ask(book.owner, 'export', finance.headers)).statusCode).toBe(403);
    const { id } = (await ask(other.book.owner, 'export', admin.headers)).json();
    await done(id, admin.headers);
    expect((await app.inject({ url: `/v1/subject-jobs/${id}`, headers: mine.headers })).statusCode).toBe(404);
  });
});

async function unzip(buffer: Buffer): Promise<Record<string, string>> {
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(buffer, { lazyEntries: true });
  const files: Record<string, string> = {};
  return new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve(files));
    zip.on('entry', async (one: yauzl.Entry) => {
      const stream = await promisify(
        zip.openReadStream.bind(zip) as (
          entry: yauzl.Entry,
          done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
        ) => void,
      )(one);
      const chunks: Buffer[] = [];
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
      files[one.fileName] = Buffer.concat(chunks).toString();
      zip.readEntry();
    });
    zip.readEntry();
  });
}

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Has a schedule take its action now, and waits for the run. */
async function trigger(scheduleId: string): Promise<unknown> {
  const handle = held.client.schedule.getHandle(scheduleId);
  const taken = async () => (await handle.describe()).info.recentActions.length;
  const before = await taken();
  await handle.trigger();
  await expect.poll(taken, patience).toBeGreaterThan(before);
  const run = (await handle.describe()).info.recentActions.at(-1)?.action.workflow.workflowId ?? '';
  const started = held.client.workflow.getHandle(run);
  const result = await started.result();
  await recordHistory('scheduled', scheduleId, started);
  return result;
}

describe('schedules', bound, () => {
  test('are made once, and brought up to date when they are there', async () => {
    await ensureSchedules(held.client);
    await held.client.schedule.getHandle('recurring-due').pause('an operator looks into it');
    await Promise.all([ensureSchedules(held.client), ensureSchedules(held.client)]);
    const kept = await held.client.schedule.getHandle('recurring-due').describe();
    expect(kept.state).toMatchObject({ paused: true, note: 'an operator looks into it' });
    await held.client.schedule.getHandle('recurring-due').unpause();
    const listed: string[] = [];
    for await (const { scheduleId } of held.client.schedule.list()) listed.push(scheduleId);
    expect(listed.filter((id) => id in schedules).sort()).toEqual(Object.keys(schedules).sort());
    for (const [id, workflowType] of [
      ['recurring-due', recurringWorkflowType],
      ['retention-daily', retentionWorkflowType],
    ] as const)
      expect((await held.client.schedule.getHandle(id).describe()).action).toMatchObject({
        workflowType,
        taskQueue: taskQueues.flow,
      });
  });

  test('what is due is booked once; what needs approval is asked about; what lies in a closed month is paused and says why', async () => {
    const [plain, careful, closed] = [await newTestBook(db), await newTestBook(db), await newTestBook(db)];
    const template = { type: 'expense', amount: '1350000', category: 'pendidikan', note: 'SPP' } as const;
    const startsOn = dayBefore(2);
    for (const book of [plain, careful, closed])
      await book.run((tx, { bookId }) => addRecurring(tx, { bookId, template, every: 'day', startsOn, by: book.owner }));
    const rules = [{ minAmount: '1000000', currency: 'IDR', category: null, approvers: 1 }];
    await careful.run((tx, { bookId }) => setApprovalPolicy(tx, { bookId, rules, by: 'x' }));
    for (const month of new Set([dayBefore(2), dayBefore(0)].map((day) => day.slice(0, 7))))
      await closed.run((tx, { bookId }) => lock(tx, { bookId, month, by: 'x' }));
    expect(await trigger('recurring-due')).toEqual({ failed: 0 });
    expect(await trigger('recurring-due')).toEqual({ failed: 0 });
    const entries = (book: TestBook) => book.run((tx, { bookId }) => listEntries(tx, { filter: { bookId }, limit: 20 }));
    const booked = await entries(plain);
    expect(new Set(booked.map(({ occurredOn }) => occurredOn)).size).toBe(booked.length);
    expect(booked.length).toBeGreaterThanOrEqual(3);
    expect(booked[0]).toMatchObject({ source: 'recurring', decidedBy: plain.owner });
    expect([await entries(careful), await entries(closed)]).toEqual([[], []]);
    const asked = await careful.run((tx, { bookId }) => listApprovals(tx, { bookId, limit: 20 }));
    expect(asked.map(({ requestedBy, state }) => [requestedBy, state])).toEqual(
      Array.from(booked, () => [careful.owner, 'pending']),
    );
    expect(await closed.run((tx, { bookId }) => listRecurring(tx, bookId))).toMatchObject([
      { paused: true, refusal: 'PeriodLocked', nextOn: startsOn },
    ]);
  });

  test('an approval nobody decides in time has expired', async () => {
    const book = await newTestBook(db);
    const ask = (expiresAt: Date) =>
      book.run((tx, origin) =>
        requestApproval(tx, { ...origin, entries: [{ ...entry, occurredOn: '2026-10-05' }], needed: 1, expiresAt }),
      );
    await ask(new Date(Date.now() - 2 * 3_600_000));
    await ask(new Date(Date.now() + 3_600_000));
    expect(await trigger('recurring-due')).toEqual({ failed: 0 });
    const states = await book.run((tx, { bookId }) => listApprovals(tx, { bookId, limit: 20 }));
    expect(states.map(({ state }) => state)).toEqual(['pending', 'expired']);
  });

  test('a book that cannot be booked does not keep the others waiting, and the run tells of it', async () => {
    const [broken, sound] = [await newTestBook(db), await newTestBook(db)];
    const template = { type: 'expense', amount: '1000', category: 'makan', note: 'kopi' } as const;
    for (const book of [broken, sound])
      await book.run((tx, { bookId }) => addRecurring(tx, { bookId, template, every: 'month', startsOn: dayBefore(1), by: 'x' }));
    await owner.query(`update recurring set template = template || '{"tags": 5}' where book_id = $1`, [broken.id]);
    const started = await held.client.workflow.start(recurringWorkflowType, { workflowId: uuidv7(), taskQueue: taskQueues.flow });
    await expect(started.result()).rejects.toMatchObject({
      cause: { message: 'recurring entries of 1 books could not be booked' },
    });
    await recordHistory('scheduled', 'recurring-failed', started);
    const nextOn = async (book: TestBook) => (await book.run((tx, { bookId }) => listRecurring(tx, bookId)))[0]?.nextOn;
    expect(await nextOn(broken)).toBe(dayBefore(1));
    expect(await nextOn(sound)).not.toBe(dayBefore(1));
    await owner.query('update recurring set paused_at = now() where book_id = $1', [broken.id]);
  });

  test('what was kept long enough is forgotten, and evidence is not', async () => {
    const { book, chatId } = await someone();
    const long = new Date(Date.now() - 31 * 86_400_000);
    const old = { receivedAt: long, closedAt: long };
    const [booked, idle, fresh, open] = [
      await wrote(book, chatId, old),
      await wrote(book, chatId, old),
      await wrote(book, chatId),
      await wrote(book, chatId, { ...old, closedAt: null, stage: 'asking' }),
    ];
    await db.update(media).set({ storedAt: long });
    await db.update(media).set({ storedAt: new Date() }).where(eq(media.messageId, fresh.id));
    await book.run((tx, origin) =>
      createEntry(tx, { ...origin, messageId: booked.id, source: 'chat', entry: { ...entry, occurredOn: '2026-10-05' } }),
    );
    const said = { session: 'main', chatId, state: 'acked', payload: { kind: 'text', text: 'dicatat' } } as const;
    await db.insert(waOutbound).values([
      { id: uuidv7(), effectKey: uuidv7(), waId: uuidv7(), ...said, plannedAt: long },
      { id: uuidv7(), effectKey: uuidv7(), waId: uuidv7(), ...said },
    ]);
    await db.insert(effect).values({ key: `${idle.workflowId}/ask`, inputHash: 'x', createdAt: long });
    const stanza = { session: 'main', sender: 'x', part: 0, attrs: {}, receivedAt: long };
    await db.insert(waInbound).values([
      { ...stanza, waId: uuidv7(), dispatchedAt: long },
      { ...stanza, waId: uuidv7() },
    ]);
    expect(await trigger('retention-daily')).toMatchObject({ media: 2, texts: 1, replies: 1, effects: 1, inbound: 1 });
    const bodies = await db.select({ id: message.id, body: message.body }).from(message).where(eq(message.chatId, chatId));
    expect(bodies.filter(({ body }) => body === null).map(({ id }) => id)).toEqual([idle.id]);
    const there = async (id: string) => (await store.stat(id)) !== null;
    expect(await Promise.all([booked, idle, fresh, open].map(({ id }) => there(id)))).toEqual([true, false, true, false]);
    expect(await trigger('retention-daily')).toEqual({ media: 0, texts: 0, replies: 0, effects: 0, inbound: 0 });
  });
});

test('jobs of people belong to no book', async () => {
  expect(await db.select().from(subjectJob)).toEqual([]);
  expect((await withAllBooks(db, (tx) => tx.select().from(subjectJob))).length).toBeGreaterThan(0);
});
