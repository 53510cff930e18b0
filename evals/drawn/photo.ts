import sharp from 'sharp';
import type { Random } from '../../dev/chaos/random.ts';

/** How badly a photo is taken. */
export interface Camera {
  /** Tilt in degrees, and how far the corners are off, as share of the side; either way. */
  tilt: number;
  skew: number;
  /** Share of the light that is missing in the darkest place. */
  shadow: number;
  /** Share of the ink's darkness that is left, least. */
  ink: number;
  /** Blur and noise, pixels and levels. */
  blur: number;
  noise: number;
  creases: number;
  /** JPEG quality, least and most. */
  quality: readonly [number, number];
  /** Share of the picture's side around the paper. */
  table: number;
}

/** The levels of the suite. */
export const cameras: Record<string, Camera> = {
  clean: { tilt: 0.5, skew: 0, shadow: 0.05, ink: 0.9, blur: 0.3, noise: 2, creases: 0, quality: [82, 92], table: 0.02 },
  photo: { tilt: 5, skew: 0.02, shadow: 0.35, ink: 0.7, blur: 0.6, noise: 7, creases: 1, quality: [68, 82], table: 0.08 },
  hard: { tilt: 9, skew: 0.045, shadow: 0.6, ink: 0.35, blur: 0.85, noise: 13, creases: 3, quality: [45, 65], table: 0.12 },
};

interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Takes a photo of a print: tilted, seen at an angle, in uneven light, creased and compressed. A JPEG. */
export async function takePhoto(print: Buffer, camera: Camera, random: Random): Promise<Buffer> {
  const { data, info } = await sharp(print).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const paper = { data, width: info.width, height: info.height };
  const scene = shoot(paper, camera, random);
  const quality = random.between(...camera.quality);
  return sharp(scene.data, { raw: { width: scene.width, height: scene.height, channels: 3 } })
    .blur(Math.max(0.3, camera.blur * (0.6 + 0.4 * random.next())))
    .jpeg({ quality })
    .toBuffer();
}

const either = (random: Random): number => 2 * random.next() - 1;

function shoot(paper: Pixels, camera: Camera, random: Random): Pixels {
  const border = Math.round(camera.table * Math.max(paper.width, paper.height)) + 4;
  const [width, height] = [paper.width + 2 * border, paper.height + 2 * border];
  const place = placing(paper, width, height, camera, random);
  const light = lighting(width, height, camera, random);
  const fold = folding(paper, camera, random);
  const ink = camera.ink + (1 - camera.ink) * random.next();
  const tone = random.between(50, 170);
  const table = Array.from({ length: 3 }, () => tone + random.between(-25, 25));
  const out = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = place(x, y);
      const isPaper = u >= 0 && v >= 0 && u < paper.width - 1 && v < paper.height - 1;
      const shade = light(x, y) * (isPaper ? fold(u, v) : 1);
      const grain = camera.noise * (random.next() + random.next() + random.next() - 1.5);
      for (let channel = 0; channel < 3; channel += 1) {
        const level = isPaper ? 255 - ink * (255 - sample(paper, u, v, channel)) : (table[channel] as number);
        out[(y * width + x) * 3 + channel] = Math.max(0, Math.min(255, level * shade + grain));
      }
    }
  }
  return { data: out, width, height };
}

/** Where a point of the photo lies on the paper: turned about the middle, and wider at one end than at the other. */
function placing(paper: Pixels, width: number, height: number, camera: Camera, random: Random) {
  const angle = (either(random) * camera.tilt * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [across, down] = [either(random) * camera.skew, either(random) * camera.skew];
  const bend = either(random) * camera.skew * 0.3 * paper.height;
  // A tilted paper must still be whole in the picture.
  const zoom = 1 + Math.abs(sin) * 0.6 + 2 * camera.skew;
  return (x: number, y: number): readonly [number, number] => {
    const [dx, dy] = [(x - width / 2) * zoom, (y - height / 2) * zoom];
    const [turnedX, turnedY] = [dx * cos + dy * sin, dy * cos - dx * sin];
    const depth = 1 + (across * turnedX) / paper.width + (down * turnedY) / paper.height;
    const curl = bend * ((2 * turnedX) / paper.width) ** 2;
    return [turnedX * depth + paper.width / 2, (turnedY + curl) * depth + paper.height / 2];
  };
}

function lighting(width: number, height: number, { shadow }: Camera, random: Random) {
  const dim = 1 - shadow * 0.5 * random.next();
  const direction = random.next() * 2 * Math.PI;
  const [x0, y0, radius] = [random.next() * width, random.next() * height, (0.2 + 0.4 * random.next()) * height];
  const depth = shadow * random.next();
  return (x: number, y: number): number => {
    const slope = ((x / width - 0.5) * Math.cos(direction) + (y / height - 0.5) * Math.sin(direction)) * shadow * 0.5;
    const distance = Math.hypot(x - x0, y - y0) / radius;
    return (dim + slope) * (1 - depth * Math.exp(-(distance ** 2)));
  };
}

/** Creases: the paper is darker on one side of a line and bright at its edge. */
function folding(paper: Pixels, { creases }: Camera, random: Random) {
  const folds = Array.from({ length: random.between(0, creases) }, () => {
    const angle = random.next() * Math.PI;
    return { x: random.next() * paper.width, y: random.next() * paper.height, cos: Math.cos(angle), sin: Math.sin(angle) };
  });
  return (u: number, v: number): number =>
    folds.reduce((shade, { x, y, cos, sin }) => {
      const side = (u - x) * cos + (v - y) * sin;
      return shade * (1 - 0.18 * Math.exp(-Math.max(0, side) / 40) * (side > 0 ? 1 : 0)) + 0.08 * Math.exp(-(side ** 2) / 8);
    }, 1);
}

function sample({ data, width }: Pixels, u: number, v: number, channel: number): number {
  const [x, y] = [Math.floor(u), Math.floor(v)];
  const [right, below] = [u - x, v - y];
  const at = (column: number, row: number) => data[(row * width + column) * 3 + channel] as number;
  const top = at(x, y) * (1 - right) + at(x + 1, y) * right;
  return top * (1 - below) + (at(x, y + 1) * (1 - right) + at(x + 1, y + 1) * right) * below;
}
