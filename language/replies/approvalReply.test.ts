import { describe, expect, test } from 'vitest';
import type { Reader } from '../locale.ts';
import { readApproval } from './approvalReply.ts';

const reader: Reader = { now: new Date('2026-11-23T03:00:00Z'), timezone: 'Asia/Jakarta', locale: 'id' };
const read = (text: string) => readApproval(text, reader);

describe('an answer to a request for approval', () => {
  test.each(['ya', 'oke', 'setuju', 'acc', 'ACC ya kak', 'disetujui', 'ya, acc', 'approve', 'approved 👍', '👍', 'ya semua'])(
    '%j approves',
    (text) => expect(read(text)).toEqual({ kind: 'yes' }),
  );

  test.each(['tidak', 'gak', 'tolak', 'Ditolak!', 'no', 'reject', 'jangan deh', 'gak setuju', '❌'])('%j rejects', (text) =>
    expect(read(text)).toMatchObject({ kind: 'no' }),
  );

  test.each([
    ['tolak, kemahalan', 'kemahalan'],
    ['tolak kemahalan bulan ini', 'kemahalan bulan ini'],
    ['tidak, pakai yang lama saja', 'pakai yang lama saja'],
    ['gak karena budget habis', 'budget habis'],
    ['reject: over budget', 'over budget'],
    ['ditolak soalnya belum ada nota', 'belum ada nota'],
  ])('%j rejects and says why', (text, because) => expect(read(text)).toEqual({ kind: 'no', because }));

  test.each(['berapa?', 'setuju kalau dibawah 5jt', 'acc tapi cicil', 'tidak tahu', 'kopi 20rb', 'ini apa ya', 'ya tapi nanti'])(
    '%j is neither',
    (text) => expect(read(text)).toBeNull(),
  );

  test('a long reason is cut, and read in no time', () => {
    const reply = read(`tolak ${'sangat '.repeat(2_000)}mahal`);
    expect(reply?.kind === 'no' && reply.because?.length).toBe(500);
  });
});
