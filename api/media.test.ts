import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chat, contact, media, message } from '../database/schema/index.ts';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { testObjectStore } from '../test/objectStore.ts';
import { buildApp } from './app.ts';
import { createMediaLinks, mediaLink_s } from './mediaLinks.ts';
import { createMediaStore } from './mediaStore.ts';

const { db } = await testDatabase();
const picture = Buffer.from('not really a picture');
let time = Date.now();
const links = createMediaLinks('secret', () => time);
let app: FastifyInstance;
let stopStore: () => Promise<void>;

beforeAll(async () => {
  const { store, endpoint, credentials, stop } = await testObjectStore();
  stopStore = stop;
  await store.put('known', picture, 'image/jpeg');
  const reader = createMediaStore({
    S3_ENDPOINT: endpoint,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY: credentials.accessKey,
    S3_SECRET_KEY: credentials.secretKey,
    S3_BUCKET: store.bucket,
  });
  app = buildApp(apiDeps(db, { media: reader, links, token: 'a-token-of-enough-length' }));
});

afterAll(() => app.close());

/** A message whose media are said to lie under a key. */
async function messageWith(key: string, mime = 'image/jpeg'): Promise<string> {
  const [contactId, chatId, id] = [uuidv7(), uuidv7(), uuidv7()];
  await db.insert(contact).values({ id: contactId });
  await db.insert(chat).values({ id: chatId, session: 'main', kind: 'direct', contactId, replyJid: 'x' });
  const ids = { id, session: 'main', chatId, contactId, waId: id, workflowId: id };
  await db.insert(message).values({ ...ids, kind: 'image', sentAt: new Date() });
  const sha256 = createHash('sha256').update(picture).digest('hex');
  await db.insert(media).values({ messageId: id, bucket: 'media', key, sha256, bytes: picture.length, mime });
  return id;
}

test('a link of ours shows the file without a token, until it expires', async () => {
  const url = links.make(await messageWith('known'));
  const response = await app.inject(url);
  expect(response.statusCode).toBe(200);
  expect(response.rawPayload).toEqual(picture);
  expect(response.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringContaining('private'),
  });
  time += mediaLink_s * 1000;
  expect((await app.inject(url)).statusCode).toBe(403);
});

test('a link for one message opens no other, nor another time, nor with another signature', async () => {
  const [mine, other] = [await messageWith('known'), await messageWith('known')];
  const url = links.make(mine);
  const later = url.replace(/expires=(\d+)/, (_, expires) => `expires=${Number(expires) + 60}`);
  const forged = createMediaLinks('another secret', () => time).make(mine);
  for (const wrong of [url.replace(mine, other), later, forged]) expect((await app.inject(wrong)).statusCode).toBe(403);
  expect((await app.inject(url.replace(/&signature=.*/, ''))).statusCode).toBe(400);
});

test('what a browser should not run is saved, not shown', async () => {
  const response = await app.inject(links.make(await messageWith('known', 'text/html')));
  expect(response.headers['content-disposition']).toBe('attachment');
});

test('a missing file, and a store that is away, are said as they are', async () => {
  const [gone, known] = [links.make(await messageWith('gone')), links.make(await messageWith('known'))];
  expect((await app.inject(gone)).statusCode).toBe(404);
  expect((await app.inject(links.make(uuidv7()))).statusCode).toBe(404);
  await stopStore();
  const away = await app.inject(known);
  expect([away.statusCode, away.headers['content-type']]).toEqual([503, expect.stringContaining('problem+json')]);
});
