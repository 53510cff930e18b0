import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpret } from './interpret.ts';
import type { Reader } from './locale.ts';
import { amountsIn } from './reading/amounts.ts';
import { messageOf } from './reading/clauses.ts';
import { findDates } from './reading/dates.ts';
import { findPeriod } from './reading/periods.ts';
import { type Token, tokenize } from './reading/tokens.ts';
import { readRecord } from './records/record.ts';

const reader: Reader = { now: new Date('2026-11-20T10:00:00+07:00'), timezone: 'Asia/Jakarta', locale: 'id' };

const bits = fc.constantFrom(
  'beli ',
  'kopi ',
  '25rb ',
  'dan ',
  ', ',
  '\n',
  'kemarin ',
  '2x',
  '@',
  '5/11 ',
  'total ',
  'kembali ',
  'diskon ',
  'jadi ',
  'eh ',
  '20-',
  'tgl ',
  'gaji ',
  'ke ',
  'dari ',
  'bca ',
  'tabungan ',
  'kategori ',
  'budget ',
  '?',
  'ganti ',
  'hapus ',
  'sejuta ',
  'setengah ',
  'M ',
  '😀',
  'constructor ',
  '__proto__ ',
  'toString ',
  '% ',
  'jam ',
  'senin ',
  'x ',
  ': ',
  '* ',
  '- ',
  '/',
);

/** Seconds on an idle machine are minutes on a crowded one. */
const patienceMs = 240_000;

test(
  'never throws',
  () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc.array(bits, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const read = interpret(text, reader);
          expect(read.confidence).toBeGreaterThanOrEqual(0);
          expect(read.confidence).toBeLessThanOrEqual(1);
          if (read.intent !== 'record') return;
          for (const entry of read.entries) {
            expect(entry.amount === null || /^[1-9]\d*$/.test(entry.amount), entry.amount ?? '').toBe(true);
            expect(
              entry.amount !== null || entry.doubts.some((doubt) => ['amount_missing', 'amount_range'].includes(doubt)),
            ).toBe(true);
            expect(entry.occurredOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
            expect(entry.evidence.every(({ quote }) => quote.length <= 120)).toBe(true);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  },
  patienceMs,
);

/** Counts how often the list is looked into. */
function counted<T extends object>(list: T): { list: T; reads: () => number } {
  let reads = 0;
  const proxy = new Proxy(list, {
    get(target, key, receiver) {
      reads++;
      return Reflect.get(target, key, receiver);
    },
  });
  return { list: proxy, reads: () => reads };
}

/** How often reading a text looks at its tokens, amounts and days. */
function work(text: string): number {
  const tokens = counted<Token[]>(tokenize(text));
  const dates = counted(findDates(tokens.list, reader));
  const amounts = counted(amountsIn(text, tokens.list, dates.list));
  readRecord(messageOf(text, tokens.list, amounts.list, dates.list), reader);
  findPeriod(tokens.list, reader);
  return tokens.reads() + dates.reads() + amounts.reads();
}

describe('the work grows with the length, not with its square', () => {
  /** Longest text read, in characters. */
  const limit = 10_000;
  test.each([
    '1 ',
    '25rb ',
    'kopi 25rb ',
    'kopi 25rb, ',
    '\n',
    'senin ',
    'senin, ',
    '2x',
    '25rb x ',
    'satu ',
    'seratus ',
    'dan ',
    'kemarin 5rb, ',
    'uang 5rb kembali 2rb ',
    'total 5rb, ',
    'eh 5rb ',
    '@5rb 2 ',
    '20-',
    '1/2 ',
    'a1',
    '.',
    'a',
    'goceng ',
    'tgl 5 ',
    'kasih ',
    'M',
    '1.',
    '1,',
    '5/',
    ':',
    '* ',
    'rp ',
    'kopi ',
    '1jt',
    'dari ',
    'a-',
    '2️⃣',
    '1\u200b',
    '5 ',
    '20an ribu ',
    '50rb apa ',
    'patungan bertiga 5rb ',
    'dinner 5rb nanti reimburse ',
    'total 5rb: ',
    'rabu 11 november ',
    'di Toko Jaya ',
    'kembali 5rb dari 20rb ',
  ])('%j', (bit) => {
    const of = (length: number): number => work(bit.repeat(Math.ceil(length / bit.length)).slice(0, length));
    const [half, full] = [of(limit / 2), of(limit)];
    // Twice the length may cost twice the work, and something for what is bounded by constants.
    expect(full).toBeLessThan(half * 2.5 + 2_000);
  });
});

test('what lies beyond 10,000 characters is not read', () => {
  const text = `beli kopi 25rb ${' '.repeat(10_000)} bensin 50rb`;
  const read = interpret(text, reader);
  expect(read.intent === 'record' && read.entries.map((entry) => entry.amount)).toEqual(['25000']);
});

test('the language to answer in is that of the message, else of the reader', () => {
  expect(interpret('bought lunch for 45k', reader).locale).toBe('en');
  expect(interpret('beli makan siang 45rb', { ...reader, locale: 'en' }).locale).toBe('id');
  expect(interpret('45.000', { ...reader, locale: 'en' }).locale).toBe('en');
});

test('merchants, notes and evidence', () => {
  const read = interpret('kemarin beli kopi susu 25rb di Janji Jiwa', reader);
  if (read.intent !== 'record') throw new Error('no record');
  const [entry] = read.entries;
  expect(entry).toMatchObject({ merchant: 'Janji Jiwa', note: 'kopi susu di Janji Jiwa', occurredOn: '2026-11-19' });
  expect(entry?.evidence).toContainEqual({ field: 'amount', source: 'text', quote: '25rb' });
  expect(entry?.evidence).toContainEqual({ field: 'occurredOn', source: 'text', quote: 'kemarin' });
});

test('a heading belongs to all its lines', () => {
  const read = interpret('alfamart kemarin:\n- susu 20rb\n- roti 15rb', reader);
  if (read.intent !== 'record') throw new Error('no record');
  expect(read.entries.map(({ merchant, occurredOn, note }) => [merchant, occurredOn, note])).toEqual([
    ['Alfamart', '2026-11-19', 'susu'],
    ['Alfamart', '2026-11-19', 'roti'],
  ]);
});

test('sums that do not add up are asked about', () => {
  const read = interpret('bawang 18rb, udang 47rb, total 80rb', reader);
  if (read.intent !== 'record') throw new Error('no record');
  expect(read.entries.some((entry) => entry.doubts.includes('arithmetic_mismatch'))).toBe(true);
});
