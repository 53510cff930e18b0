import sharp from 'sharp';
import { failure } from '../failure.ts';
import { skewAngle } from './skew.ts';

/** Bombs such as a 100 KB PNG of 30,000 x 30,000 are refused unread; phone cameras stay below. */
const maxPixels = 50_000_000;

/** Long side the OCR gets, pixels: more costs time and reads no better. */
const longSide = 1_800;

/** Small pictures are enlarged up to this width, pixels: Tesseract wants letters of some 20 pixels. */
const minWidth = 1_000;

/** Width of the copy the skew is measured on. */
const skewWidth = 500;

/** One step of picture processing, seconds. */
const stepTimeoutSeconds = 20;

/** A picture made ready for OCR: upright, level, grey, dark on light. */
export interface PreparedImage {
  png: Buffer;
  width: number;
  height: number;
}

export type QuarterTurn = 0 | 90 | 180 | 270;

interface GreyImage {
  data: Buffer;
  width: number;
  height: number;
}

/**
 * Decodes a photo or screenshot and makes it ready for OCR. Always re-encoded: nothing of the sender's file goes on.
 * @throws failure MediaCorrupt
 */
export async function prepareImage(input: Buffer, turn: QuarterTurn = 0): Promise<PreparedImage> {
  const grey = await decode(input, turn);
  const angle = await measureSkew(grey);
  const { data, info } = await open(grey)
    .rotate(-angle, { background: '#808080' })
    .normalise()
    .png({ compressionLevel: 1 })
    .timeout({ seconds: stepTimeoutSeconds })
    .toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

async function decode(input: Buffer, turn: QuarterTurn): Promise<GreyImage> {
  try {
    const upright = sharp(input, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient();
    const { width, height } = (await upright.metadata()).autoOrient;
    const scale = Math.min(longSide / Math.max(width, height), Math.max(1, minWidth / Math.min(width, height)));
    const grey = upright
      .rotate(turn)
      .flatten({ background: '#ffffff' })
      .greyscale()
      .resize({ width: Math.round((turn % 180 === 0 ? width : height) * scale) })
      .timeout({ seconds: stepTimeoutSeconds });
    const { data, info } = await grey.raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (cause) {
    throw failure('MediaCorrupt', 'image cannot be decoded', { cause });
  }
}

async function measureSkew(grey: GreyImage): Promise<number> {
  const { data, info } = await open(grey).resize({ width: skewWidth }).raw().toBuffer({ resolveWithObject: true });
  return skewAngle(data, info.width, info.height);
}

function open({ data, width, height }: GreyImage) {
  return sharp(data, { raw: { width, height, channels: 1 } });
}
