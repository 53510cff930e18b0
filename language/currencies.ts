/** ISO 4217 exponents: minor units are 10^-exponent of the major unit. IDR has 2, though sen are no longer used. */
export const exponents = {
  IDR: 2,
  USD: 2,
  EUR: 2,
  SGD: 2,
  MYR: 2,
  AUD: 2,
  GBP: 2,
  CNY: 2,
  HKD: 2,
  THB: 2,
  SAR: 2,
  AED: 2,
  JPY: 0,
  KRW: 0,
  VND: 0,
  KWD: 3,
} as const;

/** The currencies books may be kept in; what people write in chat is IDR. */
export type CurrencyCode = keyof typeof exponents;

export const currencyCodes = Object.keys(exponents) as CurrencyCode[];

export const isCurrency = (code: string): code is CurrencyCode => Object.hasOwn(exponents, code);
