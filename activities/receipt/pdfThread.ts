import { parentPort, workerData } from 'node:worker_threads';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';

/** What the thread is given. */
export interface PdfTask {
  pdf: Uint8Array;
  maxPages: number;
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
  | { found: 'tooLong'; pages: number }
  | { found: 'text'; lines: string[] }
  | { found: 'pages'; pages: PdfPageImage[] };

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
  const pages = document.getPageCount();
  if (pages === 0) return { found: 'corrupt', reason: 'no pages' };
  if (pages > task.maxPages) return { found: 'tooLong', pages };
  const text = [...document.pages()].map((page) => page.getText()).join('\n');
  if ((text.match(/[\p{L}\d]/gu)?.length ?? 0) >= task.minTextChars) {
    return {
      found: 'text',
      lines: text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    };
  }
  return { found: 'pages', pages: await render(document, task.longSide) };
}

async function render(document: PDFiumDocument, longSide: number): Promise<PdfPageImage[]> {
  const images: PdfPageImage[] = [];
  for (const page of document.pages()) {
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = longSide / Math.max(originalWidth, originalHeight, 1);
    const { data, width, height } = await page.render({ render: 'bitmap', colorSpace: 'Gray', scale });
    images.push({ data, width, height });
  }
  return images;
}

parentPort?.postMessage(await read(workerData as PdfTask));
