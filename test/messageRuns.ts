import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { asc, desc, eq } from 'drizzle-orm';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect } from 'vitest';
import { createConversationActivities } from '../activities/conversation/activities.ts';
import { createLedgerActivities } from '../activities/ledger/activities.ts';
import { createRulesActivities, createUnderstandingActivities } from '../activities/understanding/activities.ts';
import { projectRoot } from '../config/paths.ts';
import { type Database, withAllBooks } from '../database/pool.ts';
import { channelIdentity, chat, contact, entry, media, message, question, waOutbound } from '../database/schema/index.ts';
import { ensureTemporalTestServer } from '../dev/stack/provision/binaries.ts';
import { bundleWorkflows } from '../temporal/bundle.ts';
import { deliverDecision } from '../temporal/decision.ts';
import { messageWorkflowId } from '../temporal/ids.ts';
import { type MessageKind, type MessageRun, messageWorkflowType, sendQueue, taskQueues } from '../workflows/contracts.ts';
import { messageKindAttribute, stageAttribute } from '../workflows/searchAttributes.ts';
import { type TestDatabase, testDatabase } from './database.ts';

const session = 'main';

/** A condition is waited for, not timed: this only bounds a test that has failed. */
export const patience = { timeout: 20_000, interval: 20 };

/** Something a test lets happen when it wants it. */
export function gate(): { until: Promise<void>; open(): void } {
  let open = () => {};
  const until = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { until, open: () => open() };
}

export interface Writer {
  contactId: string;
  chatId: string;
}

/** A photo as it is read: what stands on it, whose bytes it holds, and when it is done. */
export interface Photo {
  total: string;
  merchant?: string;
  sha256?: string;
  /** Read when this is settled. */
  until?: Promise<void>;
  unreadable?: boolean;
}

/** What a test wants different about a message. */
export interface Writing {
  kind?: MessageKind;
  targetWaId?: string;
  /** Leaves the start of the run to the caller. */
  held?: boolean;
  photo?: Photo;
  sentAt?: Date;
}

/**
 * Runs of messages on the time-skipping server with the real steps and Postgres; only WhatsApp and the engines are left out: the
 * sender marks rows as sent, a photo says what is on it. A day of silence passes in a moment.
 */
export class MessageRuns {
  readonly db: Database;
  readonly environment: TestWorkflowEnvironment;
  private readonly owner: pg.Pool;
  /** Waiting with it lets no time pass. */
  private readonly client: Client;
  private readonly photos = new Map<string, Photo>();
  private workers: Worker[] = [];
  private running: Promise<unknown> = Promise.resolve();

  constructor({ db, owner }: Pick<TestDatabase, 'db' | 'owner'>, environment: TestWorkflowEnvironment) {
    this.db = db;
    this.owner = owner;
    this.environment = environment;
    this.client = new Client({ connection: environment.connection });
  }

  async start(): Promise<void> {
    const { nativeConnection: connection, client } = this.environment;
    const { INDEXED_VALUE_TYPE_KEYWORD: keyword } = temporal.api.enums.v1.IndexedValueType;
    await client.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries([stageAttribute, messageKindAttribute].map(({ name }) => [name, keyword])),
    });
    const activities = this.activities();
    const workflowBundle = await bundleWorkflows();
    const queues = [taskQueues.understanding, taskQueues.media, taskQueues.receipt, sendQueue(session)];
    this.workers = await Promise.all([
      Worker.create({ connection, taskQueue: taskQueues.flow, workflowBundle, activities }),
      ...queues.map((taskQueue) => Worker.create({ connection, taskQueue, activities })),
    ]);
    this.running = Promise.all(this.workers.map((worker) => worker.run()));
  }

  async stop(): Promise<void> {
    for (const worker of this.workers) worker.shutdown();
    await this.running;
    await this.environment.teardown();
  }

  async newPerson(displayName: string | null = null): Promise<Writer> {
    const [contactId, chatId] = [uuidv7(), uuidv7()];
    const lid = String(randomBytes(6).readUIntBE(0, 6));
    await this.db.insert(contact).values({ id: contactId, displayName });
    await this.db.insert(channelIdentity).values({ kind: 'lid', value: lid, contactId });
    await this.db.insert(chat).values({ id: chatId, session, kind: 'direct', contactId, replyJid: `${lid}@lid` });
    return { contactId, chatId };
  }

  /** Puts a message into Postgres and starts its run, as the gateway does. */
  async write(person: Writer, body: string, over: Writing = {}) {
    const waId = `3A${randomBytes(9).toString('hex').toUpperCase()}`;
    const id = uuidv7();
    const workflowId = messageWorkflowId(session, person.chatId, waId);
    const { kind = over.photo ? 'image' : 'text', targetWaId = null, sentAt = new Date() } = over;
    if (over.photo) this.photos.set(id, over.photo);
    await this.db.insert(message).values({ id, session, ...person, waId, kind, body, targetWaId, workflowId, sentAt });
    const run: MessageRun = { messageId: id, session, kind };
    const { workflow } = this.client;
    const start = () => workflow.start(messageWorkflowType, { workflowId, taskQueue: taskQueues.flow, args: [run] });
    if (!over.held) await start();
    return { id, waId, start, handle: workflow.getHandle(workflowId) };
  }

  /** A message whose run is over when this resolves. */
  async say(person: Writer, body: string, over: Writing = {}): Promise<unknown> {
    return (await this.write(person, body, over)).handle.result();
  }

  /** A record, asked about and confirmed. */
  async book(person: Writer, body: string) {
    const asked = await this.write(person, body);
    await this.questionOf(asked.id);
    await this.say(person, 'ya');
    expect(await asked.handle.result()).toBe('booked');
    return asked;
  }

  /** Hands a decision to a run, as the desk does. */
  get decide() {
    return deliverDecision(this.client);
  }

  /** How a run ends that nobody answers: time passes as far as it has to. */
  inTime({ workflowId }: { workflowId: string }): Promise<unknown> {
    return this.environment.client.workflow.getHandle(workflowId).result();
  }

  async historyLength({ workflowId }: { workflowId: string }): Promise<number> {
    return (await this.client.workflow.getHandle(workflowId).describe()).historyLength;
  }

  /** What the step a run waits for was last refused with, if it is tried again. */
  async refusedStep({ workflowId }: { workflowId: string }): Promise<string | undefined> {
    const { raw } = await this.client.workflow.getHandle(workflowId).describe();
    return raw.pendingActivities?.[0]?.lastFailure?.applicationFailureInfo?.type ?? undefined;
  }

  /** All that was said to a person, in order; reactions are their emoji. */
  async said(person: Writer): Promise<string[]> {
    const rows = await this.db.select().from(waOutbound).where(eq(waOutbound.chatId, person.chatId)).orderBy(asc(waOutbound.id));
    return rows.map(({ payload }) => (payload.kind === 'reaction' ? payload.emoji : payload.text));
  }

  /** Waits until the last words to a person fit, and returns them. */
  async hears(person: Writer, words: RegExp): Promise<string> {
    const last = async () => (await this.said(person)).filter((text) => text.length > 2).at(-1) ?? '';
    await expect.poll(last, patience).toMatch(words);
    return last();
  }

  /** The last that was said in a chat, as a quote names it. */
  async lastWords({ chatId }: Writer): Promise<{ waId: string }> {
    const [row] = await this.db
      .select({ waId: waOutbound.waId })
      .from(waOutbound)
      .where(eq(waOutbound.chatId, chatId))
      .orderBy(desc(waOutbound.id));
    if (!row) throw new Error('nothing was said there');
    return row;
  }

  entriesOf(messageId: string) {
    return withAllBooks(this.db, (tx) => tx.select().from(entry).where(eq(entry.messageId, messageId)).orderBy(asc(entry.line)));
  }

  /** What a person booked and still stands, oldest first. */
  async standing({ contactId }: Writer) {
    const rows = await withAllBooks(this.db, (tx) =>
      tx.select().from(entry).where(eq(entry.decidedBy, contactId)).orderBy(asc(entry.recordedAt), asc(entry.line)),
    );
    return rows.filter(({ type, voidedBy }) => type !== 'reversal' && voidedBy === null);
  }

  /** Those, in rupiah. */
  async amounts(person: Writer): Promise<number[]> {
    return (await this.standing(person)).map(({ amount }) => Number(amount / 100n));
  }

  async questionOf(messageId: string, revision = 1) {
    const asked = () => this.db.select().from(question).where(eq(question.messageId, messageId)).orderBy(asc(question.revision));
    await expect.poll(() => asked().then((rows) => rows.length), patience).toBe(revision);
    const found = (await asked())[revision - 1];
    if (!found) throw new Error(`message ${messageId} has no question ${revision}`);
    return found;
  }

  /** What is asked about a message by now. */
  async lastQuestion(messageId: string) {
    const [last] = await this.db
      .select()
      .from(question)
      .where(eq(question.messageId, messageId))
      .orderBy(desc(question.revision));
    if (!last) throw new Error(`message ${messageId} has no question`);
    return last;
  }

  async messageRow(id: string) {
    const [row] = await this.db.select().from(message).where(eq(message.id, id));
    if (!row) throw new Error(`message ${id} has no row`);
    return row;
  }

  /** Lets messages have come earlier than they did. */
  async haveWaited(ids: string[], seconds: number): Promise<void> {
    await this.owner.query("update message set received_at = received_at - $1 * interval '1 second' where id = any($2)", [
      seconds,
      ids,
    ]);
  }

  /** `npm run histories` keeps the history of a run, for the replay test. */
  async record(scenario: string, { workflowId }: { workflowId: string }): Promise<void> {
    if (!process.env.RECORD_HISTORIES) return;
    const history = await this.client.workflow.getHandle(workflowId).fetchHistory();
    const file = join(projectRoot, 'temporal', 'histories', 'message', `${scenario}.json`);
    // Stack traces name folders of the machine that recorded.
    const json = historyToJSON(history).replaceAll(/("stackTrace": )"(?:[^"\\]|\\.)*"/g, '$1""');
    await writeFile(file, `${json}\n`);
  }

  private activities() {
    const { db } = this;
    return {
      ...createConversationActivities({ db, access: { mode: 'open', numbers: new Set() }, decide: this.decide }),
      ...createLedgerActivities({ db }),
      ...createRulesActivities({ db, log: { info: () => {} } }),
      ...createUnderstandingActivities({ db, model: null, log: { info: () => {} } }),
      send: async ({ outboundId }: { outboundId: string }) => {
        await db.update(waOutbound).set({ state: 'acked', ackedAt: new Date() }).where(eq(waOutbound.id, outboundId));
      },
      storeMedia: async ({ messageId }: { messageId: string }) => {
        const stored = {
          bucket: 'b',
          key: messageId,
          sha256: this.photos.get(messageId)?.sha256 ?? messageId,
          bytes: 1,
          mime: 'image/jpeg',
        };
        await db
          .insert(media)
          .values({ messageId, ...stored })
          .onConflictDoNothing();
        return stored;
      },
      readReceipt: ({ messageId }: { messageId: string }) => this.readPhoto(messageId),
    };
  }

  private async readPhoto(messageId: string) {
    const photo = this.photos.get(messageId);
    if (!photo) throw new Error(`message ${messageId} has no photo`);
    await photo.until;
    if (photo.unreadable) throw ApplicationFailure.nonRetryable('nothing legible', 'ReceiptUnreadable');
    const { total, merchant = 'TOKO JAYA' } = photo;
    const item = { name: 'Barang', quantity: 1, unitPrice: null, amount: total };
    const fields = { kind: 'purchase', merchant, date: null, time: null, items: [item], paymentMethod: null };
    const reading = { fields, decided: { total, alternatives: [], certain: true }, lines: [], confidence: 1, engine: 'x', ms: 1 };
    await this.db.update(message).set({ reading }).where(eq(message.id, messageId));
    return { lines: 1, confidence: 1 };
  }
}

/** One server and its workers for the calling test file. */
export function startMessageRuns(): { runs: MessageRuns } {
  const held = {} as { runs: MessageRuns };
  beforeAll(async () => {
    // The SDK's own log is noise beside the test's.
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    const database = await testDatabase();
    const server = await ensureTemporalTestServer(() => {});
    if (!('path' in server)) throw new Error(server.missing);
    const executable = { type: 'existing-path', path: server.path } as const;
    held.runs = new MessageRuns(database, await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }));
    await held.runs.start();
  });
  afterAll(() => held.runs.stop());
  return held;
}
