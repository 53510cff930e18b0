import { type CurrencyCode, exponents } from './currencies.ts';
import type { Locale } from './locale.ts';

/** Currency signs as people write them; the others are told by their code. */
const symbols: Partial<Record<CurrencyCode, string>> = { IDR: 'Rp' };

/** Most digits before the decimal point: 10^15 rupiah is far above any book and far below the range of Postgres' bigint. */
const maxDigits = 15;

const separators: Record<Locale, { thousands: string; decimal: string }> = {
  id: { thousands: '.', decimal: ',' },
  en: { thousands: ',', decimal: '.' },
};

/**
 * Decimal string in major units ("25000", "-12.50") to minor units.
 * @throws RangeError when the string is no decimal number of the currency's precision or has more than 15 digits.
 */
export function toMinor(value: string, currency: CurrencyCode): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  const exponent = exponents[currency];
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || whole.length > maxDigits || fraction.length > exponent) throw new RangeError('not an amount of money');
  const minor = BigInt(whole + fraction.padEnd(exponent, '0'));
  return match[1] ? -minor : minor;
}

/** Minor units to a decimal string in major units; whole amounts carry no decimals ("25000"). */
export function fromMinor(value: bigint, currency: CurrencyCode): string {
  const exponent = exponents[currency];
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return /^0*$/.test(fraction) ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** Sum of decimal strings, "0" for none. @throws RangeError as {@link toMinor}. */
export function sumMoney(values: readonly string[], currency: CurrencyCode): string {
  return fromMinor(
    values.reduce((sum, value) => sum + toMinor(value, currency), 0n),
    currency,
  );
}

/** How people write an amount: "Rp25.000" in Indonesian, "Rp25,000" in English. @throws RangeError as {@link toMinor}. */
export function formatMoney(value: string, currency: CurrencyCode, locale: Locale): string {
  const [whole = '', fraction] = fromMinor(toMinor(value, currency), currency).replace('-', '').split('.');
  const { thousands, decimal } = separators[locale];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
  return `${value.startsWith('-') ? '-' : ''}${symbols[currency] ?? `${currency} `}${grouped}${fraction ? decimal + fraction : ''}`;
}
