import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Store } from './store.ts';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'store-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

it('finds what was flushed after a kill, and not what was not', () => {
  const killed = new Store(dir);
  const rows = killed.table<{ key: Buffer }>('keys');
  rows.set('a', { key: Buffer.from([1, 2]) });
  rows.set('b', { key: Buffer.from([3]) });
  killed.flush();
  rows.delete('b');
  killed.flush();
  rows.set('c', { key: Buffer.from([4]) });
  const found = new Store(dir).table<{ key: Buffer }>('keys');
  expect([...found.keys()]).toEqual(['a']);
  expect(found.get('a')?.key).toEqual(Buffer.from([1, 2]));
});

it('ignores a last line that was cut', async () => {
  const store = new Store(dir);
  store.table('rows').set('a', 1);
  store.close();
  await appendFile(join(dir, 'journal.jsonl'), '[["rows","a",2],["ro');
  expect(new Store(dir).table('rows').get('a')).toBe(1);
});

it('writes one snapshot instead of the history', async () => {
  const store = new Store(dir);
  for (let count = 0; count < 1_000; count += 1) {
    store.table('rows').set('a', count);
    store.flush();
  }
  store.close();
  const grown = (await stat(join(dir, 'journal.jsonl'))).size;
  const reopened = new Store(dir);
  expect(reopened.table('rows').get('a')).toBe(999);
  reopened.close();
  expect((await stat(join(dir, 'journal.jsonl'))).size).toBeLessThan(grown / 100);
});
