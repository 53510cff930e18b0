import sharp, { type Sharp } from 'sharp';
import { failure } from '../failure.ts';
import { decodeHeic, isHeic } from './heic.ts';
import { type Blob, connected, type Grey, inkMask, isSideways, letterBlobs, printedBlobs } from './ink.ts';
import { coverTable } from './paper.ts';
import { textTilt } from './skew.ts';
import { evenLight, levelLines, removeRules, removeSpecks } from './warp.ts';

/** Bombs such as a 100 KB PNG of 30,000 x 30,000 are refused unread; phone cameras stay below. */
const maxPixels = 50_000_000;

/** Long side the OCR gets, pixels: more costs time and reads no better. */
const longSide = 1_800;

/** Small pictures are enlarged up to this width, pixels: Tesseract wants letters of some 20 pixels. */
const minWidth = 1_000;

/** Long side of the copy on which letters are looked for. */
const surveySide = 1_000;

/** Blur that joins the dots of a dot-matrix print. */
const surveyBlur = 0.8;

/** Resolution written into the picture: Tesseract guesses worse ones. */
const dotsPerInch = 200;

/** Blur, in pixels, that takes the sensor's noise and keeps dots and commas. */
const softening = 1;

/** White added around a picture, pixels: letters at the edge are overlooked. */
const border = 24;

/** Room around the rows, as share of their size: a name in large letters above them is none of the letters they are found by. */
const margin = 0.07;

/** Height Tesseract reads best, pixels from foot to head of a capital, and how far pictures are scaled for it. */
const letterHeight = 26;
const minScale = 0.6;
const maxScale = 2.5;

/** Ink that runs straight for so many letter heights is a rule of a table. */
const ruleLetters = 4;

/** Letters outside this share of all, from each side, are strays. */
const strayShare = 0.001;

/** One step of picture processing, seconds. */
const stepTimeoutSeconds = 20;

/** A picture made ready for OCR: upright, level, evenly lit, dark on light. */
export interface PreparedImage {
  png: Buffer;
  width: number;
  height: number;
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/** A decoded picture and what letters lie on it. */
export interface OpenedImage {
  grey: Grey;
  survey: Survey;
  /**
   * The turns that can set it upright, the likelier first: whether it lies on its side shows in how its letters follow each
   * other, whether it stands on its head only when it is read.
   */
  turns: readonly QuarterTurn[];
}

/**
 * Decodes a photo or screenshot. Always re-encoded: nothing of the sender's file goes on.
 * @throws failure MediaCorrupt
 */
export async function openImage(input: Buffer): Promise<OpenedImage> {
  const grey = await decode(input);
  const found = await survey(grey);
  const blobs = coverTable(grey, found.blobs, found.scale);
  return { grey, survey: { ...found, blobs }, turns: isSideways(blobs) ? [90, 270] : [0, 180] };
}

/** Makes a picture ready for OCR. */
export async function prepareImage(opened: OpenedImage, turn: QuarterTurn = 0): Promise<PreparedImage> {
  const turned = turn === 0 ? opened.grey : await toGrey(open(opened.grey).rotate(turn));
  const { blobs, isInverse, scale } = turn === 0 ? opened.survey : await survey(turned);
  const upright = isInverse ? invert(turned) : turned;
  const tilt = textTilt(blobs, turned.width * scale, turned.height * scale);
  const level = levelLines(await rotate(upright, -tilt.angle), tilt);
  const clean = evenLight(await cropToText(level));
  removeRules(clean, ruleLetters * letterHeight);
  removeSpecks(clean);
  const { data, info } = await open(clean)
    .extend({ top: border, bottom: border, left: border, right: border, background: '#ffffff' })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .withDensity(dotsPerInch)
    .timeout({ seconds: stepTimeoutSeconds })
    .toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

async function decode(file: Buffer): Promise<Grey> {
  const input = isHeic(file) ? await decodeHeic(file, maxPixels) : file;
  try {
    const upright = sharp(input, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient();
    const { width, height } = (await upright.metadata()).autoOrient;
    const scale = Math.min(longSide / Math.max(width, height), Math.max(1, minWidth / Math.min(width, height)));
    return await toGrey(
      upright
        .flatten({ background: '#ffffff' })
        .greyscale()
        .resize({ width: Math.max(1, Math.round(width * scale)) })
        .blur(softening),
    );
  } catch (cause) {
    throw failure('MediaCorrupt', 'image cannot be decoded', { cause });
  }
}

interface Survey {
  blobs: Blob[];
  /** All that is dark, large letters and drawings among it. */
  marks: Blob[];
  isInverse: boolean;
  scale: number;
}

/** Looks for letters, dark on light and light on dark; there are more of them in the right one. */
async function survey(grey: Grey): Promise<Survey> {
  const scale = Math.min(1, surveySide / Math.max(grey.width, grey.height));
  const small = await toGrey(
    open(grey)
      .resize({ width: Math.max(1, Math.round(grey.width * scale)) })
      .blur(surveyBlur),
  );
  const marksOf = (picture: Grey) => connected(inkMask(picture), picture.width, picture.height);
  const longest = Math.max(small.width, small.height);
  const dark = marksOf(small);
  const light = isMostlyDark(small.data) ? marksOf(invert(small)) : [];
  const [darkLetters, lightLetters] = [letterBlobs(dark, longest), letterBlobs(light, longest)];
  const isInverse = printedBlobs(lightLetters).length > inverseShare * printedBlobs(darkLetters).length;
  return { blobs: isInverse ? lightLetters : darkLetters, marks: isInverse ? light : dark, isInverse, scale };
}

function invert({ data, width, height }: Grey): Grey {
  const inverse = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 1) inverse[at] = 255 - (data[at] as number);
  return { data: inverse, width, height };
}

/** A dark photo of paper has light scraps between its letters; a dark screen has so many times more light letters in rows than dark ones. */
const inverseShare = 1.5;

/** Most pixels are darker than this: a dark screen, or a dark photo. */
const darkLevel = 100;

function isMostlyDark(data: Uint8Array): boolean {
  let count = 0;
  for (let at = 0; at < data.length; at += 1) if ((data[at] as number) < darkLevel) count += 1;
  return count > data.length / 2;
}

async function rotate(grey: Grey, angle: number): Promise<Grey> {
  if (angle === 0) return grey;
  return toGrey(open(grey).rotate(angle, { background: '#808080' }));
}

/** Leaves the table around the paper out (its grain reads as text) and scales the letters to one height. */
async function cropToText(grey: Grey): Promise<Grey> {
  const { blobs: letters, marks, scale } = await survey(grey);
  const blobs = printedBlobs(letters);
  if (blobs.length === 0) return grey;
  const at = (values: number[], share: number) =>
    values.sort((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? 0;
  const [left, right] = [
    at(
      blobs.map((blob) => blob.x0),
      strayShare,
    ),
    at(
      blobs.map((blob) => blob.x1),
      1 - strayShare,
    ),
  ];
  const [top, bottom] = [
    at(
      blobs.map((blob) => blob.y0),
      strayShare,
    ),
    at(
      blobs.map((blob) => blob.y1),
      1 - strayShare,
    ),
  ];
  const space = margin * Math.max(right - left, bottom - top);
  const x = Math.max(0, Math.round((left - space) / scale));
  const y = Math.max(0, Math.round(aboveCut(marks, top - space, space) / scale));
  const width = Math.min(grey.width, Math.round((right + space) / scale)) - x;
  const height = Math.min(grey.height, Math.round((bottom + space) / scale)) - y;
  const high = at(
    blobs.map((blob) => (blob.y1 - blob.y0 + 1) / scale),
    0.5,
  );
  const resized = Math.round(width * Math.max(minScale, Math.min(maxScale, letterHeight / high)));
  return toGrey(open(grey).extract({ left: x, top: y, width, height }).resize({ width: resized }));
}

/** Where to cut above the first row: as meant, or above the large letters that a cut there would go through. */
function aboveCut(marks: readonly Blob[], cut: number, space: number): number {
  const severed = marks.filter(({ y0, y1 }) => y0 < cut && y1 > cut && y0 > cut - space);
  return Math.min(cut, ...severed.map(({ y0 }) => y0 - logoSpace));
}

/** Room left above such letters, pixels of the survey. */
const logoSpace = 4;

/** A logo is some times larger than the letters below it, and Tesseract passes over it: so much smaller it is read. */
const logoScale = 0.4;

/** A strip whose levels scatter less than this is empty: grain does, print does not. */
const emptyScatter = 14;

/** The strip above the first row that was read, made smaller so that large letters are read; null where it is empty or too low for them. */
export async function logoStrip({ png, width }: PreparedImage, firstRowTop: number): Promise<Buffer | null> {
  if (firstRowTop < 2 * letterHeight) return null;
  const strip = await open(await toGrey(sharp(png).extract({ left: 0, top: 0, width, height: firstRowTop })))
    .png()
    .toBuffer();
  const scatter = (await sharp(strip).stats()).channels[0]?.stdev ?? 0;
  if (scatter < emptyScatter) return null;
  const borders = { top: border, bottom: border, left: border, right: border };
  return sharp(strip)
    .resize({ width: Math.round(width * logoScale) })
    .extend({ ...borders, background: '#ffffff' })
    .withDensity(dotsPerInch)
    .png()
    .toBuffer();
}

/** Space left around a part, pixels. */
const partSpace = 16;

/** The part of a picture that holds these boxes; the whole picture where there are none. */
export async function cropTo(image: PreparedImage, boxes: readonly { x0: number; y0: number; x1: number; y1: number }[]) {
  if (boxes.length === 0) return image;
  const least = (values: number[]) => Math.max(0, Math.floor(Math.min(...values)) - partSpace);
  const most = (values: number[], end: number) => Math.min(end, Math.ceil(Math.max(...values)) + partSpace);
  const left = least(boxes.map(({ x0 }) => x0));
  const top = least(boxes.map(({ y0 }) => y0));
  const width =
    most(
      boxes.map(({ x1 }) => x1),
      image.width,
    ) - left;
  const height =
    most(
      boxes.map(({ y1 }) => y1),
      image.height,
    ) - top;
  if (width <= 0 || height <= 0) return image;
  const png = await sharp(image.png)
    .extract({ left, top, width, height })
    .withDensity(dotsPerInch)
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { png, width, height };
}

/** One channel, whatever the steps before made of it. */
async function toGrey(pipeline: Sharp): Promise<Grey> {
  const { data, info } = await pipeline
    .toColourspace('b-w')
    .timeout({ seconds: stepTimeoutSeconds })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function open({ data, width, height }: Grey) {
  return sharp(data, { raw: { width, height, channels: 1 } });
}
