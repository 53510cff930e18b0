import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConversationActivities } from '../activities/conversation/activities.ts';
import { createLedgerActivities } from '../activities/ledger/activities.ts';
import { createRulesActivities, createUnderstandingActivities } from '../activities/understanding/activities.ts';
import { projectRoot } from '../config/paths.ts';
import type { Database } from '../database/pool.ts';
import { withAllBooks } from '../database/pool.ts';
import { channelIdentity, chat, contact, entry, message, question, waOutbound } from '../database/schema/index.ts';
import { ensureTemporalTestServer } from '../dev/stack/provision/binaries.ts';
import { bundleWorkflows } from '../temporal/bundle.ts';
import { deliverDecision } from '../temporal/decision.ts';
import { messageWorkflowId } from '../temporal/ids.ts';
import { type MessageKind, type MessageRun, messageWorkflowType, sendQueue, taskQueues } from '../workflows/contracts.ts';
import { messageKindAttribute, stageAttribute } from '../workflows/searchAttributes.ts';
import { testDatabase } from './database.ts';

/**
 * The run of a message on the time-skipping server with the real steps and Postgres; only WhatsApp is left out: the sender
 * marks rows as sent. A day of silence passes in a moment.
 */
const session = 'main';
/** A condition is waited for, not timed: this only bounds a test that has failed. */
const patience = { timeout: 20_000, interval: 20 };
let db: Database;
let environment: TestWorkflowEnvironment;
let workers: Worker[];
let running: Promise<unknown>;

beforeAll(async () => {
  // The SDK's own log is noise beside the test's.
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  ({ db } = await testDatabase());
  const server = await ensureTemporalTestServer(() => {});
  if (!('path' in server)) throw new Error(server.missing);
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: server.path } },
  });
  const { nativeConnection: connection, client } = environment;
  const { INDEXED_VALUE_TYPE_KEYWORD: keyword } = temporal.api.enums.v1.IndexedValueType;
  await client.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries([stageAttribute, messageKindAttribute].map(({ name }) => [name, keyword])),
  });
  const activities = {
    ...createConversationActivities({ db, access: { mode: 'open', numbers: new Set() }, decide: deliverDecision(client) }),
    ...createLedgerActivities({ db }),
    ...createRulesActivities({ db, log: { info: () => {} } }),
    ...createUnderstandingActivities({ db, model: null, log: { info: () => {} } }),
    send: async ({ outboundId }: { outboundId: string }) => {
      await db.update(waOutbound).set({ state: 'acked', ackedAt: new Date() }).where(eq(waOutbound.id, outboundId));
    },
  };
  const workflowBundle = await bundleWorkflows();
  workers = await Promise.all([
    Worker.create({ connection, taskQueue: taskQueues.flow, workflowBundle, activities }),
    Worker.create({ connection, taskQueue: taskQueues.understanding, activities }),
    Worker.create({ connection, taskQueue: sendQueue(session), activities }),
  ]);
  running = Promise.all(workers.map((worker) => worker.run()));
});

afterAll(async () => {
  for (const worker of workers) worker.shutdown();
  await running;
  await environment.teardown();
});

interface Person {
  contactId: string;
  chatId: string;
}

async function newPerson(): Promise<Person> {
  const [contactId, chatId] = [uuidv7(), uuidv7()];
  const lid = String(randomBytes(6).readUIntBE(0, 6));
  await db.insert(contact).values({ id: contactId });
  await db.insert(channelIdentity).values({ kind: 'lid', value: lid, contactId });
  await db.insert(chat).values({ id: chatId, session, kind: 'direct', contactId, replyJid: `${lid}@lid` });
  return { contactId, chatId };
}

/** Puts a message into Postgres and starts its run, as the gateway does; `held` leaves the start to the caller. */
async function write(person: Person, body: string, over: { kind?: MessageKind; targetWaId?: string; held?: boolean } = {}) {
  const waId = `3A${randomBytes(9).toString('hex').toUpperCase()}`;
  const id = uuidv7();
  const workflowId = messageWorkflowId(session, person.chatId, waId);
  const { kind = 'text', targetWaId = null } = over;
  await db.insert(message).values({ id, session, ...person, waId, kind, body, targetWaId, workflowId, sentAt: new Date() });
  const run: MessageRun = { messageId: id, session, kind };
  const { workflow } = environment.client;
  const start = () => workflow.start(messageWorkflowType, { workflowId, taskQueue: taskQueues.flow, args: [run] });
  if (!over.held) await start();
  return { id, waId, start, handle: workflow.getHandle(workflowId) };
}

const historyLength = async ({ workflowId }: { workflowId: string }): Promise<number> =>
  (await environment.client.workflow.getHandle(workflowId).describe()).historyLength;

const said = async (person: Person): Promise<string[]> => {
  const rows = await db.select().from(waOutbound).where(eq(waOutbound.chatId, person.chatId)).orderBy(asc(waOutbound.id));
  return rows.map(({ payload }) => (payload.kind === 'text' ? payload.text : payload.emoji));
};

const entriesOf = (messageId: string) =>
  withAllBooks(db, (tx) => tx.select().from(entry).where(eq(entry.messageId, messageId)).orderBy(asc(entry.line)));

const questionOf = async (messageId: string, revision = 1) => {
  const asked = () => db.select().from(question).where(eq(question.messageId, messageId));
  await expect.poll(() => asked().then((rows) => rows.length), patience).toBe(revision);
  const rows = await db.select().from(question).where(eq(question.messageId, messageId)).orderBy(asc(question.revision));
  return rows[revision - 1]!;
};

const messageRow = async (id: string) => (await db.select().from(message).where(eq(message.id, id)))[0]!;

/** `npm run histories` keeps the history of a run, for the replay test. */
async function record(scenario: string, { workflowId }: { workflowId: string }): Promise<void> {
  if (!process.env.RECORD_HISTORIES) return;
  const history = await environment.client.workflow.getHandle(workflowId).fetchHistory();
  const file = join(projectRoot, 'temporal', 'histories', 'message', `${scenario}.json`);
  // Stack traces name folders of the machine that recorded.
  const json = historyToJSON(history).replaceAll(/("stackTrace": )"(?:[^"\\]|\\.)*"/g, '$1""');
  await writeFile(file, `${json}\n`);
}

describe('the run of a message', () => {
  test('text, question, ya: booked once, told so', async () => {
    const person = await newPerson();
    const asked = await write(person, 'beli kopi 25rb sama bensin 50rb');
    await questionOf(asked.id);
    const yes = await write(person, 'ya');
    expect(await yes.handle.result()).toBe('delivered');
    expect(await asked.handle.result()).toBe('booked');
    await record('booked', asked.handle);
    await record('delivered', yes.handle);
    expect((await entriesOf(asked.id)).map(({ amount, category }) => [amount, category])).toEqual([
      [2_500_000n, 'makan'],
      [5_000_000n, 'transport'],
    ]);
    const words = await said(person);
    expect(words).toHaveLength(3);
    expect(words[1]).toContain('25.000');
  });

  test('an answer that comes before its question waits for it', async () => {
    const person = await newPerson();
    const asked = await write(person, 'beli kopi 25rb', { held: true });
    const early = await write(person, 'ya');
    await expect.poll(() => historyLength(early.handle), patience).toBeGreaterThan(8);
    await asked.start();
    expect(await early.handle.result()).toBe('delivered');
    expect(await asked.handle.result()).toBe('booked');
    await record('waited', early.handle);
  });

  test('a correction asks again, and the corrected draft is booked', async () => {
    const person = await newPerson();
    const asked = await write(person, 'beli kopi 25rb sama bensin 50rb');
    await questionOf(asked.id);
    await (await write(person, '2 harusnya 55rb')).handle.result();
    await questionOf(asked.id, 2);
    await (await write(person, 'ya')).handle.result();
    expect(await asked.handle.result()).toBe('booked');
    await record('corrected', asked.handle);
    expect((await entriesOf(asked.id)).map(({ amount }) => amount)).toEqual([2_500_000n, 5_500_000n]);
  });

  test('asked under one address and answered under the other of the same person: booked', async () => {
    const [older, newer] = [await newPerson(), await newPerson()];
    const asked = await write(newer, 'beli kopi 25rb');
    await questionOf(asked.id);
    await db.execute(sql`select merge_contacts(${older.contactId}, ${newer.contactId})`);
    await (await write(older, 'ya')).handle.result();
    expect(await asked.handle.result()).toBe('booked');
    expect((await entriesOf(asked.id)).map(({ amount }) => amount)).toEqual([2_500_000n]);
    expect((await said(older)).at(-1)).toContain('Tercatat');
  });

  test('batal books nothing', async () => {
    const person = await newPerson();
    const asked = await write(person, 'beli kopi 25rb');
    await questionOf(asked.id);
    await (await write(person, 'batal')).handle.result();
    expect(await asked.handle.result()).toBe('cancelled');
    await record('cancelled', asked.handle);
    expect(await entriesOf(asked.id)).toEqual([]);
  });

  test('an amount in doubt is not booked by ya, but by a choice and ya', async () => {
    const person = await newPerson();
    const asked = await write(person, 'makan seratus lima puluh');
    await questionOf(asked.id);
    await (await write(person, 'ya')).handle.result();
    await expect.poll(() => said(person).then((words) => words.length), patience).toBe(3);
    expect(await entriesOf(asked.id)).toEqual([]);
    await (await write(person, '1')).handle.result();
    await questionOf(asked.id, 2);
    await (await write(person, 'ya')).handle.result();
    expect(await asked.handle.result()).toBe('booked');
    expect((await entriesOf(asked.id)).map(({ amount }) => amount)).toEqual([15_000_000n]);
  });

  test('a reaction on the question answers it', async () => {
    const person = await newPerson();
    const asked = await write(person, 'parkir 5rb');
    const { waId } = await questionOf(asked.id);
    await (await write(person, '👍', { kind: 'reaction', targetWaId: waId })).handle.result();
    expect(await asked.handle.result()).toBe('booked');
  });

  test('silence: one reminder, then the question expires and nothing is booked', async () => {
    const person = await newPerson();
    const asked = await write(person, 'beli kopi 25rb');
    expect(await asked.handle.result()).toBe('expired');
    await record('expired', asked.handle);
    expect(await messageRow(asked.id)).toMatchObject({ stage: 'expired' });
    expect(await questionOf(asked.id)).toMatchObject({ state: 'expired' });
    expect(await entriesOf(asked.id)).toEqual([]);
    expect(await said(person)).toHaveLength(4);
    const late = await write(person, 'ya', { targetWaId: (await questionOf(asked.id)).waId });
    expect(await late.handle.result()).toBe('answered');
    expect(await said(person)).toHaveLength(5);
    expect(await entriesOf(asked.id)).toEqual([]);
  });

  test('two open questions: an answer without a quote asks which, one with a quote is booked', async () => {
    const person = await newPerson();
    const first = await write(person, 'beli kopi 25rb');
    const { waId } = await questionOf(first.id);
    const second = await write(person, 'beli bakso 15rb');
    await questionOf(second.id);
    expect(await (await write(person, 'ya')).handle.result()).toBe('answered');
    await (await write(person, 'ya', { targetWaId: waId })).handle.result();
    expect(await first.handle.result()).toBe('booked');
    expect(await messageRow(second.id)).toMatchObject({ stage: 'asking' });
  });

  test('an edit before the answer asks anew; taking the message back cancels', async () => {
    const person = await newPerson();
    const asked = await write(person, 'beli kopi 25rb');
    await questionOf(asked.id);
    await (await write(person, 'beli kopi 26rb', { kind: 'edit', targetWaId: asked.waId })).handle.result();
    expect(await questionOf(asked.id, 2)).toMatchObject({ entries: [{ amount: '26000' }] });
    await (await write(person, '', { kind: 'revoke', targetWaId: asked.waId })).handle.result();
    expect(await asked.handle.result()).toBe('cancelled');
  });

  test.each([
    ['', 'answered'],
    ['🎉🎉', 'answered'],
    ['halo', 'answered'],
    ['bulan ini habis berapa', 'answered'],
  ])('%j gets one answer and leaves nothing open', async (body, outcome) => {
    const person = await newPerson();
    const sent = await write(person, body);
    expect(await sent.handle.result()).toBe(outcome);
    // The greeting of a new person, and the answer.
    expect(await said(person)).toHaveLength(2);
  });

  test('10,001 characters: an honest failure', async () => {
    const person = await newPerson();
    const sent = await write(person, 'kopi 5rb '.repeat(1_200));
    expect(await sent.handle.result()).toEqual({ failed: 'TextTooLong' });
    await record('failed', sent.handle);
    expect(await messageRow(sent.id)).toMatchObject({ stage: 'failed', failure: 'TextTooLong' });
  });
});
