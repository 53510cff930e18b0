import { type Part, partsOf, readDigits } from './numerals.ts';
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

interface Placed {
  part: Part;
  first: number;
  last: number;
  glued: boolean;
}

interface Group {
  numerator: number;
  denominator: number;
  next: number;
  /** "dua lima": digits said one by one. */
  pair: number | null;
  digits: Extract<Part, { part: 'digits' }> | null;
  small: boolean;
}

const thousand = 1_000;
const million = 1_000_000;

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
]);

/** Bare fractions before a scale ("1/2 juta") and thousands written with spaces ("25 000"). */
function placeParts(tokens: readonly Token[]): Placed[] {
  const placed: Placed[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    const fraction = fractionAt(tokens, index);
    const article = articleAt(tokens, index);
    if (article) {
      placed.push({ part: article.part, first: index, last: article.last, glued: token.glued });
      index = article.last;
      continue;
    }
    const spaced = fraction ? 0 : spacedThousands(tokens, index);
    const last = index + (fraction ? 2 : spaced);
    const parts = fraction ?? (spaced > 0 ? mergeThousands(tokens, index, last) : partsOf(tokens, index));
    for (const part of parts) placed.push({ part, first: index, last, glued: token.glued });
    index = last;
  }
  return placed;
}

function fractionAt(tokens: readonly Token[], index: number): Part[] | null {
  if (tokens[index]?.kind !== 'number' || tokens[index + 1]?.norm !== '/' || tokens[index + 2]?.kind !== 'number') return null;
  if (partsOf(tokens, index + 3)[0]?.part !== 'scale') return null;
  const fraction = `${tokens[index].norm}/${tokens[index + 2]?.norm}`;
  if (fraction === '1/2') return [{ part: 'half' }];
  if (fraction === '1/4') return [{ part: 'quarter' }];
  return fraction === '3/4' ? [{ part: 'unit', value: 3 }, { part: 'quarters' }] : null;
}

/** English articles within numbers: "half a million", "a hundred thousand". */
function articleAt(tokens: readonly Token[], index: number): { part: Part; last: number } | null {
  const [word, next] = [tokens[index]?.norm, tokens[index + 1]?.norm];
  if (word === 'half' && next === 'a' && partsOf(tokens, index + 2)[0]?.part === 'scale')
    return { part: { part: 'half' }, last: index + 1 };
  const counted = word === 'a' && ['hundred', 'thousand', 'million', 'billion'].includes(next ?? '');
  return counted ? { part: { part: 'unit', value: 1 }, last: index } : null;
}

/** How many further tokens belong to a number grouped by spaces; the last group must be 000, else it is another number. */
function spacedThousands(tokens: readonly Token[], index: number): number {
  if (!/^[1-9]\d{0,2}$/.test(tokens[index]?.text ?? '')) return 0;
  let more = 0;
  while (more < 3 && /^\d{3}$/.test(tokens[index + more + 1]?.text ?? '') && !tokens[index + more + 1]?.glued) more++;
  while (more > 0 && tokens[index + more]?.text !== '000') more--;
  return more;
}

function mergeThousands(tokens: readonly Token[], first: number, last: number): Part[] {
  const text = tokens
    .slice(first, last + 1)
    .map((token) => token.text)
    .join('.');
  const digits = readDigits(text);
  return digits ? [digits] : [];
}

/** Reads numbers from parts that stand next to each other. Each part is looked at a bounded number of times. */
class NumberParser {
  private readonly tokens: readonly Token[];
  private readonly placed: readonly Placed[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.placed = placeParts(tokens);
  }

  all(): FoundNumber[] {
    const found: FoundNumber[] = [];
    for (let position = 0; position < this.placed.length; ) {
      const read = this.number(position);
      if (read) found.push(read.number);
      position = read ? read.next : position + 1;
    }
    return found;
  }

  /** The part at a position if it directly follows the one before, or starts a number. */
  private at(position: number, start: number): Part | null {
    const here = this.placed[position];
    if (!here || position === start) return here?.part ?? null;
    const before = this.placed[position - 1];
    return before && here.first - before.last <= 1 ? here.part : null;
  }

  private is(position: number, start: number, ...kinds: Part['part'][]): boolean {
    const part = this.at(position, start);
    return part !== null && kinds.includes(part.part);
  }

  private unitAt(position: number, start: number): number | null {
    const part = this.at(position, start);
    if (part?.part === 'unit') return part.value;
    const small = part?.part === 'digits' && part.decimals === 0 && part.value > 0 && part.value < 10;
    return small && this.is(position + 1, start, 'ten', 'teen', 'hundred') ? part.value : null;
  }

  /** A unit that stands for itself: what follows does not make tens or hundreds of it. */
  private loneUnit(position: number, start: number): number | null {
    const unit = this.unitAt(position, start);
    return unit === null || this.is(position + 1, start, 'ten', 'teen', 'hundred', 'quarters') ? null : unit;
  }

  private tens(position: number, start: number): { value: number; next: number; pair: number | null } | null {
    const part = this.at(position, start);
    if (part?.part === 'tens') {
      const unit = part.value >= 20 && part.value % 10 === 0 ? this.loneUnit(position + 1, start) : null;
      return { value: part.value + (unit ?? 0), next: position + (unit === null ? 1 : 2), pair: null };
    }
    const unit = this.unitAt(position, start);
    if (unit === null) return null;
    if (this.is(position + 1, start, 'teen')) return { value: unit + 10, next: position + 2, pair: null };
    if (this.is(position + 1, start, 'ten')) {
      const more = this.loneUnit(position + 2, start);
      return { value: unit * 10 + (more ?? 0), next: position + (more === null ? 2 : 3), pair: null };
    }
    return this.digitByDigit(position, start, unit);
  }

  private digitByDigit(position: number, start: number, first: number): { value: number; next: number; pair: number | null } {
    let value = first;
    let next = position + 1;
    let pair: number | null = null;
    for (let unit = this.loneUnit(next, start); unit !== null && next - position < 4; unit = this.loneUnit(next, start)) {
      value = value * 10 + unit;
      pair = unit;
      next++;
    }
    return { value, next, pair };
  }

  /** A number below a thousand in words, or a run of digits. */
  private group(position: number, start: number): Group | null {
    const part = this.at(position, start);
    const spoken = this.unitAt(position, start) !== null;
    if (part?.part === 'digits' && !spoken) {
      return {
        numerator: part.value,
        denominator: 10 ** part.decimals,
        next: position + 1,
        pair: null,
        digits: part,
        small: part.value < 10,
      };
    }
    const lead = part?.part === 'hundred' && part.lead;
    const hundreds = lead ? 1 : spoken && this.is(position + 1, start, 'hundred') ? this.unitAt(position, start) : null;
    if (hundreds !== null) {
      const after = position + (lead ? 1 : 2);
      const starts = this.is(after + 1, start, 'hundred') ? null : this.tens(after, start);
      const value = hundreds * 100 + (starts?.value ?? 0);
      return {
        numerator: value,
        denominator: 1,
        next: starts?.next ?? after,
        pair: starts?.pair ?? null,
        digits: null,
        small: false,
      };
    }
    const tens = this.tens(position, start);
    return (
      tens && { numerator: tens.value, denominator: 1, next: tens.next, pair: tens.pair, digits: null, small: tens.value < 10 }
    );
  }

  /** What stands before a scale: a group, with a half or a spoken decimal, or a fraction. */
  private multiplier(position: number, start: number): Group | null {
    const fraction = { pair: null, digits: null, small: false };
    if (this.is(position, start, 'half') && this.is(position + 1, start, 'scale')) {
      return { numerator: 1, denominator: 2, next: position + 1, ...fraction };
    }
    if (this.is(position, start, 'quarter') && this.is(position + 1, start, 'scale')) {
      return { numerator: 1, denominator: 4, next: position + 1, ...fraction };
    }
    const part = this.at(position, start);
    if (part?.part === 'unit' && this.is(position + 1, start, 'quarters') && this.is(position + 2, start, 'scale')) {
      return { numerator: part.value, denominator: 4, next: position + 2, ...fraction };
    }
    const group = this.group(position, start);
    if (!group) return null;
    if (this.is(group.next, start, 'half') && this.is(group.next + 1, start, 'scale')) {
      return {
        ...group,
        numerator: group.numerator * 2 + group.denominator,
        denominator: group.denominator * 2,
        next: group.next + 1,
      };
    }
    return this.is(group.next, start, 'comma') ? this.spokenDecimal(group, start) : group;
  }

  private spokenDecimal(group: Group, start: number): Group {
    let { numerator, denominator } = group;
    let next = group.next + 1;
    for (let unit = this.loneUnit(next, start); unit !== null && denominator < thousand; unit = this.loneUnit(next, start)) {
      numerator = numerator * 10 + unit;
      denominator *= 10;
      next++;
    }
    return this.is(next, start, 'scale') ? { ...group, numerator, denominator, next } : group;
  }

  private number(start: number): { number: FoundNumber; next: number } | null {
    let total = 0;
    let last = Number.POSITIVE_INFINITY;
    let position = start;
    let about = false;
    let letterScale = false;
    let readings: number[] = [];
    let digits = false;
    for (;;) {
      const lead = this.at(position, start);
      const group = lead?.part === 'scale' ? null : this.multiplier(position, start);
      const scaleAt = group?.next ?? position;
      const scale = this.at(scaleAt, start);
      if (group && last === Number.POSITIVE_INFINITY && !(scale?.part === 'scale' && !scale.lead)) return this.bare(start, group);
      if (scale?.part !== 'scale' || scale.value >= last || scale.lead !== (group === null)) {
        const tail = group && this.tail(group, position, start, total, last);
        if (tail) {
          total = tail.value;
          readings = tail.readings;
          position = group.next;
        }
        break;
      }
      const scaled = group ? scaleGroup(group, scale.value) : { value: scale.value, readings: [] };
      readings =
        scaled.readings.length > 0
          ? scaled.readings.map((value) => value + total)
          : readings.map((value) => value + scaled.value);
      total += scaled.value;
      about ||= scale.about;
      letterScale ||= scale.unsure;
      digits ||= group?.digits !== null && group !== null;
      last = scale.value;
      position = scaleAt + 1;
      if (this.is(position, start, 'half') && !this.is(position + 1, start, 'scale')) {
        total += scale.value / 2;
        position++;
        break;
      }
    }
    if (position === start || !Number.isSafeInteger(total)) return null;
    if (letterScale) readings = [...new Set([total / thousand, total])].filter(Number.isInteger);
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

  private found(start: number, next: number, read: Omit<FoundNumber, 'first' | 'last'>): { number: FoundNumber; next: number } {
    const first = this.placed[start]?.first ?? 0;
    const last = this.placed[next - 1]?.last ?? first;
    return { number: { first, last, ...read }, next };
  }

  private bare(start: number, group: Group): { number: FoundNumber; next: number } {
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

  /** What follows a scale without one of its own: "2jt5", "1jt500", "15rb5", "satu juta seratus". */
  private tail(
    group: Group,
    position: number,
    start: number,
    total: number,
    last: number,
  ): { value: number; readings: number[] } | null {
    const glued = this.placed[position]?.glued ?? false;
    const value = group.numerator;
    if (group.denominator !== 1 || value <= 0 || group.digits?.odd || this.is(group.next, start, 'scale', 'half')) return null;
    if (!glued && !this.ends(group.next)) return null;
    const certain = (sum: number) => ({ value: sum, readings: [] });
    if (last === million) {
      if (value < 10) return certain(total + value * 100 * thousand);
      if (value >= 100 && value < thousand) return certain(total + value * thousand);
      if (value >= thousand && value < million) return glued ? null : { value: total + value, readings: [total + value, total] };
      const [tens, hundreds] = [total + value * thousand, total + value * 10 * thousand];
      return value < 100 ? { value: hundreds, readings: glued ? [hundreds, tens] : [tens, hundreds] } : null;
    }
    if (last === thousand && value < thousand) {
      if (value >= 100) return certain(total + value);
      if (glued && value < 10) return certain(total + value * 100);
      const scaled = total + value * (value < 10 ? 100 : 10);
      return { value: scaled, readings: [scaled, total + value, total] };
    }
    return null;
  }

  /** Whether the clause ends before a part: no word follows that the number could count. */
  private ends(position: number): boolean {
    const before = this.placed[position - 1];
    const token = this.tokens[(before?.last ?? 0) + 1];
    if (!token || token.kind === 'break') return true;
    return token.kind === 'word' ? enders.has(token.norm) : !'@x×*/%:'.includes(token.norm);
  }
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
