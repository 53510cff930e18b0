import type { Blob } from './ink.ts';

/** Text is looked for at tilts up to this, degrees. */
const maxAngle = 15;

/** Fewer letters do not tell a tilt. */
const minBlobs = 20;

/** Neighbours in a row: so many letter heights apart, of like height. */
const maxGap = 3;
const minHeightRatio = 0.7;

/** A foot may lie so much lower than the next one's, in letter heights, before it is that of a comma or of another row. */
const footSlack = 0.35;

/** Slopes that differ by more from the fitted one hardly count: feet of letters with tails. */
const slopeScale = 0.04;
const fitRounds = 12;

/** How far each part of a fitted tilt is searched around, and the step. */
const refinement = {
  angle: { reach: 0.8, step: 0.1 },
  fan: { reach: 2, step: 0.2 },
  curl: { reach: 0.006, step: 0.001 },
} as const;

/** Papers are not seen from farther aside, nor curled more. */
const maxFan = 8;
const maxCurl = 0.04;

/** Tilt of the lines in the middle of the picture, and by how much it grows from top to bottom; degrees, clockwise positive. */
export interface Tilt {
  angle: number;
  fan: number;
  /** How much lower the lines lie at the sides than in the middle, as share of the width. */
  curl: number;
}

const level: Tilt = { angle: 0, fan: 0, curl: 0 };

const degrees = 180 / Math.PI;

/**
 * Tilt of the text lines. Seen at an angle, a paper's lines fan out, and they bow where it is curled. The slopes from letter to letter
 * tell all three roughly, and never confuse a row with the next; then the feet of the letters, which pile up in sharp peaks where the
 * rows are level, tell them exactly.
 */
export function textTilt(blobs: readonly Blob[], width: number, height: number): Tilt {
  const slopes = letterSlopes(blobs, width, height);
  if (blobs.length < minBlobs || slopes.length < minBlobs) return level;
  // Sizes of a scaled picture need not be whole, rows of the profile must be.
  const score = (tilt: Tilt) => sharpness(blobs, width, Math.ceil(height), tilt);
  let tilt = fitted(slopes);
  for (const part of ['angle', 'fan', 'curl', 'angle', 'fan', 'curl'] as const) {
    const { reach, step } = refinement[part];
    const from = tilt;
    const value = best(from[part] - reach, from[part] + reach, step, (value) => score({ ...from, [part]: value }));
    tilt = { ...from, [part]: value };
  }
  return tilt;
}

/** The slope from one letter to the next one of its row, and where; shares of the picture's size from its middle. */
interface Slope {
  x: number;
  y: number;
  slope: number;
  /** The farther two letters stand apart, the surer. */
  weight: number;
}

function letterSlopes(blobs: readonly Blob[], width: number, height: number): Slope[] {
  const ordered = blobs.toSorted((one, other) => one.x0 - other.x0);
  const steepest = Math.tan(maxAngle / degrees);
  return ordered.flatMap((blob, index) => {
    const high = blob.y1 - blob.y0 + 1;
    const slopes: Slope[] = [];
    for (let next = index + 1; next < ordered.length; next += 1) {
      const other = ordered[next] as Blob;
      if (other.x0 - blob.x1 > high * maxGap) break;
      const otherHigh = other.y1 - other.y0 + 1;
      const across = (other.x0 + other.x1 - blob.x0 - blob.x1) / 2;
      const down = other.y1 - blob.y1;
      const isAlike = Math.min(high, otherHigh) >= Math.max(high, otherHigh) * minHeightRatio;
      if (!isAlike || across < high / 2 || Math.abs(down) > steepest * across + footSlack * high) continue;
      const [x, y] = [(blob.x1 + other.x0) / 2 / width - 0.5, blob.y1 / height - 0.5];
      slopes.push({ x, y, slope: down / across, weight: across / high });
    }
    return slopes;
  });
}

/** The tilt that fits the slopes: a plane over the picture, by least squares in which outliers lose their weight. */
function fitted(slopes: readonly Slope[]): Tilt {
  let plane: Plane = [medianOf(slopes.map(({ slope }) => slope)), 0, 0];
  for (let round = 0; round < fitRounds; round += 1) {
    const sums = Array.from({ length: 3 }, () => [0, 0, 0, 0]);
    for (const { x, y, slope, weight } of slopes) {
      const off = (slope - plane[0] - plane[1] * y - plane[2] * x) / slopeScale;
      const share = weight / (1 + off * off) ** 2;
      const terms = [1, y, x, slope];
      for (const [row, sum] of sums.entries()) {
        for (const [column, term] of terms.entries())
          sum[column] = (sum[column] as number) + share * (terms[row] as number) * term;
      }
    }
    plane = solved(sums) ?? plane;
  }
  const [angle, fan, curl] = [Math.atan(plane[0]) * degrees, plane[1] * degrees, plane[2] / curlSlope];
  return { angle, fan: within(fan, maxFan), curl: within(curl, maxCurl) };
}

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/** Slope in the middle, and by how much it grows from top to bottom and from left to right. */
type Plane = [middle: number, down: number, across: number];

/** Three linear equations by elimination; null where they do not tell. */
function solved(rows: number[][]): Plane | null {
  for (let pivot = 0; pivot < 3; pivot += 1) {
    const own = rows[pivot] as number[];
    const scale = own[pivot] as number;
    if (Math.abs(scale) < Number.EPSILON) return null;
    const unit = own.map((value) => value / scale);
    rows = rows.map((row, index) =>
      index === pivot ? unit : row.map((value, column) => value - (row[pivot] as number) * (unit[column] as number)),
    );
  }
  const [middle = 0, down = 0, across = 0] = rows.map((row) => row[3] as number);
  return [middle, down, across];
}

function medianOf(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function best(from: number, to: number, step: number, score: (value: number) => number): number {
  let bestValue = from;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let value = from; value <= to + step / 2; value += step) {
    const current = score(value);
    if (current > bestScore) [bestValue, bestScore] = [value, current];
  }
  return bestValue;
}

function sharpness(blobs: readonly Blob[], width: number, height: number, { angle, fan, curl }: Tilt): number {
  const bins = new Float64Array(3 * height);
  for (const { x0, x1, y1 } of blobs) {
    const slope = Math.tan((angle + fan * (y1 / height - 0.5)) / degrees);
    const aside = (x0 + x1) / 2 - width / 2;
    const foot = Math.round(y1 - slope * aside - bow(curl, aside, width)) + height;
    if (foot > 0 && foot < bins.length - 1) {
      bins[foot] = (bins[foot] as number) + 1;
      bins[foot - 1] = (bins[foot - 1] as number) + 0.5;
      bins[foot + 1] = (bins[foot + 1] as number) + 0.5;
    }
  }
  let sum = 0;
  for (const count of bins) sum += count * count;
  return sum;
}

/** How much lower a curled line lies so far from the middle, pixels. */
export const bow = (curl: number, aside: number, width: number): number => curl * width * ((2 * aside) / width) ** 2;

/** The slope a bow of 1 grows by from the left side to the right one: the derivative of {@link bow}. */
const curlSlope = 8;
