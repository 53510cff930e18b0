import { matchBrand, matchExpense, uncovered } from '../lexicon/match.ts';
import { type Clause, lineOf, type Message, wordsOf } from '../reading/clauses.ts';
import type { Price } from './prices.ts';
import { isForgotten, isNotSpent } from './unsaid.ts';

/** A purchase: its price and the clauses that tell of it. */
export interface Region {
  price: Price | null;
  clauses: Clause[];
  /** Clauses that tell what its own do not: the heading of a list, the ride of a way back. */
  header: readonly Clause[];
}

/** A lexicon match from this weight on tells the category; weaker ones give way to a shop's own. */
export const tellingWeight = 3;

/** The purchases of a message, each with the clauses that tell of it, by the prices read from them. */
export function regionsOf(message: Message, clauses: readonly Clause[], prices: readonly Price[]): Region[] {
  const regions = divide(message, clauses, prices);
  nameBare(message, regions);
  carryOn(message, regions);
  return regions;
}

/** Cuts clauses with several prices, and gives clauses without one to a neighbour or the header. */
function divide(message: Message, clauses: readonly Clause[], prices: readonly Price[]): Region[] {
  if (prices.length === 0) return clauses.length > 0 ? [{ price: null, clauses: [...clauses], header: [] }] : [];
  const header: Clause[] = [];
  const regions: Region[] = [];
  let waiting: Clause[] = [];
  clauses.forEach((clause, index) => {
    const own = prices.filter((price) => price.clause === index);
    if (own.length === 0) {
      waiting.push(clause);
      return;
    }
    const cut = cutByPrice(message, clause, own);
    const before = regions.at(-1);
    const first = cut[0];
    const headed = before ? waiting.findIndex((own) => message.tokens[own.last + 1]?.norm === ':') : -1;
    // "kemarin: grab 27rb. hari ini: nasi rames 16rb"
    if (headed >= 0) first?.clauses.unshift(...waiting.splice(headed));
    if (before && wordsOf(message, clause).length > 0) before.clauses.push(...waiting);
    else if (!before && isHeader(message, waiting, prices)) header.push(...waiting);
    else first?.clauses.unshift(...waiting);
    waiting = [];
    regions.push(...cut);
  });
  for (const clause of waiting) {
    // "bensin 20rb, makan siangnya ga inget berapa": its price is to be asked for.
    if (isForgotten(lineOf(message, [clause])) && matchExpense(wordsOf(message, clause))) regions.push(unpriced(clause));
    else if (!isTreat(message, clause)) regions.at(-1)?.clauses.push(clause);
  }
  return regions.map((region) => ({ ...region, header }));
}

const unpriced = (clause: Clause): Region => ({ price: null, clauses: [clause], header: [] });

/** "makan 35rb, parkir dibayarin teman": another thing, that cost nothing. */
const isTreat = (message: Message, clause: Clause): boolean =>
  isNotSpent(lineOf(message, [clause])) && matchExpense(wordsOf(message, clause).slice(0, 1)) !== null;

/** Opening clauses above several prices are a heading unless they name a thing themselves. */
function isHeader(message: Message, waiting: readonly Clause[], prices: readonly Price[]): boolean {
  const last = waiting.at(-1);
  if (!last || prices.length < 2) return false;
  const ending = message.tokens[last.last + 1];
  const words = waiting.flatMap((clause) => wordsOf(message, clause));
  return ending?.norm === ':' || ending?.kind === 'break' || (matchExpense(words)?.weight ?? 0) < tellingWeight;
}

/** Words between the things of "bensin sama parkir 21rb + 2rb". */
const betweenThings = new Set(['dan', 'sama', 'and', '&', 'plus', '+', 'karo', 'jeung']);

/** Prices without words of their own ("bensin sama parkir 21rb + 2rb") are for the things named before, one by one where they are as many. */
function nameBare(message: Message, regions: Region[]): void {
  for (let index = 1; index < regions.length; index++) {
    const named = regions[index - 1];
    const clause = named?.clauses[0];
    if (!named || !clause || !isBare(message, regions[index])) continue;
    const twice = eitherOf(named.price, regions[index]?.price ?? null);
    if (twice) {
      named.price = twice;
      regions.splice(index--, 1);
      continue;
    }
    const start = index;
    while (isBare(message, regions[index + 1])) index++;
    const things = thingsBefore(message, { first: clause.first, last: (named.price?.first ?? clause.last + 1) - 1 });
    const group = regions.slice(start - 1, index + 1);
    group.forEach((region, order) => {
      const own = things.length === group.length ? things[order] : undefined;
      if (own || order > 0) region.clauses = own ? [own] : named.clauses;
    });
  }
}

/** Two prices of one thing, with nothing between ("kopi 20rb 25rb"), are one that has to be asked for; null when they are not. */
function eitherOf(price: Price | null, next: Price | null): Price | null {
  if (price?.value == null || next?.value == null || next.clause !== price.clause || next.first !== price.last + 1) return null;
  return { ...price, last: next.last, alternatives: [price.value, next.value], doubt: 'amount_ambiguous' };
}

const isBare = (message: Message, region: Region | undefined): boolean =>
  region?.clauses.every((clause) => wordsOf(message, clause).length === 0) ?? false;

function thingsBefore({ tokens }: Message, { first, last }: Clause): Clause[] {
  const things: Clause[] = [];
  let start = first;
  for (let index = first; index <= last + 1; index++) {
    if (index <= last && !betweenThings.has(tokens[index]?.norm ?? '')) continue;
    if (index > start) things.push({ first: start, last: index - 1 });
    start = index + 1;
  }
  return things;
}

/** Things come before their prices ("bawang 18rb udang 47rb") unless the clause opens with a price. */
function cutByPrice(message: Message, clause: Clause, prices: readonly Price[]): Region[] {
  if (prices.length === 1) return [{ price: prices[0] ?? null, clauses: [clause], header: [] }];
  const start = prices[0]?.first ?? clause.first;
  const opensWithPrice = start === clause.first || wordsOf(message, { first: clause.first, last: start - 1 }).length === 0;
  return prices.map((price, index) => {
    const before = prices[index - 1];
    const after = prices[index + 1];
    const first = opensWithPrice ? (index === 0 ? clause.first : price.first) : before ? before.last + 1 : clause.first;
    const last = opensWithPrice ? (after ? after.first - 1 : clause.last) : after ? price.last : clause.last;
    return { price, clauses: [{ first, last }], header: [] };
  });
}

/** Words of a course that was taken again: "gojek berangkat 14rb pulang 15rb", "makan siang 20rb, malem 25rb". */
const courses = new Set(
  `berangkat pergi pulang balik mulih mangkat budal return back there again going home pagi siang sore malam paginya siangnya sorenya malamnya baliknya pulangnya perginya
  berangkatnya kamar unit kios lantai blok lagi terus trus ke sana sini kantor rumah kos kosan kampus sekolah`.split(/\s+/),
);

/** What only tells of another course is of what was told before it. */
function carryOn(message: Message, regions: readonly Region[]): void {
  for (const [order, region] of regions.entries()) {
    const before = regions[order - 1];
    const words = region.clauses.flatMap((clause) => wordsOf(message, clause));
    if (!before || words.length === 0) continue;
    const again = words.every((word) => courses.has(word)) && namesThing(message, before);
    if (again || isNextPayer(message, before, words))
      region.header = before.header.length > 0 ? [...before.header, ...before.clauses] : before.clauses;
  }
}

/** "yang udah ganti baru rina 85rb sama doni 85rb": the next of those who paid their share. */
const isNextPayer = (message: Message, { clauses, header }: Region, words: readonly string[]): boolean =>
  words.length === 1 &&
  uncovered(words).length === 1 &&
  /^yang sudah (?:ganti|bayar|transfer|balikin)\b/.test(lineOf(message, header.length > 0 ? header : clauses));

function namesThing(message: Message, { clauses, header }: Region): boolean {
  const words = [...header, ...clauses].flatMap((clause) => wordsOf(message, clause));
  return (matchExpense(words) ?? matchBrand(words)) !== null;
}
