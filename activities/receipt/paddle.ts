import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { failure } from '../failure.ts';
import type { Grey } from './ink.ts';
import { type Box, wordsOfLines } from './paddleText.ts';
import type { PaddleAnswer, PaddleSetting, PaddleTask } from './paddleThread.ts';
import { groupRows, type Row, type Word } from './page.ts';
import { createPool, type Pool } from './pool.ts';
import type { OcrEngine } from './tesseract.ts';
import { startThread } from './thread.ts';

export interface PaddleOptions {
  /** Lines read side by side, each on a thread of its own. */
  threads: number;
}

/** Size of the picture lines are looked for in, against the prepared one: its capitals are some 11 pixels high there. */
const detectScale = 0.45;

/** Sides of the detector's picture are multiples of this, and no longer than {@link detectMost}, pixels. */
const detectStep = 32;
const detectMost = 1_600;

/** More lines are no receipt. */
const mostLines = 250;

/** A receipt takes a second; this is for a machine that swaps. */
const readTimeoutMs = 45_000;

/** A thread loads its networks in half a second. */
const startTimeoutMs = 30_000;

const engineName = 'PP-OCRv4 mobile';

/**
 * PP-OCRv4 (detector and recogniser) on ONNX Runtime: reads worn and tilted print far better than Tesseract. Both come from
 * optional packages. The runtime works in the thread that calls it, hence threads of its own, kept warm.
 * @returns null where the packages are not installed
 */
export async function createPaddle({ threads }: PaddleOptions): Promise<OcrEngine | null> {
  const pool = createPool({
    size: threads,
    start: () => startPaddle({ threads }),
    end: (thread) => thread.terminate(),
  });
  // All of them at once, so that none is handed to two.
  const isThere = await Promise.all(Array.from({ length: threads }, () => pool.use(async () => true))).catch(() => false);
  if (!isThere) return null;
  return {
    engine: engineName,
    read: async (png, signal) => {
      const stop = AbortSignal.any([AbortSignal.timeout(readTimeoutMs), ...(signal ? [signal] : [])]);
      try {
        return await readRows(pool, png, threads, stop);
      } catch (error) {
        signal?.throwIfAborted();
        throw failure('Unavailable', stop.aborted ? 'OCR took too long' : 'OCR failed', { cause: error });
      }
    },
    close: () => pool.close(),
  };
}

async function startPaddle(setting: PaddleSetting): Promise<Worker> {
  const thread = startThread('paddleThread', setting);
  try {
    await once(thread, 'message', { signal: AbortSignal.timeout(startTimeoutMs) });
    return thread;
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

/** A thread that fails or is not waited for any longer is ended by the pool. */
function ask(pool: Pool<Worker>, task: PaddleTask, signal: AbortSignal): Promise<PaddleAnswer> {
  return pool.use(async (thread) => {
    thread.postMessage(task);
    const [answer] = await once(thread, 'message', { signal });
    return answer as PaddleAnswer;
  });
}

async function readRows(pool: Pool<Worker>, png: Buffer, threads: number, stop: AbortSignal): Promise<Row[]> {
  const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const picture = inSharedMemory({ data, width: info.width, height: info.height });
  const left = (await findLines(pool, picture, stop)).slice(0, mostLines);
  const read: Word[][] = [];
  const reader = async () => {
    for (let line = left.pop(); line; line = left.pop()) {
      const answer = await ask(pool, { picture, line }, stop);
      if ('words' in answer) read.push(answer.words);
    }
  };
  await Promise.all(Array.from({ length: threads }, reader));
  return groupRows(wordsOfLines(read));
}

/** All threads look at the same pixels. */
function inSharedMemory({ data, width, height }: Grey): Grey {
  const shared = new Uint8Array(new SharedArrayBuffer(data.length));
  shared.set(data);
  return { data: shared, width, height };
}

async function findLines(pool: Pool<Worker>, picture: Grey, stop: AbortSignal): Promise<Box[]> {
  const scale = Math.min(detectScale, detectMost / Math.max(picture.width, picture.height));
  const size = (side: number) => Math.max(detectStep, Math.round((side * scale) / detectStep) * detectStep);
  const [width, height] = [size(picture.width), size(picture.height)];
  const raw = { width: picture.width, height: picture.height, channels: 1 } as const;
  const small = await sharp(picture.data, { raw }).resize(width, height, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
  const answer = await ask(pool, { picture: inSharedMemory({ data: small, width, height }) }, stop);
  const [across, down] = [picture.width / width, picture.height / height];
  return ('lines' in answer ? answer.lines : []).map(({ x0, y0, x1, y1 }) => ({
    x0: Math.max(0, x0 * across),
    y0: Math.max(0, y0 * down),
    x1: Math.min(picture.width, x1 * across),
    y1: Math.min(picture.height, y1 * down),
  }));
}
