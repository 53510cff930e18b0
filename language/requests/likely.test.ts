import { expect, test } from 'vitest';
import { reader } from '../../test/readings.ts';
import { interpret, readMessage } from '../interpret.ts';
import type { Intent } from '../interpretation.ts';
import { commandLine } from './commandLine.ts';
import { doubtful, likelyIntent } from './likely.ts';

function likely(text: string): Intent | null {
  const message = readMessage(text, reader);
  const line = commandLine(message);
  return line && likelyIntent(message, line, reader);
}

test.each([
  ['sisa dhuwit ku piro saiki', 'balance'],
  ['bulan lalu brp', 'report'],
  ['apa aja yg kucatet kemarin', 'list'],
  ['tadi nambal ban di jalan', 'record'],
  ['Sudah saya bayarkan pajak bumi dan bangunan', 'record'],
])('%s: %s', (text, intent) => {
  expect(likely(text)?.intent).toBe(intent);
});

test('a report is of the period and the category that were said', () => {
  expect(likely('makan bulan lalu brp')).toEqual({ intent: 'report', category: 'makan', from: '2026-10-01', to: '2026-10-31' });
});

test('a purchase is asked for its price', () => {
  const intent = likely('tadi nambal ban di jalan');
  expect(
    intent?.intent === 'record' && intent.entries.map(({ amount, doubts }) => [amount, doubts.includes('amount_missing')]),
  ).toEqual([[null, true]]);
});

test.each([
  'lembur sampe jam 10',
  'kelas jam 13.30 ruang 204',
  'rekening bca 1234567890 an siti',
  'boleh 60rb?',
  'besok beli kado',
  'asdfghjkl',
  '',
])('%j: nothing', (text) => {
  expect(likely(text)).toBeNull();
});

test.each([
  'hapus yang terakhir',
  'batalin yang barusan',
  'ubah yang tadi jadi 30rb',
  'salah, harusnya 30rb',
  'nabung 50rb buat motor',
  'ambil 50rb dari tabungan motor',
  'budget makan 1jt sebulan',
  'tambah kategori kucing',
  'hapus kategori kucing',
])('%s: nothing that changes the books is guessed', (text) => {
  expect(likely(text)).toBeNull();
});

test('entries of a message that looks like no record are asked about, whatever the rules made of it', () => {
  const told = interpret('beli bensin 50rb', reader);
  const entries = told.intent === 'record' ? told.entries : [];
  expect(entries.map(({ doubts }) => doubts)).toEqual([[]]);
  const like = (text: string) =>
    doubtful(entries, readMessage(text, reader)).map(({ doubts, alternatives }) => [doubts, alternatives]);
  expect(like('beli bensin 50rb')).toEqual([[[], []]]);
  expect(like('murid saya dapat beasiswa 6 juta, bangga sekali')).toEqual([[['spending_unsure'], ['50000']]]);
});
