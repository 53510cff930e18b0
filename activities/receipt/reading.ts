import { type DecidedTotal, decideTotal, printedTotal, type ReceiptFields } from '../../language/receipt.ts';
import type { PagesRead } from './pdf.ts';
import type { StatementLine } from './statement.ts';

/** A line of the receipt; amounts are decimal strings of whole rupiah. */
export interface ReadItem {
  name: string;
  quantity: number;
  unitPrice: string | null;
  amount: string;
}

/** What was read on a receipt, invoice or transfer slip. */
export interface ReadFields extends Omit<ReceiptFields, 'items'> {
  /** transfer: money sent to a person or account, `merchant` is who got it. */
  kind: 'purchase' | 'transfer';
  merchant: string | null;
  /** YYYY-MM-DD as printed. */
  date: string | null;
  /** MM-DD where the paper prints no year; readings kept by earlier readers have none. */
  dayMonth?: string | null;
  /** HH:MM as printed. */
  time: string | null;
  items: ReadItem[];
  paymentMethod: string | null;
}

/** A reading as it is kept with its message. */
export interface ReceiptReading {
  fields: ReadFields;
  /** Movements of an account, when it is a statement and no receipt. Readings kept by earlier readers have none. */
  statement?: StatementLine[] | null;
  /** Where a long document was read in part. */
  pages?: PagesRead;
  decided: DecidedTotal;
  /** Rows as read, for evidence and for later readers; capped. */
  lines: string[];
  /** Mean confidence of the rows that hold text, 0 to 1. */
  confidence: number;
  engine: string;
  ms: number;
}

/** Version of the rules that turn rows into fields; kept with each reading. */
export const readerVersion = '4';

/**
 * Arithmetic decides the total of what was read. A printed total that two other routes contradict stays in question: either it was
 * misread, or the paper is wrong, and only the person can tell.
 */
export function decide(fields: ReadFields): DecidedTotal {
  const items = fields.items.map((item) => item.amount);
  const asPrinted = decideTotal({ ...fields, items });
  const decided = asPrinted.certain ? asPrinted : withMinus(fields, items, asPrinted);
  const { total, certain } = decided;
  const printed = printedTotal({ ...fields, items });
  if (!certain || total === null || printed === null || printed === total) return decided;
  return { total, alternatives: [total, printed], certain: false };
}

/** A minus before a rounding is faint: the printed total tells that there was one. */
function withMinus(fields: ReadFields, items: string[], asPrinted: DecidedTotal): DecidedTotal {
  const { rounding, total } = fields;
  if (rounding === null || rounding === '0' || rounding.startsWith('-') || Number(rounding) >= mostRounding) return asPrinted;
  const decided = decideTotal({ ...fields, items, rounding: `-${rounding}` });
  return decided.certain && decided.total === total ? decided : asPrinted;
}

/** Tills round by less than this, rupiah. */
const mostRounding = 500;

/** Fields and their total, as one engine read them. */
interface Settled {
  fields: ReadFields;
  decided: DecidedTotal;
}

/** Tills round to this, rupiah. */
const roundTo = 50;

/**
 * Whether one engine's word is enough. A worn or slashed zero is read as an eight in every figure of a paper alike, so that wrong
 * sums close too: what is not round wants a second opinion.
 */
export const isSettled = ({ certain, total }: DecidedTotal): boolean => certain && Number(total) % roundTo === 0;

/**
 * Two engines' readings of one paper, the better reader's first. A printed total both read alike is certain unless another route
 * of either contradicts it; a total whose arithmetic closes in the second reading alone is, unless the first read another one.
 */
export function settle(first: Settled, second: Settled): Settled {
  const printed = first.fields.total;
  const offered = [...new Set([...offers(first.decided), ...offers(second.decided)])];
  if (first.decided.certain) {
    const { total } = first.decided;
    const isConfirmed = total !== null && offers(second.decided).includes(total);
    return isConfirmed ? first : { ...first, decided: { total, alternatives: offered, certain: false } };
  }
  if (second.decided.certain) {
    const { total } = second.decided;
    const isContradicted = total !== null && offers(first.decided).length > 0 && !offers(first.decided).includes(total);
    return isContradicted ? { ...second, decided: { total, alternatives: withFirst(total, offered), certain: false } } : second;
  }
  if (printed === null || printed !== second.fields.total) {
    return { ...first, decided: { ...first.decided, total: offered[0] ?? null, alternatives: offered } };
  }
  const certain = offered.every((value) => value === printed);
  return { ...first, decided: { total: printed, alternatives: certain ? [] : withFirst(printed, offered), certain } };
}

/** Totals a decision leaves open, or the one it settled. */
function offers({ total, alternatives }: DecidedTotal): string[] {
  return alternatives.length > 0 ? alternatives : total === null ? [] : [total];
}

const withFirst = (value: string, others: readonly string[]): string[] => [...new Set([value, ...others])];
