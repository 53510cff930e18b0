import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDate, nextAfter, occurrence, type Recurrence } from './recurrence.ts';

const rule = (over: Partial<Recurrence>): Recurrence => ({
  every: 'month',
  interval: 1,
  startsOn: '2026-01-31',
  until: null,
  ...over,
});

test.each([
  [{}, ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
  [{ every: 'year', startsOn: '2024-02-29' }, ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']],
  [{ interval: 3, startsOn: '2025-11-30' }, ['2025-11-30', '2026-02-28', '2026-05-30']],
  [{ every: 'week', interval: 2, startsOn: '2026-12-25' }, ['2026-12-25', '2027-01-08']],
  [{ every: 'day', interval: 10, startsOn: '2026-02-25' }, ['2026-02-25', '2026-03-07']],
] as const)('%j comes back on its days', (over, dates) => {
  expect(dates.map((_, n) => occurrence(rule(over), n))).toEqual(dates);
});

test('the next date is the first one later than a day, and none is left out', () => {
  const drawn = fc.record({
    every: fc.constantFrom('day', 'week', 'month', 'year') as fc.Arbitrary<Recurrence['every']>,
    interval: fc.integer({ min: 1, max: 12 }),
    startsOn: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    until: fc.constant(null),
  });
  fc.assert(
    fc.property(drawn, fc.nat(40), (recurrence, n) => {
      const [date, next] = [occurrence(recurrence, n), occurrence(recurrence, n + 1)];
      expect(next > date && isDate(next)).toBe(true);
      expect(nextAfter(recurrence, date)).toBe(next);
      expect(nextAfter({ ...recurrence, until: date }, date)).toBeNull();
    }),
  );
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', 'kemarin', ''])('%s is no date', (text) => {
  expect(isDate(text)).toBe(false);
});
