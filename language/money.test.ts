import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, fromMinor, sumMoney, toMinor } from './money.ts';

test('major to minor and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), (minor) => {
      expect(toMinor(fromMinor(minor, 'IDR'), 'IDR')).toBe(minor);
    }),
  );
  expect(toMinor('25000', 'IDR')).toBe(2_500_000n);
  expect(fromMinor(2_500_050n, 'IDR')).toBe('25000.50');
  expect(fromMinor(-5n, 'IDR')).toBe('-0.05');
});

test.each(['', ' ', '1e3', '1.234', '0x10', '25.000', 'abc', '--1', '1'.repeat(16), '+5', '5.'])('%j is no amount', (text) => {
  expect(() => toMinor(text, 'IDR')).toThrow(RangeError);
});

test('as people write it', () => {
  expect(formatMoney('25000', 'IDR', 'id')).toBe('Rp25.000');
  expect(formatMoney('1500000', 'IDR', 'en')).toBe('Rp1,500,000');
  expect(formatMoney('-500', 'IDR', 'id')).toBe('-Rp500');
  expect(formatMoney('1000.50', 'IDR', 'id')).toBe('Rp1.000,50');
});

test('sums are exact', () => {
  expect(sumMoney([], 'IDR')).toBe('0');
  expect(sumMoney(['0.10', '0.20'], 'IDR')).toBe('0.30');
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n })), (values) => {
      const sum = values.reduce((total, value) => total + value, 0n);
      expect(sumMoney(values.map(String), 'IDR')).toBe(String(sum));
    }),
  );
});
