import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** What is used of `heic-decode`, which brings no types: pictures are found first, and decoded when asked for. */
interface HeicDecoder {
  all(options: {
    buffer: Uint8Array;
  }): Promise<{ width: number; height: number; decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }> }[]>;
}

const heic = createRequire(import.meta.url)('heic-decode') as HeicDecoder;

/** What the thread is given. */
export interface HeicTask {
  file: Uint8Array;
  maxPixels: number;
}

/** What the thread answers: pixels with four channels, or why there are none. */
export type HeicContent = { data: Uint8Array; width: number; height: number } | { refused: string };

async function read({ file, maxPixels }: HeicTask): Promise<HeicContent> {
  const [first] = await heic.all({ buffer: file });
  if (!first) return { refused: 'no picture in it' };
  if (first.width * first.height > maxPixels) return { refused: `${first.width} x ${first.height} pixels` };
  const { data, width, height } = await first.decode();
  return { data: Uint8Array.from(data), width, height };
}

parentPort?.postMessage(await read(workerData as HeicTask));
