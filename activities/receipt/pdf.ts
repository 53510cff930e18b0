import sharp from 'sharp';
import { failure } from '../failure.ts';
import type { PdfContent, PdfTask } from './pdfThread.ts';
import { inThread } from './thread.ts';

/** Longer documents are not a receipt or an invoice. */
const maxPages = 10;

/** Fewer letters than this are a scan's watermark, not its text. */
const minTextChars = 30;

/** Long side of a rendered page, pixels: an A4 page of small print stays legible. */
const pageLongSide = 2_000;

/** Ten pages render in some seconds; a hostile file does not get more. */
const readTimeoutMs = 30_000;

/** Text of a PDF, or its pages as pictures where it has none. */
export type PdfReading = { lines: string[] } | { pages: Buffer[] };

/**
 * Reads a PDF in a thread that is ended when it takes too long.
 * @throws failures DocumentLocked, DocumentTooLong, MediaCorrupt
 */
export async function readPdf(data: Buffer, signal?: AbortSignal): Promise<PdfReading> {
  const task: PdfTask = { pdf: Uint8Array.from(data), maxPages, minTextChars, longSide: pageLongSide };
  const content = await inThread<PdfContent>('pdfThread', task, { timeoutMs: readTimeoutMs, signal });
  if (content.found === 'locked') throw failure('DocumentLocked', 'PDF asks for a password');
  if (content.found === 'corrupt') throw failure('MediaCorrupt', `PDF cannot be opened: ${content.reason}`);
  if (content.found === 'tooLong') throw failure('DocumentTooLong', `PDF of ${content.pages} pages`);
  if (content.found === 'text') return { lines: content.lines };
  const pages = content.pages.map(({ data: pixels, width, height }) =>
    sharp(pixels, { raw: { width, height, channels: 1 } })
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
  return { pages: await Promise.all(pages) };
}
