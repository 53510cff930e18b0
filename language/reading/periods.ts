import {
  addDays,
  type CalendarUnit,
  lastOfMonth,
  localDate,
  makeDate,
  monthOf,
  monthsBefore,
  wholeUnit,
  yearOf,
} from '../calendar.ts';
import type { Period } from '../interpretation.ts';
import { monthNames } from '../lexicon/days.ts';
import type { Reader } from '../locale.ts';
import { findDates, isMonthName } from './dates.ts';
import { partsOf } from './numerals.ts';
import { type Token, tokenize } from './tokens.ts';

const unitWords = new Map<string, CalendarUnit>([
  ['minggu', 'week'],
  ['pekan', 'week'],
  ['week', 'week'],
  ['bulan', 'month'],
  ['month', 'month'],
  ['months', 'month'],
  ['weeks', 'week'],
  ['years', 'year'],
  ['seminggu', 'week'],
  ['sepekan', 'week'],
  ['sebulan', 'month'],
  ['setahun', 'year'],
  ['wulan', 'month'],
  ['sasi', 'month'],
  ['sasih', 'month'],
  ['minggon', 'week'],
  ['tahun', 'year'],
  ['year', 'year'],
]);
const adjectives = new Map<string, CalendarUnit>([
  ['mingguan', 'week'],
  ['weekly', 'week'],
  ['bulanan', 'month'],
  ['monthly', 'month'],
  ['tahunan', 'year'],
  ['yearly', 'year'],
]);
const dayCounts = new Map([
  ['hari', 1],
  ['day', 1],
  ['days', 1],
  ['minggu', 7],
  ['pekan', 7],
  ['weeks', 7],
]);
const none: Period = { from: null, to: null };
const joins = new Set(['sampai', 'hingga', 'sd', 'to', 'until', 'till', '-', '–', 'ke']);
const lastWords = ['lalu', 'kemarin', 'last', 'sebelumnya', 'kepungkur', 'kapungkur', 'wingi'];
const thisWords = ['ini', 'this', 'iki', 'ieu'];

/** Reads the period a report, list or export is asked for; both ends null when none is said. No end lies after today. */
export function findPeriod(said: readonly Token[], reader: Reader): Period {
  const tokens = spelledOut(said);
  const today = localDate(reader.now, reader.timezone);
  const found =
    spanOfDays(tokens, reader, today) ?? recentDays(tokens, today) ?? calendarPeriod(tokens, today) ?? namedMonth(tokens, today);
  if (found) return cap(found, today);
  const day = findDates(tokens, reader).find((mention) => mention.day !== null && !mention.future)?.day;
  return day ? { from: day, to: day } : none;
}

/** "1 s/d 15", "1 s.d. 15": the two letters are one word. */
const spelledOut = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token, at) => {
    const place = (offset: number): string => tokens[at + offset]?.norm ?? '';
    const isMark = (offset: number): boolean => place(offset) === '/' || place(offset) === '.';
    if (token.norm === 's' && isMark(1) && place(2) === 'd') return [{ ...token, norm: 'sampai' }];
    const isRest =
      (isMark(0) && place(-1) === 's' && place(1) === 'd') || (token.norm === 'd' && isMark(-1) && place(-2) === 's');
    return isRest ? [] : [token];
  });

function cap(period: { from: string; to: string }, today: string): Period {
  const [from, to] = period.from <= period.to ? [period.from, period.to] : [period.to, period.from];
  return { from: from > today ? today : from, to: to > today ? today : to };
}

/** A small number in digits or words at a token. */
function countAt(tokens: readonly Token[], index: number): number | null {
  const part = partsOf(tokens, index)[0];
  if (part?.part === 'digits' && part.decimals === 0) return part.value;
  return part?.part === 'unit' || part?.part === 'tens' ? part.value : null;
}

/** "dari 1 sampai 20 november", "1-15 nov", "5 nov - 10 nov", "sejak tanggal 5". */
function spanOfDays(tokens: readonly Token[], reader: Reader, today: string): { from: string; to: string } | null {
  const days = findDates(tokens, reader).filter((mention) => mention.day !== null);
  const [first, second] = days;
  if (first?.day && second?.day && joins.has(tokens[second.first - 1]?.norm ?? '')) return { from: first.day, to: second.day };
  const joinAt = tokens.findIndex(
    (token, index) => joins.has(token.norm) && countAt(tokens, index - 1) !== null && countAt(tokens, index + 1) !== null,
  );
  // "satu-satu": one by one.
  if (joinAt > 0 && countAt(tokens, joinAt - 1) !== countAt(tokens, joinAt + 1)) {
    const start = countAt(tokens, joinAt - 1) ?? 0;
    const end =
      days.find((mention) => mention.first <= joinAt + 1 && mention.last >= joinAt + 1)?.day ??
      dayThisMonth(countAt(tokens, joinAt + 1) ?? 0, today);
    const from = end === null ? null : makeDate(yearOf(end), monthOf(end), start);
    if (from !== null && end !== null) return { from, to: end };
  }
  const since = tokens.some(
    (token, index) =>
      ['sejak', 'mulai', 'since'].includes(token.norm) ||
      (['dari', 'from', 'ti', 'saka'].includes(token.norm) && index === (first?.first ?? 0) - 1),
  );
  return since && first?.day ? { from: first.day, to: today } : null;
}

const dayThisMonth = (day: number, today: string): string | null => makeDate(yearOf(today), monthOf(today), day);

/** "7 hari terakhir", "last 30 days", "3 bulan terakhir". */
function recentDays(tokens: readonly Token[], today: string): { from: string; to: string } | null {
  for (const [index, token] of tokens.entries()) {
    const isLead = ['seminggu', 'sebulan'].includes(token.norm) && tokens[index + 1]?.norm === 'terakhir';
    if (isLead) return { from: token.norm === 'seminggu' ? addDays(today, -6) : addDays(monthsBefore(today, 1), 1), to: today };
    const count = countAt(tokens, index - 1);
    const isRecent =
      ['terakhir', 'belakangan'].includes(tokens[index + 1]?.norm ?? '') ||
      ['last', 'past'].includes(tokens[index - 2]?.norm ?? '');
    if (count === null || count < 1 || count > 1000 || !isRecent) continue;
    const length = dayCounts.get(token.norm);
    if (length !== undefined) return { from: addDays(today, 1 - count * length), to: today };
    if (['bulan', 'months'].includes(token.norm)) return { from: addDays(monthsBefore(today, count), 1), to: today };
  }
  return null;
}

/** "minggu ini", "bulan lalu", "last week", "tahun ini". */
function calendarPeriod(tokens: readonly Token[], today: string): { from: string; to: string } | null {
  for (const [index, token] of tokens.entries()) {
    const unit = unitWords.get(token.norm);
    // "hari minggu" is a Sunday; "per hari bulan ini" is a month.
    const isSunday = unit === 'week' && tokens[index - 1]?.norm === 'hari';
    if (unit === undefined || isSunday) continue;
    const around = [tokens[index + 1]?.norm ?? '', tokens[index - 1]?.norm ?? ''];
    const yang = tokens[index + 1]?.norm === 'yang' ? (tokens[index + 2]?.norm ?? '') : '';
    const isLast = around.some((word) => lastWords.includes(word)) || lastWords.includes(yang);
    const isThis = around.some((word) => thisWords.includes(word));
    if (isLast || isThis) return wholeUnit(unit, isLast, today);
  }
  const adjective = tokens.map((token) => adjectives.get(token.norm)).find((unit) => unit !== undefined);
  return adjective === undefined ? null : wholeUnit(adjective, false, today);
}

/** "bulan november", "oktober 2026": the last such month that has begun. */
function namedMonth(tokens: readonly Token[], today: string): { from: string; to: string } | null {
  for (const [index, token] of tokens.entries()) {
    const led = ['bulan', 'in'].includes(tokens[index - 1]?.norm ?? '');
    if (!(isMonthName(token.norm) || (led && monthNames.has(token.norm))) || countAt(tokens, index - 1) !== null) continue;
    const month = monthNames.get(token.norm) ?? 1;
    const written = /^20\d\d$/.exec(tokens[index + 1]?.norm ?? '')?.[0];
    const year = written ? Number(written) : yearOf(today) - (month > monthOf(today) ? 1 : 0);
    const first = makeDate(year, month, 1);
    return first === null ? null : { from: first, to: lastOfMonth(first) };
  }
  const year = tokens.findIndex(
    (token, index) => /^20\d\d$/.test(token.norm) && ['tahun', 'year', 'in'].includes(tokens[index - 1]?.norm ?? ''),
  );
  const named = tokens[year]?.norm;
  return named === undefined ? null : { from: `${named}-01-01`, to: `${named}-12-31` };
}

/** Longest text that is a day alone, in characters. */
const dayAloneLimit = 40;

/** Words around it that change nothing. */
const aroundDay = new Set('ya dong deh aja saja kok sih itu please'.split(' '));

/** "kemarin", "hari ini ya": a day and nothing else. It dates what is asked about; by itself it asks what was spent then. */
export function isDayAlone(text: string, reader: Reader): boolean {
  if (text.length > dayAloneLimit) return false;
  const tokens = tokenize(text);
  const [day, ...more] = findDates(tokens, reader);
  if (!day?.day || more.length > 0) return false;
  return tokens.every(({ kind, norm }, at) => kind === 'mark' || (at >= day.first && at <= day.last) || aroundDay.has(norm));
}
