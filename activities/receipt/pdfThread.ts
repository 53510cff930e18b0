import { parentPort, workerData } from 'node:worker_threads';
import { type PDFiumDocument, PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium';
import type { Word } from './page.ts';
import { wordsOfPage } from './pdfWords.ts';

/** What the thread is given. */
export interface PdfTask {
  pdf: Uint8Array;
  /** Pages whose text is read, and pages that are rendered; the first ones. */
  maxTextPages: number;
  maxPictures: number;
  /** Letters and digits from which a text layer counts as the document's text. */
  minTextChars: number;
  /** Long side of a rendered page, pixels. */
  longSide: number;
}

/** A page as grey pixels. */
export interface PdfPageImage {
  data: Uint8Array;
  width: number;
  height: number;
}

/** What the thread answers. */
export type PdfContent =
  | { found: 'locked' }
  | { found: 'corrupt'; reason: string }
  | { found: 'text'; pages: Word[][]; pageCount: number }
  | { found: 'pictures'; pages: PdfPageImage[]; pageCount: number };

/** PDFium's FPDF_ERR_PASSWORD, as its binding words it. */
const passwordError = /password/i;

async function read(task: PdfTask): Promise<PdfContent> {
  const library = await PDFiumLibrary.init();
  let document: PDFiumDocument;
  try {
    document = await library.loadDocument(task.pdf);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return passwordError.test(reason) ? { found: 'locked' } : { found: 'corrupt', reason };
  }
  const pageCount = document.getPageCount();
  if (pageCount === 0) return { found: 'corrupt', reason: 'no pages' };
  const words = firstPages(document, task.maxTextPages).map((page) => wordsOfPage(page, page.getOriginalSize().originalHeight));
  const chars = words.flat().reduce((sum, { text }) => sum + (text.match(/[\p{L}\d]/gu)?.length ?? 0), 0);
  if (chars >= task.minTextChars) return { found: 'text', pages: words, pageCount };
  return { found: 'pictures', pages: await render(firstPages(document, task.maxPictures), task.longSide), pageCount };
}

function firstPages(document: PDFiumDocument, most: number): PDFiumPage[] {
  return Array.from({ length: Math.min(most, document.getPageCount()) }, (_, index) => document.getPage(index));
}

async function render(pages: readonly PDFiumPage[], longSide: number): Promise<PdfPageImage[]> {
  const images: PdfPageImage[] = [];
  for (const page of pages) {
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = longSide / Math.max(originalWidth, originalHeight, 1);
    const { data, width, height } = await page.render({ render: 'bitmap', colorSpace: 'Gray', scale });
    images.push({ data, width, height });
  }
  return images;
}

parentPort?.postMessage(await read(workerData as PdfTask));
