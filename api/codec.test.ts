import type { Payload } from '@temporalio/common';
import { afterAll, describe, expect, test } from 'vitest';
import { parseKeyRing } from '../database/cipher.ts';
import { EncryptionCodec } from '../temporal/codec.ts';
import { apiDeps } from '../test/api.ts';
import { testDatabase } from '../test/database.ts';
import { buildApp } from './app.ts';

const { db } = await testDatabase();
const ringOf = (byte: number) => parseKeyRing(`k${byte}:${Buffer.alloc(32, byte).toString('base64')}`);
const token = 'a-token-of-enough-length';
const ui = 'http://127.0.0.1:8233';
const app = buildApp(
  apiDeps(db, { temporalUi: { url: `${ui}/`, namespace: 'default' }, codec: new EncryptionCodec(ringOf(1)), token }),
);
afterAll(() => app.close());

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

/** `value` as a worker writes it into a run and the Temporal UI sends it on. */
async function sealed(value: unknown, ring = ringOf(1)) {
  const plain: Payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) };
  const [payload] = await new EncryptionCodec(ring).encode([plain]);
  const metadata = Object.entries(payload!.metadata!).map(([name, bytes]) => [name, base64(bytes)]);
  return { metadata: Object.fromEntries(metadata), data: base64(payload!.data!) };
}

const decode = (payloads: unknown[], headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/v1/temporal/decode',
    headers: {
      authorization: `Bearer ${token}`,
      origin: ui,
      'sec-fetch-site': 'same-site',
      'x-namespace': 'default',
      ...headers,
    },
    payload: { payloads },
  });

describe('the codec endpoint of the Temporal UI', () => {
  test('opens what a worker sealed and leaves what is open as it is', async () => {
    const open = { metadata: { encoding: base64('json/plain') }, data: base64('"open"') };
    const answer = await decode([await sealed({ messageId: '7' }), open]);
    expect(answer.json()).toEqual({
      payloads: [{ metadata: { encoding: base64('json/plain') }, data: base64('{"messageId":"7"}') }, open],
    });
    expect(answer.headers['access-control-allow-origin']).toBe(ui);
  });

  test('says so when the key is another', async () => {
    const answer = await decode([await sealed('x', ringOf(2))]);
    expect([answer.statusCode, answer.json().detail]).toEqual([422, expect.stringContaining('key')]);
  });

  test('lets the Temporal UI ask from a browser, and no other page', async () => {
    const preflight = (origin: string) =>
      app.inject({
        method: 'OPTIONS',
        url: '/v1/temporal/decode',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-namespace',
        },
      });
    expect((await preflight(ui)).headers).toMatchObject({
      'access-control-allow-origin': ui,
      'access-control-allow-credentials': 'true',
    });
    expect((await preflight('http://evil.example')).headers['access-control-allow-origin']).not.toBe('http://evil.example');
    expect((await decode([], { origin: 'http://evil.example' })).statusCode).toBe(403);
  });

  test('is closed to who is no administrator', async () => {
    expect((await decode([], { authorization: 'Bearer wrong' })).statusCode).toBe(401);
  });

  test('refuses what is no payload', async () => {
    expect((await decode(['text'])).statusCode).toBe(400);
  });
});
