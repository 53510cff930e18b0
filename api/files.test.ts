import { Readable } from 'node:stream';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { aBook, atDesk } from '../test/desk.ts';
import { buildApp } from './app.ts';
import { createMediaLinks, mediaLink_s } from './mediaLinks.ts';

const { db } = await testDatabase();
let time = Date.now();
const links = createMediaLinks('secret', () => time);
/** Objects by key, as a store keeps them. */
const stored = new Map<string, Buffer>();
const app = buildApp(
  apiDeps(db, {
    links,
    token: 'a-token-of-enough-length',
    media: {
      put: async ({ data, sha256 }) => {
        stored.set(sha256, data);
        return { bucket: 'media', key: sha256 };
      },
      open: async ({ key }) => Readable.from([stored.get(key)!]),
      isReachable: async () => true,
    },
  }),
);
afterAll(() => app.close());

let headers: { cookie: string };
let id: string;

beforeAll(async () => {
  const { bookId } = await aBook(db);
  headers = (await atDesk(db, { [bookId]: 'finance' })).headers;
  const payload = { book: bookId, type: 'expense', amount: '1000', occurredOn: '2026-11-20', note: 'bon' };
  id = (
    await app.inject({ method: 'POST', url: '/v1/entries', payload, headers: { ...headers, 'idempotency-key': uuidv7() } })
  ).json().id;
});

function upload(data: Buffer, fileName = 'bon.jpg') {
  const boundary = 'xxBOUNDARYxx';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: image/jpeg\r\n\r\n`;
  return app.inject({
    method: 'POST',
    url: `/v1/entries/${id}/attachments`,
    payload: Buffer.concat([Buffer.from(head), data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { ...headers, 'idempotency-key': uuidv7(), 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })
    .withExif({ IFD0: { Copyright: 'rumah di jalan mawar' } })
    .jpeg()
    .toBuffer();

test('a picture is kept without what else was in it, and shown by a link that expires', async () => {
  const hidden = Buffer.concat([await picture(), Buffer.from('<script>alert(1)</script>')]);
  const added = await upload(hidden, '../../<b>bon.jpg');
  expect(added.statusCode).toBe(201);
  expect(added.json()).toMatchObject({ mime: 'image/jpeg', fileName: '<b>bon.jpg', expiresIn: mediaLink_s });
  const [kept] = [...stored.values()];
  expect(kept!.includes('mawar') || kept!.includes('<script>')).toBe(false);
  const entry = (await app.inject({ url: `/v1/entries/${id}`, headers })).json();
  expect(entry).toMatchObject({ hasAttachment: true, version: 2 });
  const url = new URL(entry.attachments[0].url);
  const shown = await app.inject(`${url.pathname}${url.search}`);
  expect([shown.statusCode, shown.headers['content-type'], shown.rawPayload.equals(kept!)]).toEqual([200, 'image/jpeg', true]);
  time += mediaLink_s * 1000;
  expect((await app.inject(`${url.pathname}${url.search}`)).statusCode).toBe(403);
});

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 415],
  ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 415],
  ['the beginning of a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0]), 422],
  ['nothing', Buffer.alloc(0), 415],
  ['too much', Buffer.alloc(13 * 1024 * 1024), 413],
])('%s is refused', async (_, data, status) => {
  expect((await upload(data)).statusCode).toBe(status);
});

test('a body that is cut off is said to be so', async () => {
  const response = await app.inject({
    method: 'POST',
    url: `/v1/entries/${id}/attachments`,
    payload: '--x\r\nNone--x--\r\n',
    headers: { ...headers, 'idempotency-key': uuidv7(), 'content-type': 'multipart/form-data; boundary=x' },
  });
  expect([response.statusCode, response.headers['content-type']]).toEqual([
    400,
    expect.stringContaining('application/problem+json'),
  ]);
});

test('a link leads where it was made for, and nowhere else', async () => {
  const other = uuidv7();
  for (const kind of ['media', 'attachments', 'exports'] as const) {
    const made = new URL(`http://x${links.make(other, kind)}`);
    expect((await app.inject(`${made.pathname}${made.search}`)).statusCode).toBe(404);
    for (const path of [`/v1/media/${other}`, `/v1/attachments/${other}/file`, `/v1/exports/${other}/file`])
      if (path !== made.pathname) expect((await app.inject(`${path}${made.search}`)).statusCode).toBe(403);
    expect((await app.inject(`${made.pathname.replace(other, uuidv7())}${made.search}`)).statusCode).toBe(403);
  }
});
