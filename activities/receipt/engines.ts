import { availableParallelism } from 'node:os';
import { createPaddle } from './paddle.ts';
import { createTesseract, type OcrEngine, type TesseractOptions } from './tesseract.ts';

/** More threads than this for one picture take the machine from everything else. */
const mostThreads = 4;

/**
 * The OCR engines that are installed, the better reader first: PP-OCR where its optional packages are there, and Tesseract. The
 * next one is asked where the arithmetic of what the one before has read does not close.
 */
export async function createOcrEngines(options: TesseractOptions): Promise<OcrEngine[]> {
  const paddle = await createPaddle({ threads: Math.min(mostThreads, availableParallelism()) });
  return [...(paddle ? [paddle] : []), createTesseract(options)];
}
