/** Text is looked for at tilts up to this, degrees. */
const maxAngle = 12;
const coarseStep = 0.5;
const fineStep = 0.1;

/** Half the side of the neighbourhood a pixel is compared with, pixels. */
const radius = 8;

/** A pixel is ink when it is darker than its neighbourhood by this share. */
const inkShare = 0.12;

/** So many points of ink tell the angle; more only cost time. */
const maxPoints = 40_000;

/**
 * Tilt of the text lines in degrees, clockwise positive, by projection profile: at the right angle the rows of ink pile up in
 * sharp peaks with empty gaps between.
 */
export function skewAngle(grey: Uint8Array, width: number, height: number): number {
  const { xs, ys } = inkPoints(grey, width, height);
  const score = (angle: number) => sharpness(xs, ys, height, width, angle);
  const coarse = best(-maxAngle, maxAngle, coarseStep, score);
  return best(coarse - coarseStep, coarse + coarseStep, fineStep, score);
}

function best(from: number, to: number, step: number, score: (angle: number) => number): number {
  let bestAngle = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let angle = from; angle <= to + step / 2; angle += step) {
    const value = score(angle);
    if (value > bestScore) [bestAngle, bestScore] = [angle, value];
  }
  return bestAngle;
}

function sharpness(xs: Uint16Array, ys: Uint16Array, height: number, width: number, angle: number): number {
  const slope = Math.tan((angle * Math.PI) / 180);
  const shift = Math.ceil(Math.abs(slope) * width);
  const bins = new Float64Array(height + 2 * shift + 2);
  for (let index = 0; index < xs.length; index += 1) {
    const bin = Math.round((ys[index] as number) - slope * (xs[index] as number)) + shift;
    bins[bin] = (bins[bin] as number) + 1;
  }
  let sum = 0;
  for (let bin = 1; bin < bins.length; bin += 1) sum += ((bins[bin] as number) - (bins[bin - 1] as number)) ** 2;
  return sum;
}

/** Pixels darker than their neighbourhood: letters, in light and in shadow alike. */
function inkPoints(grey: Uint8Array, width: number, height: number): { xs: Uint16Array; ys: Uint16Array } {
  const sums = integral(grey, width, height);
  const points: number[] = [];
  const size = (2 * radius + 1) ** 2;
  for (let y = radius; y < height - radius; y += 1) {
    for (let x = radius; x < width - radius; x += 1) {
      const mean = boxSum(sums, width + 1, x - radius, y - radius, x + radius + 1, y + radius + 1) / size;
      if ((grey[y * width + x] as number) < mean * (1 - inkShare)) points.push(y * width + x);
    }
  }
  const stride = Math.max(1, Math.ceil(points.length / maxPoints));
  const kept = points.filter((_, index) => index % stride === 0);
  return {
    xs: Uint16Array.from(kept, (point) => point % width),
    ys: Uint16Array.from(kept, (point) => Math.floor(point / width)),
  };
}

function integral(grey: Uint8Array, width: number, height: number): Float64Array {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x] as number;
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] as number) + row;
    }
  }
  return sums;
}

function boxSum(sums: Float64Array, stride: number, x0: number, y0: number, x1: number, y1: number): number {
  const at = (x: number, y: number) => sums[y * stride + x] as number;
  return at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0);
}
