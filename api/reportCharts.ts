import type { MerchantTotal } from '../ledger/analysis.ts';
import type { BudgetUse, Savings } from '../ledger/planReports.ts';
import type { CashFlowStep, CategoryMonth, Summary } from '../ledger/reports.ts';
import type { Chart } from './charts.ts';

/** Slices and rows a chart can show; the rest is one of them. */
const parts_max = 8;

/** Amounts on a chart are lengths: a double is exact enough for those. */
const length = (amount: string): number => Number(amount);

/** The largest parts, and the rest as one. */
function largest<Row>(rows: readonly Row[], name: (row: Row) => string, value: (row: Row) => number) {
  const sorted = [...rows].sort((a, b) => value(b) - value(a));
  const rest = sorted.slice(parts_max - 1).reduce((sum, row) => sum + value(row), 0);
  const shown = sorted.slice(0, rest > 0 ? parts_max - 1 : parts_max).map((row) => ({ name: name(row), value: value(row) }));
  return rest > 0 ? [...shown, { name: '…', value: rest }] : shown;
}

export function summaryChart({ categories, expense, currency }: Summary, title: string): Chart {
  const parts = largest(
    categories.filter(({ type }) => type === 'expense'),
    ({ category }) => category ?? '',
    ({ amount }) => length(amount),
  );
  return {
    title,
    description: `${currency} ${expense}: ${parts.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
    kind: 'shares',
    names: parts.map(({ name }) => name),
    series: [{ name: title, values: parts.map(({ value }) => value) }],
  };
}

export function categoryMonthChart(rows: readonly CategoryMonth[], title: string): Chart {
  const spent = rows.filter(({ type }) => type === 'expense');
  const months = [...new Set(spent.map(({ month }) => month))];
  const totals = new Map<string, number>();
  for (const { name, amount } of spent) totals.set(name, (totals.get(name) ?? 0) + length(amount));
  const shown = largest(
    [...totals],
    ([name]) => name,
    ([, value]) => value,
  ).map(({ name }) => name);
  const of = (name: string, month: string) =>
    spent
      .filter((row) => row.month === month && (name === '…' ? !shown.includes(row.name) : row.name === name))
      .reduce((sum, { amount }) => sum + length(amount), 0);
  return {
    title,
    description: `${months[0] ?? ''} – ${months.at(-1) ?? ''}: ${shown.join(', ')}`,
    kind: 'stacked',
    names: months,
    series: shown.map((name) => ({ name, values: months.map((month) => of(name, month)) })),
  };
}

export const cashFlowChart = (
  steps: readonly CashFlowStep[],
  title: string,
  words: { income: string; expense: string },
): Chart => ({
  title,
  description: steps.map(({ from, income, expense }) => `${from}: +${income} −${expense}`).join('; '),
  kind: 'bars',
  names: steps.map(({ from }) => from),
  series: [
    { name: words.income, values: steps.map(({ income }) => length(income)) },
    { name: words.expense, values: steps.map(({ expense }) => length(expense)) },
  ],
});

export const budgetChart = (uses: readonly BudgetUse[], title: string, words: { spent: string; budget: string }): Chart => ({
  title,
  description: uses.map(({ category, spent, amount }) => `${category ?? title} ${spent}/${amount}`).join(', '),
  kind: 'bars',
  names: uses.map(({ category }) => category ?? '*'),
  series: [
    { name: words.spent, values: uses.map(({ spent }) => length(spent)) },
    { name: words.budget, values: uses.map(({ amount }) => length(amount)) },
  ],
});

export const merchantChart = (rows: readonly MerchantTotal[], title: string): Chart => {
  const parts = largest(
    rows,
    ({ merchant }) => merchant,
    ({ amount }) => length(amount),
  );
  return {
    title,
    description: parts.map(({ name, value }) => `${name} ${value}`).join(', '),
    kind: 'bars',
    names: parts.map(({ name }) => name),
    series: [{ name: title, values: parts.map(({ value }) => value) }],
  };
};

export const savingsChart = ({ months }: Savings, title: string): Chart => ({
  title,
  description: months.map(({ month, net }) => `${month} ${net}`).join(', '),
  kind: 'bars',
  names: months.map(({ month }) => month),
  series: [{ name: title, values: months.map(({ net }) => length(net)) }],
});
