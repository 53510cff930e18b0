import { type DecidedTotal, decideTotal, type ReceiptFields } from '../../language/receipt.ts';

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
  /** HH:MM as printed. */
  time: string | null;
  items: ReadItem[];
  paymentMethod: string | null;
}

/** A reading as it is kept with its message. */
export interface ReceiptReading {
  fields: ReadFields;
  decided: DecidedTotal;
  /** Rows as read, for evidence and for later readers; capped. */
  lines: string[];
  /** Mean confidence of the rows that hold text, 0 to 1. */
  confidence: number;
  engine: string;
  ms: number;
}

/** Version of the rules that turn rows into fields; kept with each reading. */
export const readerVersion = '1';

/**
 * Arithmetic decides the total of what was read. A printed total that two other routes contradict stays in question: either it was
 * misread, or the paper is wrong, and only the person can tell.
 */
export function decide(fields: ReadFields): DecidedTotal {
  const decided = decideTotal({ ...fields, items: fields.items.map((item) => item.amount) });
  const { total, certain } = decided;
  if (!certain || total === null || fields.total === null || fields.total === total) return decided;
  return { total, alternatives: [total, fields.total], certain: false };
}
