import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropLock, lockHolder, StackRunningError, takeLock } from './lock.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catat-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('is held once, by a live process, and free after it is dropped', () => {
  expect(lockHolder(path)).toBeNull();
  const self = takeLock(path);
  expect(self.pid).toBe(process.pid);
  expect(lockHolder(path)).toEqual(self);
  expect(() => takeLock(path)).toThrow(StackRunningError);
  dropLock(path);
  expect(lockHolder(path)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['of a process that is gone', JSON.stringify({ pid: process.pid, started: 'before this process' })],
  ['that is no lock', '{'],
])('one %s is taken over', (_, content) => {
  writeFileSync(path, content);
  expect(lockHolder(path)).toBeNull();
  expect(takeLock(path).pid).toBe(process.pid);
});
