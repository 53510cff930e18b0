/** The free-form JSON a run keeps with its message, read without trust: what is not there is null. */

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export interface Heard {
  text: string;
  /** A second hearing that differs. */
  alternative: string | null;
  /** 0 to 1. */
  confidence: number | null;
}

/** What a voice note was heard to say. */
export function heardOf(transcript: unknown): Heard | null {
  if (!isRecord(transcript)) return null;
  const heard = text(transcript.text);
  return heard === null
    ? null
    : { text: heard, alternative: text(transcript.alternative), confidence: number(transcript.confidence) };
}

export interface ReadItem {
  /** Its place on the paper. */
  id: string;
  name: string;
  quantity: number | null;
  amount: string | null;
}

export interface Reading {
  /** Name and text of each field that was found, amounts apart. */
  fields: { name: string; value: string; isMoney: boolean }[];
  items: ReadItem[];
  /** Rows as they stood on the paper. */
  lines: string[];
  confidence: number | null;
}

const moneyFields = ['subtotal', 'discount', 'service', 'tax', 'total', 'paid', 'change'];
const plainFields = ['merchant', 'date', 'time', 'paymentMethod'];

/** What was read on a receipt. */
export function readingOf(reading: unknown): Reading | null {
  if (!isRecord(reading)) return null;
  const fields = isRecord(reading.fields) ? reading.fields : {};
  const found = (names: string[], isMoney: boolean) =>
    names.flatMap((name) => {
      const value = text(fields[name]);
      return value ? [{ name, value, isMoney }] : [];
    });
  const items = list(fields.items).flatMap((item, index): ReadItem[] => {
    if (!isRecord(item)) return [];
    const name = text(item.name);
    return name ? [{ id: String(index), name, quantity: number(item.quantity), amount: text(item.amount) }] : [];
  });
  return {
    fields: [...found(plainFields, false), ...found(moneyFields, true)],
    items,
    lines: list(reading.lines).filter((line) => typeof line === 'string'),
    confidence: number(reading.confidence),
  };
}

export interface Draft {
  /** Its line of the question. */
  id: string;
  type: 'expense' | 'income' | 'transfer';
  amount: string | null;
  currency: string;
  /** Other amounts a careful person could mean. */
  alternatives: string[];
  category: string | null;
  occurredOn: string | null;
  merchant: string | null;
  note: string;
  doubts: string[];
}

const isType = (value: unknown): value is Draft['type'] => value === 'expense' || value === 'income' || value === 'transfer';

/** The entries a run has in mind. */
export function draftsOf(entries: unknown): Draft[] {
  return list(entries).flatMap((entry, index): Draft[] => {
    if (!isRecord(entry) || !isType(entry.type)) return [];
    return [
      {
        id: String(index),
        type: entry.type,
        amount: text(entry.amount),
        currency: text(entry.currency) ?? 'IDR',
        alternatives: list(entry.alternatives).filter((amount) => typeof amount === 'string'),
        category: text(entry.category),
        occurredOn: text(entry.occurredOn),
        merchant: text(entry.merchant),
        note: text(entry.note) ?? '',
        doubts: list(entry.doubts).filter((doubt) => typeof doubt === 'string'),
      },
    ];
  });
}
