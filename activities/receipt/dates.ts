const months: readonly (readonly [RegExp, number])[] = [
  [/^JAN/, 1],
  [/^[FP]EB/, 2],
  [/^MAR/, 3],
  [/^APR/, 4],
  [/^M(EI|AY)/, 5],
  [/^JUN/, 6],
  [/^JUL/, 7],
  [/^A[GU][UGTS]/, 8],
  [/^SEP/, 9],
  [/^O[KC]T/, 10],
  [/^N[OP][VP]/, 11],
  [/^DE[SC]/, 12],
];

/** Receipts are not older than this, nor from the future: anything else is a number that looks like a date. */
const firstYear = 2000;
const lastYear = 2099;

const numeric = /(?<![\d.])(\d{1,4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?=\d{2}[:.]\d{2}|[^\d.]|\.\s|\.?$)/g;
const named = /(?<!\d)(\d{1,2})[\s./-]*(\p{L}{3,9})[\s./-]*(\d{4}|\d{2})(?=\d{2}[:.]\d{2}|(?!\d))/gu;
const clock = /(?<![\d.,:/-])([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:][0-5]\d)?(?![\d/-]|[.,]\d)/g;

/** The date of a row as YYYY-MM-DD: day first, year first where the year has four digits. */
export function findDate(text: string): string | null {
  for (const [, first = '', second = '', third = ''] of text.matchAll(numeric)) {
    // "01/02/2621:15": the hour follows a short year without a space.
    const date =
      first.length === 4
        ? isoDate(first, second, third.slice(0, 2))
        : (isoDate(third, second, first) ?? isoDate(third.slice(0, 2), second, first));
    if (date) return date;
  }
  for (const [, day = '', name = '', year = ''] of text.matchAll(named)) {
    const month = months.find(([pattern]) => pattern.test(name.toUpperCase()))?.[1];
    const date = month ? isoDate(year, String(month), day) : null;
    if (date) return date;
  }
  return null;
}

/** Digits as worn print is read. */
const wornDigits: Record<string, string> = { O: '0', o: '0', D: '0', S: '5', s: '5', B: '8', I: '1', l: '1', '|': '1', Z: '2' };
const wornDate =
  /(?<![\p{L}\d])([\dOoDSsBIl|Z]{2})\s?[-/.]\s?([\dOoDSsBIl|Z]{2})\s?[-/.]\s?([\dOoDSsBIl|Z]{4}|[\dOoDSsBIl|Z]{2})(?![\p{L}\d])/gu;
/** Six digits and a time: the separators were too faint. */
const joinedDate = /(?<!\d)(\d{2})(\d{2})(\d{2})\s+(?:[01]\d|2[0-3])[.:]?[0-5]\d(?!\d)/g;

/** A separator was too faint to be read, and a time follows. */
const gappedDate = /(?<![\d.,])(\d{2})[\s.,/-](\d{2})[\s.,/-](\d{4}|\d{2})\s+(?:[01]\d|2[0-3])[.:\s][0-5]\d(?!\d)/g;
/** A year that stands first tells a date by itself. */
const gappedIso = /(?<![\d.,])(20\d{2})[\s./-](\d{2})[\s./-](\d{2})(?!\d)/;
/** "18 0kt 2025", "13 Ju1 2026": a letter of the month as a digit. */
const wornMonths: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d[\s./-]*)0(?=[KC]T)/gi, 'O'],
  [/(?<=\d[\s./-]*JU)1(?!\d)/gi, 'l'],
];

/** The date of a badly printed row: letters for digits, a crossed zero read as 8, separators lost. Null when there is none. */
export function findWornDate(text: string): string | null {
  const [, year = '', month = '', day = ''] = gappedIso.exec(text) ?? [];
  const told =
    findDate(wornMonths.reduce((line, [worn, letter]) => line.replace(worn, letter), text)) ?? isoDate(year, month, day);
  if (told) return told;
  const shapes = [...text.matchAll(wornDate), ...text.matchAll(joinedDate), ...text.matchAll(gappedDate)];
  for (const [, ...parts] of shapes) {
    const [day = '', month = '', year = ''] = parts.map((part) => part.replace(/\D/g, (letter) => wornDigits[letter] ?? letter));
    const date = isoDate(year, month.replace(/^8/, '0'), day.replace(/^8/, '0'));
    if (date) return date;
  }
  return null;
}

/** Day and month with a clock time and no year, as banking apps print them. */
const yearless = /(?<![\d/.-])(\d{2})[/-](\d{2})\s+(?:[01]\d|2[0-3])[:.][0-5]\d/;

/** Day and month of a row without a year, as MM-DD. */
export function findDayMonth(text: string): string | null {
  const [, day = '', month = ''] = yearless.exec(text) ?? [];
  // Any leap year: the 29th of February is a day.
  return isoDate('2024', month, day)?.slice('YYYY-'.length) ?? null;
}

/** The clock time of a row as HH:MM; a dot counts as a colon only where it cannot be money. */
export function findTime(text: string): string | null {
  const rest = text.replace(numeric, ' ').replace(named, ' ');
  const [, hour = '', minute = ''] = rest.matchAll(clock).next().value ?? [];
  return minute ? `${hour.padStart(2, '0')}:${minute}` : null;
}

function isoDate(year: string, month: string, day: string): string | null {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  const valid =
    full >= firstYear && full <= lastYear && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return valid ? date.toISOString().slice(0, 10) : null;
}
