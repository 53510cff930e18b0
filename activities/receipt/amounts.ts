/** Letters OCR puts where digits are printed. */
const digitLookalikes: Record<string, string> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  Z: '2',
  S: '5',
  s: '5',
  B: '8',
  g: '9',
};

/** An amount in a row: where it stands and its value in whole rupiah. */
export interface Amount {
  start: number;
  end: number;
  /** Decimal string, with a minus where one is printed (also as brackets). */
  value: string;
  /** Printed with thousands separators, decimals or a currency: surely money. */
  isMoney: boolean;
}

/** Largest amount on a receipt: 12 digits. */
const maxDigits = 12;

const currency = String.raw`(?:(?:R[pPnoO]|IDR)[.,:]?\s?(?:[lI|](?=\d{3}[.,]))?)`;
const digit = String.raw`[\dOoQlI|ZSsB]`;
/** Right after the currency a lookalike may even be the first digit. */
const firstDigit = String.raw`(?:\d|(?<=R[pP][.,:]?\s?)[SOlI](?=\d))`;
/** Decimals are two digits; their separator may be too faint to be read. */
const separated = String.raw`${firstDigit}${digit}{0,2}(?:\s?[.,:]\s?${digit}{3}(?!\d(?!0(?!\d)))(?!\d[1-9]))+(?:[.,]\d{2}(?!\d)|00(?!\d))?`;
/** A separator too faint to be read leaves a gap. */
const gapped = String.raw`[1-9]\d{0,2}\s\d{3}(?![\d.,]*\d)`;
const grouped = `(?:${separated}|${gapped})`;
const plain = String.raw`\d+(?:[.,]00(?!\d))?`;
const amountPattern = new RegExp(
  String.raw`(?<![\p{L}\d.,/:-])[-(–~]?\s?(${currency})?\s?[-(–]?\s?(${grouped}|${plain}|[0Oo](?!\p{L}))(?:,-|\))?(?![\d/:]|\p{L})`,
  'gu',
);

/** All amounts of a row, left to right. */
export function findAmounts(text: string): Amount[] {
  return [...text.matchAll(amountPattern)].flatMap((match) => {
    const [whole, money, number = ''] = match;
    const value = toWhole(number);
    if (value === null) return [];
    const negative = value !== '0' && /^[-(–~]|[-–(]\s?\d/.test(whole.trim().replace(/^(?:R[pPnoO]|IDR)[.,:]?\s?/, ''));
    const isMoney = money !== undefined || /[.,]/.test(number);
    return [{ start: match.index, end: match.index + whole.length, value: negative ? `-${value}` : value, isMoney }];
  });
}

/** The amount a row ends with, null when it ends otherwise. */
export function trailingAmount(text: string): Amount | null {
  const last = findAmounts(text).at(-1);
  return last && /^[\s|\]})'"”.,;:_~*-]*(?:\S{1,2}\s?)?$/.test(text.slice(last.end)) ? last : null;
}

/** Separators before three digits are thousands; before two at the end decimals, which rupiah do not have. */
function toWhole(number: string): string | null {
  const digits = number
    .replace(/[OoQDlIi|ZSsBg]/g, (letter) => digitLookalikes[letter] ?? letter)
    .replace(/\s/g, '')
    .replace(/[.,]\d{2}$/, '')
    .replace(/([.,]\d{3})00$/, '$1')
    .replace(/\D/g, '')
    .replace(/^0+(?=\d)/, '');
  return digits.length > 0 && digits.length <= maxDigits ? digits : null;
}
