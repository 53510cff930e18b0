import sharp from 'sharp';
import type { Random } from '../../dev/chaos/random.ts';

/** How badly a photo is taken. */
export interface Camera {
  /** Tilt in degrees, and how far the corners are off, as share of the side; either way. */
  tilt: number;
  skew: number;
  /** Share of the light that is missing in the darkest place. */
  shadow: number;
  /** Share of the ink's darkness that is left, least, and the share that is missing besides where the print is worn most. */
  ink: number;
  wear: number;
  /** Blur and noise, pixels and levels. */
  blur: number;
  noise: number;
  /** How far the hand moves while the shutter is open, pixels, and the noise the sensor adds behind the lens, levels. */
  shake: number;
  grain: number;
  creases: number;
  /** JPEG quality, least and most. */
  quality: readonly [number, number];
  /** Share of the picture's side around the paper, and how far the grain of the table's wood lies apart in brightness, levels. */
  table: number;
  wood: number;
}

/** The levels of the suite. */
export const cameras: Record<string, Camera> = {
  clean: {
    ...{ tilt: 0.5, skew: 0, shadow: 0.05, ink: 0.9, wear: 0, creases: 0, table: 0.02, wood: 0 },
    ...{ blur: 0.3, noise: 2, shake: 0, grain: 0, quality: [82, 92] },
  },
  photo: {
    ...{ tilt: 5, skew: 0.02, shadow: 0.35, ink: 0.7, wear: 0, creases: 1, table: 0.08, wood: 0 },
    ...{ blur: 0.6, noise: 7, shake: 0, grain: 0, quality: [68, 82] },
  },
  hard: {
    ...{ tilt: 9, skew: 0.045, shadow: 0.6, ink: 0.35, wear: 0.35, creases: 3, table: 0.12, wood: 60 },
    ...{ blur: 0.85, noise: 8, shake: 4, grain: 9, quality: [45, 65] },
  },
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
  const raw = { width: scene.width, height: scene.height, channels: 3 } as const;
  const lens = sharp(scene.data, { raw }).blur(Math.max(0.3, camera.blur * (0.6 + 0.4 * random.next())));
  if (camera.shake === 0) return lens.jpeg({ quality }).toBuffer();
  const shaken = await lens
    .convolve(shaking(camera.shake * random.next(), random.next() * Math.PI))
    .raw()
    .toBuffer();
  for (let at = 0; at < shaken.length; at += 1) {
    const level = (shaken[at] as number) + camera.grain * (random.next() + random.next() + random.next() - 1.5);
    shaken[at] = Math.max(0, Math.min(255, level));
  }
  return sharp(shaken, { raw }).jpeg({ quality }).toBuffer();
}

/** Side of the kernel of a moving hand, pixels. */
const shakeSide = 7;

/** The way of a hand that moves straight on, as a kernel. */
function shaking(length: number, angle: number) {
  const kernel = Array<number>(shakeSide * shakeSide).fill(0);
  const middle = (shakeSide - 1) / 2;
  for (let step = -0.5; step <= 0.5; step += 1 / 16) {
    const [x, y] = [middle + step * length * Math.cos(angle), middle + step * length * Math.sin(angle)];
    const at = Math.round(y) * shakeSide + Math.round(x);
    kernel[at] = (kernel[at] as number) + 1;
  }
  return { width: shakeSide, height: shakeSide, kernel, scale: kernel.reduce((sum, weight) => sum + weight, 0) };
}

const either = (random: Random): number => 2 * random.next() - 1;

function shoot(paper: Pixels, camera: Camera, random: Random): Pixels {
  const border = Math.round(camera.table * Math.max(paper.width, paper.height)) + 4;
  const [width, height] = [paper.width + 2 * border, paper.height + 2 * border];
  const place = placing(paper, width, height, camera, random);
  const light = lighting(width, height, camera, random);
  const fold = folding(paper, camera, random);
  const ink = camera.ink + (1 - camera.ink) * random.next();
  const left = wearing(paper, camera, random);
  const wood = graining(height, camera, random);
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
        const level = isPaper
          ? 255 - ink * left(u, v) * (255 - sample(paper, u, v, channel))
          : (table[channel] as number) + wood(x, y);
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

/** The grain of a wooden table: streaks that wave. */
function graining(height: number, { wood }: Camera, random: Random) {
  if (wood === 0) return () => 0;
  const streaks = Float32Array.from({ length: height }, () => random.next() ** 3);
  const [depth, length, wave] = [wood * random.next(), 60 + 120 * random.next(), 6 * random.next()];
  return (x: number, y: number): number => {
    const at = Math.round(y + wave * Math.sin(x / length) + height) % height;
    return -depth * (streaks[at] as number) * (0.6 + 0.4 * Math.sin(x / 17 + at));
  };
}

/** Thermal print fades in strips and patches: the share of the ink that is left at a place. */
function wearing(paper: Pixels, { wear }: Camera, random: Random) {
  if (wear === 0) return () => 1;
  const depth = wear * random.next();
  const [across, down, turn] = [1 + 3 * random.next(), 1 + 4 * random.next(), 2 * Math.PI * random.next()];
  return (u: number, v: number): number => {
    const wave = Math.sin((across * u * Math.PI) / paper.width + turn) * Math.cos((down * v * Math.PI) / paper.height - turn);
    return 1 - (depth * (1 + wave)) / 2;
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
