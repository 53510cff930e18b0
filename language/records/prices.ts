import type { Doubt } from '../interpretation.ts';
import { matchExpense } from '../lexicon/match.ts';
import {
  baseWords,
  bundleWords,
  haggling,
  leftWords,
  lightWords,
  netWords,
  paidWords,
  restUses,
  roles,
  spentOn,
} from '../lexicon/roles.ts';
import type { Amount } from '../reading/amounts.ts';
import { clearMoney, numbersByClause } from '../reading/clauseNumbers.ts';
import { type Clause, type Message, wordsOf } from '../reading/clauses.ts';
import { literalUnitPrice, quantityOf } from '../reading/quantities.ts';
import { buying, formOf } from '../reading/verbs.ts';
import { RoleReader } from './priceRoles.ts';

/** What one purchase cost, after quantities, change, totals and slips of the tongue are worked in. */
export interface Price {
  /** Token places of the amount that carries it, with its quantity. */
  first: number;
  last: number;
  clause: number;
  value: number | null;
  alternatives: number[];
  doubt: Doubt | null;
  quote: string;
}

const thousand = 1_000;

/** Notes a shop gives change on, in rupiah. */
const notes = [10_000, 20_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000, 1_000_000];

const toPrice = (amount: Amount, clause: number): Price => ({
  first: amount.first,
  last: amount.last,
  clause,
  value: amount.value,
  alternatives: amount.alternatives,
  doubt: amount.doubt,
  quote: amount.quote,
});

/** Most prices read from one message; a longer list is not chat. */
const priceLimit = 50;

/** Works out the prices of a message. */
class PriceReader {
  private readonly message: Message;
  private readonly clauses: readonly Clause[];
  private readonly prices: Price[] = [];
  private readonly numbers: readonly (readonly Amount[])[];
  private readonly roles: RoleReader;
  private readonly lastMoney: Amount | undefined;
  private handed: Price | null = null;
  private opensWithTotal = false;
  /** The clause of a price that something would have cost: "harga normal 450rb dapat 360rb". */
  private listed = -1;
  /** Change told before anything else: "kembalian 5rb dari 20rb". */
  private returned: Price | null = null;

  constructor(message: Message, clauses: readonly Clause[]) {
    this.message = message;
    this.clauses = clauses;
    this.numbers = numbersByClause(message.amounts, clauses);
    this.lastMoney = message.amounts.findLast((amount) => amount.kind === 'money');
    this.roles = new RoleReader(message, clauses, this.numbers);
  }

  all(): Price[] {
    for (const [index, own] of this.numbers.entries()) {
      if (this.prices.length >= priceLimit) break;
      if (this.isCount(own, index)) continue;
      for (const amount of clearMoney(own, this.message.tokens)) this.take(amount, index);
    }
    if (this.handed && this.prices.length === 0) this.prices.push(this.handed);
    const parts = this.withoutParts();
    return parts === this.prices ? this.withoutSum() : parts;
  }

  /** "kaos 50rb sebiji, beli 3": beside clear money a small number in a clause without a thing counts. */
  private isCount(own: readonly Amount[], index: number): boolean {
    const clause = this.clauses[index];
    const weak = own.every((amount) => amount.kind !== 'money' || amount.weak);
    const clear = this.message.amounts.some((amount) => amount.kind === 'money' && !amount.weak);
    if (!clause || !weak || !clear) return false;
    const words = wordsOf(this.message, clause);
    return words.length > 0 && matchExpense(words) === null && !words.some((word) => roles.has(word));
  }

  /** "habis 87rb: minyak 38rb, gula 17rb, beras 32rb": what comes first is the sum of the rest. */
  private withoutSum(): Price[] {
    const [first, ...rest] = this.prices;
    const opens = first && (this.opensWithTotal || [':', '('].includes(this.norm(first.last + 1)));
    if (!opens || rest.length < 2 || this.prices.some((price) => price.value === null)) return this.prices;
    const sum = rest.reduce((total, price) => total + (price.value ?? 0), 0);
    return sum === first.value ? rest : this.prices;
  }

  /** "spp 450rb dibayar, 300rb cash 150rb lewat gopay": what follows tells how the first was paid. */
  private withoutParts(): Price[] {
    const [first, ...rest] = this.prices;
    if (first?.value == null || rest.length < 2 || rest.some(({ value }) => value === null)) return this.prices;
    const sum = rest.reduce((total, price) => total + (price.value ?? 0), 0);
    const clauses = [...new Set(rest.map(({ clause }) => clause))].flatMap((index) => this.clauses[index] ?? []);
    const named = clauses.some((clause) => matchExpense(wordsOf(this.message, clause)) !== null);
    return sum === first.value && !named && rest.every(({ clause }) => clause !== first.clause) ? [first] : this.prices;
  }

  private norm(index: number): string {
    return this.message.tokens[index]?.norm ?? '';
  }

  private wordsOf({ first, last }: Clause): string[] {
    return this.message.tokens.slice(first, last + 1).map((token) => token.norm);
  }

  private take(amount: Amount, index: number): void {
    const price = this.withQuantity(amount, index);
    const last = this.prices.at(-1);
    if (last && this.goesWith(last, amount, price, index)) return;
    switch (this.roles.roleOf(amount, index, last)) {
      case 'total':
        this.total(price, index);
        return;
      case 'final':
        this.final(price, index);
        return;
      case 'change':
        this.change(price);
        return;
      case 'discount':
        this.discount(price);
        return;
      case 'negated':
        return;
      case 'slip':
        if (!last) this.prices.push(price);
        else this.replace({ ...price, clause: last.clause, first: Math.min(last.first, price.first) });
        return;
      case 'list':
        if (this.returned?.clause === index) this.paidLess(price, this.returned);
        else this.prices.push(price);
        this.listed = index;
        return;
      case 'handed':
        if (!last && this.returned && this.lastMoney === amount) {
          this.paidLess(price, this.returned);
          return;
        }
        if (last?.clause === index || this.roles.lastChange > amount.last || this.isThere(amount, index)) this.handed = price;
        else this.prices.push(price);
        return;
      default:
        if (last && this.listed === index && last.clause === index) this.replace({ ...price, first: last.first });
        else this.prices.push(price);
    }
  }

  /** Whether an amount says something of the price before instead of being one of its own; then that price is what it makes of it. */
  private goesWith(last: Price, amount: Amount, price: Price, index: number): boolean {
    if (this.isPartOrRest(amount, last)) return true;
    if (!this.isBundle(amount, index, last)) return false;
    this.replace({ ...price, first: last.first, clause: last.clause });
    return true;
  }

  /** "bayar utang 200rb dari 500rb", "isi 100rb, sisa 35rb": the whole of a part, and what is left. */
  private isPartOrRest({ first, last: end }: Amount, last: Price): boolean {
    const word = this.norm(first - 1);
    const whole = word === 'dari' && last.last === first - 2 && this.returned === null;
    // "cashback 15rb dari belanja 150rb"
    const base = this.norm(first - 2) === 'dari' && baseWords.has(word);
    // "sisanya 300rb buat nabung" is spent as well.
    const left = leftWords.has(word) && !restUses.has(this.norm(end + 1));
    return whole || base || left || this.isNet(first);
  }

  /** "laku sepatu 180rb, bensin 15rb, jadi bersih 165rb": what came in less what went out. */
  private isNet(first: number): boolean {
    const [earned, ...spent] = this.prices.map(({ value }) => value ?? 0);
    const net = this.message.amounts.find((amount) => amount.first === first)?.value;
    const told = [this.norm(first - 1), this.norm(first - 2)].some((word) => netWords.has(word));
    return told && earned !== undefined && spent.length > 0 && earned - spent.reduce((sum, value) => sum + value, 0) === net;
  }

  /** "daster 45rb satunya, ambil 3 cukup bayar 120rb": several for less. */
  private isBundle(amount: Amount, index: number, last: Price): boolean {
    const clause = this.clauses[index];
    const count = (this.numbers[index] ?? []).some(
      (other) => other.last < amount.first && (other.kind === 'count' || other.weak),
    );
    return (
      clause !== undefined &&
      count &&
      this.prices.length === 1 &&
      last.clause === index - 1 &&
      bundleWords.has(this.norm(amount.first - 1)) &&
      matchExpense(wordsOf(this.message, clause)) === null
    );
  }

  /** What was handed over less what came back. */
  private paidLess(handed: Price, change: Price): void {
    const paid = (handed.value ?? 0) - (change.value ?? 0);
    this.returned = null;
    this.prices.push(paid > 0 && change.value !== null ? { ...handed, value: paid } : handed);
  }

  /** "duit 50rb dipakai beli bakso 15rb". */
  private isThere(amount: Amount, index: number): boolean {
    return spentOn.has(this.norm(amount.last + 1)) && this.roles.moneyAfter(amount, index);
  }

  private replace(price: Price): void {
    this.prices[this.prices.length - 1] = price;
  }

  /** "total 76rb" after the things themselves: it checks them; alone it is the price. */
  private total(price: Price, index: number): void {
    const last = this.prices.at(-1);
    if (!last) {
      this.opensWithTotal = true;
      this.prices.push(price);
      return;
    }
    if (price.value === null || this.prices.some((known) => known.value === null)) return;
    const sum = this.prices.reduce((total, known) => total + (known.value ?? 0), 0);
    if (sum === price.value) return;
    if (this.prices.length === 1) {
      const total = price.value;
      if (total < sum && last.clause !== index && this.isBought(index)) {
        this.prices.push(price);
        return;
      }
      this.replace({
        ...last,
        last: last.clause === index ? price.last : last.last,
        value: total,
        alternatives: total > sum ? [] : [total, sum],
        doubt: total > sum ? price.doubt : 'amount_ambiguous',
      });
      return;
    }
    this.replace({
      ...last,
      doubt: 'arithmetic_mismatch',
      alternatives: [last.value ?? 0, price.value - sum + (last.value ?? 0)].filter((value) => value > 0),
    });
  }

  /** "dp masuk 3jt, langsung bayar crew totalnya 1,2jt": an act of its own. */
  private isBought(index: number): boolean {
    const clause = this.clauses[index];
    return clause !== undefined && wordsOf(this.message, clause).some((word) => formOf(word, buying) !== null);
  }

  /** "harga 200rb jadi 150rb": the later amount was paid; after several things it is their total. */
  private final(price: Price, index: number): void {
    const last = this.prices.at(-1);
    if (!last || (this.prices.length === 1 && last.clause !== index && !this.bareClause(price, index))) this.prices.push(price);
    else if (this.prices.length > 1) {
      const own = this.prices.filter((known) => known.clause === index);
      const sum = (list: readonly Price[]) => list.reduce((total, known) => total + (known.value ?? 0), 0);
      if (price.value === sum(this.prices)) return;
      if (own.length === 1 && own[0]?.value !== price.value) this.replace({ ...price, first: last.first, clause: last.clause });
      else if (own.length === 0 && !this.bareClause(price, index)) this.prices.push(price);
      else this.total(price, index);
    } else this.replace({ ...price, ...this.orHanded(price, last), first: last.first, clause: last.clause });
  }

  /** "belanja 87.500 bayar 100rb": a note larger than the price may have been handed over. */
  private orHanded(paid: Price, price: Price): Partial<Price> {
    const handed = paid.value !== null && price.value !== null && price.doubt === null && notes.includes(paid.value);
    if (!handed || (paid.value ?? 0) <= (price.value ?? 0) || this.norm(paid.first - 1) !== 'bayar') return {};
    return { value: price.value, alternatives: [price.value ?? 0, paid.value ?? 0], doubt: 'amount_ambiguous' };
  }

  /** A clause with nothing in it but the amount and role words. */
  private bareClause(price: Price, index: number): boolean {
    const clause = this.clauses[index];
    if (!clause) return false;
    for (let at = clause.first; at <= clause.last; at++) {
      const inside = at >= price.first && at <= price.last;
      const said = [roles, lightWords, haggling].some((words) => words.has(this.norm(at)));
      if (!inside && this.message.tokens[at]?.kind === 'word' && !said) return false;
    }
    return true;
  }

  /** The change tells what was paid only when the price itself was not said. */
  private change(change: Price): void {
    const last = this.prices.at(-1);
    const note = change.value === null ? -1 : this.handedFor(change.value);
    if (note >= 0) {
      this.prices.splice(note, 1);
      return;
    }
    const handed = this.handed ?? (this.prices.length === 1 ? last : null);
    if (!handed) this.returned = change;
    if (!handed || change.value === null || handed.value === null) return;
    if (this.handed && last) return;
    const paid = handed.value - change.value;
    if (paid <= 0) return;
    const isNote = notes.includes(handed.value);
    const wasPrice = notes.includes(handed.value + change.value);
    this.handed = null;
    if (isNote && !wasPrice) this.prices.splice(-1, 1, { ...handed, value: paid, alternatives: [], doubt: null });
    else if (isNote)
      this.prices.splice(-1, 1, { ...handed, value: paid, alternatives: [paid, handed.value], doubt: 'amount_ambiguous' });
  }

  /** "87rb bayar 100rb kembali 13rb": the place of the amount that is the change more than all others, so it was handed over; -1 without one. */
  private handedFor(change: number): number {
    const values = this.prices.map((price) => price.value);
    if (values.length < 2 || values.includes(null)) return -1;
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return values.findLastIndex((value) => (value ?? 0) - change === sum - (value ?? 0));
  }

  /** "200rb diskon 50rb": most likely 150rb was paid, but 200rb may be the price after it. */
  private discount(discount: Price): void {
    const last = this.prices.at(-1);
    if (!last) {
      if (!this.isPaidAfter(discount)) this.prices.push(discount);
      return;
    }
    if (last.value === null || discount.value === null || discount.value >= last.value) return;
    const paid = last.value - discount.value;
    this.replace({ ...last, value: paid, alternatives: [paid, last.value], doubt: 'amount_ambiguous' });
  }

  /** "diskon 30rb, bayar 90rb": what was taken off is in what was paid. */
  private isPaidAfter({ last }: Price): boolean {
    const next = this.numbers.flat().find((amount) => amount.kind === 'money' && amount.first > last);
    return next !== undefined && paidWords.has(this.norm(next.first - 1));
  }

  /** The price with its quantity worked in; where that is open, both readings. */
  private withQuantity(amount: Amount, index: number): Price {
    const price = toPrice(amount, index);
    const clause = this.clauses[index];
    const quantity =
      clause &&
      quantityOf(this.message, amount, clause, this.numbers[index] ?? [], this.countsBefore(index), this.countsAfter(index));
    if (!quantity) return price;
    const multiply = (value: number): number => value * quantity.count;
    const literal = quantity.open ? null : literalUnitPrice(amount, this.wordsOf(clause));
    if (literal) {
      const value = multiply(literal.value);
      const alternatives = literal.sure ? [] : [value, multiply(literal.value * thousand)];
      return { ...price, value, alternatives, doubt: literal.sure ? null : 'amount_ambiguous' };
    }
    const total = price.value === null ? null : multiply(price.value);
    if (total !== null && !Number.isSafeInteger(total)) return price;
    const span = { first: Math.min(quantity.first, price.first), last: Math.max(quantity.last, price.last) };
    if (!quantity.open) return { ...price, ...span, value: total, alternatives: price.alternatives.map(multiply) };
    if (total === null || price.value === null || price.doubt !== null) return price;
    return { ...price, value: total, alternatives: [total, price.value], doubt: 'amount_ambiguous' };
  }

  /** A count in the next clause goes with a price for each, when it has no money of its own: "35rb sekilo, 2 kilo". */
  private countsAfter(index: number): readonly Amount[] {
    const own = this.numbers[index + 1] ?? [];
    return this.isCount(own, index + 1) || own.every((amount) => amount.kind === 'count') ? own : [];
  }

  /** A count in the clause before also goes with a price for each, when that clause has no money of its own. */
  private countsBefore(index: number): readonly Amount[] {
    return this.prices.some((price) => price.clause === index - 1) ? [] : (this.numbers[index - 1] ?? []);
  }
}

/** The prices of a message, in order: one for each thing bought or received. */
export const readPrices = (message: Message, clauses: readonly Clause[]): Price[] => new PriceReader(message, clauses).all();
