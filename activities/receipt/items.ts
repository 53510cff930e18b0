import { type Amount, findAmounts, trailingAmount } from './amounts.ts';
import { findDate } from './dates.ts';
import { labelOf, withLetters } from './labels.ts';
import type { ReadItem } from './reading.ts';

/** Rows of the head that may hold numbers but no goods. */
const headRow =
  /NPWP|\bTE?LP?\b|\bTELP|^\W*JL\b|KASIR|STRUK|\bTRX\b|CHECK:|\bNO\.|\bTID\b|MID:|\bAPPR\b|\bISSUER\b|\bRRN\b|PELANGGAN|KSR|\bQTY\b|KETERANGAN|ITEMS?\s*:|^\W*\d+ ITEM/i;

/** Words of the head that goods are called by too ("Casing HP", "BON CABE"): a number or a name after a sign tells. */
const headEntry = /\b(?:HP|WA|BON|NOTA|MEMBER|TABLE|SERVER|PUMP)\b\W*(?:NO\b|[:#]|\d(?!\d{0,2}[.,]\d{3}(?!\d))|KONTAN|$)/i;

const unit =
  '(?:PCS|PC|BH|KG|GR?|L|LTR|M|ZAK|SAK|KLG|DUS|BKS|BTL|PAK|PACK|IKAT|JKAT|KAT|BJ|LBR|BTG|ROLL|SET|UNIT|PORSI|[pP][cC][sS]|kg|btl|bks)';
const number = String.raw`(\d[\d.,OoS]*\d|\d|[SOIl](?=\s?[xX×]))`;
const currency = String.raw`(?:R[pPn][.,:]?\s?)?`;

/** "3 x 21.700", "15,12 L x 12.200", "@6.200 x 2", "2 PCS x 18.100" with the sign between read in several ways. */
const timesPattern = new RegExp(
  String.raw`(?<![\p{L}\d.,])[@®©%]?\s?${currency}${number}\s?(?:${unit}\.?)?\s?(?:[xX×*«=]|(?<=\p{L}\.?\s?)[@®©])\s?[@®]?\s?${currency}${number}(?!\p{L})`,
  'u',
);
/** "@25.000" after a leading quantity. */
const eachPattern = new RegExp(String.raw`[@®©]\s?${currency}${number}`, 'u');
/** A quantity before the name; a crease before it may read as a letter or two. */
const leadingQuantity = new RegExp(
  String.raw`^(?:\W{0,2}|[^\d\s]{1,3}\s)([1-9]\d{0,2})(?:\s?[|xX×](?=\s))?\s*(?:${unit}\b\.?)?\s*(?=\p{L}{2})`,
  'iu',
);
/** A price whose separator was too faint to be read. */
const roundPrice = /^[1-9]\d{1,4}(?:00|50)$/;
const groupOfThree = /\d[.,]\d{3}$/;

/** A one that was read as a letter: "lx Teh", "Gula lkg". */
const loneOne = /^[lI|](?=\s?[xX×]\s)|(?<![\p{L}\d.,])[lI|](?=(?:kg|KG|L|ltr|LTR)(?![\p{L}\d]))/gu;

/** Nothing is sold for less, rupiah. */
const minPrice = 50;

/** Fuel is within half of the volume's last printed digit, times the price. */
const maxFuelError = 0.005;

interface Terms {
  quantity: number;
  unitPrice: string;
  /** Where they stand in the row. */
  start: number;
  /** Amount of the same row, behind them. */
  amount: string | null;
}

/** Goods between the head and the sums of a receipt, in print order. */
export function readItems(lines: readonly string[]): ReadItem[] {
  const items: ReadItem[] = [];
  let pendingName: string | null = null;
  for (const printed of lines) {
    const line = printed.replace(loneOne, '1');
    if (headRow.test(line) || headEntry.test(line) || findDate(line) !== null) {
      pendingName = null;
      continue;
    }
    const trailing = trailingAmount(line);
    const amount = asPrice(trailing);
    const terms = findTerms(line, trailing);
    // "Service 5x 17.325": a percentage, not a quantity.
    if (!terms?.amount && isLabel(line.slice(0, terms?.start || (amount?.start ?? line.length)))) continue;
    const name = itemName(line.slice(0, terms?.start ?? amount?.start ?? line.length));
    if (terms) addTerms(items, name || pendingName, terms);
    else if (amount) addPlain(items, plainItem(line, amount.start, amount.value, pendingName));
    pendingName = terms || amount ? null : name || pendingName;
  }
  return withoutSums(items.filter((item) => item.name !== '' && !item.amount.startsWith('-') && item.amount !== '0'));
}

/** Words of sums, so badly printed that no label was recognised. */
const sumWord = /^\W*(?:sub|tot|jum|jml|grand|harga j)/i;

/** The first row that adds up what stands above it is no goods, and nothing below it is. */
function withoutSums(items: ReadItem[]): ReadItem[] {
  let sum = 0n;
  const end = items.findIndex(({ name, amount, unitPrice }, index) => {
    const isSum = unitPrice === null && sum === BigInt(amount) && (index > 1 || (index === 1 && sumWord.test(name)));
    sum += BigInt(amount);
    return isSum;
  });
  return end === -1 ? items : items.slice(0, end);
}

const asPrice = (amount: Amount | null): Amount | null =>
  amount && (amount.isMoney || roundPrice.test(amount.value)) ? amount : null;

function isLabel(text: string): boolean {
  const label = labelOf(text);
  return label !== null && label !== 'other';
}

function addTerms(items: ReadItem[], name: string | null, terms: Terms): void {
  const last = items.at(-1);
  if (!terms.amount && !name && last && last.unitPrice === null) Object.assign(last, priced(last, terms));
  else items.push(toItem(name ?? '', terms, terms.amount));
}

function addPlain(items: ReadItem[], item: ReadItem | null): void {
  if (item) items.push(item);
}

/** Quantity and unit price of a row, null when it has none. */
function findTerms(line: string, trailing: Amount | null): Terms | null {
  const times = timesPattern.exec(line);
  if (times) return toTerms(times, trailing);
  const lead = leadingQuantity.exec(line);
  const each = eachPattern.exec(line);
  if (!lead?.[1] || !each?.[1]) return null;
  return settle(Number(lead[1]), each[1], each.index, amountAfter(trailing, each));
}

function toTerms(match: RegExpExecArray, trailing: Amount | null): Terms | null {
  const [, first = '', second = ''] = match;
  const isPriceFirst = groupOfThree.test(first) && !groupOfThree.test(second);
  const [count, each] = isPriceFirst ? [second, first] : [first, second];
  const quantity = Number({ S: '5', O: '0', I: '1', l: '1' }[count] ?? count.replace(',', '.'));
  // "Kayu Reng 3x4" is a size, not a price.
  if (Number(findAmounts(each)[0]?.value ?? 0) < minPrice) return null;
  return settle(quantity, each, match.index, amountAfter(trailing, match));
}

function amountAfter(trailing: Amount | null, match: RegExpExecArray): string | null {
  return trailing && trailing.start >= match.index + match[0].length - 1 ? trailing.value : null;
}

/** An "@" is often read as a digit before the price: where only the rest gives the amount, the rest is the price. */
function settle(quantity: number, each: string, start: number, amount: string | null): Terms | null {
  const read = findAmounts(each)[0]?.value;
  if (!read || Number(read) < minPrice || !(quantity > 0)) return null;
  const fits = (price: string) =>
    amount !== null && Math.abs(quantity * Number(price) - Number(amount)) <= Number(price) * maxFuelError;
  const rest = read.slice(1);
  return { quantity, unitPrice: !fits(read) && rest !== '' && fits(rest) ? rest : read, start, amount };
}

function toItem(name: string, terms: Terms, amount: string | null): ReadItem {
  return {
    name: name.replace(leadingQuantity, ''),
    quantity: terms.quantity,
    unitPrice: terms.unitPrice,
    amount: amount === null || isWorn(amount, product(terms)) ? product(terms) : amount,
  };
}

/** Prices are round to this, rupiah. */
const roundTo = 50;

/** A zero read as another digit: the printed amount is not round, quantity times price is, and they lie closer than one step. */
function isWorn(amount: string, computed: string): boolean {
  const isRound = (value: string) => Number(value) % roundTo === 0;
  return !isRound(amount) && isRound(computed) && Math.abs(Number(amount) - Number(computed)) < roundTo;
}

/** Quantity and price printed below a line that already has its amount. */
function priced(item: ReadItem, terms: Terms): Partial<ReadItem> {
  const fits = Math.abs(Number(product(terms)) - Number(item.amount)) <= Number(terms.unitPrice) * maxFuelError;
  return fits ? { quantity: terms.quantity, unitPrice: terms.unitPrice } : {};
}

function product({ quantity: count, unitPrice }: Terms): string {
  return String(Math.round(count * Number(unitPrice)));
}

/** The price of one, behind an "@" that was read as a letter or a zero. */
const eachTail = /(?:[@©]|(?<![\p{L}\d])[O0])\s?(\d{1,3})[.,\s]?([\dOSo]{3})\s*$/u;

/** Where name, quantity and price of one stand in a row that ends with its amount. */
interface Columns {
  nameEnd: number;
  quantity: number | null;
  unitPrice: string | null;
  /** The quantity follows from price and amount alone: where it is printed, it was not read. */
  isLost?: boolean;
}

/** A row without "n x price": a leading quantity, or "quantity price amount" in columns. */
function plainItem(line: string, amountStart: number, amount: string, pendingName: string | null): ReadItem | null {
  const lead = leadingQuantity.exec(line);
  const { nameEnd, quantity, unitPrice, isLost } = columnsOf(line, amountStart, Number(amount), lead ? Number(lead[1]) : null);
  const printed = itemName(line.slice(0, nameEnd)).replace(leadingQuantity, '');
  const counted = isLost && quantity !== null && printed.startsWith(`${quantity} `);
  const named = counted
    ? printed.slice(`${quantity} `.length).replace(wornUnit, '')
    : printed.replace(isLost && !lead ? lostQuantity : '', '').replace(isLost ? lostColumn : '', '');
  const name = named || pendingName || '';
  return name ? { name, quantity: quantity ?? 1, unitPrice, amount } : null;
}

/** The unit a table's quantity column ends with, where the quantity itself was not read. */
const lostQuantity = new RegExp(String.raw`^(?:\S{0,2}${unit}|\p{L}{1,2})\s+(?=\p{L}{2})`, 'iu');
/** A quantity between name and price that was misread ("Avocado Toast I 178.500 178.500"). */
const lostColumn = /\s[\dIl|]$/;
/** The unit behind a quantity that price and amount prove, a letter of it read as a digit ("98 3J BATAKO"). */
const wornUnit = /^\d\p{Lu}{1,2}\s+(?=\p{L}{3})/u;

function columnsOf(line: string, amountStart: number, amount: number, leadCount: number | null): Columns {
  const text = line.slice(0, amountStart);
  const columns = findAmounts(text).filter(({ end }) => !/\p{L}{2}/u.test(text.slice(end).replace(/Rp|IDR/gi, '')));
  const [each, count] = [columns.at(-1), columns.at(-2)];
  const price = Number(each?.value ?? 0);
  if (each && count && Number(count.value) * price === amount) {
    return { nameEnd: count.start, quantity: Number(count.value), unitPrice: each.value };
  }
  const tail = eachTail.exec(text);
  const tailPrice = tail ? `${tail[1]}${tail[2]?.replace(/[Oo]/g, '0').replace(/S/g, '5')}` : null;
  if (tail && leadCount && leadCount * Number(tailPrice) === amount) {
    return { nameEnd: tail.index, quantity: leadCount, unitPrice: tailPrice };
  }
  if (each?.isMoney && price >= minPrice && amount % price === 0) {
    return { nameEnd: each.start, quantity: amount / price, unitPrice: each.value, isLost: true };
  }
  return { nameEnd: columns.find(({ isMoney }) => isMoney)?.start ?? amountStart, quantity: leadCount, unitPrice: null };
}

/** "3 PCS 3.100" below a name: its sign was not read. */
const unitAlone = new RegExp(String.raw`^(?:\d{1,3}\s?)?${unit}\.?$`, 'u');

/** The sign of a quantity whose digit was not read ("xPOCARI"), and the upper-case I that no l stands for before these letters ("lced"). */
const timesBefore = /^[x×](?=\p{Lu})/u;
const lowerForUpper = /(?<!\p{L})l(?=[bcdfghjkmnpqrstvwxz]\p{Ll})/gu;

/** Letters of a name, junk at the edges cut; empty when it is none. */
function itemName(text: string): string {
  const name = text
    .replace(/^[^\p{L}\d]+|[^\p{L}\d).%]+$/gu, '')
    .replace(/\s+/g, ' ')
    .replace(timesBefore, '')
    .replace(lowerForUpper, 'I');
  return /\p{L}{2}/u.test(name) && !unitAlone.test(name) ? withLetters(name).replace(sizePattern, digitsOfSize) : '';
}

/** The size in a name: digits that OCR may have read as letters, and the edge of the paper after the unit. */
const sizePattern = /(?<![\p{L}\d])([\dOSBIlZ]{1,4})(ML|MG|GR|KG|CM|MM|G|L)[il|]?(?![\p{L}\d])/gu;
const sizeDigits: Record<string, string> = { O: '0', S: '5', B: '8', I: '1', l: '1', Z: '2' };

function digitsOfSize(whole: string, digits: string, unit: string): string {
  const isSize = /\d/.test(digits) || (/M[LG]/.test(unit) && digits.length > 1);
  return isSize ? digits.replace(/\D/g, (letter) => sizeDigits[letter] ?? letter) + unit : whole;
}
