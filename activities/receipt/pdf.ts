import sharp from 'sharp';
import { failure } from '../failure.ts';
import { groupRows, type Row } from './page.ts';
import type { PdfContent, PdfTask } from './pdfThread.ts';
import { inThread } from './thread.ts';

/** Longer documents are read this far: text costs next to nothing, a rendered page two seconds of OCR. */
const maxTextPages = 30;
const maxPictures = 10;

/** Fewer letters than this are a scan's watermark, not its text. */
const minTextChars = 30;

/** Long side of a rendered page, pixels: an A4 page of small print stays legible. */
const pageLongSide = 2_000;

/** Ten pages render in some seconds; a hostile file does not get more. */
const readTimeoutMs = 30_000;

/** Rows of a PDF's text, or its pages as pictures where it has none; the first pages of a long one. */
export type PdfReading = ({ rows: Row[] } | { pictures: Buffer[] }) & {
  /** Pages that were read, and that there are. */
  pages: PagesRead;
};

/** How much of a document was read, pages. */
export interface PagesRead {
  read: number;
  of: number;
}

/**
 * Reads a PDF in a thread that is ended when it takes too long.
 * @throws failures DocumentLocked, MediaCorrupt
 */
export async function readPdf(data: Buffer, signal?: AbortSignal): Promise<PdfReading> {
  const task: PdfTask = { pdf: Uint8Array.from(data), maxTextPages, maxPictures, minTextChars, longSide: pageLongSide };
  const content = await inThread<PdfContent>('pdfThread', task, { timeoutMs: readTimeoutMs, signal });
  if (content.found === 'locked') throw failure('DocumentLocked', 'PDF asks for a password');
  if (content.found === 'corrupt') throw failure('MediaCorrupt', `PDF cannot be opened: ${content.reason}`);
  const pages = { read: content.pages.length, of: content.pageCount };
  // Cells of a table follow one another in the file; which of them stand in one row only their places tell.
  if (content.found === 'text') return { rows: content.pages.flatMap(groupRows), pages };
  const pictures = content.pages.map(({ data: pixels, width, height }) =>
    sharp(pixels, { raw: { width, height, channels: 1 } })
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
  return { pictures: await Promise.all(pictures), pages };
}
