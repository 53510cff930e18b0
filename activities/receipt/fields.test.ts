import { describe, expect, it } from 'vitest';
import { receiptCategory } from './category.ts';
import { findDate, findWornDate } from './dates.ts';
import { readItems } from './items.ts';
import { labelOf } from './labels.ts';
import { isSettled, type ReadFields, settle } from './reading.ts';

const nothing: ReadFields = {
  kind: 'purchase',
  merchant: null,
  items: [],
  date: null,
  time: null,
  paymentMethod: null,
  subtotal: null,
  discount: null,
  service: null,
  tax: null,
  taxIncluded: null,
  rounding: null,
  total: null,
  paid: null,
  change: null,
};

const sold = (merchant: string | null, ...names: string[]) =>
  receiptCategory({
    ...nothing,
    merchant,
    items: names.map((name) => ({ name, quantity: 1, unitPrice: null, amount: '1000' })),
  });

describe('labelOf', () => {
  it.each(['TOTAL', 'T0TAL', 'TOTAI', 'TOTAL Rp', 'Total Harga :'])('%s is the total', (text) => {
    expect(labelOf(text)).toBe('total');
  });
  it.each(['SUSU DANCOW 200G', 'TUNA SANDWICH', 'CASHEW NUT', 'OVOMALTINE'])('%s is goods', (text) => {
    expect(labelOf(text)).toBeNull();
  });
});

describe('readItems', () => {
  it('keeps the name of goods that look like a label, and none of the head', () => {
    expect(readItems(['BOGOR, JAWA BARAT', 'NPWP 12.345.678.9-001.000', 'SUSU UHT 1L', '2 x 18.500 37.000'])).toEqual([
      { name: 'SUSU UHT 1L', quantity: 2, unitPrice: '18500', amount: '37000' },
    ]);
  });
  it.each([
    ['2x Es Teh Manis 10.000', { name: 'Es Teh Manis', quantity: 2, amount: '10000' }],
    ['3 PCS @ 4.500 13.500', { name: 'SABUN', quantity: 3, unitPrice: '4500', amount: '13500' }],
    ['OBH COMBI 100ML 1 33.500 33.500', { name: 'OBH COMBI 100ML', quantity: 1, amount: '33500' }],
    ['KG PAKU PAYUNG 26.500 159.000', { name: 'PAKU PAYUNG', quantity: 6, unitPrice: '26500' }],
    ['Sate Ayam 10 42.500', { name: 'Sate Ayam 10', quantity: 1, amount: '42500' }],
    ['1 Laptop 2 Rp 6.500.000 Rp 13.000.000', { name: 'Laptop', quantity: 2, unitPrice: '6500000', amount: '13000000' }],
    ['xPOCARI SWEAT 500 15.700', { name: 'POCARI SWEAT 500', amount: '15700' }],
    ['lced Latte I 28.000 28.000', { name: 'Iced Latte', quantity: 1, amount: '28000' }],
    ['98 BJ BATAKO 3.200 313.600', { name: 'BATAKO', quantity: 98, amount: '313600' }],
    ['EKKAD0 3 PCS 30.000', { name: 'EKKADO 3 PCS', amount: '30000' }],
  ])('reads %s', (line, item) => {
    expect(readItems(['SABUN', line])).toMatchObject([item]);
  });
  it('takes a round price without its separator', () => {
    expect(readItems(['2 Tahu Isi 14000'])).toMatchObject([{ name: 'Tahu Isi', quantity: 2, amount: '14000' }]);
  });
  it.each([
    ['SIRUP SOML 9.000', 'SIRUP 50ML'],
    ['TEPUNG 6SG 9.000', 'TEPUNG 65G'],
    ['SABUN 4BOMLi 9.000', 'SABUN 480ML'],
    ['KAOS XL 9.000', 'KAOS XL'],
  ])('reads the size in %s', (line, name) => {
    expect(readItems([line])).toMatchObject([{ name }]);
  });
});

describe('findDate', () => {
  it.each([
    ['01/02/2621:15', '2026-02-01'],
    ['28.10.2519:55', '2025-10-28'],
    ['13 April 202606:22', '2026-04-13'],
  ])('%s is %s, the space before the hour lost', (text, date) => {
    expect(findDate(text)).toBe(date);
  });
});

describe('findWornDate', () => {
  it.each([
    ['2I/O8/2026 12:12', '2026-08-21'],
    ['21/88/2026', '2026-08-21'],
    ['070926 1404', '2026-09-07'],
    ['18 0kt 2025', '2025-10-18'],
    ['13 Ju1 2026', '2026-07-13'],
    ['2025 01-21', '2025-01-21'],
    ['01.06 24 06:49', '2024-06-01'],
    ['25.11,24 09:52', '2024-11-25'],
  ])('%s is %s', (text, date) => {
    expect(findWornDate(text)).toBe(date);
  });
  it.each(['Struk 26071742249', 'No. 98/99/2026', 'SO-BL-IS', '0812 3456 7890', '12 45 67'])('%s is none', (text) => {
    expect(findWornDate(text)).toBeNull();
  });
});

describe('receiptCategory', () => {
  it.each([
    ['KIMIA FARMA 213', 'kesehatan'],
    ['Waroeng Bu Tini', 'makan'],
    ['TOKO BARU', 'belanja_harian'],
    ['SPBU 34.123', 'transport'],
  ])('%s is %s', (merchant, category) => {
    expect(sold(merchant)).toBe(category);
  });
  it('follows the goods where the shop says nothing', () => {
    expect(sold('CV MAKMUR ABADI', 'Nasi Goreng', 'Es Teh')).toBe('makan');
    expect(sold(null)).toBeNull();
  });
});

describe('settle', () => {
  const read = (total: string | null, decided: { total: string | null; alternatives: string[]; certain: boolean }) => ({
    fields: { ...nothing, total },
    decided,
  });
  const alone = (total: string) => read(total, { total, alternatives: [total], certain: false });

  it('believes a lone total two engines read alike, and no other', () => {
    expect(settle(alone('2000'), alone('2000')).decided).toEqual({ total: '2000', alternatives: [], certain: true });
    expect(settle(alone('2000'), alone('7000')).decided).toMatchObject({ alternatives: ['2000', '7000'], certain: false });
  });

  it('offers first what the paper says where its sums do not close', () => {
    const wrong = read('19500', { total: '91500', alternatives: ['91500', '19500'], certain: false });
    expect(settle(wrong, wrong).decided).toEqual({ total: '19500', alternatives: ['19500', '91500'], certain: false });
  });

  it('does not believe zeros read as eights, though their sums close', () => {
    const eights = read('22508', { total: '22508', alternatives: [], certain: true });
    expect(isSettled(eights.decided)).toBe(false);
    expect(settle(eights, alone('22500')).decided).toEqual({ total: '22508', alternatives: ['22508', '22500'], certain: false });
    expect(settle(eights, eights).decided.certain).toBe(true);
  });
});
