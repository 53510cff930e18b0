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

  it('reads the screens of banks and wallets', () => {
    const mobileBank = read(
      '19:42 4G 78%',
      'm-Transfer : BERHASIL',
      '14/11 18:22:05',
      'Ke 1234567890',
      'SITI NURHALIZA',
      'Rp. 350,000.00',
    );
    expect(mobileBank).toMatchObject({
      kind: 'transfer',
      merchant: 'SITI NURHALIZA',
      date: null,
      dayMonth: '11-14',
      total: '350000',
    });
    const totalFirst = read(
      ...['Transfer Berhasil', 'Total Transaksi', 'Rp 502.500', 'Penerima', 'PUTU AYU KARTIKA'],
      ...['Nominal Transfer Rp 500.000', 'Biaya Admin Rp 2.500'],
    );
    expect(totalFirst).toMatchObject({ merchant: 'PUTU AYU KARTIKA', subtotal: '500000', service: '2500', total: '502500' });
    expect(decide(totalFirst)).toMatchObject({ total: '502500', certain: true });
    const points = read(
      'Merchant SATE PAK KUMIS',
      'Nominal Rp 85.000',
      'OVO Points -Rp 5.000',
      'OVO Cash Rp 80.000',
      'Total Bayar Rp 80.000',
    );
    expect(decide(points)).toMatchObject({ total: '80000', certain: true });
  });

  it('adds up the discounts of an order where the total says so', () => {
    const order = read(
      ...[
        'Rincian Pesanan',
        'Toko Gadget Murah',
        'Casing HP Samsung A15 Rp35.000',
        'Kabel Type C 1m Rp30.000',
        'Subtotal Produk Rp65.000',
      ],
      ...['Subtotal Pengiriman Rp12.000', 'Subtotal Diskon Pengiriman -Rp12.000', 'Biaya Layanan Rp2.500'],
      ...['Voucher Shopee Digunakan -Rp5.000', 'Total Pesanan Rp62.500'],
    );
    expect(order).toMatchObject({ merchant: 'Toko Gadget Murah', discount: '17000', service: '14500', total: '62500' });
    expect(decide(order).certain).toBe(true);
    const restated = read('TOKO JAYA', 'SUBTOTAL 20.000', 'DISKON -2.000', 'TOTAL 18.000', 'ANDA HEMAT 2.000');
    expect(decide(restated)).toMatchObject({ total: '18000', certain: true });
  });

  it('takes no balance, token or kilowatt-hours for the total', () => {
    expect(read('SECURE PARKING', 'BIAYA PARKIR : Rp 17.000', 'PEMBAYARAN : FLAZZ', 'SISA SALDO : Rp 83.000')).toMatchObject({
      total: '17000',
      items: [],
    });
    const electricity = read(
      ...['STRUK PEMBELIAN LISTRIK PRABAYAR', 'NO METER : 14012345678', 'NAMA : AGUS WIJAYA', 'RP BAYAR : Rp 102.500'],
      ...['PPJ : Rp 7.407', 'RP STROOM/TOKEN : Rp 92.593', 'JML KWH : 340,8', '1234 5678 9012 3456 7890', 'ADMIN BANK: Rp 2.500'],
    );
    expect(decide(electricity)).toMatchObject({ total: '102500', certain: true });
    expect(electricity.merchant).toBe('PLN');
  });

  it('takes no sum for goods, however badly its word is printed', () => {
    const { items } = read('WARUNG', 'Gorengan 19.000', 'Sub fota! 19.000', 'Service 5x 950', 'TOTAL 19.950');
    expect(items.map(({ name }) => name)).toEqual(['Gorengan']);
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
