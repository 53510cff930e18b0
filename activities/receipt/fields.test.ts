import { describe, expect, it } from 'vitest';
import { receiptCategory } from './category.ts';
import { findWornDate } from './dates.ts';
import { readItems } from './items.ts';
import { labelOf } from './labels.ts';

const sold = (merchant: string | null, ...names: string[]) =>
  receiptCategory({
    kind: 'purchase',
    merchant,
    items: names.map((name) => ({ name, quantity: 1, unitPrice: null, amount: '1000' })),
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

describe('findWornDate', () => {
  it.each([
    ['2I/O8/2026 12:12', '2026-08-21'],
    ['21/88/2026', '2026-08-21'],
    ['070926 1404', '2026-09-07'],
  ])('%s is %s', (text, date) => {
    expect(findWornDate(text)).toBe(date);
  });
  it.each(['Struk 26071742249', 'No. 98/99/2026', 'SO-BL-IS'])('%s is none', (text) => {
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
