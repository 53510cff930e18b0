import { connected, type Grey, neighbourhoodMeans } from './ink.ts';
import { bow, type Tilt } from './skew.ts';

/** Straightens lines that fan out or bow. @param grey turned by the angle of the tilt */
export function levelLines(grey: Grey, { fan, curl }: Tilt): Grey {
  if (fan === 0 && curl === 0) return grey;
  const { data, width, height } = grey;
  const bows = Float32Array.from({ length: width }, (_, x) => bow(curl, x - width / 2, width));
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const slope = Math.tan((fan * (y / height - 0.5) * Math.PI) / 180);
    for (let x = 0; x < width; x += 1) {
      const from = y + slope * (x - width / 2) + (bows[x] as number);
      const above = Math.min(height - 2, Math.max(0, Math.floor(from)));
      const share = Math.min(1, Math.max(0, from - above));
      out[y * width + x] = (data[above * width + x] as number) * (1 - share) + (data[(above + 1) * width + x] as number) * share;
    }
  }
  return { data: out, width, height };
}

/** Half the side of the neighbourhood whose brightness counts as paper, as share of the long side: some five letters. */
const lightRadiusShare = 0.03;

/** Brightness against the neighbourhood is counted in so many steps of a percent. */
const steps = 200;

/** White lies so far above the usual brightness, and black so far below white: the readers were trained on photos, and stretched grain costs them letters. */
const headroom = 0.05;
const range = 0.8;

/** Takes shadows and dim light out: each pixel by how much it is darker than its neighbourhood. */
export function evenLight(grey: Grey): Grey {
  const ratios = againstNeighbourhood(grey);
  const counts = new Uint32Array(steps + 1);
  for (let at = 0; at < ratios.length; at += 1) {
    const step = Math.min(steps, Math.round((ratios[at] as number) * 100));
    counts[step] = (counts[step] as number) + 1;
  }
  const black = quantile(counts, ratios.length / 2) + headroom - range;
  const data = new Uint8Array(ratios.length);
  for (let at = 0; at < ratios.length; at += 1) {
    data[at] = Math.max(0, Math.min(255, (((ratios[at] as number) - black) * 255) / range));
  }
  return { ...grey, data };
}

function quantile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  const step = counts.findIndex((count) => {
    seen += count;
    return seen >= rank;
  });
  return step / 100;
}

function againstNeighbourhood({ data, width, height }: Grey): Float32Array {
  const radius = Math.max(8, Math.round(Math.max(width, height) * lightRadiusShare));
  const means = neighbourhoodMeans({ data, width, height }, radius);
  const ratios = new Float32Array(data.length);
  for (let at = 0; at < ratios.length; at += 1) ratios[at] = (data[at] as number) / Math.max(1, means[at] as number);
  return ratios;
}

/** Darker than this is ink in an evenly lit picture; rules are printed finer than letters, and so look paler. */
const dark = 128;
const ruleDark = 185;

/** 1 where there is ink. */
function darkMask(data: Uint8Array, least: number): Uint8Array {
  const mask = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 1) mask[at] = (data[at] as number) < least ? 1 : 0;
  return mask;
}

/** Whitens straight ink of at least `least` pixels, across and down: the rules of tables, which Tesseract trips over. In place. */
export function removeRules({ data, width, height }: Grey, least: number): void {
  const mask = darkMask(data, ruleDark);
  for (let y = 1; y < height - 1; y += 1)
    whitenRuns(data, mask, { start: y * width, step: 1, count: width, across: width, least });
  for (let x = 1; x < width - 1; x += 1) whitenRuns(data, mask, { start: x, step: width, count: height, across: 1, least });
}

interface Line {
  /** Index of its first pixel, of the next one, and how many there are. */
  start: number;
  step: number;
  count: number;
  /** Distance to the neighbouring line. */
  across: number;
  least: number;
}

/** A rule need not lie exactly level: a run goes on where one of the neighbouring lines has ink. */
function whitenRuns(data: Uint8Array, mask: Uint8Array, { start, step, count, across, least }: Line): void {
  let run = 0;
  for (let index = 0; index <= count; index += 1) {
    const at = start + index * step;
    if (index < count && (mask[at] || mask[at - across] || mask[at + across])) {
      run += 1;
      continue;
    }
    for (let back = 1; run >= least && back <= run; back += 1) {
      for (const near of [at - back * step - across, at - back * step, at - back * step + across]) data[near] = 255;
    }
    run = 0;
  }
}

/** Ink of fewer pixels is grain: a full stop has nine and more. */
const minSpeckArea = 6;

/** Whitens specks. In place. */
export function removeSpecks({ data, width, height }: Grey): void {
  const mask = darkMask(data, dark);
  for (const { x0, y0, x1, y1, area } of connected(mask, width, height)) {
    if (area >= minSpeckArea) continue;
    for (let y = y0; y <= y1; y += 1) data.fill(255, y * width + x0, y * width + x1 + 1);
  }
}
