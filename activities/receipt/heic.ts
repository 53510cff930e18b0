import sharp from 'sharp';
import { failure } from '../failure.ts';
import type { HeicContent, HeicTask } from './heicThread.ts';
import { inThread } from './thread.ts';

/** Brands of files that hold HEVC pictures, as iPhones take them; sharp's own libheif reads AV1 alone. */
const brands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

/** A camera's picture takes a second or two. */
const timeoutMs = 20_000;

/** Whether a file says of itself that it is HEIC. AVIF may call itself `mif1`, and says `avif` behind it. */
export function isHeic(file: Buffer): boolean {
  const box = file.subarray(0, 64).toString('latin1');
  return box.slice(4, 8) === 'ftyp' && brands.includes(box.slice(8, 12)) && !box.includes('avif');
}

/**
 * The first picture of a HEIC file, upright, without loss of pixels. Decoded in a thread that is ended when it takes too long.
 * @throws failure MediaCorrupt
 */
export async function decodeHeic(file: Buffer, maxPixels: number, signal?: AbortSignal): Promise<Buffer> {
  const task: HeicTask = { file: Uint8Array.from(file), maxPixels };
  const content = await inThread<HeicContent>('heicThread', task, { timeoutMs, signal });
  if ('refused' in content) throw failure('MediaCorrupt', `HEIC picture refused: ${content.refused}`);
  const { data, width, height } = content;
  return sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}
