import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stackPaths } from '../paths.ts';
import { chooseModel } from './model.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catat-model-'));
  // No program and no server of this machine may decide the outcome.
  vi.stubEnv('PATH', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const choose = () => chooseModel(stackPaths(join(folder, 'stack')), 1);

test('the configured Ollama is used when it answers, also without a scheme', async () => {
  const server = createServer((request, response) => response.writeHead(request.url === '/api/version' ? 200 : 404).end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('OLLAMA_HOST', host);
  try {
    expect(await choose()).toEqual({ host: `http://${host}`, part: null, reason: null });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('rules read alone when the configured Ollama is silent and none is installed, with the cure in one line', async () => {
  vi.stubEnv('OLLAMA_HOST', 'http://127.0.0.1:1');
  const { host, part, reason } = await choose();
  expect({ host, part }).toEqual({ host: null, part: null });
  expect(reason).toMatch(/^Ollama does not answer on http:\/\/127\.0\.0\.1:1: rules .*https:\/\/ollama\.com/);
});
