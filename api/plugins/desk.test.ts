import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from './desk.ts';
import { security } from './security.ts';

const folder = mkdtempSync(join(tmpdir(), 'catat-desk-'));
const app = Fastify();
const page = { accept: 'text/html,application/xhtml+xml' };

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta nonce="{{nonce}}"><script nonce="{{nonce}}"></script>');
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'main-abc.js'), 'plain');
  writeFileSync(join(folder, 'assets', 'main-abc.js.br'), 'small');
  await app.register(security);
  await app.register(desk, { folder });
  app.get('/v1/books', async () => ({ items: [] }));
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test('every navigation gets the page, each with a nonce of its own that its policy names', async () => {
  const nonces = new Set<string>();
  for (const url of ['/', '/entries?book=1', '/a/page/to/come']) {
    const { statusCode, headers, body } = await app.inject({ url, headers: page });
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    const nonce = /<meta nonce="([^"]+)"><script nonce="\1">/.exec(body)?.[1] ?? '';
    expect(nonce).toHaveLength(24);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

test.each([
  ['an unknown route of the API', '/v1/nothing', page],
  ['an asset that is gone', '/assets/gone.js', page],
  ['a file beside the assets', '/assets/../index.html', { accept: '*/*' }],
  ['a picture that is not there', '/nothing.png', { accept: 'image/*' }],
  ['a program', '/entries', { accept: 'application/json' }],
])('%s is a 404', async (_, url, headers) => {
  expect((await app.inject({ url, headers })).statusCode).toBe(404);
});

test('the API is left alone, and other methods find nothing', async () => {
  expect((await app.inject({ url: '/v1/books', headers: page })).json()).toEqual({ items: [] });
  expect((await app.inject({ method: 'POST', url: '/entries', headers: page })).statusCode).toBe(404);
});

test('assets are kept for good and sent as small as the browser can read', async () => {
  const { headers, body } = await app.inject({ url: '/assets/main-abc.js', headers: { 'accept-encoding': 'br' } });
  expect([body, headers['content-encoding'], headers['cache-control']]).toEqual([
    'small',
    'br',
    'public, max-age=31536000, immutable',
  ]);
  expect((await app.inject('/assets/main-abc.js')).body).toBe('plain');
  expect((await app.inject('/icon.svg')).headers['content-type']).toContain('image/svg+xml');
});

test('without a built desk nothing is served', async () => {
  const bare = Fastify();
  await bare.register(security);
  await bare.register(desk, { folder: join(folder, 'nowhere') });
  expect((await bare.inject({ url: '/', headers: page })).statusCode).toBe(404);
  await bare.close();
});
