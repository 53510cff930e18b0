import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TitleComponent, AriaComponent, SVGRenderer]);

/** A picture of the width a report page has. */
const size_px = { width: 860, height: 420 } as const;

const themes = {
  light: { ink: '#1f2328', quiet: '#59636e', grid: '#d1d9e0', ground: '#ffffff' },
  dark: { ink: '#f0f6fc', quiet: '#9198a1', grid: '#3d444d', ground: '#0d1117' },
} as const;

/** Okabe and Ito's colours: told apart by everybody, on light and on dark. */
const palette = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', '#999999'];

export type Theme = keyof typeof themes;

/** What a chart shows: names along, and one value of each series for each name. */
export interface Chart {
  title: string;
  /** The chart in words, for those who do not see it. */
  description: string;
  kind: 'bars' | 'stacked' | 'lines' | 'shares';
  names: string[];
  series: { name: string; values: number[] }[];
}

/** Beyond this the names along are thinned out, so that they do not run into each other. */
const axisNames_max = 14;

/** Draws a chart as SVG, with title and description for screen readers. Values are drawn, never told: those are in the JSON. */
export function drawChart(chart: Chart, theme: Theme): string {
  const colours = themes[theme];
  const instance = init(null, null, { renderer: 'svg', ssr: true, ...size_px });
  try {
    instance.setOption({
      animation: false,
      color: palette,
      backgroundColor: colours.ground,
      textStyle: { color: colours.ink, fontFamily: 'sans-serif' },
      title: { text: chart.title, left: 'center', textStyle: { color: colours.ink, fontSize: 16 } },
      legend: { bottom: 0, textStyle: { color: colours.quiet } },
      ...(chart.kind === 'shares' ? shares(chart, colours) : overNames(chart, colours)),
    });
    return accessible(instance.renderToSVGString(), chart);
  } finally {
    instance.dispose();
  }
}

type Colours = (typeof themes)[Theme];

const overNames = ({ names, series, kind }: Chart, { quiet, grid }: Colours) => ({
  grid: { left: 8, right: 16, top: 48, bottom: 40, outerBoundsMode: 'same' },
  xAxis: {
    type: 'category',
    data: names,
    axisLabel: { color: quiet, interval: Math.floor(names.length / axisNames_max) },
    axisLine: { lineStyle: { color: grid } },
  },
  yAxis: { type: 'value', axisLabel: { color: quiet, formatter: short }, splitLine: { lineStyle: { color: grid } } },
  series: series.map(({ name, values }) => ({
    name,
    type: kind === 'lines' ? 'line' : 'bar',
    data: values,
    ...(kind === 'stacked' ? { stack: 'all' } : {}),
    ...(kind === 'lines' ? { smooth: false, showSymbol: names.length <= axisNames_max } : {}),
  })),
});

const shares = ({ names, series }: Chart, { ink, ground }: Colours) => ({
  series: [
    {
      type: 'pie',
      radius: ['40%', '68%'],
      center: ['50%', '50%'],
      label: { color: ink, formatter: '{b} {d}%' },
      itemStyle: { borderColor: ground, borderWidth: 2 },
      data: names.map((name, index) => ({ name, value: series[0]?.values[index] ?? 0 })),
    },
  ],
});

/** 1500000 as 1,5 jt: an axis has no room for zeros. */
function short(value: number): string {
  const size = Math.abs(value);
  const [unit, word] = size >= 1e9 ? [1e9, ' M'] : size >= 1e6 ? [1e6, ' jt'] : size >= 1e3 ? [1e3, ' rb'] : [1, ''];
  return `${(value / unit).toLocaleString('id-ID', { maximumFractionDigits: 1 })}${word}`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** WCAG 1.1.1: the picture says what it is. */
const accessible = (svg: string, { title, description }: Chart): string =>
  svg.replace(
    /^<svg ([^>]*)>/,
    (_, attributes: string) =>
      `<svg ${attributes} role="img" aria-labelledby="chart-title chart-description"><title id="chart-title">${escaped(title)}</title><desc id="chart-description">${escaped(description)}</desc>`,
  );
