import type { Doubt } from '../interpretation.ts';
import type { Reader } from '../locale.ts';
import { type DateMention, findDates } from './dates.ts';
import { type Kind, kindOf, moneySigns, moneyWords } from './numberKinds.ts';
import { type FoundNumber, findNumbers } from './numbers.ts';
import { endsOf } from './ranges.ts';
import { isEverydayWord, slangValue } from './slang.ts';
import { type Token, tokenize } from './tokens.ts';

/** A number of a message and what it counts. Values are whole rupiah for money. */
export interface Amount {
  /** Token places, both included, with sign and unit words ("Rp 25.000,-"). */
  first: number;
  last: number;
  kind: Kind;
  /** Most plausible value; null for a range. */
  value: number | null;
  /** Every value a careful person could mean, most plausible first; empty when certain. */
  alternatives: number[];
  doubt: Doubt | null;
  /** "sekitar", "25rb-an". */
  about: boolean;
  /** A small number without a unit, that may well be a count. */
  weak: boolean;
  /** It carries a currency sign or word. */
  signed: boolean;
  /** The span as it stands in the text. */
  quote: string;
}

/** Below this, a number without a unit is said of thousands as often as not. */
const smallest = 1_000;

/** From here on an amount is asked about even when it is clear: 1 miliar rupiah is beyond what chat books hold. */
const implausible = 1_000_000_000;

/** Longest quote kept as evidence, in characters. */
const quoteLimit = 120;

const aboutWords = new Set([
  'sekitar',
  'sekitaran',
  'kira',
  'kurleb',
  'kisaran',
  'hampir',
  'about',
  'around',
  'approximately',
  'roughly',
  'paling',
  'almost',
]);
/** Words before the size of a thing. */
const sizes = new Set(['isi', 'ukuran', 'size', 'nomor', 'level', 'lvl', 'seri', 'tipe']);

/** Numbers, with the dates among them left out. */
class AmountFinder {
  private readonly tokens: readonly Token[];
  private readonly text: string;
  private readonly dated: Set<number>;

  constructor(text: string, tokens: readonly Token[], dates: readonly DateMention[]) {
    this.text = text;
    this.tokens = tokens;
    this.dated = new Set(
      dates.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)),
    );
  }

  all(): Amount[] {
    const numbers = findNumbers(this.tokens).filter((number) => !this.dated.has(number.first) && !this.dated.has(number.last));
    const numeric = this.besideCounts(this.withoutTitles(numbers.map((number) => this.classify(number))));
    const found = [...numeric, ...this.slang(numeric)].sort((a, b) => a.first - b.first);
    const ranged = this.ranges(found);
    const hasMoney = ranged.some((amount) => amount.kind === 'money' && !amount.weak && amount.doubt !== 'amount_range');
    if (!hasMoney) return ranged;
    return ranged
      .filter((amount) => !(amount.weak && isEverydayWord(this.tokens[amount.first]?.norm ?? '')))
      .map((amount) => (this.isSize(amount) ? asSize(amount) : amount));
  }

  /** "sewa lensa 70-200 dua hari 350rb", "popok isi 44, 98.500": beside clear money, bare numbers of a size. */
  private isSize({ weak, doubt, quote, first }: Amount): boolean {
    return (doubt === 'amount_range' && /^\d{1,3} ?[-–] ?\d{1,3}$/.test(quote)) || (weak && sizes.has(this.norm(first - 1)));
  }

  /** "dilan 1990 50rb": a bare number right before a clear amount belongs to a name. */
  private withoutTitles(amounts: readonly Amount[]): Amount[] {
    return amounts.map((amount, index) => {
      const next = amounts[index + 1];
      const titled =
        next?.first === amount.last + 1 &&
        next.kind === 'money' &&
        !next.weak &&
        /^\d{4}$/.test(amount.quote) &&
        !/^\d+$/.test(next.quote);
      return titled ? { ...amount, kind: 'other' as const } : amount;
    });
  }

  /** "bakso lima dua puluh ribu": for one, for all five, or misheard? */
  private besideCounts(amounts: readonly Amount[]): Amount[] {
    return amounts.flatMap((amount, index): Amount[] => {
      const before = amounts[index - 1];
      const next = amounts[index + 1];
      if (next && isBareCount(amount) && touches(amount, next)) return [];
      if (!before || !isBareCount(before) || !touches(before, amount) || amount.value === null) return [amount];
      const count = before.alternatives.at(-1) ?? 1;
      const alternatives = [amount.value, amount.value * count];
      return [
        { ...amount, first: before.first, alternatives, doubt: 'amount_ambiguous', quote: this.quote(before.first, amount.last) },
      ];
    });
  }

  private norm(index: number): string {
    return this.tokens[index]?.norm ?? '';
  }

  private quote(first: number, last: number): string {
    return this.text.slice(this.tokens[first]?.start ?? 0, this.tokens[last]?.end ?? 0).slice(0, quoteLimit);
  }

  private classify(number: FoundNumber): Amount {
    const before = this.norm(number.first - 1) === '.' ? number.first - 2 : number.first - 1;
    const signed = moneySigns.has(this.norm(before));
    const first = signed ? before : number.first;
    const unitWord = moneyWords.has(this.norm(number.last + 1));
    const last = this.withEnding(number.last + (unitWord ? 1 : 0));
    const kind = signed || unitWord ? 'money' : kindOf(this.tokens, number);
    const about = number.about || this.isAbout(first, last) || this.norm(number.last + 2) === 'an';
    const base = { first, last, kind, about, signed: signed || unitWord, quote: this.quote(first, last) };
    if (kind !== 'money') return { ...base, value: number.value, alternatives: [], doubt: null, weak: false };
    return this.asTyped({ ...base, ...this.worth(number, signed || unitWord) });
  }

  /** A number with a word that was typed with a slip is shown as it was meant, and asked about. */
  private asTyped(amount: Amount): Amount {
    const slipped = this.tokens.slice(amount.first, amount.last + 1).some((token) => token.mended);
    if (!slipped || amount.doubt !== null || amount.value === null) return amount;
    return { ...amount, alternatives: [amount.value], doubt: 'amount_ambiguous' };
  }

  /** Value, readings and doubt of a number that is money. */
  private worth(number: FoundNumber, signed: boolean): Pick<Amount, 'value' | 'alternatives' | 'doubt' | 'weak'> {
    const { value, readings } = number;
    const ambiguous = (alternatives: number[], weak: boolean) => {
      const distinct = [...new Set(alternatives)].filter((reading) => reading > 0);
      return { value: distinct[0] ?? null, alternatives: distinct, doubt: 'amount_ambiguous' as const, weak };
    };
    if (value === 0) return ambiguous([], true);
    if (readings.length > 1 || (readings.length === 1 && !number.scaled))
      return ambiguous([...readings, value], number.letterScale || !number.scaled);
    const spoken = signed && value >= 100;
    if (!number.scaled && value < smallest && !spoken) return ambiguous([value * smallest, value], !signed);
    if (value >= implausible) return { value, alternatives: [value, value / smallest], doubt: 'amount_implausible', weak: false };
    return { value, alternatives: [], doubt: null, weak: false };
  }

  private isAbout(first: number, last: number): boolean {
    const lead = [this.norm(first - 1), this.norm(first - 2)];
    return (
      lead.some((word) => aboutWords.has(word)) ||
      (this.norm(first - 1) === 'lebih' && this.norm(first - 2) === 'kurang') ||
      ['an', 'lebih'].includes(this.norm(last)) ||
      this.norm(last - 1) === 'an'
    );
  }

  /** Takes ",-" and "-an" after a number. */
  private withEnding(last: number): number {
    const next = this.tokens[last + 1];
    if (next?.norm === 'an') return last + 1;
    if (!next?.glued) return last;
    if ([',', '.'].includes(next.norm) && this.norm(last + 2) === '-' && this.tokens[last + 2]?.glued) return last + 2;
    if (next.norm === '-' && this.norm(last + 2) === 'an') return last + 2;
    return last;
  }

  private slang(taken: readonly Amount[]): Amount[] {
    const used = new Set(taken.filter(({ kind }) => kind === 'money').flatMap(({ first, last }) => [first, last]));
    const found: Amount[] = [];
    for (let index = 0; index < this.tokens.length; index++) {
      const next = this.norm(index + 1);
      const pair = next === '' ? null : slangValue(this.norm(index) + next);
      const value = pair ?? slangValue(this.norm(index));
      if (value === null || used.has(index) || this.tokens[index]?.kind !== 'word') continue;
      const last = index + (pair === null ? 0 : 1);
      found.push(this.slangAmount(index, last, value));
      index = last;
    }
    return found;
  }

  private slangAmount(first: number, last: number, value: number): Amount {
    const everyday = isEverydayWord(this.norm(first));
    const about = this.isAbout(first, last);
    const base = { first, last, kind: 'money' as const, about, weak: everyday, signed: false, quote: this.quote(first, last) };
    if (moneyWords.has(this.norm(last + 1))) return { ...base, last: last + 1, value, alternatives: [], doubt: null };
    if (value < smallest)
      return { ...base, value: value * smallest, alternatives: [value * smallest, value], doubt: 'amount_ambiguous' };
    if (everyday) return { ...base, value, alternatives: [value], doubt: 'amount_ambiguous' };
    return this.asTyped({ ...base, value, alternatives: [], doubt: null });
  }

  /** "20-25rb", "75 atau 85rb", "antara 20 sampai 25 ribu": one amount with both ends as readings. */
  private ranges(amounts: readonly Amount[]): Amount[] {
    const merged: Amount[] = [];
    for (const amount of amounts) {
      const before = merged.at(-1);
      const range = before && this.rangeOf(before, amount);
      if (range) merged[merged.length - 1] = range;
      else merged.push(amount);
    }
    return merged;
  }

  private rangeOf(low: Amount, high: Amount): Amount | null {
    const ends = endsOf(low, high, this.tokens);
    if (!ends) return null;
    const whole = { ...high, first: low.first, quote: this.quote(low.first, high.last) };
    if (ends[0] === ends[1]) return whole;
    return { ...whole, value: null, alternatives: ends, doubt: 'amount_range', weak: false };
  }
}

/** A size is a count, and a range of sizes ("70-200") none. */
const asSize = (amount: Amount): Amount =>
  amount.weak
    ? { ...amount, kind: 'count', value: amount.alternatives.at(-1) ?? amount.value, alternatives: [], doubt: null, weak: false }
    : { ...amount, kind: 'other' };

/** Largest count that is said without a word for what is counted. */
const countLimit = 20;

const isBareCount = (amount: Amount): boolean => {
  const count = amount.alternatives.at(-1) ?? 0;
  return amount.kind === 'money' && amount.weak && count > 1 && count <= countLimit && /^\p{L}/u.test(amount.quote);
};

const touches = (count: Amount, amount: Amount): boolean =>
  amount.first === count.last + 1 &&
  /^\p{L}/u.test(amount.quote) &&
  amount.kind === 'money' &&
  !amount.weak &&
  !amount.signed &&
  amount.doubt === null;

/** All numbers of tokens already cut, in order, with what each counts. */
export const amountsIn = (text: string, tokens: readonly Token[], dates: readonly DateMention[]): Amount[] =>
  new AmountFinder(text, tokens, dates).all();

/** All numbers of a text, in order, with what each counts; dates and times are left out. */
export function findAmounts(text: string, reader: Reader): Amount[] {
  const tokens = tokenize(text);
  return amountsIn(text, tokens, findDates(tokens, reader));
}
