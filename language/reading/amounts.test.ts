import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reader } from '../locale.ts';
import { findAmounts } from './amounts.ts';

const reader: Reader = { now: new Date('2026-11-20T10:00:00+07:00'), timezone: 'Asia/Jakarta', locale: 'id' };

const money = (text: string) => findAmounts(text, reader).filter((amount) => amount.kind === 'money');

/** The certain amounts of a text; "a|b" where one is in doubt. */
const read = (text: string): (number | string)[] =>
  money(text).map((amount) => (amount.doubt === null ? (amount.value ?? 0) : amount.alternatives.join('|')));

describe('one value in every form', () => {
  test.each([
    [
      25_000,
      '25rb',
      '25 rb',
      '25rbu',
      '25 ribu',
      '25rebu',
      '25k',
      '25K',
      '25.000',
      '25,000',
      '25000',
      '25 000',
      'Rp25.000',
      'Rp. 25.000,-',
      'Rp 25.000,00',
      'IDR 25,000',
      '25rban',
      '25rb-an',
      'dua puluh lima ribu',
      'duapuluh lima rb',
      'duapuluhlima ribu',
      'selawe ewu',
      'jigo',
      'jigoceng',
      '２５ｒｂ',
      '25.000 rupiah',
      'twenty five thousand',
    ],
    [
      1_500_000,
      '1,5jt',
      '1.5jt',
      '1,5 juta',
      '1jt500',
      '1jt500rb',
      '1 juta 500 ribu',
      '1500k',
      'sejuta setengah',
      'satu setengah juta',
      'sejuta lima ratus',
      '1.500.000',
      '1,500,000',
      'Rp1.500.000,00',
      '1 juta 500',
      'satu koma lima juta',
      '1 1/2 juta',
      '1.5 million',
    ],
    [
      2_500_000,
      '2jt5',
      '2 juta 5',
      'dua juta lima',
      'dua setengah juta',
      '2 1/2 juta',
      'dua juta setengah',
      'dua koma lima juta',
    ],
    [15_500, '15rb5', '15rb500', '15,5rb', '15.5k', 'lima belas ribu lima ratus'],
    [1_000, 'seribu', 'serebu', 'sewu', 'sarebu', 'seceng'],
    [1_000_000, 'sejuta', 'sejeti', '1 jt', '1jeti', '1 mio', 'cetiau', 'a million'],
    [125_500, 'seratus dua puluh lima ribu lima ratus', '125.500', '125rb500'],
    [500_000, 'setengah juta', 'half a million', '1/2 juta', '500rb', 'lima ratus ribu', '5 ratus ribu', 'gopekceng'],
    [250_000, 'seperempat juta', '250 ribu', '0,25 juta'],
    [750_000, 'tiga perempat juta', '3/4 juta'],
    [500, '500 perak', '500 rupiah', 'Rp500', 'gopek perak'],
    [5_000, 'goceng', 'lima ribu', 'limang ewu', 'go ceng', '5 ceng'],
    [10_000, 'ceban', 'sepuluh ribu', 'sapuluh rebu'],
    [50_000, 'goban', 'gocap', 'seket ewu', 'limapuluh ribu'],
    [2_750_000, '2 juta 750 ribu', '2jt750', '2,75 juta'],
  ] as [number, ...string[]][])('%d', (value, ...forms) => {
    for (const form of forms) expect([form, ...read(`beli sesuatu ${form}`)]).toEqual([form, value]);
  });
});

describe('what a careful person asks about', () => {
  test.each([
    ['seratus lima puluh', '150000|150'],
    ['tiga lima', '35000|35'],
    ['25', '25000|25'],
    ['cepek', '100000|100'],
    ['gopek', '500000|500'],
    ['1,2M', '1200000|1200000000'],
    ['20-25rb', '20000|25000'],
    ['20 sampai 25rb', '20000|25000'],
    ['75 atau 85rb', '75000|85000'],
    ['antara 20 dan 25 ribu', '20000|25000'],
    ['12rb 5', '12500|12005|12000'],
    ['25.000rb', '25000|25000000'],
    ['dua lima ribu', '25000|5000'],
    ['2 miliar', '2000000000|2000000'],
    ['12.50', '12500'],
  ])('%s', (form, wanted) => {
    expect(String(read(`beli ${form}`)[0])).toContain(wanted);
  });
});

test.each([
  'hubungi 081234567890',
  'wa +62 812-3456-7890',
  'beras 5kg',
  'obat 600ml',
  'oli 1L',
  'kertas 38 lembar',
  'rapat jam 7',
  'jam setengah 8',
  'pkl 19.30',
  'tgl 5',
  '5/11',
  '12-11-2026',
  'rek 1234567890',
  'kos no 25',
  'mobil B 1234 XYZ',
  'obat 3x sehari',
  'antrian no 27',
  'umur 25',
  'lusin 2 lusin',
  'diskon 20%',
  'harga $5',
  'daging 1/2kg',
  'iphone 15',
  'semester 5',
  'rt 03 rw 05',
  'kode 123456',
])('no money: %s', (text) => {
  expect(money(text)).toEqual([]);
});

test('approximate amounts are marked', () => {
  for (const text of ['sekitar 50rb', 'kira2 50rb', '50rban', 'kurang lebih 50 ribu', 'about 50k'])
    expect(money(text)[0]?.about).toBe(true);
  expect(money('50rb')[0]?.about).toBe(false);
});

test('quotes are the span in the text', () => {
  expect(money('tadi beli kopi Rp 25.000,- di warung')[0]?.quote).toBe('Rp 25.000,-');
  expect(money('KOPI１５ｒｂ')[0]?.quote).toBe('１５ｒｂ');
});

const digitWords = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

/** Indonesian words of a number below a thousand. */
function hundreds(value: number): string {
  if (value < 10) return digitWords[value] ?? '';
  if (value === 10) return 'sepuluh';
  if (value === 11) return 'sebelas';
  if (value < 20) return `${digitWords[value - 10]} belas`;
  if (value < 100) return `${digitWords[Math.floor(value / 10)]} puluh ${digitWords[value % 10]}`.trim();
  const lead = value < 200 ? 'seratus' : `${digitWords[Math.floor(value / 100)]} ratus`;
  return `${lead} ${hundreds(value % 100)}`.trim();
}

function terbilang(value: number): string {
  const [millions, thousands, rest] = [Math.floor(value / 1_000_000), Math.floor(value / 1_000) % 1_000, value % 1_000];
  const part = (count: number, one: string, name: string): string[] =>
    count === 0 ? [] : [count === 1 ? one : `${hundreds(count)} ${name}`];
  return [
    ...part(millions, 'satu juta', 'juta'),
    ...part(thousands, 'seribu', 'ribu'),
    ...(rest > 0 ? [hundreds(rest)] : []),
  ].join(' ');
}

const grouped = (value: number, mark: string): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, mark);

describe('printing a value and reading it gives it back', () => {
  /** Sums people tell: steps of 500, below the sum that is asked about. */
  const sums = fc.integer({ min: 2, max: 1_999_999 }).map((half) => half * 500);

  /** Said aloud, "dua juta lima ratus" is two and a half million: nobody says a sum of millions and five hundred that way. */
  const said = sums.filter((value) => value < 1_000_000 || value % 1_000_000 !== 500);

  test.each<[string, fc.Arbitrary<number>, (value: number) => string]>([
    ['digits', sums, String],
    ['dots', sums, (value) => grouped(value, '.')],
    ['commas', sums, (value) => grouped(value, ',')],
    ['Rp', sums, (value) => `Rp${grouped(value, '.')}`],
    ['Rp ,-', sums, (value) => `Rp. ${grouped(value, '.')},-`],
    ['words', said, terbilang],
    ['joined words', said, (value) => terbilang(value).replace(/ (puluh|belas|ratus)/g, '$1')],
  ])('%s', (_, values, print) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(`beli barang ${print(value)}`)).toEqual([value]);
      }),
      { numRuns: 300 },
    );
  });

  test('thousands with a suffix', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999 }),
        fc.constantFrom('rb', ' rb', 'k', 'K', ' ribu', 'rebu', 'RB'),
        (count, suffix) => {
          expect(read(`beli barang ${count}${suffix}`)).toEqual([count * 1_000]);
        },
      ),
    );
  });

  test('millions with a decimal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(',', '.'),
        fc.constantFrom('jt', ' juta'),
        (whole, tenth, mark, suffix) => {
          expect(read(`beli barang ${whole}${mark}${tenth}${suffix}`)).toEqual([whole * 1_000_000 + tenth * 100_000]);
        },
      ),
    );
  });
});

test('never throws, and every span lies in the text', () => {
  const bits = fc.constantFrom(
    '25',
    'rb',
    ' ',
    '.',
    ',',
    'jt',
    'setengah',
    'ratus',
    'puluh',
    'dua',
    'x',
    '@',
    '-',
    '/',
    'Rp',
    '000',
    'koma',
    'belas',
    'M',
    '½',
    'goceng',
    'atau',
    '\n',
    '%',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(bits, { maxLength: 30 }).map((parts) => parts.join('')),
      ),
      (text) => {
        for (const amount of findAmounts(text, reader)) {
          expect(text).toContain(amount.quote);
          expect(amount.value === null || Number.isSafeInteger(amount.value)).toBe(true);
          expect(amount.alternatives.every(Number.isSafeInteger)).toBe(true);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
