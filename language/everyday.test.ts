import { expect, test } from 'vitest';
import { interpret } from './interpret.ts';
import { blockingDoubts } from './interpretation.ts';

const reader = { now: new Date('2026-11-20T03:15:00Z'), timezone: 'Asia/Jakarta', locale: 'id' } as const;

/** "type amount category note" of each entry, with a question mark where the person is asked. */
function read(text: string): string {
  const got = interpret(text, reader);
  if (got.intent !== 'record') return got.intent;
  return got.entries
    .map(({ type, amount, category, note, doubts }) => {
      const asked = amount === null || doubts.some((doubt) => blockingDoubts.includes(doubt));
      return `${type} ${amount}${asked ? '?' : ''} ${category} "${note}"`;
    })
    .join(', ');
}

test.each([
  ['min, jajan cilok 5rb wkwk', 'expense 5000 makan "jajan cilok"'],
  ['beli 2 bakso @15rb', 'expense 30000 makan "bakso"'],
  ['jual pulsa 25rb laku 5', 'income 125000? usaha "jual pulsa laku"'],
  ['narik seharian dapet 235rb', 'income 235000 usaha "narik seharian dapet"'],
  ['narik tabungan nikah 500rb', 'savings.withdraw'],
  ['topup saldo driver 100rb', 'transfer 100000 null "topup saldo driver"'],
  ['beli freezer second 1jt750 utk warung', 'expense 1750000 kerja "freezer second utk warung"'],
  ['cod sepatu vans 285k', 'expense 285000 pakaian "cod sepatu vans"'],
  ['senin kmrn servis rem 90rb', 'expense 90000 transport "servis rem"'],
  ['belanja indomaret 87.300 bayar 100rb kembali 12.700', 'expense 87300 belanja_harian "belanja indomaret bayar kembali"'],
  ['bayar dokter lupa berapa', 'expense null? kesehatan "dokter lupa berapa"'],
  ['harga cabe sekarang 80rb sekilo ya ampun', 'unknown'],
  ['besok harus bayar kos 800rb', 'unknown'],
  ['cara pakenya gimana', 'help'],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected);
});
