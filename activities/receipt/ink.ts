/** A grey picture, row by row. */
export interface Grey {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Something dark of letter size; pixels. */
export interface Blob {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  area: number;
}

/** Half the side of the neighbourhood a pixel is compared with, as share of the long side: some two letters. */
const radiusShare = 0.016;

/** A pixel is ink when it is darker than its neighbourhood by this share: fainter is paper grain. */
const inkShare = 0.1;

/** Size of letters, as share of the long side. */
const minLetterShare = 0.005;
const maxLetterShare = 0.06;

/** A letter is at most so many times wider than high: words whose letters touch, not rules and edges. */
const maxAspect = 9;

/** A letter fills at least this share of its box. */
const minFill = 0.12;

/** 1 where a pixel is darker than its neighbourhood, in light and in shadow alike. */
export function inkMask({ data, width, height }: Grey): Uint8Array {
  const radius = Math.max(3, Math.round(Math.max(width, height) * radiusShare));
  const mask = new Uint8Array(data.length);
  const means = neighbourhoodMeans({ data, width, height }, radius);
  for (let at = 0; at < mask.length; at += 1) {
    if ((data[at] as number) < (means[at] as number) * (1 - inkShare)) mask[at] = 1;
  }
  return mask;
}

/** Connected ink of letter size and shape, in a picture with such a long side; table grain, edges, rules and creases fall out. */
export function letterBlobs(marks: readonly Blob[], longSide: number): Blob[] {
  const [least, most] = [longSide * minLetterShare, longSide * maxLetterShare];
  return marks.filter(({ x0, y0, x1, y1, area }) => {
    const [wide, high] = [x1 - x0 + 1, y1 - y0 + 1];
    return high >= least && high <= most && wide <= high * maxAspect && wide >= 2 && area >= wide * high * minFill;
  });
}

/** Letters stand in rows: at most so many heights from the next, on the same foot, of like height. */
const maxGap = 2.5;
const footSlack = 0.35;
const minHeightRatio = 0.55;

/** Letters in a row of at least so many belong to text. */
const minNeighbours = 2;

/** Blobs that stand in rows with others, as print does and grain does not. */
export function printedBlobs(blobs: readonly Blob[], gap = maxGap): Blob[] {
  const ordered = blobs.toSorted((one, other) => one.x0 - other.x0);
  const neighbours = new Uint8Array(ordered.length);
  for (const [index, blob] of ordered.entries()) {
    const high = blob.y1 - blob.y0 + 1;
    for (let next = index + 1; next < ordered.length; next += 1) {
      const other = ordered[next] as Blob;
      if (other.x0 - blob.x1 > high * gap) break;
      const otherHigh = other.y1 - other.y0 + 1;
      const alike = Math.min(high, otherHigh) >= Math.max(high, otherHigh) * minHeightRatio;
      if (!alike || Math.abs(other.y1 - blob.y1) > high * footSlack) continue;
      neighbours[index] = (neighbours[index] as number) + 1;
      neighbours[next] = (neighbours[next] as number) + 1;
    }
  }
  return ordered.filter((_, index) => (neighbours[index] as number) >= minNeighbours);
}

/** Letters of a word are closer than this, in heights; the rows of a column are not. */
const wordGap = 0.8;

/** True when letters follow each other down the picture instead of across: it lies on its side. */
export function isSideways(blobs: readonly Blob[]): boolean {
  const turned = blobs.map(({ x0, y0, x1, y1, area }) => ({ x0: y0, y0: x0, x1: y1, y1: x1, area }));
  return printedBlobs(turned, wordGap).length > printedBlobs(blobs, wordGap).length;
}

/** Boxes of the connected regions of a mask. */
export function connected(mask: Uint8Array, width: number, height: number): Blob[] {
  const seen = new Uint8Array(mask.length);
  const stack = new Int32Array(mask.length);
  const blobs: Blob[] = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (!mask[start] || seen[start]) continue;
    const blob: Blob = { x0: width, y0: height, x1: 0, y1: 0, area: 0 };
    let top = 0;
    stack[top++] = start;
    seen[start] = 1;
    while (top > 0) {
      const at = stack[--top] as number;
      const [x, y] = [at % width, (at / width) | 0];
      grow(blob, x, y);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
          const next = ny * width + nx;
          if (!mask[next] || seen[next]) continue;
          seen[next] = 1;
          stack[top++] = next;
        }
      }
    }
    blobs.push(blob);
  }
  return blobs;
}

function grow(blob: Blob, x: number, y: number): void {
  if (x < blob.x0) blob.x0 = x;
  if (x > blob.x1) blob.x1 = x;
  if (y < blob.y0) blob.y0 = y;
  if (y > blob.y1) blob.y1 = y;
  blob.area += 1;
}

/** The mean brightness around each pixel, `radius` pixels to each side. */
export function neighbourhoodMeans({ data, width, height }: Grey, radius: number): Float64Array {
  const means = new Float64Array(data.length);
  const sums = integral(data, width, height);
  const stride = width + 1;
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - radius) * stride, Math.min(height, y + radius + 1) * stride];
    const rows = (bottom - top) / stride;
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const sum =
        (sums[bottom + right] as number) -
        (sums[top + right] as number) -
        (sums[bottom + left] as number) +
        (sums[top + left] as number);
      means[y * width + x] = sum / (rows * (right - left));
    }
  }
  return means;
}

/** Sums of all pixels above and left of each. */
function integral(data: Uint8Array, width: number, height: number): Float64Array {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] as number;
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] as number) + row;
    }
  }
  return sums;
}
