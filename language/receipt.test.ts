import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideTotal, type ReceiptFields } from './receipt.ts';

const nothing: ReceiptFields = {
  items: [],
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
const decide = (fields: Partial<ReceiptFields>) => decideTotal({ ...nothing, ...fields });

test('two routes that agree are certain', () => {
  expect(decide({ items: ['10000', '15000'], total: '25000' })).toEqual({ total: '25000', alternatives: [], certain: true });
  expect(decide({ total: '25000', paid: '50000', change: '25000' })).toMatchObject({ total: '25000', certain: true });
  expect(decide({ subtotal: '100000', service: '5000', tax: '10500', total: '115500' })).toMatchObject({
    total: '115500',
    certain: true,
  });
  expect(decide({ subtotal: '100000', discount: '-10000', total: '90000' })).toMatchObject({ certain: true });
  expect(decide({ subtotal: '100000', tax: '9910', taxIncluded: true, total: '100000' })).toMatchObject({ certain: true });
  expect(decide({ items: ['10049'], rounding: '-49', total: '10000' })).toMatchObject({ certain: true });
});

test('one route alone is asked about', () => {
  expect(decide({ total: '25000' })).toEqual({ total: '25000', alternatives: ['25000'], certain: false });
  expect(decide({ items: ['10000', '15000'] })).toMatchObject({ total: '25000', certain: false });
});

test('items and subtotal are one route: both miss the same discount', () => {
  expect(decide({ items: ['10000', '15000'], subtotal: '25000' })).toMatchObject({ certain: false });
});

test('disagreement offers every candidate', () => {
  const decided = decide({ items: ['10000', '15000'], total: '26000' });
  expect(decided.certain).toBe(false);
  expect(decided.alternatives).toEqual(['26000', '25000']);
});

test('a contradicting cash line takes the certainty away', () => {
  expect(decide({ items: ['50000'], total: '50000', paid: '50000', change: '5000' }).certain).toBe(false);
});

test('misread items do not shake printed total and cash that agree', () => {
  expect(decide({ items: ['10000', '19000'], total: '25000', paid: '30000', change: '5000' })).toMatchObject({
    total: '25000',
    certain: true,
  });
});

test('nothing read', () => {
  expect(decide({})).toEqual({ total: null, alternatives: [], certain: false });
  expect(decide({ total: 'abc', items: ['x'] })).toEqual({ total: null, alternatives: [], certain: false });
});

test('never throws, and is certain only about what two routes gave', () => {
  const amount = fc.option(
    fc.oneof(
      fc.integer({ min: -50, max: 200 }).map((value) => String(value * 500)),
      fc.string({ maxLength: 5 }),
    ),
  );
  fc.assert(
    fc.property(
      fc.record({
        items: fc.array(
          amount.map((value) => value ?? ''),
          { maxLength: 4 },
        ),
        subtotal: amount,
        discount: amount,
        service: amount,
        tax: amount,
        taxIncluded: fc.option(fc.boolean()),
        rounding: amount,
        total: amount,
        paid: amount,
        change: amount,
      }),
      (fields) => {
        const decided = decideTotal(fields);
        expect(decided.certain && decided.total === null).toBe(false);
        expect(decided.certain).toBe(decided.total !== null && decided.alternatives.length === 0);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a printed total that lost its last group is the one to which items and subtotal lead', () => {
  const sums = { items: ['85500', '779600'], subtotal: '865100', discount: '25000' };
  expect(decide({ ...sums, total: '840' })).toEqual({ total: '840100', alternatives: [], certain: true });
  expect(decide({ ...sums, total: '841' }).certain).toBe(false);
  expect(decide({ ...sums, items: ['85500'], total: '840' }).certain).toBe(false);
});
