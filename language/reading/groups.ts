import { type Part, partsOf, readDigits } from './numerals.ts';
import type { Token } from './tokens.ts';

/** A part of a number and the tokens it comes from. */
export interface Placed {
  part: Part;
  first: number;
  last: number;
  glued: boolean;
}

/** A number below a thousand or a run of digits, as a fraction. */
export interface Group {
  numerator: number;
  denominator: number;
  next: number;
  /** "dua lima": digits said one by one. */
  pair: number | null;
  digits: Extract<Part, { part: 'digits' }> | null;
}

const thousand = 1_000;

/** Bare fractions before a scale ("1/2 juta") and thousands written with spaces ("25 000"). */
export function placeParts(tokens: readonly Token[]): Placed[] {
  const placed: Placed[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    const { parts, last } = partsFrom(tokens, index);
    for (const part of parts) placed.push({ part, first: index, last, glued: token.glued });
    index = last;
  }
  return placed;
}

/** The parts that begin at a token, and the last token they take. */
function partsFrom(tokens: readonly Token[], index: number): { parts: readonly Part[]; last: number } {
  const fraction = fractionAt(tokens, index);
  if (fraction) return { parts: fraction, last: index + 2 };
  const article = articleAt(tokens, index);
  if (article) return { parts: [article.part], last: article.last };
  const spaced = spacedThousands(tokens, index);
  if (spaced > 0) return { parts: mergeThousands(tokens, index, index + spaced), last: index + spaced };
  const more = andAfterHundred(tokens, index) ? 1 : aboutSuffix(tokens, index);
  return { parts: partsOf(tokens, index), last: index + more };
}

function fractionAt(tokens: readonly Token[], index: number): Part[] | null {
  if (tokens[index]?.kind !== 'number' || tokens[index + 1]?.norm !== '/' || tokens[index + 2]?.kind !== 'number') return null;
  if (partsOf(tokens, index + 3)[0]?.part !== 'scale') return null;
  const fraction = `${tokens[index].norm}/${tokens[index + 2]?.norm}`;
  if (fraction === '1/2') return [{ part: 'half' }];
  if (fraction === '1/4') return [{ part: 'quarter' }];
  return fraction === '3/4' ? [{ part: 'unit', value: 3 }, { part: 'quarters' }] : null;
}

/** How many tokens the "an" of "20an ribu" and "20-an ribu" takes before a scale; 0 when there is none. */
function aboutSuffix(tokens: readonly Token[], index: number): number {
  if (tokens[index]?.kind !== 'number') return 0;
  const length =
    tokens[index + 1]?.norm === 'an' ? 1 : tokens[index + 1]?.norm === '-' && tokens[index + 2]?.norm === 'an' ? 2 : 0;
  return length > 0 && partsOf(tokens, index + length + 1)[0]?.part === 'scale' ? length : 0;
}

/** English articles within numbers: "half a million", "a hundred thousand". */
function articleAt(tokens: readonly Token[], index: number): { part: Part; last: number } | null {
  const [word, next] = [tokens[index]?.norm, tokens[index + 1]?.norm];
  if (word === 'half' && next === 'a' && partsOf(tokens, index + 2)[0]?.part === 'scale')
    return { part: { part: 'half' }, last: index + 1 };
  const counted = word === 'a' && ['hundred', 'thousand', 'million', 'billion'].includes(next ?? '');
  return counted ? { part: { part: 'unit', value: 1 }, last: index } : null;
}

/** "one hundred and twenty": the "and" belongs to the number. */
function andAfterHundred(tokens: readonly Token[], index: number): boolean {
  const next = partsOf(tokens, index + 2)[0]?.part;
  return tokens[index]?.norm === 'hundred' && tokens[index + 1]?.norm === 'and' && (next === 'unit' || next === 'tens');
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

/** Reads groups from parts that stand next to each other. Each part is looked at a bounded number of times. */
export class GroupReader {
  protected readonly tokens: readonly Token[];
  protected readonly placed: readonly Placed[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.placed = placeParts(tokens);
  }

  /** The part at a position if it directly follows the one before, or starts a number. */
  protected at(position: number, start: number): Part | null {
    const here = this.placed[position];
    if (!here || position === start) return here?.part ?? null;
    const before = this.placed[position - 1];
    return before && here.first - before.last <= 1 ? here.part : null;
  }

  protected is(position: number, start: number, ...kinds: Part['part'][]): boolean {
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
      };
    }
    const tens = this.tens(position, start);
    return tens && { numerator: tens.value, denominator: 1, next: tens.next, pair: tens.pair, digits: null };
  }

  /** What stands before a scale: a group, with a half or a spoken decimal, or a fraction. */
  protected multiplier(position: number, start: number): Group | null {
    const fraction = { pair: null, digits: null };
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
    if (this.is(group.next, start, 'quarter') && this.is(group.next + 1, start, 'scale')) {
      return {
        ...group,
        numerator: group.numerator * 4 + group.denominator,
        denominator: group.denominator * 4,
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
}
