import { describe, expect, it } from 'vitest';
import { readFields } from './fields.ts';
import { wordsOf, wordsOfLines } from './paddleText.ts';
import { toRow, type Word } from './page.ts';
import { createPool } from './pool.ts';
import { decide } from './reading.ts';

const word = (text: string, x0: number, y0 = 0): Word => ({
  text,
  confidence: 0.9,
  x0,
  x1: x0 + 10 * text.length,
  y0,
  y1: y0 + 20,
});
const rowsOf = (lines: readonly string[]) =>
  lines.map((line) => toRow(line.split(' ').map((text, index) => word(text, 100 * index))));
const read = (...lines: string[]) => readFields(rowsOf(lines));

describe('readFields', () => {
  it('takes the one amount of a card slip, which no second route confirms', () => {
    const fields = read('BANK MANDIRI', 'CUCI MOBIL KINCLONG', 'TID: 88336620 MID: 138340', 'QRIS MPM', 'Rp. 224.000');
    expect(fields).toMatchObject({ merchant: 'CUCI MOBIL KINCLONG', total: '224000', paid: null, items: [] });
    expect(decide(fields)).toMatchObject({ total: '224000', certain: false });
  });

  it('believes in a minus before a rounding that the printed total proves', () => {
    const fields = read('DEPOT JO', '2 SOTO 40.000', 'SUBTOTAL 40.000', 'SERVICE 2.015', 'PEMBULATAN 15', 'TOTAL 42.000');
    expect(decide(fields)).toMatchObject({ total: '42000', certain: true });
    expect(decide({ ...fields, total: '42008' }).certain).toBe(false);
  });

  it('tells goods from the head of a paper', () => {
    const fields = read('TOKO JAYA', 'WA 0812-3456-7890', 'BON: 77', 'Casing HP 62.000', 'BON CABE 45G 11.000', 'TOTAL 73.000');
    expect(fields.items).toMatchObject([{ name: 'Casing HP' }, { name: 'BON CABE 45G' }]);
  });

  it('reads ones as ones, and an amount as what quantity and price give where a zero is worn', () => {
    expect(
      read('TOKO', 'lx Buku Tulis 38 64.000', '8x Gula Pasir lkg 300.000', 'SILVERQUEEN', '2 PCS @ 15.800 31.606').items,
    ).toMatchObject([
      { name: 'Buku Tulis 38', quantity: 1, amount: '64000' },
      { name: 'Gula Pasir 1kg', quantity: 8, amount: '300000' },
      { name: 'SILVERQUEEN', quantity: 2, amount: '31600' },
    ]);
  });

  it('names goods whose quantity line lost its sign, and a station with its number', () => {
    expect(read('WARUNG', 'VIT AIR MINERAL 600', '3 PCS 3.100 9.300', 'TOTAL 9.300').items).toMatchObject([
      { name: 'VIT AIR MINERAL 600', quantity: 3, unitPrice: '3100', amount: '9300' },
    ]);
    expect(read('PERTAMINA 54.601.88', 'Jl. Raya Bogor').merchant).toBe('PERTAMINA 54.601.88');
    expect(read('SPBU 34.12345', 'Nama Produk SUPER').merchant).toBe('SPBU 34.12345');
    expect(read('4G 19:46', 'Lumbung Digital', 'Nama Penerirma TERESIA WULAN', 'Nominal Rp 5.000')).toMatchObject({
      kind: 'transfer',
      merchant: 'TERESIA WULAN',
    });
  });
});

describe('wordsOf', () => {
  const letters = [0.1, 0.2, 0.3, 0.5, 0.6].map((at, index) => ({ text: 'NaMei'[index] ?? '', probability: 1, at }));
  const box = { x0: 0, y0: 0, x1: 240, y1: 48 };

  it('parts letters only where there is white between them', () => {
    expect(wordsOf(letters, box, () => 0.1).map(({ text }) => text)).toEqual(['NaMei']);
    expect(wordsOf(letters, box, () => 0.4).map(({ text }) => text)).toEqual(['NaM', 'ei']);
  });
});

describe('wordsOfLines', () => {
  it('counts once what two boxes hold, and joins a number cut at its separator', () => {
    const lines = [
      [word('1', 300)],
      [word('1', 302), word('25.500', 400)],
      [word('26.', 600)],
      [word('.900', 625)],
      [word('1', 300, 40)],
    ];
    expect(wordsOfLines(lines).map(({ text }) => text)).toEqual(['1', '1', '25.500', '26.900']);
  });
});

describe('a pool', () => {
  it('replaces a member whose work fails, and serves in order', async () => {
    let started = 0;
    const ended: number[] = [];
    const pool = createPool({
      size: 1,
      start: async () => ++started,
      end: async (member) => ended.push(member),
    });
    const failing = pool.use(() => Promise.reject(new Error('hangs')));
    const next = pool.use(async (member) => member);
    await expect(failing).rejects.toThrow('hangs');
    expect(await next).toBe(2);
    await pool.close();
    expect(ended).toEqual([1, 2]);
  });
});
