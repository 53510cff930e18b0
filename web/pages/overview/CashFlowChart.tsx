import { Group, Text, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleBand, scaleLinear } from '@visx/scale';
import { BarGroup, BarRounded } from '@visx/shape';
import { useLanguage } from '../../words/locale.tsx';
import classes from './overview.module.css';
import type { FlowStep } from './queries.ts';

const sides = ['income', 'expense'] as const;
const colors = { income: 'var(--desk-in)', expense: 'var(--desk-out)' } as const;
const colorOf = (side: keyof typeof colors): string => colors[side];

/** Room for `Rp 24 jt` on the left and the names of the steps below. */
const margin_px = { top: 10, left: 72, bottom: 24 };
const barWidth_max_px = 26;
const corner_px = 3;
/** About as many lines of the grid, and names as far apart as two digits need. */
const gridLines = 5;
const nameRoom_px = 26;

interface CashFlowChartProps {
  steps: readonly FlowStep[];
  span: 'months' | 'days';
  height: number;
}

/** Income beside expenses, step by step; a step tells its exact figures under the pointer. */
export function CashFlowChart({ steps, span, height }: CashFlowChartProps) {
  const { words, format } = useLanguage();
  const { ref, width } = useElementSize();
  const name = (from: string) => (span === 'months' ? format.shortMonth(from.slice(0, 7)) : String(Number(from.slice(-2))));
  const data = steps.map(({ from, income, expense }) => ({ from, income: Number(income), expense: Number(expense) }));
  return (
    <>
      <div ref={ref} className={classes.chart} style={{ height }}>
        {width > 0 && <Bars data={data} name={name} width={width} height={height} />}
      </div>
      <Group gap="lg" justify="center" mt="xs" aria-hidden>
        {sides.map((side) => (
          <Text key={side} size="sm" className={classes.legend} style={{ '--legend': colors[side] }}>
            {words.overview[side]}
          </Text>
        ))}
      </Group>
    </>
  );
}

interface Step {
  from: string;
  income: number;
  expense: number;
}

interface BarsProps {
  data: Step[];
  name: (from: string) => string;
  width: number;
  height: number;
}

function Bars({ data, name, width, height }: BarsProps) {
  const { words, format } = useLanguage();
  const { top, left, bottom } = margin_px;
  const floor = height - bottom;
  const x = scaleBand({ domain: data.map(({ from }) => from), range: [left, width], padding: 0.25 });
  const breadth = Math.min(x.bandwidth(), barWidth_max_px * sides.length + corner_px);
  const x1 = scaleBand({ domain: [...sides], range: [0, breadth], padding: 0.08 });
  const values = data.flatMap(({ income, expense }) => [income, expense]);
  const y = scaleLinear({ domain: [Math.min(0, ...values), Math.max(1, ...values)], range: [floor, top], nice: gridLines });
  const every = Math.ceil((data.length * nameRoom_px) / (width - left));
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`${words.overview.cashFlow}: ${words.overview.income}, ${words.overview.expense}`}
    >
      <GridRows scale={y} left={left} width={width - left} numTicks={gridLines} stroke="var(--desk-line)" strokeDasharray="4 4" />
      <AxisLeft
        scale={y}
        left={left}
        numTicks={gridLines}
        hideAxisLine
        hideTicks
        tickFormat={(value) => format.compactMoney(Number(value))}
        tickClassName={classes.tick}
      />
      <AxisBottom
        scale={x}
        top={floor}
        hideTicks
        stroke="var(--desk-line)"
        tickValues={data.filter((_, index) => index % every === 0).map(({ from }) => from)}
        tickFormat={name}
        tickClassName={classes.tick}
      />
      <BarGroup
        data={data}
        keys={[...sides]}
        x0={({ from }) => from}
        x0Scale={x}
        x1Scale={x1}
        yScale={y}
        height={floor}
        color={colorOf}
      >
        {(groups) =>
          groups.map(({ index, x0, bars }) => (
            <g key={index} transform={`translate(${x0 + (x.bandwidth() - breadth) / 2}, 0)`}>
              {bars.map((bar) => (
                <BarRounded
                  key={bar.key}
                  top
                  x={bar.x}
                  y={bar.y}
                  width={bar.width}
                  height={Math.max(0, y(0) - bar.y)}
                  radius={Math.min(corner_px, bar.width / 2)}
                  fill={bar.color}
                />
              ))}
            </g>
          ))
        }
      </BarGroup>
      {data.map((step) => (
        <Tooltip key={step.from} label={<Exact step={step} name={name(step.from)} />}>
          <rect x={x(step.from)} y={top} width={x.bandwidth()} height={floor - top} className={classes.step} />
        </Tooltip>
      ))}
    </svg>
  );
}

function Exact({ step, name }: { step: Step; name: string }) {
  const { words, format } = useLanguage();
  return (
    <>
      <strong>{name}</strong>
      {sides.map((side) => (
        <div key={side}>
          {words.overview[side]}: {format.money(String(step[side]))}
        </div>
      ))}
    </>
  );
}
