import { expect, test } from 'vitest';
import { reader, today } from '../../test/readings.ts';
import type { BookedEntry } from '../proposal.ts';
import { type Becoming, entriesPointedAt } from './pointing.ts';

const booked = (id: string, note: string, amount: string, occurredOn = today): BookedEntry => ({
  id,
  type: 'expense',
  amount,
  category: 'makan',
  occurredOn,
  merchant: null,
  note,
});
const entries = [booked('a', 'kopi', '25000'), booked('b', 'bensin', '30000'), booked('c', 'kopi susu', '18000', '2026-11-18')];

test.each<[string, Becoming, string[] | 'last']>([
  ['kopi yang tadi 28rb bukan 25rb', { amount: '28000' }, ['a']],
  ['kopi harusnya 28rb', { amount: '28000' }, ['a', 'c']],
  ['the bensin was 35k not 30k', { amount: '35000' }, ['b']],
  ['yang bensin tanggal 12', { occurredOn: '2026-11-12' }, ['b']],
  ['yang tadi tuh tanggal 12 ya', { occurredOn: '2026-11-12' }, 'last'],
  ['yang terakhir itu buat transport loh', { category: 'transport' }, 'last'],
  ['yang bensin masuk transport', { category: 'transport' }, ['b']],
  ['kopi yang 18rb harusnya 20rb', { amount: '20000' }, ['c']],
  ['yang parkir harusnya 5rb', { amount: '5000' }, []],
])('%s', (text, set, wanted) => {
  const pointed = entriesPointedAt(text, entries, reader, set);
  expect(pointed.at === 'last' ? 'last' : pointed.entries.map(({ id }) => id)).toEqual(wanted);
});
