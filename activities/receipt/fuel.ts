import { findAmounts } from './amounts.ts';
import type { ReadItem } from './reading.ts';

/** Rows of a filling station's slip that lists product, price and volume one below the other; letters only. */
const productRow = /^(?:NAMA)?(?:PRODUK|PRODUCT|JENISBBM|BBM|GRADE)/;
const priceRow = /^(?:HARGA|PRICE)(?:PER)?(?:LITER|LITRE|LTR|L)/;
const volumeRow = /^(?:VOLUME|VOL|LITER|JUMLAHLITER)/;

/** A volume has two or three decimals, whatever stands between. */
const volume = /(\d{1,3})\s?[.,]\s?(\d{2,3})(?!\d)/;

/** Printed volume times price may differ from the amount by this share: the volume is cut, not rounded. */
const slack = 0.005;

/** What a filling station sold; null where product, price and volume do not stand in rows of their own, or do not give the amount. */
export function fuelItem(lines: readonly string[], amount: string | null): ReadItem | null {
  const rowOf = (pattern: RegExp) => lines.find((line) => pattern.test(line.toUpperCase().replace(/[^A-Z]/g, ''))) ?? '';
  const name = /^.*?(?:prod[a-z]*|bbm|grade)\W+(?:\S[.:]\s+)?(.+)$/i.exec(rowOf(productRow))?.[1]?.trim();
  const unitPrice = findAmounts(rowOf(priceRow)).at(-1)?.value;
  const [, litres, decimals] = volume.exec(rowOf(volumeRow)) ?? [];
  if (!name || !unitPrice || !litres || amount === null) return null;
  const quantity = Number(`${litres}.${decimals}`);
  const isRight = Math.abs(quantity * Number(unitPrice) - Number(amount)) <= Number(amount) * slack;
  return isRight ? { name, quantity, unitPrice, amount } : null;
}
