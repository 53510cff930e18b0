import { expect, test } from 'vitest';
import { timing } from './statistics.ts';

test('percentiles are values of the series, by nearest rank', () => {
  const times = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(timing(times)).toEqual({ n: 100, p50_ms: 50, p95_ms: 95, max_ms: 100 });
  expect(timing([7])).toEqual({ n: 1, p50_ms: 7, p95_ms: 7, max_ms: 7 });
  expect(timing([3, 1, 2])).toEqual({ n: 3, p50_ms: 2, p95_ms: 3, max_ms: 3 });
});

test('an empty series has no percentiles', () => {
  expect(() => timing([])).toThrow(RangeError);
});
