import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate, makeDate, monthsBefore, weekday } from '../calendar.ts';
import { interpret } from '../interpret.ts';
import type { Reader } from '../locale.ts';
import { findDates } from './dates.ts';
import { findPeriod } from './periods.ts';
import { tokenize } from './tokens.ts';

const at = (now: string, timezone = 'Asia/Jakarta'): Reader => ({ now: new Date(now), timezone, locale: 'id' });
const friday = at('2026-11-20T10:00:00+07:00');
const day = (text: string, reader = friday): string | null =>
  findDates(tokenize(text), reader).find((mention) => mention.day !== null)?.day ?? null;

describe('days', () => {
  test.each([
    ['hari ini', '2026-11-20'],
    ['hr ini', '2026-11-20'],
    ['tadi pagi', '2026-11-20'],
    ['barusan', '2026-11-20'],
    ['kemarin', '2026-11-19'],
    ['kmrn', '2026-11-19'],
    ['kemaren', '2026-11-19'],
    ['kmaren', '2026-11-19'],
    ['semalam', '2026-11-19'],
    ['tadi malam', '2026-11-19'],
    ['last night', '2026-11-19'],
    ['yesterday', '2026-11-19'],
    ['kemarin lusa', '2026-11-18'],
    ['kemarin dulu', '2026-11-18'],
    ['dua hari lalu', '2026-11-18'],
    ['2 hari yang lalu', '2026-11-18'],
    ['3 hari yg lalu', '2026-11-17'],
    ['3 days ago', '2026-11-17'],
    ['seminggu lalu', '2026-11-13'],
    ['tgl 5', '2026-11-05'],
    ['tanggal 25', '2026-10-25'],
    ['tgl 20', '2026-11-20'],
    ['5 nov', '2026-11-05'],
    ['5 Nopember 2026', '2026-11-05'],
    ['5/11', '2026-11-05'],
    ['05-11-26', '2026-11-05'],
    ['12-11-2026', '2026-11-12'],
    ['12.11.2026', '2026-11-12'],
    ['2026-11-12', '2026-11-12'],
    ['20 desember', '2025-12-20'],
    ['31/12', '2025-12-31'],
    ['senin', '2026-11-16'],
    ['hari senin', '2026-11-16'],
    ['senin lalu', '2026-11-16'],
    ["jum'at", '2026-11-13'],
    ['jumat lalu', '2026-11-13'],
    ['rabu kemarin', '2026-11-18'],
    ['senin minggu lalu', '2026-11-09'],
    ['hari minggu', '2026-11-15'],
    ['malam minggu', '2026-11-14'],
    ['malam jumat', '2026-11-19'],
    ['last monday', '2026-11-16'],
    ['nov 5', '2026-11-05'],
    ['on 5th november', '2026-11-05'],
  ])('%s', (phrase, wanted) => {
    expect(day(`beli kopi ${phrase}`)).toBe(wanted);
  });

  test('29 February is the last one there was', () => {
    expect(day('29 februari')).toBe('2024-02-29');
  });

  test('today is the local date, also just after midnight', () => {
    expect(day('hari ini', at('2026-11-30T17:30:00Z', 'Asia/Jakarta'))).toBe('2026-12-01');
    expect(day('hari ini', at('2026-11-30T16:30:00Z', 'Asia/Jakarta'))).toBe('2026-11-30');
    expect(day('hari ini', at('2026-11-30T15:30:00Z', 'Asia/Jayapura'))).toBe('2026-12-01');
    expect(day('kemarin', at('2027-01-01T00:05:00+07:00'))).toBe('2026-12-31');
    expect(day('hari ini', at('2026-11-30T15:30:00Z', 'No/Where'))).toBe('2026-11-30');
  });

  test.each(['besok', 'lusa', 'minggu depan', 'bulan depan', 'nanti malam', 'tomorrow', 'senin depan'])(
    '%s lies ahead',
    (phrase) => {
      expect(findDates(tokenize(phrase), friday)[0]?.future).toBe(true);
    },
  );

  test.each(['jam 7', 'jam setengah 8', 'pkl 19.30', 'jam 7 kurang 15', '19:30', 'pukul 8 malam'])(
    '%s is a time, no day',
    (phrase) => {
      const found = findDates(tokenize(phrase), friday);
      expect(found).toHaveLength(1);
      expect(found[0]?.day).toBeNull();
    },
  );

  test.each(['minggu ini', 'kopi', '1/2 kg', '20-25rb', 'sedekah jumat'])('%s is no day', (phrase) => {
    expect(day(phrase)).toBeNull();
  });
});

describe('periods', () => {
  test.each([
    ['hari ini', '2026-11-20', '2026-11-20'],
    ['minggu ini', '2026-11-16', '2026-11-20'],
    ['minggu lalu', '2026-11-09', '2026-11-15'],
    ['bulan ini', '2026-11-01', '2026-11-20'],
    ['bulan lalu', '2026-10-01', '2026-10-31'],
    ['bulan kemarin', '2026-10-01', '2026-10-31'],
    ['tahun ini', '2026-01-01', '2026-11-20'],
    ['tahun lalu', '2025-01-01', '2025-12-31'],
    ['oktober', '2026-10-01', '2026-10-31'],
    ['bulan desember', '2025-12-01', '2025-12-31'],
    ['november', '2026-11-01', '2026-11-20'],
    ['oktober 2025', '2025-10-01', '2025-10-31'],
    ['7 hari terakhir', '2026-11-14', '2026-11-20'],
    ['last 30 days', '2026-10-22', '2026-11-20'],
    ['dari 1 sampai 15 november', '2026-11-01', '2026-11-15'],
    ['tgl 1-10', '2026-11-01', '2026-11-10'],
    ['1 oktober sampai 5 november', '2026-10-01', '2026-11-05'],
    ['last week', '2026-11-09', '2026-11-15'],
    ['this month', '2026-11-01', '2026-11-20'],
    ['sejak 10 november', '2026-11-10', '2026-11-20'],
    ['kemarin', '2026-11-19', '2026-11-19'],
    ['in october', '2026-10-01', '2026-10-31'],
  ])('%s', (phrase, from, to) => {
    expect(findPeriod(tokenize(`laporan ${phrase}`), friday)).toEqual({ from, to });
  });

  test('none said', () => {
    expect(findPeriod(tokenize('laporan dong'), friday)).toEqual({ from: null, to: null });
  });
});

test('calendar arithmetic', () => {
  expect(makeDate(2026, 2, 29)).toBeNull();
  expect(monthsBefore('2026-03-31', 1)).toBe('2026-02-28');
  expect(monthsBefore('2026-01-15', 1)).toBe('2025-12-15');
  expect(localDate(new Date(Number.NaN), 'Asia/Jakarta')).toBe('1970-01-01');
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), (count) => {
      const moved = addDays('2000-01-01', count);
      expect(addDays(moved, -count)).toBe('2000-01-01');
      expect(weekday(addDays(moved, 7))).toBe(weekday(moved));
    }),
  );
});

test('nothing is ever booked in the future', () => {
  const phrases = [
    'senin',
    '20 desember',
    'tgl 28',
    '31/12',
    '1-1-2030',
    'malam minggu',
    'akhir bulan',
    'awal bulan',
    '5 nov',
    'hari minggu',
    'rabu ini',
    'sabtu',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...phrases),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
      (phrase, now) => {
        const reader: Reader = { now, timezone: 'Asia/Jayapura', locale: 'id' };
        const read = interpret(`beli kopi 20rb ${phrase}`, reader);
        if (read.intent !== 'record') return;
        for (const entry of read.entries) expect(entry.occurredOn <= localDate(now, reader.timezone)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
