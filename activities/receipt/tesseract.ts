import { access, copyFile, mkdir, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Tesseract from 'tesseract.js';
import { failure } from '../failure.ts';
import { type Row, toRow } from './page.ts';
import { createPool } from './pool.ts';

/** Reads printed rows in a picture. */
export interface OcrEngine {
  /** Name and version, kept with each reading. */
  readonly engine: string;
  read(png: Buffer, signal?: AbortSignal): Promise<Row[]>;
  close(): Promise<void>;
}

export interface TesseractOptions {
  /** Writable folder the language data are put together in. */
  cacheDir: string;
  /** Pictures read side by side; each worker holds some 100 MB. */
  workers: number;
}

const languages = ['ind', 'eng'] as const;

/** The small integer models: as accurate as the big ones on receipts. */
const dataVariant = '4.0.0_best_int';

/** Page segmentation "one block of text": the default splits the price column from the labels. */
const singleBlock = '6';

/** A receipt takes a second; a worker that needs this long hangs. */
const readTimeoutMs = 45_000;
const startTimeoutMs = 30_000;

const engineName = `tesseract.js ${(createRequire(import.meta.url)('tesseract.js/package.json') as { version: string }).version}`;

/**
 * A pool of Tesseract workers (each a thread of its own), started on first use. A worker that fails, hangs or is cancelled is
 * ended and replaced by a fresh one.
 */
export function createTesseract({ cacheDir, workers }: TesseractOptions): OcrEngine {
  const pool = createPool({
    size: workers,
    start: async () => startWorker(await ensureLanguageData(cacheDir)),
    end: (worker) => worker.terminate(),
  });
  return {
    engine: engineName,
    read: (png, signal) => pool.use((worker) => inTime(recognize(worker, png), readTimeoutMs, 'OCR took too long', signal)),
    close: () => pool.close(),
  };
}

async function recognize(worker: Tesseract.Worker, png: Buffer): Promise<Row[]> {
  const { data } = await worker.recognize(png, {}, { text: false, blocks: true });
  const lines = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.map((line) =>
    toRow(line.words.map(({ text, confidence, bbox }) => ({ text, confidence: confidence / 100, ...bbox }))),
  );
}

/**
 * All languages must lie in one folder; the packages have one each.
 * @throws failure ReceiptOff
 */
async function ensureLanguageData(cacheDir: string): Promise<string> {
  const folder = join(cacheDir, dataVariant);
  await mkdir(folder, { recursive: true });
  for (const language of languages) {
    const name = `${language}.traineddata.gz`;
    const target = join(folder, name);
    const present = await access(target).then(
      () => true,
      () => false,
    );
    if (present) continue;
    try {
      const source = dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`));
      const part = `${target}.${process.pid}.part`;
      await copyFile(join(source, dataVariant, name), part);
      await rename(part, target);
    } catch (cause) {
      throw failure('ReceiptOff', `language data ${language} are missing`, { cause });
    }
  }
  return folder;
}

/** Without an error handler a worker's failure would end the process; with one, creation may never settle: hence the race. */
async function startWorker(langPath: string): Promise<Tesseract.Worker> {
  const started = new Promise<Tesseract.Worker>((resolve, reject) => {
    const errorHandler = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)));
    const options = { langPath, gzip: true, cacheMethod: 'none', errorHandler };
    Tesseract.createWorker([...languages], Tesseract.OEM.LSTM_ONLY, options).then(resolve, reject);
  });
  const worker = await inTime(started, startTimeoutMs, 'Tesseract did not start');
  await worker.setParameters({ tessedit_pageseg_mode: singleBlock as Tesseract.PSM });
  return worker;
}

async function inTime<T>(work: Promise<T>, timeoutMs: number, message: string, signal?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(timeoutMs);
  const stop = signal ? AbortSignal.any([signal, late]) : late;
  stop.throwIfAborted();
  let onStop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    onStop = () => reject(signal?.aborted ? signal.reason : failure('Unavailable', message));
    stop.addEventListener('abort', onStop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    if (onStop) stop.removeEventListener('abort', onStop);
    work.catch(() => undefined);
  }
}
