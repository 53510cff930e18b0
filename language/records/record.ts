import { localDate } from '../calendar.ts';
import { fallbackCategory } from '../categories.ts';
import { guessCategory } from '../classifier/classify.ts';
import type { Category, Doubt, DraftEntry, Evidence, IncomeCategory } from '../interpretation.ts';
import { matchBrand, matchExpense, matchIncome } from '../lexicon/match.ts';
import type { Reader } from '../locale.ts';
import {
  type Clause,
  lineOf,
  type Message,
  placesOf,
  splitClauses,
  spokenLine,
  wholeLine,
  within,
  wordsOf,
} from '../reading/clauses.ts';
import type { DateMention } from '../reading/dates.ts';
import { withoutI } from '../reading/verbs.ts';
import { isAct, mainOf, whyOpen } from './claims.ts';
import { type Direction, directionOf } from './direction.ts';
import { noteOf, tellingWords } from './notes.ts';
import { implausible } from './plausibility.ts';
import { type Price, readPrices } from './prices.ts';
import { type Region, regionsOf, tellingWeight } from './regions.ts';
import { isReturned } from './returned.ts';
import { withSameShop } from './sameShop.ts';
import { lenderIn, shopIn } from './shops.ts';
import { sharesOf } from './splits.ts';
import { isHearsay, isNotSpent, isPlanned } from './unsaid.ts';

/** What a message records, and how clearly it does. */
export interface Recorded {
  entries: DraftEntry[];
  /** A word of spending or receiving, or a thing of the lexicon, stands beside every amount. */
  clear: boolean;
  /** Parts were left out because they were not spent, or only planned. */
  left: boolean;
}

/** A category, whether words tell it, and which. */
interface Told {
  category: Category | null;
  sure: boolean;
  quote: string | null;
}

/** What was lent was not bought. */
const lent = /pinj[ae]m|minj[ae]m|utang|talang|nombok/;

/** Longest quote kept as evidence, in characters. */
const quoteLimit = 120;

/** Most entries read from one message; a longer list is not chat. */
const entryLimit = 50;

/** What money that came in is for, by the words that tell it did: sold, paid for, or given back. */
function usualOf(cue: string, line: string): IncomeCategory | null {
  if (/^(?:dibayar|jual|laku|terjual|got paid|paid me|sold)/.test(cue)) return 'usaha';
  return isReturned(line) ? 'refund' : null;
}

/** A guess of the classifier from this probability on is shown. Chosen on phrases held out of its training; names of people look like income. */
const likelyGuess = { expense: 0.6, income: 0.9 };

/** Reads the entries of a message; no entries when nothing was spent or received. */
export function readRecord(message: Message, reader: Reader): Recorded {
  const clauses = splitClauses(message);
  const prices = readPrices(message, clauses).slice(0, entryLimit);
  const regions = regionsOf(message, clauses, prices);
  const today = localDate(reader.now, reader.timezone);
  const told = regions.filter((region, order) => !isUnspent(message, region) && !(order > 0 && isComparison(message, region)));
  const whole = wholeLine(message);
  const drafts = told.map((region) => new EntryReader(message, region, dateFor(message, regions, region, today), whole).read());
  return {
    entries: withSameShop(drafts.map(({ entry }, order) => ({ entry, line: lineOf(message, told[order]?.clauses ?? []) }))),
    clear: drafts.every(({ clear }) => clear),
    left: told.length < regions.length,
  };
}

function isUnspent(message: Message, region: Region): boolean {
  const line = lineOf(message, region.clauses);
  return isNotSpent(line) || isHearsay(line) || isPlanned(line) || isAhead(message, region);
}

/** "listrik 350rb, bulan lalu cuma 280rb": what the same cost at another time or place. */
const comparing =
  /^(?:(?:padahal|tapi|soalnya|harga) )*(?:(?:biasanya|biasane|dulu|dulunya|sebelumnya|normalnya|aslinya|tadinya|usually|normally|it used)\b|(?:kemarin|(?:bulan|minggu|tahun) (?:lalu|kemarin|kemaren)|last (?:week|month|year)) (?:cuma|masih|baru|hanya|aja|was|only)\b|di (?:tempat|toko|warung) (?:lain|sebelah)\b)/;

function isComparison(message: Message, region: Region): boolean {
  const line = spokenLine(message, region.clauses);
  const goods = matchExpense(line.split(' ').filter((word) => !comparing.test(word)));
  return comparing.test(line) && !isAct(line) && (goods?.weight ?? 0) < tellingWeight;
}

/** A day ahead makes a plan of it, but not in "buat besok". */
function isAhead(message: Message, region: Region, beside = false): boolean {
  // "tadi malam, diganti nanti": it happened.
  if (!beside && datesIn(message, region).length > 0) return false;
  return message.dates.some(
    (date) => date.future && region.clauses.some((clause) => within(date, clause)) && !isPurpose(message, region, date),
  );
}

/** "120rb buat lebaran nanti", "30rb biar besok tidak telat": the day is that of the reason. */
function isPurpose(message: Message, region: Region, date: DateMention): boolean {
  if (['buat', 'untuk', 'for'].includes(message.tokens[date.first - 1]?.norm ?? '')) return true;
  const before = region.clauses
    .filter(({ first }) => first < date.first)
    .map(({ first, last }): Clause => ({ first, last: Math.min(last, date.first) }));
  const told = `${lineOf(message, before)} .`;
  return mainOf(told) !== told;
}

const datesIn = (message: Message, region: Region): DateMention[] =>
  message.dates.filter((date) => date.day !== null && !date.future && region.clauses.some((clause) => within(date, clause)));

/** The day of a region: its own, else the last one said before it, else the first of the message, else today. */
function dateFor(
  message: Message,
  regions: readonly Region[],
  region: Region,
  today: string,
): { day: string; mention: DateMention | null } {
  const own = datesIn(message, region);
  const start = region.clauses[0]?.first ?? 0;
  const said = message.dates.filter((date) => date.day !== null && !date.future);
  const mention =
    pickDate(own, today) ??
    pickDate(said.filter((date) => date.first < start).slice(-1), today) ??
    (regions.length > 0 ? pickDate(said, today) : null);
  return { day: mention?.day ?? today, mention };
}

/** "tadi" says little: another day beside it is the one meant. */
const pickDate = (dates: readonly DateMention[], today: string): DateMention | null =>
  dates.find((date) => date.day !== today) ?? dates[0] ?? null;

/** The amounts that begin within a stretch, both ends included. They stand in order, so a long message is not walked for each entry. */
function amountsFrom(amounts: Message['amounts'], first: number, last: number): Message['amounts'] {
  let low = 0;
  for (let high = amounts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((amounts[middle]?.first ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((amounts[end]?.first ?? Number.POSITIVE_INFINITY) <= last) end++;
  return amounts.slice(low, end);
}

/** Builds one draft entry. */
class EntryReader {
  private readonly message: Message;
  private readonly region: Region;
  private readonly date: { day: string; mention: DateMention | null };
  private readonly words: string[];
  private readonly line: string;
  private readonly whole: string;

  constructor(message: Message, region: Region, date: { day: string; mention: DateMention | null }, whole: string) {
    this.message = message;
    this.region = region;
    this.date = date;
    this.words = region.clauses.flatMap((clause) => wordsOf(message, clause));
    this.line = lineOf(message, region.clauses);
    this.whole = whole;
  }

  read(): { entry: DraftEntry; clear: boolean } {
    const goods = matchExpense(this.words);
    const direction = this.direction(goods !== null);
    const { category, sure, quote } = this.category(direction);
    const brand = direction.type === 'transfer' ? null : (matchBrand(this.nameWords()) ?? matchBrand(this.headerWords()));
    const share = this.ownShare(this.region.price);
    const price = share && this.asTold(direction, implausible(share, this.words, category) ?? share);
    const clear = direction.cue !== null || sure;
    const doubts: Doubt[] = [
      ...(price?.value == null && price?.doubt !== 'amount_range' ? ['amount_missing' as const] : []),
      ...(price?.doubt && !(price.value === null && price.doubt === 'amount_ambiguous') ? [price.doubt] : []),
      // A bare number beside words that tell nothing may be no money at all.
      ...(!clear && !this.words.includes('transfer') && price?.doubt === null && /^\d+$/.test(price.quote)
        ? ['amount_ambiguous' as const]
        : []),
      ...(sure ? [] : ['category_unsure' as const]),
      ...(this.date.mention?.unsure ? ['date_unsure' as const] : []),
      ...(direction.unsure ? ['direction_unsure' as const] : []),
    ];
    const merchant = brand?.category.name ?? this.merchant(direction, category);
    const entry: DraftEntry = {
      type: direction.type,
      amount: price?.value == null ? null : String(price.value),
      currency: 'IDR',
      alternatives: (price?.alternatives ?? []).map(String),
      category,
      occurredOn: this.date.day,
      merchant,
      note: this.note(),
      items: [],
      evidence: this.evidence(direction, quote, brand?.quote ?? merchant),
      doubts,
    };
    return { entry, clear };
  }

  /** Of a price that was split, the own share is the more plausible reading. */
  private ownShare(price: Price | null): Price | null {
    const shares = price?.value == null || price.doubt !== null ? null : sharesOf(this.message, this.region.clauses);
    if (!price || shares === null || price.value === null) return price;
    const share = Math.round(price.value / shares);
    return { ...price, value: share, alternatives: [share, price.value], doubt: 'amount_ambiguous' };
  }

  /** A price that nobody may have paid yet is shown, and asked about. */
  private asTold(direction: Direction, price: Price): Price {
    if (price.value === null || price.doubt !== null) return price;
    const open =
      this.isBesideAhead() ||
      whyOpen(spokenLine(this.message, this.region.clauses), this.whole, direction.type === 'transfer' ? [] : this.words) !==
        null;
    if (!open) return price;
    return { ...price, alternatives: [price.value], doubt: 'spending_unsure' };
  }

  /** "99rb sekarang, besok naik": a day ahead stands beside it. */
  private isBesideAhead(): boolean {
    return isAhead(this.message, this.region, true);
  }

  /** The words with the numbers that may belong to a name ("google one", "warung 99"). */
  private nameWords(): string[] {
    const { tokens, money, dated, amounts } = this.message;
    return this.region.clauses.flatMap(({ first, last }) => {
      const weak = placesOf(amountsFrom(amounts, first, last).filter((amount) => amount.weak));
      return tokens.slice(first, last + 1).flatMap((token, offset) => {
        const at = first + offset;
        const named = token.kind === 'word' || token.kind === 'number';
        return named && !dated.has(at) && (!money.has(at) || weak.has(at)) ? [withoutI(token.norm)] : [];
      });
    });
  }

  /** A business that is on no list. */
  private merchant({ type }: Direction, category: Category | null): string | null {
    if (type !== 'expense') return null;
    const lender = category === 'cicilan' || category === 'tempat_tinggal' ? lenderIn(this.message, this.region.clauses) : null;
    return lender ?? shopIn(this.message, this.region.clauses);
  }

  private headerWords(): string[] {
    return this.region.header.flatMap((clause) => wordsOf(this.message, clause));
  }

  /** In a list the heading tells the direction ("pemasukan: ...") where the line itself does not. */
  private direction(hasGoods: boolean): Direction {
    const own = directionOf(this.line, hasGoods);
    if (own.cue !== null || hasGoods || this.region.header.length === 0) return own;
    const head = directionOf(lineOf(this.message, this.region.header), false);
    return head.cue === null ? own : head;
  }

  private category({ type, cue }: Direction): Told {
    if (type === 'transfer') return { category: null, sure: true, quote: null };
    return type === 'income' ? this.earned(cue ?? '') : this.spentOn(cue ?? '');
  }

  private earned(cue: string): Told {
    const income = matchIncome(this.words) ?? matchIncome(this.headerWords());
    const paysOut = matchBrand(this.nameWords())?.category.category === null;
    const usual = usualOf(cue, this.line) ?? (paysOut ? 'usaha' : null);
    const given = income !== null && income.weight >= tellingWeight && !(usual !== null && income.category === 'hadiah');
    const category = given ? income.category : (usual ?? income?.category ?? null);
    return category ? { category, sure: true, quote: income?.quote ?? null } : this.guess('income');
  }

  private spentOn(cue: string): Told {
    const own = matchExpense(this.words);
    const brand = matchBrand(this.words);
    if (own && own.weight >= tellingWeight) return { category: own.category, sure: true, quote: own.quote };
    if (brand?.category.category) return { category: brand.category.category, sure: true, quote: brand.quote };
    const weak = own ?? matchExpense(this.headerWords());
    if (weak) return { category: weak.category, sure: true, quote: weak.quote };
    return lent.test(cue) ? { category: fallbackCategory('expense'), sure: false, quote: null } : this.guess('expense');
  }

  /** What no word tells, the pieces of words may; it stays a doubt. */
  private guess(type: 'expense' | 'income'): Told {
    const guess = guessCategory(type, tellingWords(this.words));
    const likely = guess !== null && guess.probability >= likelyGuess[type];
    return { category: likely ? guess.label : fallbackCategory(type), sure: false, quote: null };
  }

  private note(): string {
    const own = this.describe(this.region.clauses);
    return own === '' && this.region.header.length > 0 ? this.describe(this.region.header) : own;
  }

  private describe(clauses: readonly Clause[]): string {
    const { amounts, dated, money } = this.message;
    const { price } = this.region;
    const start = Math.min(...clauses.map(({ first }) => first));
    const end = Math.max(...clauses.map(({ last }) => last));
    const before = amountsFrom(amounts, start, Math.min(end, (price?.first ?? 0) - 1));
    const grown = amountsFrom(amounts, start, end).filter((amount) => amount.weak && this.message.tokens[amount.first]?.glued);
    const weak = placesOf([...before.filter((amount) => amount.weak), ...grown]);
    const skip = new Set(price ? this.placesOfPrice(price) : []);
    for (let index = start; index <= end; index++)
      if (dated.has(index) || (money.has(index) && !weak.has(index))) skip.add(index);
    return noteOf(this.message, clauses, skip);
  }

  /** Places of a price that describe nothing; in "2 bakso @15rb" the bakso does. */
  private placesOfPrice(price: Price): number[] {
    const numbers = placesOf(amountsFrom(this.message.amounts, price.first, price.last));
    return [...placesOf([price])].filter((index) => {
      const token = this.message.tokens[index];
      return numbers.has(index) || token?.kind !== 'word' || matchExpense([token.norm]) === null;
    });
  }

  private evidence(direction: Direction, category: string | null, merchant: string | null): Evidence[] {
    const list: Evidence[] = [];
    const add = (field: Evidence['field'], quote: string | null): void => {
      if (quote !== null) list.push({ field, source: quote === '' ? 'default' : 'text', quote: quote.slice(0, quoteLimit) });
    };
    if (this.region.price) add('amount', this.region.price.quote);
    add('type', direction.cue ?? '');
    add('category', category ?? '');
    const day = this.date.mention;
    add(
      'occurredOn',
      day ? this.message.text.slice(this.message.tokens[day.first]?.start ?? 0, this.message.tokens[day.last]?.end ?? 0) : '',
    );
    add('merchant', merchant);
    return list;
  }
}
