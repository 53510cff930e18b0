import type { Amount } from './amounts.ts';
import { type Clause, type Message, within } from './clauses.ts';
import type { Doubt } from './interpretation.ts';

/** What one purchase cost, after quantities, change, totals and slips of the tongue are worked in. */
export interface Price {
  /** Token places of the amount that carries it, with its quantity. */
  first: number;
  last: number;
  clause: number;
  value: number | null;
  alternatives: number[];
  doubt: Doubt | null;
  about: boolean;
  quote: string;
}

type Role = 'price' | 'total' | 'change' | 'handed' | 'discount' | 'list' | 'final' | 'slip' | 'fee';

const roles = new Map<string, Role>(
  Object.entries({
    total: 'total',
    totalnya: 'total',
    jumlah: 'total',
    semuanya: 'total',
    semua: 'total',
    totalan: 'total',
    sum: 'total',
    subtotal: 'total',
    '=': 'total',
    jumlahnya: 'total',
    jadi: 'final',
    jadinya: 'final',
    kembali: 'change',
    kembalinya: 'change',
    susuk: 'change',
    susuknya: 'change',
    angsul: 'change',
    angsulan: 'change',
    change: 'change',
    balikan: 'change',
    diskon: 'discount',
    diskonnya: 'discount',
    disc: 'discount',
    discount: 'discount',
    potong: 'discount',
    potongan: 'discount',
    voucher: 'discount',
    hemat: 'discount',
    promo: 'discount',
    diskonan: 'discount',
    vocer: 'discount',
    uang: 'handed',
    duit: 'handed',
    uangnya: 'handed',
    duitnya: 'handed',
    pakai: 'handed',
    eh: 'slip',
    ralat: 'slip',
    maksud: 'slip',
    koreksi: 'slip',
    salah: 'slip',
    tapi: 'slip',
    harusnya: 'slip',
    eeh: 'slip',
    sorry: 'slip',
    maaf: 'slip',
    harga: 'list',
    aslinya: 'list',
    normal: 'list',
    normalnya: 'list',
    dari: 'list',
  } satisfies Record<string, Role>),
);

/** Words between a role word and its amount ("diskon jadi", "total semua", "kembali nya"). */
const lightWords = new Set([
  'nya',
  'semua',
  'semuanya',
  'sih',
  'itu',
  'ya',
  'cuma',
  'sebesar',
  'bayar',
  'deh',
  'jadi',
  'eh',
  'salah',
  'of',
  ':',
  'rp',
  'harga',
  'total',
  'dapat',
  'deng',
  'ternyata',
]);

/** Words after an amount that say what one piece costs. */
const eachWords = new Set([
  'satuan',
  'satuannya',
  'each',
  'apiece',
  'perbiji',
  'perporsi',
  'perbungkus',
  'perorang',
  'perpcs',
  'perkilo',
  'perkg',
  'perliter',
  'perlembar',
  'perbuah',
  'perbotol',
  'persatuan',
  'masing',
  'masingmasing',
  'sebiji',
  'sebungkus',
  'seporsi',
  'sebuah',
  'sebotol',
  'sekilo',
  'selembar',
  'seekor',
  'sebijinya',
  'sebungkusnya',
  'seporsinya',
  'sebuahnya',
  'sekilonya',
  'seliter',
  'seorang',
  'sekotak',
  'segelas',
  'sebotolnya',
  'selembarnya',
  'seekornya',
  'seloyang',
  'sepcs',
]);
const crosses = new Set(['x', '×', '*', '@', 'kali']);

/** Notes a shop gives change on, in rupiah. */
const notes = [10_000, 20_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000, 1_000_000];

const toPrice = (amount: Amount, clause: number): Price => ({
  first: amount.first,
  last: amount.last,
  clause,
  value: amount.value,
  alternatives: amount.alternatives,
  doubt: amount.doubt,
  about: amount.about,
  quote: amount.quote,
});

/** Works out the prices of a message. */
class PriceReader {
  private readonly message: Message;
  private readonly clauses: readonly Clause[];
  private readonly prices: Price[] = [];
  private handed: Price | null = null;

  constructor(message: Message, clauses: readonly Clause[]) {
    this.message = message;
    this.clauses = clauses;
  }

  all(): Price[] {
    this.clauses.forEach((clause, index) => {
      for (const amount of this.moneyOf(clause)) this.take(amount, index);
    });
    if (this.handed && this.prices.length === 0) this.prices.push(this.handed);
    return this.prices;
  }

  /** The money of a clause; small bare numbers only where nothing clearer stands. */
  private moneyOf(clause: Clause): Amount[] {
    const money = this.message.amounts.filter((amount) => amount.kind === 'money' && within(amount, clause));
    const clear = money.filter((amount) => !amount.weak);
    return clear.length > 0 ? clear : money.slice(-1);
  }

  private norm(index: number): string {
    return this.message.tokens[index]?.norm ?? '';
  }

  private roleOf(amount: Amount, clause: Clause): Role {
    const after = this.norm(amount.last + 1);
    if (amount.last < clause.last && roles.get(after) === 'change' && !this.moneyBetween(amount.last, clause.last))
      return 'change';
    let at = amount.first - 1;
    let light: Role = 'price';
    while (at >= clause.first && lightWords.has(this.norm(at))) {
      light = light === 'price' ? (roles.get(this.norm(at)) ?? light) : light;
      at--;
    }
    const role = at >= clause.first ? roles.get(this.norm(at)) : undefined;
    if (role === 'discount' && light === 'final') return 'final';
    return light !== 'price' && (role === undefined || role === 'handed' || role === 'list') ? light : (role ?? light);
  }

  private moneyBetween(after: number, until: number): boolean {
    return this.message.amounts.some((amount) => amount.kind === 'money' && amount.first > after && amount.last <= until);
  }

  private take(amount: Amount, index: number): void {
    const clause = this.clauses[index];
    if (!clause) return;
    const price = this.withQuantity(amount, index);
    const last = this.prices.at(-1);
    switch (this.roleOf(amount, clause)) {
      case 'total':
        return this.total(price, index);
      case 'final':
        return this.final(price, index);
      case 'change':
        return this.change(price);
      case 'discount':
        return this.discount(price);
      case 'slip':
        if (!last) this.prices.push(price);
        else this.replace({ ...price, clause: last.clause, first: Math.min(last.first, price.first) });
        return;
      case 'handed':
        if (last?.clause === index || this.changeFollows(amount)) this.handed = price;
        else this.prices.push(price);
        return;
      default:
        this.prices.push(price);
    }
  }

  private replace(price: Price): void {
    this.prices[this.prices.length - 1] = price;
  }

  private changeFollows(amount: Amount): boolean {
    return this.message.tokens.some((token, index) => index > amount.last && roles.get(token.norm) === 'change');
  }

  /** "total 76rb" after the things themselves: it checks them; alone it is the price. */
  private total(price: Price, index: number): void {
    const last = this.prices.at(-1);
    if (!last) {
      this.prices.push(price);
      return;
    }
    if (price.value === null || this.prices.some((known) => known.value === null)) return;
    const sum = this.prices.reduce((total, known) => total + (known.value ?? 0), 0);
    if (sum === price.value) return;
    if (this.prices.length === 1) {
      const total = price.value;
      this.replace({
        ...last,
        last: last.clause === index ? price.last : last.last,
        value: total,
        alternatives: total > sum ? [] : [total, sum],
        doubt: total > sum ? last.doubt : 'amount_ambiguous',
      });
      return;
    }
    this.replace({
      ...last,
      doubt: 'arithmetic_mismatch',
      alternatives: [last.value ?? 0, price.value - sum + (last.value ?? 0)].filter((value) => value > 0),
    });
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
    } else this.replace({ ...price, first: last.first, clause: last.clause });
  }

  /** A clause with nothing in it but the amount and role words. */
  private bareClause(price: Price, index: number): boolean {
    const clause = this.clauses[index];
    if (!clause) return false;
    for (let at = clause.first; at <= clause.last; at++) {
      const inside = at >= price.first && at <= price.last;
      if (!inside && this.message.tokens[at]?.kind === 'word' && !roles.has(this.norm(at)) && !lightWords.has(this.norm(at)))
        return false;
    }
    return true;
  }

  /** The change tells what was paid only when the price itself was not said. */
  private change(change: Price): void {
    const last = this.prices.at(-1);
    const handed = this.handed ?? (this.prices.length === 1 ? last : null);
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

  /** "200rb diskon 50rb": most likely 150rb was paid, but 200rb may be the price after it. */
  private discount(discount: Price): void {
    const last = this.prices.at(-1);
    if (!last || last.value === null || discount.value === null || discount.value >= last.value) return;
    const paid = last.value - discount.value;
    this.replace({ ...last, value: paid, alternatives: [paid, last.value], doubt: 'amount_ambiguous' });
  }

  /** Quantity times price: "2x25rb", "25rb x 2", "5 biji @6rb", "3 @ 275.000", "lima bungkus, satu bungkusnya sebelas ribu". */
  private withQuantity(amount: Amount, index: number): Price {
    const price = toPrice(amount, index);
    const clause = this.clauses[index];
    if (!clause) return price;
    const near = this.crossed(amount, clause);
    if (near) return times(price, near.count, near.first, near.last);
    const repeated = this.repeated(amount, clause);
    if (repeated > 1 && price.value !== null && price.doubt === null) {
      const total = price.value * repeated;
      return { ...price, value: total, alternatives: [total, price.value], doubt: 'amount_ambiguous' };
    }
    if (!this.isEach(amount, clause)) return price;
    const counted = this.message.amounts.filter(
      (other) => this.isCount(other, amount) && other.last < amount.first && other.first >= this.reach(clause, index),
    );
    const count = counted
      .filter((other) => other.last < amount.first - 2 || this.norm(amount.first - 1) === '@' || (other.value ?? 0) > 1)
      .at(-1);
    const after = this.message.amounts.find(
      (other) => this.isCount(other, amount) && other.first > amount.last && within(other, clause),
    );
    const quantity = count ?? after;
    return quantity ? times(price, countOf(quantity), price.first, price.last) : price;
  }

  /** A count in the clause before also goes with "@" when that clause has no money of its own. */
  private reach(clause: Clause, index: number): number {
    const before = this.clauses[index - 1];
    return before && !this.prices.some((price) => price.clause === index - 1) ? before.first : clause.first;
  }

  private isCount(other: Amount, amount: Amount): boolean {
    return (
      other !== amount &&
      (other.kind === 'count' || (other.kind === 'money' && other.weak && !other.signed)) &&
      countOf(other) > 0 &&
      countOf(other) < 1000
    );
  }

  private crossed(amount: Amount, clause: Clause): { count: number; first: number; last: number } | null {
    const before = this.message.amounts.find(
      (other) =>
        this.isCount(other, amount) && other.last < amount.first && other.last >= amount.first - 3 && within(other, clause),
    );
    if (before) {
      const between = this.message.tokens.slice(before.last + 1, amount.first).map((token) => token.norm);
      if (between.some((word) => crosses.has(word))) return { count: countOf(before), first: before.first, last: amount.last };
    }
    const after = this.message.amounts.find(
      (other) => this.isCount(other, amount) && other.first > amount.last && within(other, clause),
    );
    const between = after ? this.message.tokens.slice(amount.last + 1, after.first).map((token) => token.norm) : [];
    const joined = between.length === 1 && ['x', '×', '*', 'kali'].includes(between[0] ?? '');
    return after && joined ? { count: countOf(after), first: amount.first, last: after.last } : null;
  }

  /** "2x nasi goreng 15rb", "parkir 2rb 3x": whether the amount is for one or for all stays open. */
  private repeated(amount: Amount, clause: Clause): number {
    const count = this.message.amounts.find(
      (other) => this.isCount(other, amount) && within(other, clause) && this.norm(other.last + 1) === 'x',
    );
    const opens = count !== undefined && (count.first === clause.first || count.first === amount.last + 1);
    return opens ? countOf(count) : 0;
  }

  private isEach(amount: Amount, clause: Clause): boolean {
    const [one, two] = [this.norm(amount.first - 1), this.norm(amount.first - 2)];
    const next = this.norm(amount.last + 1);
    if (one === '@' || eachWords.has(one) || ['per', '/'].includes(two)) return true;
    if (['satu', '1', 'per', 'tiap'].includes(two) && one.endsWith('nya')) return true;
    return amount.last < clause.last && (['per', '/'].includes(next) || eachWords.has(next));
  }
}

/** A bare small number was read as thousands; as a count it is itself. */
const countOf = (amount: Amount): number =>
  amount.kind === 'money' ? (amount.alternatives.at(-1) ?? amount.value ?? 0) : (amount.value ?? 0);

function times(price: Price, count: number, first: number, last: number): Price {
  const total = price.value === null ? null : price.value * count;
  const safe = total === null || Number.isSafeInteger(total) ? total : price.value;
  return {
    ...price,
    first,
    last,
    value: safe,
    alternatives: price.alternatives.map((value) => value * count).filter(Number.isSafeInteger),
  };
}

/** The prices of a message, in order: one for each thing bought or received. */
export const readPrices = (message: Message, clauses: readonly Clause[]): Price[] => new PriceReader(message, clauses).all();
