import { type CurrencyCode, isCurrency } from '../language/currencies.ts';
import { fromMinor, toMinor } from '../language/money.ts';
import { LedgerError } from './errors.ts';

/** Minor units as stored, to the decimal string of major units that leaves the ledger. */
export const outside = (minor: bigint, currency: string): string => fromMinor(minor, currency as CurrencyCode);

/**
 * A decimal string of major units to minor units.
 * @throws LedgerError `UnknownCurrency`, `NotAnAmount` when it is no decimal number of the currency's precision.
 */
export function inside(major: string, currency: string): bigint {
  if (!isCurrency(currency)) throw new LedgerError('UnknownCurrency', `no books are kept in ${currency}`);
  try {
    return toMinor(major, currency);
  } catch {
    throw new LedgerError('NotAnAmount', `not an amount of ${currency}`);
  }
}

/** As {@link inside}, and more than nothing. @throws LedgerError also `AmountNotPositive`. */
export function positive(major: string, currency: string): bigint {
  const minor = inside(major, currency);
  if (minor <= 0n) throw new LedgerError('AmountNotPositive', 'an amount must be above zero');
  return minor;
}
