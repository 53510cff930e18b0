import {
  addDays,
  dayOf,
  lastOfMonth,
  localDate,
  makeDate,
  mondayOf,
  monthOf,
  monthsBefore,
  weekday,
  weekdayBefore,
  yearOf,
} from '../calendar.ts';
import {
  agoLeads,
  agoUnits,
  ahead,
  fridayRites,
  monthNames,
  nextDay,
  offsets,
  past,
  phraseWords,
  shyMonths,
  weekdayNames,
} from '../lexicon/days.ts';
import type { Reader } from '../locale.ts';
import { type Part, partsOf } from './numerals.ts';
import type { Token } from './tokens.ts';

/** A day, or another sense of time, named in a message. */
export interface DateMention {
  /** Token places, both included. */
  first: number;
  last: number;
  /** Local date; null for clock times and words that name no day. */
  day: string | null;
  /** It lies ahead, so it is a plan and no record. */
  future: boolean;
  /** Another day is about as likely. */
  unsure: boolean;
}

/** A whole number below a hundred and how many tokens it takes ("5", "lima belas", "dua puluh tiga"); null when there is none. */
function countAt(tokens: readonly Token[], index: number): { value: number; length: number } | null {
  const single = (at: number): Part | null => {
    const parts = partsOf(tokens, at);
    return parts.length === 1 ? (parts[0] ?? null) : null;
  };
  const first = single(index);
  const [second, third] = [single(index + 1), single(index + 2)];
  if (first?.part === 'digits') {
    const plain = first.decimals === 0 && !first.grouped && !first.odd;
    return plain ? { value: first.value, length: 1 } : null;
  }
  if (first?.part === 'tens') {
    const more = first.value >= 20 && first.value % 10 === 0 && second?.part === 'unit' ? second.value : 0;
    return { value: first.value + more, length: more > 0 ? 2 : 1 };
  }
  if (first?.part !== 'unit') return null;
  if (second?.part === 'teen') return { value: first.value + 10, length: 2 };
  if (second?.part !== 'ten') return { value: first.value, length: 1 };
  return third?.part === 'unit' ? { value: first.value * 10 + third.value, length: 3 } : { value: first.value * 10, length: 2 };
}

const lodgings = new Set([
  'hotel',
  'villa',
  'vila',
  'homestay',
  'penginapan',
  'kamar',
  'losmen',
  'nginap',
  'nginep',
  'inap',
  'menginap',
  'airbnb',
  'kos',
]);

/** First words of the phrases for a day. */
const phraseStarts = new Set([...offsets.keys()].map((phrase) => phrase.split(' ')[0]));

/** Finds days and clock times; knows today. */
class DateFinder {
  private readonly tokens: readonly Token[];
  private readonly today: string;

  constructor(tokens: readonly Token[], today: string) {
    this.tokens = tokens;
    this.today = today;
  }

  all(): DateMention[] {
    const found: DateMention[] = [];
    for (let index = 0; index < this.tokens.length; ) {
      const mention =
        this.agoAt(index) ??
        this.phraseAt(index) ??
        this.nightAt(index) ??
        this.weekdayDateAt(index) ??
        this.weekdayAt(index) ??
        this.fullDateAt(index) ??
        this.dayMonthAt(index) ??
        this.dayOfMonthAt(index) ??
        this.monthPartAt(index) ??
        this.clockAt(index) ??
        this.laterAt(index, found);
      if (mention) found.push(mention);
      index = mention ? mention.last + 1 : index + 1;
    }
    return found;
  }

  /** "sabtu futsal 40rb, minggunya kondangan 100rb": days told by the last past day before them. */
  private laterAt(index: number, found: readonly DateMention[]): DateMention | null {
    const from = found.findLast(({ day, future }) => day !== null && !future)?.day;
    if (from == null) return null;
    const word = this.word(index);
    if (nextDay.has(word)) return this.found(index, index, addDays(from, 1));
    const wanted = word.endsWith('nya') ? weekdayNames.get(word.slice(0, -'nya'.length)) : undefined;
    if (wanted === undefined) return null;
    const later = addDays(from, ((wanted - weekday(from) + 6) % 7) + 1);
    return this.found(index, index, later > this.today ? weekdayBefore(this.today, wanted) : later);
  }

  private word(index: number): string {
    return this.tokens[index]?.norm ?? '';
  }

  private found(first: number, last: number, day: string | null, more: Partial<DateMention> = {}): DateMention {
    const future = more.future ?? (day !== null && day > this.today);
    return { first, last, day, future, unsure: more.unsure ?? false };
  }

  private phraseAt(first: number): DateMention | null {
    if (!phraseStarts.has(this.word(first))) return null;
    for (let length = phraseWords; length > 0; length--) {
      const phrase = this.tokens.slice(first, first + length).map((token) => token.norm);
      if (phrase.length < length) continue;
      const offset = offsets.get(phrase.join(' '));
      if (offset === undefined || (phrase[0] === 'semalam' && this.isLodging(first))) continue;
      // "yang tadi", "tadi" inside a phrase is still today; "lalu" alone means "then" and is no date.
      return this.found(first, first + length - 1, addDays(this.today, offset), {
        future: offset > 0 || ahead.has(phrase.join(' ')),
      });
    }
    return null;
  }

  /** "hotel amaris semalam" is for one night. */
  private isLodging(index: number): boolean {
    return [1, 2, 3].some((back) => lodgings.has(this.word(index - back)));
  }

  /** "dua hari yang lalu", "3 days ago", "seminggu lalu". */
  private agoAt(first: number): DateMention | null {
    const lead = agoLeads.get(this.word(first));
    const count = lead === undefined ? countAt(this.tokens, first) : { value: 1, length: 0 };
    const unit = lead ?? agoUnits.get(this.word(first + (count?.length ?? 0)));
    if (count === null || unit === undefined || count.value > 1000) return null;
    let last = first + count.length + 1;
    if (this.word(last) === 'yang') last++;
    if (!past.has(this.word(last))) return null;
    const day = unit === 30 ? monthsBefore(this.today, count.value) : addDays(this.today, -count.value * unit);
    return this.found(first, last, day, { unsure: unit >= 30 });
  }

  /** "malam minggu" is Saturday night, "malam Jumat" Thursday night. */
  private nightAt(first: number): DateMention | null {
    const next = weekdayNames.get(this.word(first + 1));
    if (this.word(first) !== 'malam' || next === undefined) return null;
    const wanted = (next + 6) % 7;
    const isPast = past.has(this.word(first + 2));
    const day = weekday(this.today) === wanted && !isPast ? this.today : weekdayBefore(this.today, wanted);
    return this.found(first, first + (isPast ? 2 : 1), day);
  }

  /** "senin", "hari senin", "senin kemarin", "jumat minggu lalu": the last such day before today. */
  private weekdayAt(start: number): DateMention | null {
    const led = ['hari', 'last', 'on', 'this'].includes(this.word(start));
    const first = led ? start + 1 : start;
    const wanted = weekdayNames.get(this.word(first));
    const after = this.word(first + 1);
    if (wanted === undefined || (!led && (fridayRites.has(this.word(first - 1)) || after === 'berkah'))) return null;
    // "minggu" is a week as well as Sunday.
    const isWeek = this.word(first) === 'minggu' && !led;
    if (after === 'depan' || after === 'besok') return this.found(start, first + 1, this.today, { future: true });
    if (after === 'ini') return isWeek ? null : this.found(start, first + 1, this.thisWeek(wanted));
    if (['minggu', 'pekan'].includes(after) && past.has(this.word(first + 2))) {
      return this.found(start, first + 2, addDays(this.dayOfWeek(wanted), -7));
    }
    const words = this.pastWords(first + 1);
    const daypart = ['pagi', 'siang', 'sore', 'malam'].includes(after);
    // "minggu pagi" is a Sunday, so are "sabtu nonton 55rb minggu renang 40rb" and "jumat bengkel 85rb, minggu renang 40rb".
    const before = this.tokens.slice(Math.max(0, first - 6), first).map(({ norm }) => norm);
    const besideDay = before.some((norm) => norm === 'sabtu' || (before.at(-1) === ',' && weekdayNames.has(norm)));
    if (isWeek && words === 0 && !daypart && !besideDay) return null;
    // "pasar senen" is a place.
    if (words === 0 && !led && this.word(first - 1) === 'pasar') return null;
    const timed = words === 0 && daypart ? 1 : words;
    return this.found(start, first + timed, weekdayBefore(this.today, wanted), { unsure: isWeek && !besideDay });
  }

  /** "rabu 11 november": the date right after a weekday says which one; "minggu lalu hari sabtu": so does the week before it. */
  private weekdayDateAt(start: number): DateMention | null {
    const first = this.word(start) === 'hari' ? start + 1 : start;
    if (!weekdayNames.has(this.word(first))) return null;
    const words = this.word(first) === 'minggu' ? this.pastWords(first + 1) : 0;
    if (words > 0) return this.dayOfPastWeek(start, first + 1 + words);
    const at = this.word(first + 1) === ',' ? first + 2 : first + 1;
    const date = this.fullDateAt(at) ?? this.dayMonthAt(at) ?? this.dayOfMonthAt(at);
    return date && { ...date, first: start };
  }

  private dayOfPastWeek(start: number, after: number): DateMention | null {
    const at = this.word(after) === 'hari' ? after + 1 : after;
    const wanted = weekdayNames.get(this.word(at));
    return wanted === undefined ? null : this.found(start, at, addDays(this.dayOfWeek(wanted), -7));
  }

  /** How many words put it into the past: "lalu", "yang lalu". */
  private pastWords(index: number): number {
    if (past.has(this.word(index))) return 1;
    return this.word(index) === 'yang' && past.has(this.word(index + 1)) ? 2 : 0;
  }

  /** That day of the week that began on Monday. */
  private dayOfWeek(wanted: number): string {
    return addDays(mondayOf(this.today), (wanted + 6) % 7);
  }

  /** The same, but never in the future. */
  private thisWeek(wanted: number): string {
    const day = this.dayOfWeek(wanted);
    return day > this.today ? addDays(day, -7) : day;
  }

  /** "12-11-2026", "5/11", "2026-11-12", "12.11.2026". */
  private fullDateAt(first: number): DateMention | null {
    const token = this.tokens[first];
    if (token?.kind !== 'number') return null;
    const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(token.text);
    if (dotted) return this.dayFirst(first, first, Number(dotted[1]), Number(dotted[2]), dotted[3]);
    const mark = this.word(first + 1);
    if (mark !== '/' && mark !== '-') return null;
    const middle = this.plainNumber(first + 2);
    const third = this.word(first + 3) === mark ? this.plainNumber(first + 4) : null;
    const start = this.plainNumber(first);
    if (start === null || middle === null) return null;
    if (third !== null && start.length === 4) return this.ymd(first, Number(start), Number(middle), Number(third));
    if (third !== null) return this.dayFirst(first, first + 4, Number(start), Number(middle), third);
    const next = this.tokens[first + 3];
    const counted =
      next?.kind === 'word' &&
      (next.glued ||
        partsOf(this.tokens, first + 3)[0]?.part === 'scale' ||
        /^(kg|kilo|ons|liter|loyang|lusin|porsi)$/.test(next.norm));
    // "cabe 1/4 15rb": half or a quarter of what is named before its price.
    const part = start === '1' && /^[24]$/.test(middle) && next?.kind === 'number' && this.tokens[first - 1]?.kind === 'word';
    if (mark !== '/' || counted || part) return null;
    return this.dayFirst(first, first + 2, Number(start), Number(middle), null);
  }

  private plainNumber(index: number): string | null {
    const text = this.tokens[index]?.text ?? '';
    return /^\d{1,4}$/.test(text) ? text : null;
  }

  private ymd(first: number, year: number, month: number, day: number): DateMention | null {
    const date = makeDate(year, month, day);
    return date === null ? null : this.found(first, first + 4, date);
  }

  /** Day first; without a year the last such day that is not in the future. */
  private dayFirst(first: number, last: number, day: number, month: number, year: string | null | undefined): DateMention | null {
    if (year !== null && year !== undefined) {
      const date = makeDate(Number(year.length === 2 ? `20${year}` : year), month, day);
      return date === null ? null : this.found(first, last, date);
    }
    const date = this.lastOn(month, day);
    return date === null ? null : this.found(first, last, date);
  }

  private lastOn(month: number, day: number): string | null {
    const year = yearOf(this.today);
    for (const candidate of [year, year - 1, year - 2, year - 3, year - 4]) {
      const date = makeDate(candidate, month, day);
      if (date !== null && date <= this.today) return date;
    }
    return null;
  }

  /** "5 nov", "tanggal 5 November 2026", "nov 5". */
  private dayMonthAt(start: number): DateMention | null {
    const first = ['tanggal', 'on'].includes(this.word(start)) ? start + 1 : start;
    const day = countAt(this.tokens, first);
    const after = first + (day?.length ?? 0);
    const monthAt = /^(?:st|nd|rd|th)$/i.test(this.tokens[after]?.text ?? '') ? after + 1 : after;
    const month = monthNames.get(this.word(monthAt));
    if (day !== null && month !== undefined) return this.withYear(start, monthAt, month, day.value);
    const leading = monthNames.get(this.word(first));
    const following = countAt(this.tokens, first + 1);
    if (leading === undefined || following === null || following.value > 31 || this.word(first) === 'mar') return null;
    const last = first + following.length;
    return this.isScaled(last + 1) ? null : this.withYear(start, last, leading, following.value);
  }

  /** Whether a number word goes on, so that what came before is part of an amount. */
  private isScaled(index: number): boolean {
    const part = partsOf(this.tokens, index)[0];
    return part !== undefined && part.part !== 'digits' && part.part !== 'unit';
  }

  private withYear(first: number, last: number, month: number, day: number): DateMention | null {
    const year = this.plainNumber(last + 1);
    const hasYear = year?.length === 4 && /^20[0-4]\d$/.test(year);
    return this.dayFirst(first, hasYear ? last + 1 : last, day, month, hasYear ? year : null);
  }

  /** "tgl 5": the last 5th that is not in the future. */
  private dayOfMonthAt(first: number): DateMention | null {
    if (!['tanggal', 'tanggalnya'].includes(this.word(first))) return null;
    const day = countAt(this.tokens, first + 1);
    if (day === null || day.value < 1 || day.value > 31) return null;
    const end = first + day.length;
    const lastMonth = this.word(end + 1) === 'bulan' && past.has(this.word(end + 2));
    for (let back = lastMonth || day.value > dayOf(this.today) ? 1 : 0; back < 4; back++) {
      const month = monthsBefore(`${this.today.slice(0, 8)}01`, back);
      const date = makeDate(yearOf(month), monthOf(month), day.value);
      if (date !== null) return this.found(first, end + (lastMonth ? 2 : this.word(end + 1) === 'kemarin' ? 1 : 0), date);
    }
    return null;
  }

  /** "awal bulan", "akhir bulan lalu", "weekend kemarin", "bulan lalu". */
  private monthPartAt(first: number): DateMention | null {
    const word = this.word(first);
    if (word === 'weekend' && past.has(this.word(first + 1)))
      return this.found(first, first + 1, weekdayBefore(this.today, 6), { unsure: true });
    if (word === 'bulan' && past.has(this.word(first + 1)))
      return this.found(first, first + 1, monthsBefore(this.today, 1), { unsure: true });
    if (!['awal', 'tengah', 'pertengahan', 'akhir'].includes(word) || this.word(first + 1) !== 'bulan') return null;
    const before = past.has(this.word(first + 2));
    const month = before || word === 'akhir' ? monthsBefore(this.today, 1) : this.today;
    const last = first + (before || this.word(first + 2) === 'ini' ? 2 : 1);
    if (word === 'akhir') return this.found(first, last, lastOfMonth(month), { unsure: true });
    const middle = `${month.slice(0, 8)}15`;
    const day = word === 'awal' ? `${month.slice(0, 8)}01` : middle > this.today ? this.today : middle;
    return this.found(first, last, day, { unsure: true });
  }

  /** "jam 7", "pkl 19.30", "19:30", "jam setengah 8", "jam 7 kurang 15". */
  private clockAt(first: number): DateMention | null {
    if (this.tokens[first]?.kind === 'number' && this.word(first + 1) === ':' && this.tokens[first + 2]?.kind === 'number') {
      return this.found(first, first + 2, null);
    }
    // "3 jam 9rb" is a length of time and a price.
    if (!['jam', 'pukul', 'pkl'].includes(this.word(first))) return null;
    // "terminal 3 jam 04.30" has minutes.
    const minuted = /^\d{1,2}[.:][0-5]\d$/.test(this.tokens[first + 1]?.text ?? '') && !this.isScaled(first + 2);
    if (this.tokens[first - 1]?.kind === 'number' && !minuted) return null;
    const start = first + (this.word(first + 1) === 'setengah' ? 2 : 1);
    const hour = /^\d{1,2}[.:]\d{2}$/.test(this.tokens[start]?.text ?? '') ? { length: 1 } : countAt(this.tokens, start);
    if (hour === null || this.isScaled(start + hour.length)) return null;
    let last = start + hour.length - 1;
    if (this.word(last + 1) === ':' && this.tokens[last + 2]?.kind === 'number') last += 2;
    const minutes = ['kurang', 'lewat', 'lebih'].includes(this.word(last + 1)) ? countAt(this.tokens, last + 2) : null;
    if (minutes) last += 1 + minutes.length;
    if (['pagi', 'siang', 'sore', 'malam', 'an'].includes(this.word(last + 1))) last++;
    return this.found(first, last, null);
  }
}

/** Days and clock times of a message, in order, relative to the reader's day. */
export function findDates(tokens: readonly Token[], reader: Reader): DateMention[] {
  return new DateFinder(tokens, localDate(reader.now, reader.timezone)).all();
}

/** Whether a word names a month by itself. */
export const isMonthName = (word: string): boolean => monthNames.has(word) && !shyMonths.has(word);
