import { type Group, GroupReader } from './groups.ts';
import type { Part } from './numerals.ts';
import type { Token } from './tokens.ts';

/** A number found in a message, before it is known what it counts. Values are whole (rupiah, when money). */
export interface FoundNumber {
  /** Token places, both included. */
  first: number;
  last: number;
  value: number;
  /** Every way to read it when there are several, most plausible first; else empty. */
  readings: number[];
  /** It names ribu, juta or the like, so it can hardly be anything but money. */
  scaled: boolean;
  /** Its scale is a letter that has other meanings (M, T). */
  letterScale: boolean;
  about: boolean;
  /** Written in digits. */
  digits: boolean;
  /** With separators of thousands. */
  grouped: boolean;
  /** As written, when it is one plain run of digits. */
  plain: string | null;
}

const thousand = 1_000;
const million = 1_000_000;
/** Scales that are left out before "setengah", the likeliest first. */
const halfScales = [million, 100_000, thousand];
/** "dua belas setengah" is nobody's sum. */
const smallHalf_max = 10;

/** Words after which a number at the end of a clause is complete. */
const enders = new Set([
  'dan',
  'sama',
  'terus',
  'lalu',
  'buat',
  'untuk',
  'di',
  'ke',
  'dari',
  'and',
  'for',
  'at',
  'plus',
  'tadi',
  'kemarin',
  'dong',
  'ya',
  'nih',
  'aja',
  'doang',
  'masuk',
  'cair',
  'bayar',
  'beli',
  'habis',
  'pakai',
  'lewat',
  'via',
]);

/** A number being added up, from its largest scale down. */
interface Sum {
  total: number;
  /** The scale before. */
  last: number;
  position: number;
  readings: number[];
  about: boolean;
  letterScale: boolean;
  digits: boolean;
}

interface Read {
  number: FoundNumber;
  next: number;
}

/** Reads numbers of any size. */
class NumberParser extends GroupReader {
  all(): FoundNumber[] {
    const found: FoundNumber[] = [];
    for (let position = 0; position < this.placed.length; ) {
      const read = this.number(position);
      if (read) found.push(read.number);
      position = read ? read.next : position + 1;
    }
    return found;
  }

  /** A number from a position on: "2 juta 750 ribu", "sejuta setengah", "1jt500", "25". */
  private number(start: number): Read | null {
    const sum: Sum = {
      total: 0,
      last: Number.POSITIVE_INFINITY,
      position: start,
      readings: [],
      about: false,
      letterScale: false,
      digits: false,
    };
    for (;;) {
      const isScale = this.at(sum.position, start)?.part === 'scale';
      const group = isScale ? null : this.multiplier(sum.position, start);
      const scale = this.at(group?.next ?? sum.position, start);
      const scaled = scale?.part === 'scale' && scale.lead === (group === null) && scale.value < sum.last;
      if (!scaled) {
        if (group && sum.position === start) return this.bare(start, group);
        if (group) this.addTail(sum, group, start);
        break;
      }
      addScaled(sum, group, scale);
      if (this.is(sum.position, start, 'half') && !this.is(sum.position + 1, start, 'scale')) {
        sum.total += scale.value / 2;
        sum.position++;
        break;
      }
    }
    const { total, position, about, letterScale, digits } = sum;
    if (position === start || !Number.isSafeInteger(total)) return null;
    const readings = letterScale ? [...new Set([total / thousand, total])].filter(Number.isInteger) : sum.readings;
    return this.found(start, position, {
      value: total,
      readings,
      scaled: true,
      letterScale,
      about,
      digits,
      grouped: false,
      plain: null,
    });
  }

  /** What follows the last scale without one of its own: "2jt5", "15rb500". */
  private addTail(sum: Sum, group: Group, start: number): void {
    const glued = this.placed[sum.position]?.glued ?? false;
    const value = group.numerator;
    if (group.denominator !== 1 || value <= 0 || group.digits?.odd || this.is(group.next, start, 'scale', 'half')) return;
    if (!glued && !this.ends(group.next)) return;
    const readings =
      sum.last === million
        ? afterMillion(sum.total, value, glued)
        : sum.last === thousand
          ? afterThousand(sum.total, value, glued)
          : [];
    const [first] = readings;
    if (first === undefined) return;
    sum.total = first;
    sum.readings = readings.length > 1 ? readings : [];
    sum.position = group.next;
  }

  private found(start: number, next: number, read: Omit<FoundNumber, 'first' | 'last'>): Read {
    const first = this.placed[start]?.first ?? 0;
    const last = this.placed[next - 1]?.last ?? first;
    return { number: { first, last, ...read }, next };
  }

  private bare(start: number, group: Group): Read {
    return this.halfMore(start, group) ?? this.asItStands(start, group);
  }

  /** "gaji dua setengah": of what is left unsaid, millions before hundreds of thousands and thousands. */
  private halfMore(start: number, group: Group): Read | null {
    const next = group.next + 1;
    const isSmall = group.denominator === 1 && group.numerator > 0 && group.numerator < smallHalf_max && !group.digits?.odd;
    if (!isSmall || !this.is(group.next, start, 'half') || !this.ends(next)) return null;
    const readings = halfScales.map((scale) => (group.numerator + 1 / 2) * scale);
    const [value = 0] = readings;
    const digits = group.digits !== null;
    return this.found(start, next, {
      value,
      readings,
      scaled: true,
      letterScale: false,
      about: false,
      digits,
      grouped: false,
      plain: null,
    });
  }

  private asItStands(start: number, group: Group): Read {
    const { digits } = group;
    const whole = group.numerator % group.denominator === 0 ? group.numerator / group.denominator : null;
    // A decimal or badly grouped number without a unit ("12.50", "150.0000") can be a slip for any of these.
    const slips = digits?.odd ? [digits.value] : [(group.numerator * thousand) / group.denominator];
    const readings = whole === null || digits?.odd ? slips.filter(Number.isInteger) : [];
    return this.found(start, group.next, {
      value: whole ?? Math.floor((group.numerator * thousand) / group.denominator),
      readings,
      scaled: false,
      letterScale: false,
      about: false,
      digits: digits !== null,
      grouped: digits?.grouped ?? false,
      plain: digits && group.denominator === 1 ? digits.text : null,
    });
  }

  /** Whether the clause ends before a part: no word follows that the number could count. */
  private ends(position: number): boolean {
    const before = this.placed[position - 1];
    const token = this.tokens[(before?.last ?? 0) + 1];
    if (!token || token.kind === 'break') return true;
    return token.kind === 'word' ? enders.has(token.norm) : !'@x×*/%:'.includes(token.norm);
  }
}

/** Adds a group times its scale, or a scale that stands alone ("sejuta"). */
function addScaled(sum: Sum, group: Group | null, scale: Extract<Part, { part: 'scale' }>): void {
  const { value, readings } = group ? scaleGroup(group, scale.value) : { value: scale.value, readings: [] };
  sum.readings =
    readings.length > 0 ? readings.map((reading) => reading + sum.total) : sum.readings.map((reading) => reading + value);
  sum.total += value;
  sum.last = scale.value;
  sum.about ||= scale.about;
  sum.letterScale ||= scale.unsure;
  sum.digits ||= group !== null && group.digits !== null;
  sum.position = (group?.next ?? sum.position) + 1;
}

/** "2jt5" is 2,500,000, "1jt500" 1,500,000; two digits can be either. All readings, most plausible first; none when it is no tail. */
function afterMillion(total: number, value: number, glued: boolean): number[] {
  if (value < 10) return [total + value * 100 * thousand];
  const [tens, hundreds] = [total + value * thousand, total + value * 10 * thousand];
  if (value < 100) return glued ? [hundreds, tens] : [tens, hundreds];
  if (value < thousand) return [tens];
  return value < million && !glued ? [total + value, total] : [];
}

/** "15rb5" and "15rb500" are 15,500; apart, "15rb 5" can be several. */
function afterThousand(total: number, value: number, glued: boolean): number[] {
  if (value >= thousand) return [];
  if (value >= 100) return [total + value];
  if (value < 10 && glued) return [total + value * 100];
  return [total + value * (value < 10 ? 100 : 10), total + value, total];
}

/** A group times its scale, with the other readings of "25.000rb" and "dua lima ribu". */
function scaleGroup(group: Group, scale: number): { value: number; readings: number[] } {
  const { digits } = group;
  if (digits?.grouped) {
    const redundant = digits.value;
    const decimal = (digits.value / thousand) * scale;
    if (scale >= million && digits.value < million) return { value: decimal, readings: [] };
    return { value: redundant, readings: [redundant, digits.value * scale] };
  }
  const value = (group.numerator * scale) / group.denominator;
  if (group.pair !== null) return { value, readings: [value, group.pair * scale] };
  return { value: Math.floor(value), readings: Number.isInteger(value) ? [] : [Math.floor(value)] };
}

/** All numbers of a message, in order, read as far as they go together. */
export const findNumbers = (tokens: readonly Token[]): FoundNumber[] => new NumberParser(tokens).all();
