import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { Problem } from './problem.ts';

/** A photo of a phone has some 5 MB, a scanned document some 10. */
export const upload_bytes = 12 * 1024 * 1024;
/** More than any phone's camera makes; what unpacks to more is no photo. */
const maxPixels = 50_000_000;
/** Visually the original, and half its size. */
const jpegQuality = 85;

export interface Upload {
  data: Buffer;
  mime: string;
  /** Lower-case hex. */
  sha256: string;
  fileName: string;
}

/**
 * What is kept of a file somebody sends: told by its bytes, never by its name, and pictures written anew, so that nothing but the picture
 * is left of them (no place where it was taken, no second format hidden in the first).
 * @throws Problem 415 for anything but a picture or a PDF, 422 for one that cannot be read.
 */
export async function keepable(data: Buffer, fileName: string): Promise<Upload> {
  const mime = (await fileTypeFromBuffer(data))?.mime;
  const kept = await rewritten(data, mime);
  const sha256 = createHash('sha256').update(kept).digest('hex');
  return { data: kept, mime: mime ?? '', sha256, fileName: plainName(fileName) };
}

async function rewritten(data: Buffer, mime: string | undefined): Promise<Buffer> {
  if (mime === 'application/pdf') return data;
  if (mime !== 'image/jpeg' && mime !== 'image/png' && mime !== 'image/webp')
    throw new Problem(415, 'Only JPEG, PNG, WebP and PDF files are kept.', 'file-type');
  try {
    const picture = sharp(data, { limitInputPixels: maxPixels, failOn: 'error' }).rotate();
    if (mime === 'image/png') return await picture.png().toBuffer();
    if (mime === 'image/webp') return await picture.webp().toBuffer();
    return await picture.jpeg({ quality: jpegQuality }).toBuffer();
  } catch {
    throw new Problem(422, 'The picture cannot be read: take it again.', 'unreadable-picture');
  }
}

const maxName_characters = 120;

/** A name without folders and signs that steer terminals or headers. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{C}"]/gu, '')
    .trim()
    .slice(-maxName_characters) || 'file';
