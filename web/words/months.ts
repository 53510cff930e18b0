/** Calendar months as YYYY-MM and days as YYYY-MM-DD: text that sorts, free of time zones. */

const two = (value: number): string => String(value).padStart(2, '0');

const ofDate = (date: Date): string => `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}`;

/** The month of today, where the reader is. */
export function thisMonth(now = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}`;
}

/** Today, where the reader is. */
export const today = (now = new Date()): string => `${thisMonth(now)}-${two(now.getDate())}`;

export function addMonths(month: string, by: number): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  return ofDate(new Date(Date.UTC(year, index - 1 + by, 1)));
}

export const firstDay = (month: string): string => `${month}-01`;

export function lastDay(month: string): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  return `${month}-${two(new Date(Date.UTC(year, index, 0)).getUTCDate())}`;
}

/** Every day of a month, first to last. */
export function daysOf(month: string): string[] {
  const count = Number(lastDay(month).slice(-2));
  return Array.from({ length: count }, (_, index) => `${month}-${two(index + 1)}`);
}

export const isMonth = (text: string | undefined): text is string => /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');
