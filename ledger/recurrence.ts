/** Pure date arithmetic of what comes back regularly; dates are YYYY-MM-DD. */

export interface Recurrence {
  every: 'day' | 'week' | 'month' | 'year';
  /** Every so many of them. */
  interval: number;
  /** The first date. */
  startsOn: string;
  /** Last date, included; null without an end. */
  until: string | null;
}

const day_ms = 86_400_000;
const parse = (date: string): Date => new Date(`${date}T00:00:00Z`);
const format = (date: Date): string => date.toISOString().slice(0, 10);

/** Whether a text is a day of the calendar. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parse(text).getTime()) && format(parse(text)) === text;

/** The n-th date, 0 for the first. Counted from the first, so that the 31st comes back after February. */
export function occurrence({ every, interval, startsOn }: Recurrence, n: number): string {
  const start = parse(startsOn);
  const steps = interval * n;
  if (every === 'day' || every === 'week') return format(new Date(start.getTime() + steps * (every === 'week' ? 7 : 1) * day_ms));
  const months = start.getUTCMonth() + steps * (every === 'year' ? 12 : 1);
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), months + 1, 0)).getUTCDate();
  return format(new Date(Date.UTC(start.getUTCFullYear(), months, Math.min(start.getUTCDate(), lastDay))));
}

/** The first date after a day; null when it has ended by then. */
export function nextAfter(recurrence: Recurrence, day: string): string | null {
  const { every, interval, startsOn, until } = recurrence;
  // A guess that is never too late, then a step or two.
  const days = Math.floor((parse(day).getTime() - parse(startsOn).getTime()) / day_ms);
  const longest = { day: 1, week: 7, month: 31, year: 366 }[every] * interval;
  let n = Math.max(0, Math.floor(days / longest));
  while (occurrence(recurrence, n) <= day) n += 1;
  const next = occurrence(recurrence, n);
  return until !== null && next > until ? null : next;
}
