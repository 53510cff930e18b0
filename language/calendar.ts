/** Arithmetic on local dates written as YYYY-MM-DD, without time zones. */

const dayMs = 86_400_000;

/** Where people are when their time zone is not known to this machine. */
const fallbackTimezone = 'Asia/Jakarta';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timezone, format);
    return format;
  } catch {
    return formatFor(fallbackTimezone);
  }
}

/** The local date of a moment. Unknown time zones count as Asia/Jakarta, an invalid moment as the epoch. */
export function localDate(moment: Date, timezone: string): string {
  return formatFor(timezone).format(Number.isNaN(moment.getTime()) ? new Date(0) : moment);
}

const toDays = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
const fromDays = (days: number): string => new Date(days * dayMs).toISOString().slice(0, 10);

export const addDays = (day: string, count: number): string => fromDays(toDays(day) + count);

/** 0 = Sunday to 6 = Saturday. */
export const weekday = (day: string): number => (((toDays(day) + 4) % 7) + 7) % 7;

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const monthOf = (day: string): number => Number(day.slice(5, 7));
export const dayOf = (day: string): number => Number(day.slice(8, 10));

const pad = (value: number): string => String(value).padStart(2, '0');

/** A date if it exists in the calendar, else null. */
export function makeDate(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return fromDays(toDays(text)) === text ? text : null;
}

export const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;

/** The last day of the month, given any day of it. */
export function lastOfMonth(day: string): string {
  const month = monthOf(day);
  const next = makeDate(yearOf(day) + (month === 12 ? 1 : 0), month === 12 ? 1 : month + 1, 1);
  return next === null ? day : addDays(next, -1);
}

/** The same day some months earlier, or the last day of that month where it is shorter. */
export function monthsBefore(day: string, count: number): string {
  const months = yearOf(day) * 12 + monthOf(day) - 1 - count;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  const first = makeDate(year, month, 1);
  if (first === null) return day;
  return makeDate(year, month, dayOf(day)) ?? lastOfMonth(first);
}

/** Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, -((weekday(day) + 6) % 7));

/** The last such weekday before a day (never the day itself). */
export function weekdayBefore(day: string, wanted: number): string {
  return addDays(day, -((weekday(day) - wanted + 6) % 7) - 1);
}

export type CalendarUnit = 'week' | 'month' | 'year';

/** This week, month or year up to today, or the whole one before it. Weeks begin on Mondays. */
export function wholeUnit(unit: CalendarUnit, previous: boolean, today: string): { from: string; to: string } {
  if (unit === 'week') {
    const monday = mondayOf(today);
    return previous ? { from: addDays(monday, -7), to: addDays(monday, -1) } : { from: monday, to: today };
  }
  if (unit === 'month') {
    const first = firstOfMonth(previous ? monthsBefore(firstOfMonth(today), 1) : today);
    return { from: first, to: previous ? lastOfMonth(first) : today };
  }
  const year = yearOf(today) - (previous ? 1 : 0);
  return { from: `${year}-01-01`, to: previous ? `${year}-12-31` : today };
}

/** The stretch before one that ends today: as far into the week, month or year before as today is into this one. */
export function sameStretchBefore(unit: CalendarUnit, today: string): { from: string; to: string } {
  const { from } = wholeUnit(unit, true, today);
  return { from, to: unit === 'week' ? addDays(today, -7) : monthsBefore(today, unit === 'month' ? 1 : 12) };
}

const units: readonly CalendarUnit[] = ['week', 'month', 'year'];

/** The periods that people call by a name: this and the last week, month and year. */
export const calendarPeriods = (today: string) =>
  units.flatMap((unit) => [false, true].map((previous) => ({ unit, previous, ...wholeUnit(unit, previous, today) })));
