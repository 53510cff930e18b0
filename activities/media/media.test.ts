import { createCipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../database/pool.ts';
import { type MediaDescriptor, media } from '../../database/schema/index.ts';
import { testDatabase } from '../../test/database.ts';
import { insertMessage } from '../../test/message.ts';
import { testObjectStore } from '../../test/objectStore.ts';
import type { StoredMedia } from '../../workflows/contracts.ts';
import { createMediaActivities } from './activities.ts';
import type { MediaKind } from './crypto.ts';
import { maxMediaBytes, mediaUrl } from './download.ts';

const info = { voice: 'WhatsApp Audio Keys', image: 'WhatsApp Image Keys', document: 'WhatsApp Document Keys' };

/** Encrypts as a phone does; the reverse of what is under test, written from the format's description. */
function encrypt(plain: Buffer, kind: MediaKind): { file: Buffer; descriptor: Omit<MediaDescriptor, 'directPath'> } {
  const mediaKey = randomBytes(32);
  const keys = Buffer.from(hkdfSync('sha256', mediaKey, Buffer.alloc(0), info[kind], 112));
  const cipher = createCipheriv('aes-256-cbc', keys.subarray(16, 48), keys.subarray(0, 16));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const mac = createHmac('sha256', keys.subarray(48, 80)).update(keys.subarray(0, 16)).update(body).digest().subarray(0, 10);
  const file = Buffer.concat([body, mac]);
  const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('base64');
  return {
    file,
    descriptor: {
      mediaKey: mediaKey.toString('base64'),
      fileSha256: sha256(plain),
      fileEncSha256: sha256(file),
      fileLength: plain.length,
      mime: 'application/octet-stream',
      fileName: null,
      seconds: null,
    },
  };
}

let db: Database;
let server: Server;
let origin: string;
const files = new Map<string, Buffer | number>();
let requests = 0;
let jpeg: Buffer;

const { store } = await testObjectStore();

beforeAll(async () => {
  ({ db } = await testDatabase());
  await store.ensureBucket();
  jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  server = createServer((request, response) => {
    requests += 1;
    const file = files.get(request.url ?? '') ?? 404;
    if (typeof file === 'number') response.writeHead(file).end();
    else response.end(file);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

function storeMedia(messageId: string, mediaOrigin = origin): Promise<StoredMedia> {
  const { storeMedia: run } = createMediaActivities({ db, store, mediaOrigin });
  const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
  return environment.run(run, { messageId });
}

async function message(plain: Buffer, kind: MediaKind, change: (file: Buffer, descriptor: MediaDescriptor) => void = () => {}) {
  const { file, descriptor } = encrypt(plain, kind);
  const directPath = `/v/${randomBytes(6).toString('hex')}.enc?ccb=1`;
  const full = { ...descriptor, directPath };
  change(file, full);
  files.set(directPath, file);
  return { id: await insertMessage(db, { kind, media: full }), directPath };
}

describe('storing media', () => {
  it('downloads, checks, decrypts, names by content and stores once', async () => {
    const { id } = await message(jpeg, 'image');
    const stored = await storeMedia(id);
    const sha256 = createHash('sha256').update(jpeg).digest('hex');
    expect(stored).toEqual({ bucket: store.bucket, key: sha256, sha256, bytes: jpeg.length, mime: 'image/jpeg' });
    expect(await store.get(sha256, jpeg.length)).toEqual(jpeg);
    expect(await store.stat(sha256)).toEqual({ bytes: jpeg.length, mime: 'image/jpeg' });
    const before = requests;
    expect(await storeMedia(id)).toEqual(stored);
    expect(requests).toBe(before);
    expect(await db.select().from(media).where(eq(media.messageId, id))).toHaveLength(1);
  });

  it.each<[string, (file: Buffer, descriptor: MediaDescriptor) => void]>([
    ['a flipped bit', (file) => file.writeUInt8(file.readUInt8(3) ^ 1, 3)],
    [
      'a flipped bit that the encrypted hash does not tell',
      (file, descriptor) => {
        descriptor.fileEncSha256 = null;
        file.writeUInt8(file.readUInt8(3) ^ 1, 3);
      },
    ],
    [
      'a wrong MAC',
      (file, descriptor) => {
        descriptor.fileEncSha256 = null;
        file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
      },
    ],
    [
      'another plain hash',
      (_, descriptor) => {
        descriptor.fileSha256 = randomBytes(32).toString('base64');
      },
    ],
    [
      'another length',
      (_, descriptor) => {
        descriptor.fileLength += 1;
      },
    ],
    [
      'another key',
      (_, descriptor) => {
        descriptor.mediaKey = randomBytes(32).toString('base64');
      },
    ],
  ])('refuses %s', async (_, change) => {
    const { id } = await message(jpeg, 'image', change);
    await expect(storeMedia(id)).rejects.toMatchObject({ type: 'MediaCorrupt', nonRetryable: true });
  });

  it('refuses what is not of an allowed type, whatever the message claims', async () => {
    const html = await message(Buffer.from('<html><script>alert(1)</script></html>'), 'image', (_, descriptor) => {
      descriptor.mime = 'image/jpeg';
    });
    await expect(storeMedia(html.id)).rejects.toMatchObject({ type: 'MediaUnsupported', nonRetryable: true });
    const gif = await message(Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'), 'image');
    await expect(storeMedia(gif.id)).rejects.toMatchObject({ type: 'MediaUnsupported' });
  });

  it('refuses a declared and an actual size beyond the cap', async () => {
    const declared = await message(jpeg, 'voice', (_, descriptor) => {
      descriptor.fileLength = maxMediaBytes.voice + 1;
    });
    const before = requests;
    await expect(storeMedia(declared.id)).rejects.toMatchObject({ type: 'MediaTooLarge', nonRetryable: true });
    expect(requests).toBe(before);
    const actual = await message(jpeg, 'voice');
    files.set(actual.directPath, Buffer.alloc(maxMediaBytes.voice + 1000));
    await expect(storeMedia(actual.id)).rejects.toMatchObject({ type: 'MediaTooLarge', nonRetryable: true });
  });

  it.each([404, 410])('says that the media is gone on %i', async (status) => {
    const { id, directPath } = await message(jpeg, 'image');
    files.set(directPath, status);
    await expect(storeMedia(id)).rejects.toMatchObject({ type: 'MediaGone', nonRetryable: true });
  });

  it('leaves server and network trouble to a retry', async () => {
    const { id, directPath } = await message(jpeg, 'image');
    files.set(directPath, 503);
    await expect(storeMedia(id)).rejects.toMatchObject({ type: 'Unavailable', nonRetryable: false });
    await expect(storeMedia(id, 'http://127.0.0.1:1')).rejects.toMatchObject({ type: 'Unavailable', nonRetryable: false });
  });
});

describe('the address of a media file', () => {
  it.each(['//evil.example/x', 'https://evil.example/x', '/\\evil.example/x', 'x', '@evil.example/', ''])(
    'refuses %j',
    (path) => {
      expect(() => mediaUrl('https://media.example', path)).toThrow(expect.objectContaining({ type: 'MediaCorrupt' }));
    },
  );

  it('stays on the configured origin', () => {
    expect(mediaUrl('https://media.example', '/v/t62/x.enc?ccb=11-4&oh=a').href).toBe(
      'https://media.example/v/t62/x.enc?ccb=11-4&oh=a',
    );
    expect(mediaUrl('https://media.example', '/@evil.example/../x').host).toBe('media.example');
  });
});
