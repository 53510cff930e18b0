import { crosses, eachWords, isEachMeasure, shareWords } from '../lexicon/roles.ts';
import type { Amount } from './amounts.ts';
import type { Clause, Message } from './clauses.ts';

/** How many of a thing a price is for. */
export interface Quantity {
  count: number;
  /** Token places of the count, where it belongs to the amount ("2x25rb"). */
  first: number;
  last: number;
  /** The price may be for one or for all ("2x nasi goreng 15rb"). */
  open: boolean;
}

/** Things that cost hundreds of rupiah apiece: "fotokopi 120 lembar @300". */
const paper = new Set('lembar lbr halaman hal lembarnya fotokopi fotocopy photocopy print ngeprint fc'.split(' '));

/** Smallest unit price that is taken as it stands; below it the thousandfold is meant ("2 @15"). */
const smallestUnitPrice = 100;

/**
 * A bare unit price of some hundreds ("@300", "x 500") is what it says rather than its thousandfold, and for copies surely so.
 * Null when the amount is no such price.
 */
export function literalUnitPrice(amount: Amount, words: readonly string[]): { value: number; sure: boolean } | null {
  const literal = amount.alternatives.at(-1);
  if (!amount.weak || literal === undefined || literal < smallestUnitPrice) return null;
  return { value: literal, sure: words.some((word) => paper.has(word)) };
}

/** Counts from here on are something else, such as a year or a street number. */
const countLimit = 1_000;

/** How far a count may stand before a cross and a price, in tokens ("2 porsi x 25rb"). */
const crossReach = 3;

/** "jual pulsa 25rb laku 5": pieces sold, at a price that may be of one or of all. */
const soldWords = new Set(['laku', 'terjual', 'kejual', 'sold']);

/** A bare small number was read as thousands; as a count it is itself. */
const countOf = (amount: Amount): number =>
  amount.kind === 'money' ? (amount.alternatives.at(-1) ?? amount.value ?? 0) : (amount.value ?? 0);

const isCount = (amount: Amount): boolean =>
  (amount.kind === 'count' || (amount.kind === 'money' && amount.weak && !amount.signed)) &&
  countOf(amount) > 0 &&
  countOf(amount) < countLimit;

/**
 * The quantity an amount is multiplied by: "2x25rb", "25rb x 2", "5 biji @6rb", "lima bungkus, satu bungkusnya sebelas ribu". Null when the
 * amount stands for itself. `own` are the numbers of its clause, `before` and `next` those of the clauses beside it.
 */
export function quantityOf(
  message: Message,
  amount: Amount,
  clause: Clause,
  own: readonly Amount[],
  before: readonly Amount[],
  next: readonly Amount[],
): Quantity | null {
  const counts = own.filter((other) => other !== amount && isCount(other));
  const earlier = counts.filter((other) => other.last < amount.first);
  const later = counts.find((other) => other.first > amount.last);
  const norm = (index: number): string => message.tokens[index]?.norm ?? '';
  const between = (from: number, to: number): string[] => message.tokens.slice(from + 1, to).map((token) => token.norm);

  const near = earlier.findLast((other) => other.last >= amount.first - crossReach);
  if (near && between(near.last, amount.first).some((word) => crosses.has(word))) return quantity(near, false, true);
  const after = later && later.first <= amount.last + 2 ? between(amount.last, later.first) : [];
  if (later && after.length === 1 && ['x', '×', '*', 'kali'].includes(after[0] ?? '')) return quantity(later, false, true);

  const repeated = counts.find((other) => norm(other.last + 1) === 'x');
  if (repeated && countOf(repeated) > 1 && (repeated.first === clause.first || repeated.first === amount.last + 1))
    return quantity(repeated, true, false);

  if (later && soldWords.has(norm(later.first - 1))) return quantity(later, true, false);
  if (!isEach(norm, amount, clause) || isShare(message, clause)) return null;
  // "satu" of "satu bungkusnya" right before the price is no count.
  const told = [...before.filter(isCount), ...earlier].findLast(
    (other) => other.last < amount.first - 2 || norm(amount.first - 1) === '@' || countOf(other) > 1,
  );
  const each = told ?? later ?? next.find(isCount);
  // "surya 12 sebungkus 27rb": the number may be part of the name.
  const isName = each?.last === amount.first - 2 && /^se\p{L}{3,}(?<!nya)$/u.test(norm(amount.first - 1));
  return each ? quantity(each, isName, false) : null;
}

/** "patungan kado 4 orang masing2 50rb": what each pays is what was paid. */
const isShare = (message: Message, { first, last }: Clause): boolean =>
  message.tokens.slice(first, last + 1).some(({ norm }) => shareWords.has(norm));

/** A count that stands right at the amount belongs to its span; one further off is part of the description. */
function quantity(amount: Amount, open: boolean, inSpan: boolean): Quantity {
  const span = inSpan ? { first: amount.first, last: amount.last } : { first: Number.POSITIVE_INFINITY, last: -1 };
  return { count: countOf(amount), ...span, open };
}

/** Whether the amount is said to be for one piece. */
function isEach(norm: (index: number) => string, amount: Amount, clause: Clause): boolean {
  const [one, two, next] = [norm(amount.first - 1), norm(amount.first - 2), norm(amount.last + 1)];
  if (one === '@' || eachWords.has(one) || isEachMeasure(one) || two === 'per') return true;
  // "25rb /porsi 2", but not the quarter of "1/4 15rb".
  if (two === '/' && !/^\d/.test(one)) return true;
  if (['satu', '1', 'per', 'tiap'].includes(two) && one.endsWith('nya')) return true;
  return amount.last < clause.last && (['per', '/'].includes(next) || eachWords.has(next));
}
