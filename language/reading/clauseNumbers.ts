import { matchExpense } from '../lexicon/match.ts';
import type { Amount } from './amounts.ts';
import type { Clause, Message } from './clauses.ts';

/** Most numbers looked at in one clause, so that the work stays in proportion to the text. */
const numberLimit = 40;

/** The numbers of each clause. */
export function numbersByClause(amounts: readonly Amount[], clauses: readonly Clause[]): Amount[][] {
  let next = 0;
  return clauses.map((clause) => {
    const own: Amount[] = [];
    for (let amount = amounts[next]; amount && amount.first <= clause.last; amount = amounts[++next]) {
      if (amount.first >= clause.first && own.length < numberLimit) own.push(amount);
    }
    return own;
  });
}

/** The money among numbers; small bare ones only where nothing clearer stands. */
export function clearMoney(numbers: readonly Amount[], tokens: Message['tokens']): Amount[] {
  const money = numbers.filter((amount) => amount.kind === 'money');
  const clear = money.filter((amount) => !amount.weak);
  if (clear.length > 0) return clear;
  // "bensin 15 parkir 2": every number follows a thing of its own.
  const apart = money.every(({ first }) => matchExpense([tokens[first - 1]?.norm ?? '']) !== null);
  return apart ? money : money.slice(-1);
}
