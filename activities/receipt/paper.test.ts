import { describe, expect, it } from 'vitest';
import { type Blob, connected, type Grey, inkMask, letterBlobs } from './ink.ts';
import { coverTable } from './paper.ts';
import { textTilt } from './skew.ts';

const [width, height] = [600, 800];
const [margin, bare, table] = [100, 220, 110];

/** A paper with letters on a table with streaks; noise keeps it from being a screen. */
function photo(noise: number): Grey {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isPaper = x >= margin && x < width - margin && y >= margin && y < height - margin;
      const isLetter = isPaper && x > 140 && x < 460 && y > 140 && y < 660 && y % 40 < 14 && x % 16 < 8;
      const isStreak = !isPaper && y % 18 < 7 && (x + y) % 90 < 60;
      const shade = isLetter ? 80 : isStreak ? 60 : isPaper ? bare : table;
      data[y * width + x] = shade + ((x * 7 + y * 13 + ((x * y) % 5)) % (noise + 1));
    }
  }
  return { data, width, height };
}

const inkOf = (grey: Grey): Blob[] =>
  letterBlobs(connected(inkMask(grey), grey.width, grey.height), Math.max(grey.width, grey.height));

describe('coverTable', () => {
  it('covers the table and keeps the paper', () => {
    const grey = photo(12);
    const before = inkOf(grey);
    const kept = coverTable(grey, before, 1);
    const isOnPaper = ({ x0, y0 }: Blob) => x0 > margin - 10 && x0 < width - margin && y0 > margin - 10 && y0 < height - margin;
    expect(before.some((blob) => !isOnPaper(blob))).toBe(true);
    expect(kept.length).toBeGreaterThan(200);
    expect(kept.every(isOnPaper)).toBe(true);
    expect(inkOf(grey).every(isOnPaper)).toBe(true);
  });

  it('leaves a screen as it is, whatever its colours', () => {
    const grey = photo(0);
    const before = Uint8Array.from(grey.data);
    coverTable(grey, inkOf(grey), 1);
    expect(grey.data).toEqual(before);
  });
});

describe('textTilt', () => {
  it.each([
    { angle: 0, fan: 0, curl: 0 },
    { angle: 6, fan: 0, curl: 0 },
    { angle: -8, fan: 3, curl: 0 },
    { angle: 3, fan: -4, curl: 0.015 },
  ])('finds how lines lie, though label and amount stand far apart: %o', (tilt) => {
    const blobs = Array.from({ length: 18 }, (_, row) =>
      [...Array(8).keys(), ...Array(6).keys()].map((at, index) => ({ at, index, row })),
    )
      .flat()
      .map(({ at, index, row }) => {
        const x = index < 8 ? 60 + 16 * at : 450 + 16 * at;
        const y = 60 + 38 * row;
        const slope = Math.tan(((tilt.angle + tilt.fan * (y / height - 0.5)) * Math.PI) / 180);
        const foot = Math.round(y + slope * (x - width / 2) + tilt.curl * width * ((2 * (x - width / 2)) / width) ** 2);
        return { x0: x - 5, x1: x + 5, y0: foot - 16, y1: foot, area: 120 };
      });
    const found = textTilt(blobs, width, height);
    expect(Math.abs(found.angle - tilt.angle)).toBeLessThan(0.5);
    expect(Math.abs(found.fan - tilt.fan)).toBeLessThan(1.2);
    expect(Math.abs(found.curl - tilt.curl)).toBeLessThan(0.006);
  });
});
