import type { Currency } from '../language/interpretation.ts';
import { fromMinor, toMinor } from '../language/money.ts';

/** Minor units as stored, to the decimal string of major units that leaves the ledger. */
export const outside = (minor: bigint, currency: string): string => fromMinor(minor, currency as Currency);

/** A decimal string of major units to minor units. @throws RangeError when it is no amount of the currency. */
export const inside = (major: string, currency: Currency): bigint => toMinor(major, currency);
