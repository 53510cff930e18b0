import { decideTotal } from '../../language/receipt.ts';
import { type Amount, trailingAmount } from './amounts.ts';
import { findDate, findDayMonth, findTime, findWornDate } from './dates.ts';
import { fuelItem } from './fuel.ts';
import { readItems } from './items.ts';
import { type Label, labelOf, paymentMethod } from './labels.ts';
import { findMerchant, findPayee, terminalSlip } from './merchant.ts';
import type { Row } from './page.ts';
import type { ReadFields } from './reading.ts';

/** A row with what its words mean. */
interface LabelledRow {
  text: string;
  label: Label | null;
  amount: Amount | null;
}

/** Fields of a receipt, invoice or slip from its rows, top to bottom. Pure; never throws. */
export function readFields(rows: readonly Row[]): ReadFields {
  const cleaned = rows.map(trimNoise).filter((row) => row.text !== '');
  const labelled = withValuesBelow(cleaned.map(({ text }) => toLabelled(text)));
  const isTransfer = findPayee(cleaned) !== null;
  const isSlip = isTransfer || labelled.some(({ text }) => terminalSlip.test(text));
  const sums = isSlip ? withSoleAmount(readSums(labelled), labelled) : readSums(labelled);
  const firstSum = labelled.findIndex((row) => row.label === 'subtotal' || row.label === 'total');
  const goods = cleaned.slice(0, firstSum === -1 ? cleaned.length : firstSum).map((row) => row.text);
  const texts = cleaned.map((row) => row.text);
  return {
    kind: isTransfer ? 'transfer' : 'purchase',
    merchant: findMerchant(cleaned),
    ...findMoment(texts),
    // Transfers and the slips of card terminals list no goods.
    items: isSlip ? [] : itemsOf(texts, goods, sums.total),
    ...sums,
    paymentMethod: labelled.flatMap((row) => (row.label === 'paid' ? (paymentMethod(row.text) ?? []) : []))[0] ?? null,
  };
}

function toLabelled(text: string): LabelledRow {
  const amount = trailingAmount(text);
  return { text, amount, label: labelOf(text.slice(0, amount?.start ?? text.length)) };
}

function itemsOf(lines: readonly string[], goods: readonly string[], total: string | null): ReadFields['items'] {
  const fuel = fuelItem(lines, total);
  return fuel ? [fuel] : readItems(goods);
}

/** Screens print a value below its label: an amount that stands alone belongs to the label above it. */
function withValuesBelow(rows: readonly LabelledRow[]): LabelledRow[] {
  return rows.map((row, index) => {
    const below = rows[index + 1];
    const isAlone = below?.amount && below.label === null && !/\p{L}{3}/u.test(below.text.slice(0, below.amount.start));
    return row.label !== null && row.amount === null && isAlone ? { ...row, amount: below.amount } : row;
  });
}

/** OCR finds "words" in creases and tables: signs and doubtful letters at both ends of a row. */
function trimNoise(row: Row): Row {
  const isNoise = ({ text, confidence }: Row['words'][number]) =>
    !/[\p{L}\d]/u.test(text) || (confidence < 0.5 && text.replace(/[^\p{L}\d]/gu, '').length <= 2 && !/\d/.test(text));
  let start = 0;
  let end = row.words.length;
  while (start < end && isNoise(row.words[start] as Row['words'][number])) start += 1;
  while (end > start && isNoise(row.words[end - 1] as Row['words'][number])) end -= 1;
  const words = row.words.slice(start, end);
  return { ...row, words, text: words.map((word) => word.text).join(' ') };
}

type Sums = Pick<
  ReadFields,
  'subtotal' | 'discount' | 'service' | 'tax' | 'taxIncluded' | 'rounding' | 'total' | 'paid' | 'change'
>;

function readSums(rows: readonly LabelledRow[]): Sums {
  const subtotalAt = rows.findIndex((row) => row.label === 'subtotal' && Number(row.amount?.value ?? 0) >= minTotal);
  const totalAt = findTotal(rows, subtotalAt);
  // Screens show the total first, and below it what it is made of.
  const above = totalAt === -1 || subtotalAt > totalAt ? rows : rows.slice(0, totalAt);
  const below = totalAt === -1 ? rows : rows.slice(totalAt + 1);
  const first = (list: readonly LabelledRow[], label: Label) =>
    list.find((row) => row.label === label && row.amount)?.amount?.value ?? null;
  const afterGoods = subtotalAt === -1 ? above : above.slice(subtotalAt);
  const taxNote = rows.map((row) => taxOfNote(row.text)).find((tax) => tax !== null) ?? null;
  const tax = magnitude(first(afterGoods, 'tax'));
  const isSaidIncluded = rows.some((row) => /TERMASUK\s+(?:PAJAK|PPN|PB1)|INCL/i.test(row.text));
  const sums = {
    subtotal: magnitude(rows[subtotalAt]?.amount?.value ?? null),
    discount: magnitude(first(afterGoods, 'discount') ?? sumOf(above.filter((row) => row.label === 'discount'))),
    service: magnitude(sumOf(above.filter((row) => row.label === 'service'))),
    tax: tax ?? taxNote,
    taxIncluded: tax === null ? (taxNote !== null || isSaidIncluded ? true : null) : isSaidIncluded ? null : false,
    rounding: first(afterGoods, 'rounding'),
    total: magnitude(rows[totalAt]?.amount?.value ?? null),
    paid: magnitude(first(below, 'paid')),
    change: magnitude(first(below, 'change')),
  };
  return withDiscounts(sums, sumOf(afterGoods.filter((row) => row.label === 'discount')));
}

/** Where several discounts stand below the goods, the printed total tells whether they add up or the first is their sum. */
function withDiscounts(sums: Sums, all: string | null): Sums {
  if (all === null || sums.discount === all || decideTotal({ ...sums, items: [] }).certain) return sums;
  const added = { ...sums, discount: all };
  return decideTotal({ ...added, items: [] }).certain ? added : sums;
}

/** The total is the last one before the payment: some papers print a total before discount or tax first. */
function findTotal(rows: readonly LabelledRow[], subtotalAt: number): number {
  const paidAt = rows.findIndex(
    (row, index) => index > subtotalAt && (row.label === 'change' || (row.label === 'paid' && row.amount)),
  );
  const end = paidAt === -1 ? rows.length : paidAt;
  const before = rows.slice(0, end).findLastIndex((row) => isTotal(row));
  return before === -1 ? rows.findIndex(isTotal) : before;
}

/** Below this nobody writes a receipt: it is what is left of a larger number. */
const minTotal = 100;

function isTotal({ label, amount }: LabelledRow): boolean {
  return label === 'total' && amount !== null && Math.abs(Number(amount.value)) >= minTotal;
}

/** "DPP 44.595 PPN 4.905": the tax inside the prices. */
function taxOfNote(text: string): string | null {
  if (!/D[PO]P/i.test(text)) return null;
  const at = text.search(/PP?N[^\p{L}]*\d/iu);
  return at === -1 ? null : (trailingAmount(text)?.value ?? null);
}

function sumOf(rows: readonly LabelledRow[]): string | null {
  const values = rows.flatMap((row) => (row.amount ? [BigInt(row.amount.value.replace('-', ''))] : []));
  return values.length === 0 ? null : String(values.reduce((sum, value) => sum + value, 0n));
}

function magnitude(value: string | null): string | null {
  return value?.replace('-', '') ?? null;
}

/** A terminal's slip or a transfer may print its one amount without a word for it; the method above it is no payment of its own. */
function withSoleAmount(sums: Sums, rows: readonly LabelledRow[]): Sums {
  if (sums.total !== null || sums.subtotal !== null) return sums;
  const amounts = new Set(rows.flatMap(({ text, amount }) => (amount && priced.test(text) ? [amount.value] : [])));
  const [sole] = amounts;
  return amounts.size === 1 && sole !== undefined ? { ...sums, total: magnitude(sole), paid: null, change: null } : sums;
}

const priced = /(?:R[pPnoO]|IDR)[.,:]?\s?\d/;

/** Rows that state sums: where a total is read a second time, these are enough. */
export function sumRows(rows: readonly Row[]): Row[] {
  return rows.filter(({ text }) => {
    const { label, amount } = toLabelled(text);
    return label !== null && label !== 'other' && label !== 'count' && amount !== null;
  });
}

/** Date and time; on a parking slip those of leaving. */
function findMoment(lines: readonly string[]): Pick<ReadFields, 'date' | 'dayMonth' | 'time'> {
  const leaving = lines.find((line) => /KELUAR|\bOUT\b/i.test(line) && findDate(line) !== null);
  const ordered = leaving ? [leaving, ...lines] : lines;
  const dated = ordered.findIndex((line) => findDate(line) !== null);
  if (dated === -1) {
    const dayMonth = lines.flatMap((line) => findDayMonth(line) ?? [])[0] ?? null;
    return { date: lines.flatMap((line) => findWornDate(line) ?? [])[0] ?? null, dayMonth, time: null };
  }
  const near = [ordered[dated], ordered[dated + 1], ordered[dated - 1]];
  return { date: findDate(ordered[dated] ?? ''), time: near.flatMap((line) => findTime(line ?? '') ?? [])[0] ?? null };
}
