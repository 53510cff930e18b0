import type { DateMention } from './dates.ts';
import type { Token } from './tokens.ts';

/** Money that will be given back says nothing of what was spent: "dinner klien 320rb, reimburse nanti". */
const repaid = new Set(
  'reimburse reimburst reimburs reimbursed direimburse diganti digantiin dibalikin dikembalikan dikembaliin klaim diklaim ganti refund reimbursement claim'.split(
    ' ',
  ),
);

/** How far a word of giving back may stand from "nanti", in tokens. */
const reach = 2;

/** Words that put something off without naming a day. */
const later = new Set(['later', 'soon', 'will', 'bakal', 'akan', 'menyusul', 'ntar', 'tar']);

/** The stretch of tokens that a promise of repayment takes. */
export interface Promised {
  first: number;
  last: number;
}

/** Promises of being paid back later, told after an amount. `paid` is the place of the first amount of money. */
export function promisesIn(tokens: readonly Token[], dates: readonly DateMention[], paid: number): Promised[] {
  const marks = tokens.flatMap((token, place) => (later.has(token.norm) ? [{ first: place, last: place }] : []));
  return [...dates.filter((date) => date.future), ...marks].flatMap((date): Promised[] => {
    if (date.first <= paid) return [];
    for (let step = 1; step <= reach; step++) {
      const [before, after] = [date.first - step, date.last + step];
      if (before > paid && repaid.has(tokens[before]?.norm ?? '')) return [{ first: before, last: date.last }];
      if (repaid.has(tokens[after]?.norm ?? '')) return [{ first: date.first, last: after }];
    }
    return [];
  });
}
