import { sumMoney } from './money.ts';

/** What was read on a receipt. Amounts are decimal strings of whole rupiah; null = not printed or not legible. */
export interface ReceiptFields {
  /** Line totals, in order. */
  items: readonly string[];
  subtotal: string | null;
  /** Printed with or without a minus sign. */
  discount: string | null;
  service: string | null;
  tax: string | null;
  /** Whether prices include the tax; null = the receipt does not say. */
  taxIncluded: boolean | null;
  /** With its sign. */
  rounding: string | null;
  total: string | null;
  paid: string | null;
  change: string | null;
}

/** The total of a receipt as arithmetic decides it. */
export interface DecidedTotal {
  /** Most plausible total, null when there is no route to one. */
  total: string | null;
  /** All candidates, most plausible first; empty when certain. */
  alternatives: string[];
  /** Two independent routes agree and none that is complete contradicts. */
  certain: boolean;
}

type Route = 'printed' | 'cash' | 'computed';

const isWhole = (value: string | null): value is string => value !== null && /^-?\d{1,15}$/.test(value);
const orZero = (value: string | null): string => (isWhole(value) ? value : '0');
const magnitude = (value: string | null): string => orZero(value).replace('-', '');
const negative = (value: string): string => (value === '0' ? value : `-${value}`);

/** Totals that follow from the items or the subtotal: with the tax on top, and without it where that is not known. */
function computed(fields: ReceiptFields): string[] {
  const bases = [
    ...(isWhole(fields.subtotal) ? [fields.subtotal] : []),
    ...(fields.items.length > 0 && fields.items.every(isWhole) ? [sumMoney(fields.items, 'IDR')] : []),
  ];
  const taxes = fields.taxIncluded === null ? [magnitude(fields.tax), '0'] : [fields.taxIncluded ? '0' : magnitude(fields.tax)];
  return bases.flatMap((base) =>
    taxes.map((tax) =>
      sumMoney([base, negative(magnitude(fields.discount)), magnitude(fields.service), tax, orZero(fields.rounding)], 'IDR'),
    ),
  );
}

/** Digits between two separators of thousands. */
const group_digits = 3;

/**
 * The printed total; where its last group was lost in reading ("840.00" for 840.100), as the items and the subtotal, which agree, both
 * lead to it.
 */
export function printedTotal(fields: ReceiptFields): string | null {
  const { total, subtotal, items } = fields;
  const agree = isWhole(subtotal) && items.length > 0 && items.every(isWhole) && sumMoney(items, 'IDR') === subtotal;
  const [led, ...others] = new Set(computed(fields));
  const isCut =
    agree && isWhole(total) && others.length === 0 && led?.length === total.length + group_digits && led.startsWith(total);
  return isCut ? led : total;
}

/**
 * Decides the total by independent routes: the printed total, paid minus change, and items or subtotal with discount, service, tax
 * and rounding. Two that agree make it certain. A contradicting cash route (both paid and change legible) takes the certainty away,
 * a contradicting item sum does not: single item lines are misread far more often than three agreeing figures at the bottom.
 */
export function decideTotal(fields: ReceiptFields): DecidedTotal {
  const routes: { route: Route; value: string }[] = computed(fields).map((value) => ({ route: 'computed', value }));
  const printed = printedTotal(fields);
  if (isWhole(printed)) routes.unshift({ route: 'printed', value: printed });
  const hasChange = isWhole(fields.change);
  if (isWhole(fields.paid)) {
    routes.push({ route: 'cash', value: sumMoney([fields.paid, negative(magnitude(fields.change))], 'IDR') });
  }
  const votes = new Map<string, Set<Route>>();
  for (const { route, value } of routes) {
    if (value.startsWith('-') || value === '0') continue;
    votes.set(value, (votes.get(value) ?? new Set()).add(route));
  }
  const ranked = [...votes].sort(([, a], [, b]) => b.size - a.size);
  const [best, second] = ranked;
  if (!best) return { total: null, alternatives: [], certain: false };
  const contradicted = hasChange && isWhole(fields.paid) && !best[1].has('cash');
  const certain = best[1].size >= 2 && (second === undefined || second[1].size < 2) && !contradicted;
  return { total: best[0], alternatives: certain ? [] : ranked.map(([value]) => value), certain };
}
