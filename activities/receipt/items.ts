import { findAmounts, trailingAmount } from './amounts.ts';
import { findDate } from './dates.ts';
import { labelOf } from './labels.ts';
import type { ReadItem } from './reading.ts';

/** Rows of the head that may hold numbers but no goods. */
const headRow =
  /NPWP|\bTE?LP?\b|\bTELP|\bHP\b|\bWA\b|^\W*JL\b|KASIR|STRUK|\bBON\b|\bTRX\b|\bPUMP\b|MEMBER|TABLE|SERVER|CHECK:|\bNO\.|TID|MID:|PELANGGAN|KSR|NOTA|QTY|KETERANGAN|ITEMS?\s*:|^\W*\d+ ITEM/i;

const unit = String.raw`(?:PCS|PC|BH|KG|GR?|L|LTR|M|ZAK|SAK|KLG|DUS|BKS|BTL|PAK|PACK|IKAT|JKAT|KAT|BJ|LBR|BTG|ROLL|SET|UNIT|PORSI)`;
const quantity = String.raw`(\d{1,3}(?:[.,]\d{1,3})?|[SOIl])`;
const price = String.raw`(?:R[pPn][.,:]?\s?)?(\d[\d.,OoS]*\d|\d)`;

/** "3 x 21.700", "15,12 L x 12.200", "2 @25.000" */
const quantityFirst = new RegExp(String.raw`(?<![\p{L}\d.,])${quantity}\s?(?:${unit}\.?)?\s?[xX×*@®%]\s?[@®]?\s?${price}`, 'u');
/** "@6.200 x 2" */
const priceFirst = new RegExp(String.raw`[@®0%9]\s?${price}\s?[xX×*,]{1,2}\s?${quantity}(?![\d.,])`, 'u');
/** "@25.000" after a leading quantity. */
const unitPriceOnly = new RegExp(String.raw`[@®]\s?${price}`, 'u');
const leadingQuantity = new RegExp(String.raw`^\W{0,2}(\d{1,3})\s*(?:${unit}\b\.?)?\s*(?=\p{L}{2})`, 'u');

/** A share of the volume's last digit that fuel may be off by. */
const maxFuelError = 0.01;

interface Terms {
  quantity: number;
  unitPrice: string;
  start: number;
  end: number;
}

/** Goods between the head and the sums of a receipt, in print order. */
export function readItems(lines: readonly string[]): ReadItem[] {
  const items: ReadItem[] = [];
  let pendingName: string | null = null;
  for (const line of lines) {
    if (headRow.test(line) || findDate(line) !== null) continue;
    const terms = findTerms(line);
    const amount = trailingAmount(line);
    const label = labelOf(line.slice(0, amount?.start ?? line.length));
    if (label !== null && label !== 'other' && !terms) continue;
    const name = itemName(line.slice(0, terms?.start ?? amount?.start ?? line.length));
    if (terms) {
      const last = items.at(-1);
      const own = amount && amount.start >= terms.end - 1 ? amount.value : null;
      if (!own && !name && !pendingName && last && last.unitPrice === null) Object.assign(last, priced(last, terms));
      else items.push(toItem(name || pendingName || '', terms, own));
      pendingName = null;
    } else if (amount?.isMoney) {
      const item = plainItem(line, amount.start, amount.value, pendingName);
      if (item) items.push(item);
      pendingName = null;
    } else if (name) {
      pendingName = name;
    }
  }
  return items.filter((item) => item.name !== '' && !item.amount.startsWith('-') && item.amount !== '0');
}

/** Position of the first row that holds goods; the head lies before it. */
function findTerms(line: string): Terms | null {
  const first = quantityFirst.exec(line);
  if (first) return toTerms(first, first[1], first[2]);
  const second = priceFirst.exec(line);
  if (second) return toTerms(second, second[2], second[1]);
  const lead = leadingQuantity.exec(line);
  const only = unitPriceOnly.exec(line);
  return lead && only ? toTerms(only, lead[1], only[1]) : null;
}

function toTerms(match: RegExpExecArray, count = '', each = ''): Terms | null {
  const unitPrice = findAmounts(each)[0]?.value;
  const quantityValue = Number({ S: '5', O: '0', I: '1', l: '1' }[count] ?? count.replace(',', '.'));
  if (!unitPrice || !(quantityValue > 0)) return null;
  return { quantity: quantityValue, unitPrice, start: match.index, end: match.index + match[0].length };
}

function toItem(name: string, terms: Terms, amount: string | null): ReadItem {
  return {
    name: name.replace(leadingQuantity, ''),
    quantity: terms.quantity,
    unitPrice: terms.unitPrice,
    amount: amount ?? product(terms),
  };
}

/** Quantity and price printed below a line that already has its amount. */
function priced(item: ReadItem, terms: Terms): Partial<ReadItem> {
  const fits = Math.abs(Number(product(terms)) - Number(item.amount)) <= Number(terms.unitPrice) * maxFuelError;
  return fits ? { quantity: terms.quantity, unitPrice: terms.unitPrice } : {};
}

function product({ quantity: count, unitPrice }: Terms): string {
  return String(Math.round(count * Number(unitPrice)));
}

/** A row without "n x price": a leading quantity, or "quantity price amount" in columns. */
function plainItem(line: string, amountStart: number, amount: string, pendingName: string | null): ReadItem | null {
  const before = findAmounts(line.slice(0, amountStart));
  const columns = before.filter(({ end }) => !/\p{L}{2}/u.test(line.slice(end, amountStart)));
  const [each, count] = [columns.at(-1), columns.at(-2)];
  const lead = leadingQuantity.exec(line);
  const leadCount = lead ? Number(lead[1]) : null;
  const name = itemName(line.slice(0, (count ?? each)?.start ?? amountStart)).replace(leadingQuantity, '') || pendingName || '';
  if (!name) return null;
  if (each && count && Number(count.value) * Number(each.value) === Number(amount)) {
    return { name, quantity: Number(count.value), unitPrice: each.value, amount };
  }
  if (each?.isMoney && leadCount && leadCount * Number(each.value) === Number(amount)) {
    return { name, quantity: leadCount, unitPrice: each.value, amount };
  }
  return { name, quantity: leadCount ?? 1, unitPrice: null, amount };
}

/** Letters of a name, junk at the edges cut; empty when it is none. */
function itemName(text: string): string {
  const name = text.replace(/^[^\p{L}\d]+|[^\p{L}\d).%]+$/gu, '').replace(/\s+/g, ' ');
  return /\p{L}{2}/u.test(name) ? name : '';
}
