import { expect, test } from 'vitest';
import { type BookCategory, withCategories } from './categorySaid.ts';
import { withHabits } from './habits.ts';
import { interpret } from './interpret.ts';
import type { Reader } from './locale.ts';

const reader: Reader = { now: new Date('2026-11-20T10:15:00+07:00'), timezone: 'Asia/Jakarta', locale: 'id' };

function entries(text: string, own: readonly BookCategory[] = []) {
  const read = interpret(text, reader);
  return read.intent === 'record' ? withCategories(read.entries, text, own) : [];
}

/** "kopi 30000 hiburan" and its doubts. */
const told = (text: string, own?: readonly BookCategory[]): string[] =>
  entries(text, own).map(({ note, amount, category, doubts }) => [note, amount, category, ...doubts].join(' '));

test.each<[string, string[]]>([
  ['kopi 30rb kategori hiburan', ['kopi 30000 hiburan']],
  ['kopi 30rb kategorinya hiburan ya', ['kopi 30000 hiburan']],
  ['kopi 30rb masuk hiburan', ['kopi 30000 hiburan']],
  ['kopi 30rb masukin ke kategori hiburan', ['kopi 30000 hiburan']],
  ['kopi 30rb #hiburan', ['kopi 30000 hiburan']],
  ['kategori hiburan kopi 30rb', ['kopi 30000 hiburan']],
  ['kategori hiburan: kopi 30rb', ['kopi 30000 hiburan']],
  ['beli sapu 20rb kategori rumah tangga', ['sapu 20000 rumah_tangga']],
  ['coffee 30k category entertainment', ['coffee 30000 hiburan']],
  ['kopi 30rb kategori kerja pakai gopay', ['kopi pakai gopay 30000 kerja']],
  ['terima 500rb kategori usaha', ['terima 500000 usaha']],
  ['kopi 20rb kategori hiburan, bensin 50rb', ['kopi 20000 hiburan', 'bensin 50000 transport']],
  ['kopi 20rb, bensin 50rb #kerja', ['kopi 20000 makan', 'bensin 50000 kerja']],
  ['kopi 20rb, bensin 50rb, semua kategori kerja', ['kopi 20000 kerja', 'bensin 50000 kerja']],
  ['kopi 20rb dan roti 10rb kategori hiburan', ['kopi 20000 makan', 'roti 10000 hiburan']],
])('%s: the category is as it says', (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test.each<[string, string]>([
  ['masuk dufan 250rb', 'hiburan'],
  ['berobat 500rb masuk rumah sakit', 'kesehatan'],
  ['uang masuk sekolah 2jt', 'pendidikan'],
])('%s names none, and is %s by itself', (text, category) => {
  expect(entries(text).map((entry) => entry.category)).toEqual([category]);
});

test('a name nobody knows stays in the note', () => {
  expect(told('kopi 30rb kategori blablu')).toEqual(['kopi kategori blablu 30000 makan']);
});

test('the categories of a book go by their names', () => {
  const own: BookCategory[] = [
    { slug: 'jajan_anak', name: 'Jajan anak', kind: 'expense' },
    { slug: 'komisi_toko', name: 'Komisi toko', kind: 'income' },
    { slug: 'blablu', name: 'Blablu', kind: 'expense' },
  ];
  expect(told('es krim 10rb kategori jajan anak', own)).toEqual(['es krim 10000 jajan_anak']);
  expect(told('kopi 30rb kategori blablu', own)).toEqual(['kopi 30000 blablu']);
  expect(told('es krim 10rb #blablu', own)).toEqual(['es krim 10000 blablu']);
  expect(entries('dapat 100rb kategori komisi toko', own)).toMatchObject([{ type: 'income', category: 'komisi_toko' }]);
});

test('no habit stands against what the text says', () => {
  const [said, unsaid] = ['kopi 30rb #hiburan', 'kopi 30rb'].map((text) =>
    withHabits(entries(text), [{ field: 'category', phrase: 'kopi', value: 'kerja' }], text),
  );
  expect([said?.[0]?.category, unsaid?.[0]?.category]).toEqual(['hiburan', 'kerja']);
});
