import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ensureSpeechModel, type PublishedModel } from './speechModel.ts';

const file = randomBytes(300_000);
const ranges: (string | undefined)[] = [];
/** How many bytes the next answers send before they break off; then whole answers. */
let breaks: number[] = [];
let folder: string;
let model: PublishedModel;

const server = createServer((request, response) => {
  const range = request.headers.range;
  ranges.push(range);
  const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  response.writeHead(range ? 206 : 200, { 'content-length': file.length - from });
  const breakAfter = breaks.shift();
  if (breakAfter === undefined) response.end(file.subarray(from));
  else {
    response.write(file.subarray(from, from + breakAfter));
    const part = join(folder, 'cache', 'models', 'ggml-test.bin.part');
    void vi.waitUntil(() => existsSync(part) && statSync(part).size > 0).finally(() => response.destroy());
  }
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.bin`;
  const sha256 = createHash('sha256').update(file).digest('hex');
  model = { url, file: 'ggml-test.bin', bytes: file.length, sha256 };
});

beforeEach(() => {
  ranges.length = 0;
  breaks = [];
  folder = mkdtempSync(join(tmpdir(), 'catat-model-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

afterAll(() => server.close());

const ensure = (over: Partial<Parameters<typeof ensureSpeechModel>[0]> = {}) =>
  ensureSpeechModel({
    configured: undefined,
    cacheDir: join(folder, 'cache'),
    projectRoot: join(folder, 'checkout'),
    report: () => {},
    model,
    ...over,
  });

test('downloads once, with progress, and checks what came', async () => {
  const lines: string[] = [];
  const path = await ensure({ report: (line) => lines.push(line) });
  expect(readFileSync(path as string)).toEqual(file);
  expect(lines.at(-1)).toContain('100 %');
  expect(await ensure()).toBe(path);
  expect(ranges).toHaveLength(1);
});

test('goes on where a download broke off', async () => {
  breaks = [100_000];
  expect(readFileSync((await ensure()) as string)).toEqual(file);
  expect(ranges).toHaveLength(2);
  expect(Number(/\d+/.exec(ranges[1] ?? '')?.[0])).toBeGreaterThan(0);
});

test('refuses another file and leaves nothing behind', async () => {
  const other = { ...model, sha256: '0'.repeat(64) };
  const result = await ensure({ model: other });
  expect(result).toMatchObject({ missing: expect.stringContaining('differs') });
  expect(result).toMatchObject({ missing: expect.stringContaining('WHISPER_MODEL') });
  expect(await ensure()).toContain('ggml-test.bin');
});

test('a configured model wins, and one that is not there is said', async () => {
  writeFileSync(join(folder, 'mine.bin'), 'x');
  expect(await ensure({ configured: join(folder, 'mine.bin') })).toBe(join(folder, 'mine.bin'));
  expect(await ensure({ configured: 'absent.bin' })).toMatchObject({ missing: expect.stringContaining('absent.bin') });
  expect(ranges).toHaveLength(0);
});

test('takes the biggest model beside the checkout', async () => {
  mkdirSync(join(folder, 'shared', 'models'), { recursive: true });
  writeFileSync(join(folder, 'shared', 'models', 'ggml-tiny.bin'), 'x');
  writeFileSync(join(folder, 'shared', 'models', 'ggml-small.bin'), 'xxx');
  expect(await ensure()).toBe(join(folder, 'shared', 'models', 'ggml-small.bin'));
  expect(ranges).toHaveLength(0);
});

test('no network is one line with the cure', async () => {
  const result = await ensure({ model: { ...model, url: 'http://127.0.0.1:9/model.bin' } });
  expect(result).toMatchObject({ missing: expect.stringMatching(/^voice is off.*put ggml-test\.bin into/) });
});
