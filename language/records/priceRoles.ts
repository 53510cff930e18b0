import { matchExpense } from '../lexicon/match.ts';
import { cutWords, haggling, lightWords, offWords, paidWords, payWords, type Role, roles, shareWords } from '../lexicon/roles.ts';
import type { Amount } from '../reading/amounts.ts';
import { type Clause, type Message, wordsOf } from '../reading/clauses.ts';

/** Where a price stands. */
interface Stretch {
  last: number;
}

/** Most tokens between pay and what was kept of it, and before the pay. */
const cutReach = 6;

/** Tells what the words around an amount make of it: a price, a total, what was paid in the end, change, a discount. */
export class RoleReader {
  private readonly message: Message;
  private readonly clauses: readonly Clause[];
  private readonly numbers: readonly (readonly Amount[])[];
  /** Token place of the last word for change; -1 without one. */
  readonly lastChange: number;

  constructor(message: Message, clauses: readonly Clause[], numbers: readonly (readonly Amount[])[]) {
    this.message = message;
    this.clauses = clauses;
    this.numbers = numbers;
    this.lastChange = message.tokens.findLastIndex((token) => roles.get(token.norm) === 'change');
  }

  /** The role of an amount of a clause; `before` is the price read last. */
  roleOf(amount: Amount, index: number, before: Stretch | undefined): Role {
    const clause = this.clauses[index];
    if (this.isPaid(amount, before) || (before !== undefined && this.isOwnPart(amount, index))) return 'final';
    if (this.isTakenOff(amount, index, before)) return 'discount';
    return clause ? this.roleInClause(amount, clause, index) : 'price';
  }

  /** Whether more money follows an amount in its clause. */
  moneyAfter({ last }: Amount, index: number): boolean {
    return (this.numbers[index] ?? []).some((other) => other.kind === 'money' && other.first > last);
  }

  private norm(index: number): string {
    return this.message.tokens[index]?.norm ?? '';
  }

  private wordsOf({ first, last }: Clause): string[] {
    return this.message.tokens.slice(first, last + 1).map((token) => token.norm);
  }

  /** The role of an amount by a word behind it, or those before it. */
  private roleInClause(amount: Amount, clause: Clause, index: number): Role {
    if (this.isChange(amount, clause, index)) return 'change';
    if (this.norm(amount.first - 1) !== 'bukan') return this.roleByLead(amount, clause, index);
    return ['eh', 'salah'].includes(this.norm(amount.first - 2)) ? 'slip' : 'negated';
  }

  private roleByLead(amount: Amount, clause: Clause, index: number): Role {
    let at = amount.first - 1;
    let light: Role = 'price';
    while (at >= clause.first && lightWords.has(this.norm(at))) {
      light = light === 'price' ? (roles.get(this.norm(at)) ?? light) : light;
      at--;
    }
    if (at < clause.first && light === 'price') return this.isSlipBefore(index) ? 'slip' : 'price';
    const role = at >= clause.first ? this.roleAt(at) : undefined;
    if (role === 'discount' && light === 'final') return 'final';
    return light !== 'price' && (role === undefined || role === 'handed' || role === 'list') ? light : (role ?? light);
  }

  /** "pulsa 20rb bayar 22rb": the thing, and what was paid for it. */
  private isPaid({ first }: Amount, before: Stretch | undefined): boolean {
    const word = this.norm(first - 1);
    return this.lastChange < first && (paidWords.has(word) || shareWords.has(word)) && before?.last === first - 2;
  }

  /** "makan 200rb, aku bayar 50rb doang": a clause that tells what was paid and nothing else. */
  private isOwnPart({ first }: Amount, index: number): boolean {
    const clause = this.clauses[index];
    if (!clause || index === 0 || !paidWords.has(this.norm(first - 1)) || (this.numbers[index]?.length ?? 0) > 1) return false;
    const words = wordsOf(this.message, clause);
    return words.includes('saya') && words.every((word) => paidWords.has(word) || haggling.has(word) || lightWords.has(word));
  }

  /** "5rb kembalian" at the end of a clause. */
  private isChange(amount: Amount, clause: Clause, index: number): boolean {
    const told = amount.last < clause.last && roles.get(this.norm(amount.last + 1)) === 'change';
    return told && !this.moneyAfter(amount, index);
  }

  /** "shoes 450k but got 50k off", "gaji 4jt bulan ini dipotong 200rb". */
  private isTakenOff(amount: Amount, index: number, before: Stretch | undefined): boolean {
    if (before === undefined) return false;
    const told = offWords.has(this.norm(amount.last + 1)) && !this.moneyAfter(amount, index);
    return told || this.isCut(amount, before);
  }

  /** Pay less what was kept of it before it came. */
  private isCut({ first }: Amount, before: Stretch): boolean {
    const between = this.message.tokens.slice(before.last + 1, first).map(({ norm }) => norm);
    const at = between.findIndex((word) => cutWords.has(word));
    const pay = this.message.tokens.slice(Math.max(0, before.last - cutReach), before.last);
    // "tunjangan 4,8jt, pinjaman kepotong 1,9jt": a thing of its own was paid.
    const near = at >= 0 && between.length <= cutReach && matchExpense(between) === null;
    return near && pay.some(({ norm }) => payWords.has(norm));
  }

  private roleAt(place: number): Role | undefined {
    const before = this.message.tokens[place - 1];
    // "2 potong 24rb" counts pieces.
    if (before?.kind === 'number' && roles.get(this.norm(place)) === 'discount') return undefined;
    // "bensin = 20rb" gives a price, "20rb + 15rb = 35rb" a sum.
    if (this.norm(place) === '=' && before?.kind === 'word' && !this.message.money.has(place - 1)) return 'price';
    return roles.get(this.norm(place));
  }

  /** "parkir 5rb, salah, 3rb": the clause before takes back what was said. */
  private isSlipBefore(index: number): boolean {
    const before = this.clauses[index - 1];
    if (!before || (this.numbers[index - 1] ?? []).some((amount) => amount.kind === 'money')) return false;
    const words = this.wordsOf(before);
    return words.length > 0 && words.every((word) => roles.get(word) === 'slip' || lightWords.has(word));
  }
}
