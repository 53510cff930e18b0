import { randomBytes } from 'node:crypto';
import '../../gateway/session/quiet.ts';
import excel from '@protobi/exceljs';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createConversationActivities } from '../../activities/conversation/activities.ts';
import { createExportActivities } from '../../activities/exports/activities.ts';
import { createLedgerActivities } from '../../activities/ledger/activities.ts';
import { createMediaActivities } from '../../activities/media/activities.ts';
import { createRulesActivities, createUnderstandingActivities } from '../../activities/understanding/activities.ts';
import { media, message } from '../../database/schema/index.ts';
import { ensureTemporalTestServer } from '../../dev/stack/provision/binaries.ts';
import { type Line, Phone } from '../../dev/whatsapp/phone.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { say } from '../../language/words/index.ts';
import { bundleWorkflows } from '../../temporal/bundle.ts';
import { deliverDecision } from '../../temporal/decision.ts';
import { startMessageRun } from '../../temporal/messageRuns.ts';
import { sendQueue, taskQueues } from '../../workflows/contracts.ts';
import { messageKindAttribute, stageAttribute } from '../../workflows/searchAttributes.ts';
import { testDatabase } from '../database.ts';
import { testObjectStore } from '../objectStore.ts';
import { type TestNetwork, testNetwork } from './network.ts';
import { until } from './waiting.ts';

/** A photo from the phone to its stored object and back, with the real gateway, workflow and media step; only reading is short. */

// Genuine servers: slow on a busy machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const { db, url } = await testDatabase();
const session = 'main';
let network: TestNetwork;
let gateway: Gateway;
let environment: TestWorkflowEnvironment;
let workers: Worker[];
let running: Promise<unknown>;
let ana: Phone;
let photo: Buffer;

const { store } = await testObjectStore();

beforeAll(async () => {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
  });
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
  network = await testNetwork();
  await store.ensureBucket();
  gateway = createGateway({
    session,
    settings: {
      DATABASE_URL: url,
      DATABASE_POOL_MAX: 4,
      WHATSAPP_URL: network.url,
      WHATSAPP_ROOT_KEY: network.rootKeyHex,
      WHATSAPP_SESSION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    },
    startRun: (run) => startMessageRun(client, run),
    log: pino({ level: 'silent' }),
  });
  const workflowBundle = await bundleWorkflows();
  const mediaOrigin = network.url.replace('ws:', 'http:').replace('/ws/chat', '');
  const activities = {
    ...createConversationActivities({ db, access: { mode: 'open', numbers: new Set() }, decide: deliverDecision(client) }),
    ...createLedgerActivities({ db }),
    ...createRulesActivities({ db, log: { info: () => {} } }),
    ...createUnderstandingActivities({ db, model: null, log: { info: () => {} } }),
    ...createMediaActivities({ db, store, mediaOrigin }),
    ...createExportActivities({ db, store, mediaOrigin }),
    readReceipt: async () => ({ lines: 0, confidence: 0 }),
  };
  const { flow, media: mediaQueue, receipt, understanding, exports } = taskQueues;
  workers = await Promise.all([
    Worker.create({ connection, taskQueue: flow, workflowBundle, activities }),
    ...[mediaQueue, receipt, understanding, exports].map((taskQueue) => Worker.create({ connection, taskQueue, activities })),
    Worker.create({ connection, taskQueue: sendQueue(session), activities: { ...gateway.activities } }),
  ]);
  running = Promise.all(workers.map((worker) => worker.run()));
  gateway.start();
  await network.link(await until('a QR code', () => gateway.session.status.qr));
  await until('an open session', () => gateway.session.openSocket);
  ana = new Phone(new URL(network.url.replace('ws:', 'http:')).origin, '6281200000001');
  photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
});

afterAll(async () => {
  for (const worker of workers) worker.shutdown();
  await running;
  await gateway.stop();
  await network.close();
  await environment.teardown();
});

const closed = (waId: string) =>
  until(`the end of ${waId}`, async () => {
    const [row] = await db.select().from(message).where(eq(message.waId, waId));
    return row?.stage === 'answered' || row?.stage === 'failed' ? row : null;
  });
const texts = (lines: Line[]) => lines.flatMap(({ text }) => text ?? []);
const asked = async (waId: string) =>
  (await network.traces()).filter(({ id, type }) => id === waId && type === 'server-error').length;

/** Sends a photo whose file is gone before anybody can download it. */
async function sendGone(onPhone: boolean): Promise<string> {
  await network.call('PUT', '/admin/faults', { holdDelivery: true });
  const waId = await ana.sendFile({ kind: 'image', bytes: photo, fileName: 'struk.jpg' });
  expect(await network.call('POST', '/admin/media-gone', { id: waId, onPhone })).toEqual({ gone: true });
  await network.call('PUT', '/admin/faults', { holdDelivery: false });
  return waId;
}

it('asks the phone for a file that WhatsApp has dropped, and stores what it uploads again', async () => {
  const waId = await sendGone(false);
  const row = await closed(waId);
  expect(row).toMatchObject({ stage: 'answered', failure: null });
  const [stored] = await db.select().from(media).where(eq(media.messageId, row.id));
  expect(stored).toMatchObject({ bytes: photo.length, mime: 'image/jpeg' });
  expect(await asked(waId)).toBe(1);
});

it('says so when the phone has the file no more either', async () => {
  const waId = await sendGone(true);
  expect(await closed(waId)).toMatchObject({ stage: 'failed', failure: 'MediaGone' });
  const sorry = say({ statement: { say: 'failure', failure: 'MediaGone' }, locale: 'id' });
  await until('the words', async () => texts(await ana.lines(undefined, 0)).includes(sorry));
  expect(await asked(waId)).toBe(1);
});

it('shows that it reads at once, and takes the sign away after the answer', async () => {
  const waId = await ana.sendFile({ kind: 'image', bytes: photo, fileName: 'struk.jpg' });
  await closed(waId);
  const about = ({ reaction, quote }: Line) => reaction?.messageId === waId || quote?.id === waId;
  const signs = (await until('the sign to be gone', async () => {
    const lines = (await ana.lines(undefined, 0)).filter(about);
    return lines.at(-1)?.reaction?.emoji === '' && lines;
  })) as Line[];
  expect(signs.map(({ reaction }) => reaction?.emoji)).toEqual(['⏳', '']);
  const lines = await ana.lines(undefined, 0);
  const [shown, removed] = signs.map(({ id }) => lines.findIndex((line) => line.id === id));
  expect(texts(lines.slice(shown, removed))).toHaveLength(1);
});

it('shows no sign on a text', async () => {
  const waId = await network.say(ana.number, 'saldo');
  await closed(waId);
  const run = environment.client.workflow.getHandle((await closed(waId)).workflowId);
  await run.result();
  expect((await ana.lines(undefined, 0)).filter(({ reaction }) => reaction?.messageId === waId)).toEqual([]);
});

it('asks nobody for a file that is there', async () => {
  const waId = await ana.sendFile({ kind: 'image', bytes: photo, fileName: 'struk.jpg' });
  expect(await closed(waId)).toMatchObject({ stage: 'answered' });
  expect(await asked(waId)).toBe(0);
});

/** Asks for a file and gives what the phone shows of it: its own line, with what it opened. */
async function fileAfter(words: string): Promise<{ media: NonNullable<Line['media']>; bytes: Buffer }> {
  const before = (await ana.lines(undefined, 0)).at(-1)?.id;
  await ana.sendText(words);
  const { media: shown } = await ana.next(before, ({ media: file }) => file !== undefined);
  const origin = new URL(network.url.replace('ws:', 'http:')).origin;
  const bytes = Buffer.from(await (await fetch(new URL(shown?.url ?? '', origin))).arrayBuffer());
  return { media: shown ?? {}, bytes };
}

it('sends the file of the book that was asked for, as a document the phone opens', async () => {
  const before = (await ana.lines(undefined, 0)).at(-1)?.id;
  await ana.sendText('kopi 25rb');
  const question = await ana.next(before, ({ text }) => /25\.000/.test(text ?? ''));
  await ana.sendText('ya');
  await ana.next(question.id, ({ text }) => /^✅/.test(text ?? ''));

  const sheet = await fileAfter('kirim excel bulan ini');
  expect(sheet.media).toMatchObject({ fileName: expect.stringMatching(/^catat-.*\.xlsx$/), caption: 'Bulan ini: 1 catatan' });
  const book = new excel.Workbook();
  await book.xlsx.load(sheet.bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  expect(JSON.stringify(book.worksheets.map((one) => one.getSheetValues()))).toContain('kopi');

  const plain = await fileAfter('minta csv semua transaksi');
  expect(plain.media).toMatchObject({ fileName: 'catat.csv', caption: 'Semua catatan: 1 catatan' });
  expect(plain.bytes.toString()).toContain('kopi');
});

it('says that there is nothing to send', async () => {
  const before = (await ana.lines(undefined, 0)).at(-1)?.id;
  await ana.sendText('kirim excel tahun 2020');
  expect((await ana.next(before, ({ text }) => text !== undefined)).text).toMatch(/Belum ada catatan/);
});
