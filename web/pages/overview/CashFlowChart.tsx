import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useLanguage } from '../../words/locale.tsx';
import type { FlowStep } from './queries.ts';

interface CashFlowChartProps {
  steps: readonly FlowStep[];
  span: 'months' | 'days';
  height: number;
}

/** Income beside expenses, step by step. */
export function CashFlowChart({ steps, span, height }: CashFlowChartProps) {
  const { words, format } = useLanguage();
  const data = steps.map(({ from, income, expense }) => ({
    step: span === 'months' ? format.shortMonth(from.slice(0, 7)) : String(Number(from.slice(-2))),
    income: Number(income),
    expense: Number(expense),
  }));
  return (
    <BarChart
      h={height}
      role="img"
      aria-label={`${words.overview.cashFlow}: ${words.overview.income}, ${words.overview.expense}`}
      data={data}
      dataKey="step"
      withLegend
      legendProps={{ verticalAlign: 'bottom', height: 32 }}
      gridAxis="x"
      tickLine="none"
      series={[
        { name: 'income', label: words.overview.income, color: 'brand.5' },
        { name: 'expense', label: words.overview.expense, color: 'orange.5' },
      ]}
      barProps={{ radius: [3, 3, 0, 0], isAnimationActive: false }}
      maxBarWidth={26}
      yAxisProps={{ width: 74, tickFormatter: (value: number) => format.compactMoney(value) }}
      valueFormatter={(value) => format.money(String(value))}
    />
  );
}
