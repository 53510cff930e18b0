import type { Blob } from './ink.ts';

/** Text is looked for at tilts up to this, degrees. */
const maxAngle = 15;
const coarseStep = 0.5;
const fineStep = 0.1;

/** How much the tilt may differ between top and bottom of a paper that is seen at an angle, degrees, and the step of the search. */
const maxFan = 5;
const fanStep = 0.5;

/** How far a curled paper's lines may bow between middle and sides, as share of the width, and the steps of the search. */
const maxCurl = 0.04;
const curlStep = 0.004;
const fineCurlStep = 0.001;

/** The fan once known, the angle may lie this far from its first estimate. */
const refined = 1.5;

/** Fewer letters do not tell a tilt. */
const minBlobs = 20;

/** Tilt of the lines in the middle of the picture, and by how much it grows from top to bottom; degrees, clockwise positive. */
export interface Tilt {
  angle: number;
  fan: number;
  /** How much lower the lines lie at the sides than in the middle, as share of the width. */
  curl: number;
}

/**
 * Tilt of the text lines by projection profile: at the right angle the feet of the letters pile up in sharp peaks. Seen at an
 * angle, a paper's lines fan out, and they bow where it is curled; the next searches find by how much.
 */
export function textTilt(blobs: readonly Blob[], width: number, height: number): Tilt {
  if (blobs.length < minBlobs) return { angle: 0, fan: 0, curl: 0 };
  // Sizes of a scaled picture need not be whole, rows of the profile must be.
  const score = (tilt: Tilt) => sharpness(blobs, width, Math.ceil(height), tilt);
  const coarse = best(-maxAngle, maxAngle, coarseStep, (angle) => score({ angle, fan: 0, curl: 0 }));
  const roughFan = best(-maxFan, maxFan, fanStep, (fan) => score({ angle: coarse, fan, curl: 0 }));
  const roughCurl = best(-maxCurl, maxCurl, curlStep, (curl) => score({ angle: coarse, fan: roughFan, curl }));
  const angle = best(coarse - refined, coarse + refined, fineStep, (value) =>
    score({ angle: value, fan: roughFan, curl: roughCurl }),
  );
  const fan = best(roughFan - fanStep, roughFan + fanStep, fineStep, (value) => score({ angle, fan: value, curl: roughCurl }));
  const curl = best(roughCurl - curlStep, roughCurl + curlStep, fineCurlStep, (value) => score({ angle, fan, curl: value }));
  return { angle, fan, curl };
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
    const slope = Math.tan(((angle + fan * (y1 / height - 0.5)) * Math.PI) / 180);
    const aside = (x0 + x1) / 2 - width / 2;
    const foot = Math.round(y1 - slope * aside - bow(curl, aside, width)) + height;
    if (foot > 0 && foot < bins.length - 1) {
      bins[foot] = (bins[foot] as number) + 1;
      bins[foot - 1] = (bins[foot - 1] as number) + 0.5;
      bins[foot + 1] = (bins[foot + 1] as number) + 0.5;
    }
  }
  return bins.reduce((sum, count) => sum + count * count, 0);
}

/** How much lower a curled line lies so far from the middle, pixels. */
export const bow = (curl: number, aside: number, width: number): number => curl * width * ((2 * aside) / width) ** 2;
