import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import type { SubjectData } from '../../ledger/subjects.ts';
import { writeArchive } from './archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'catat-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'data.zip');

const file = (messageId: string) => ({
  messageId,
  bucket: 'media',
  key: messageId,
  sha256: messageId,
  bytes: 5,
  mime: 'audio/ogg; codecs=opus',
  storedAt: new Date(),
});
const data = (...messages: string[]) => ({ files: messages.map(file) }) as unknown as SubjectData;
const stat = async (key: string) => (key === 'gone' ? null : { bytes: 5, mime: null });

test('a file that is no longer stored is told of, and does not stop the rest', async () => {
  await writeArchive({ stat, stream: async () => Readable.from(['suara']) }, data('here', 'gone'), path);
  const names = readFileSync(path).toString('latin1');
  expect(names).toContain('media/here.ogg');
  expect(names).not.toContain('media/gone.ogg');
});

test.each([
  ['cannot be opened', async () => Promise.reject(new Error('the store is away'))],
  ['breaks off', async () => Readable.from(broken())],
])('a store that %s fails the archive', async (_, stream) => {
  await expect(writeArchive({ stat, stream }, data('here'), path)).rejects.toThrow('the store is away');
});

async function* broken() {
  yield 'su';
  throw new Error('the store is away');
}
