import { failure } from '../failure.ts';
import { readFields } from './fields.ts';
import { likelyTurns, logoStrip, type PreparedImage, prepareImage, type QuarterTurn } from './image.ts';
import type { Row } from './page.ts';
import { toRow } from './page.ts';
import { readPdf } from './pdf.ts';
import { decide, type ReceiptReading, readerVersion } from './reading.ts';
import type { OcrEngine } from './tesseract.ts';

/** Below this mean confidence a picture may stand on its head. */
const uprightConfidence = 0.55;

/** Below this many letters and digits nothing legible is on the picture. */
const minLegibleChars = 12;

/** A row that is read less surely does not count as legible. */
const minRowConfidence = 0.3;

/** Rows kept with a reading, and characters of one. */
const maxLines = 200;
const maxLineChars = 120;

/**
 * Reads a receipt, invoice or transfer slip from a photo, screenshot or PDF.
 * @throws failures MediaCorrupt, ReceiptUnreadable, ReceiptOff, DocumentLocked, DocumentTooLong
 */
export async function readDocument(ocr: OcrEngine, data: Buffer, mime: string, signal?: AbortSignal): Promise<ReceiptReading> {
  const started = performance.now();
  const { rows, engine } = mime === 'application/pdf' ? await rowsOfPdf(ocr, data, signal) : await rowsOfImage(ocr, data, signal);
  const legible = rows.filter((row) => row.confidence >= minRowConfidence);
  const chars = legible.reduce((sum, row) => sum + (row.text.match(/[\p{L}\d]/gu)?.length ?? 0), 0);
  if (chars < minLegibleChars) throw failure('ReceiptUnreadable', `${chars} legible characters`);
  const fields = readFields(rows);
  return {
    fields,
    decided: decide(fields),
    lines: rows.slice(0, maxLines).map((row) => row.text.slice(0, maxLineChars)),
    confidence: meanConfidence(legible),
    engine: `${engine}; reader ${readerVersion}`,
    ms: Math.round(performance.now() - started),
  };
}

interface Found {
  rows: Row[];
  engine: string;
}

async function rowsOfImage(ocr: OcrEngine, data: Buffer, signal?: AbortSignal): Promise<Found> {
  let best: { rows: Row[]; confidence: number } = { rows: [], confidence: -1 };
  let upright: PreparedImage | null = null;
  for (const turn of await likelyTurns(data)) {
    const turned = await readTurned(ocr, data, turn, signal);
    if (turned.confidence > best.confidence) {
      best = turned;
      upright = turned.image;
    }
    if (best.confidence >= uprightConfidence) break;
  }
  const logo = upright ? await readLogo(ocr, upright, best.rows, signal) : [];
  return { rows: [...logo, ...best.rows], engine: ocr.engine };
}

/** A row of print, not of creases, has a word of three letters; one read again must be read more surely. */
const printConfidence = 0.4;
const logoConfidence = 0.6;
const isPrint = (row: Row, confidence: number): boolean => row.confidence >= confidence && /\p{L}{3}/u.test(row.text);

/** Rows in large letters above the first row that was read. */
async function readLogo(ocr: OcrEngine, image: PreparedImage, rows: readonly Row[], signal?: AbortSignal): Promise<Row[]> {
  const first = rows.find((row) => isPrint(row, printConfidence));
  const words = first?.words.filter((word) => /\p{L}{2}/u.test(word.text)) ?? [];
  const strip = words.length > 0 ? await logoStrip(image, Math.min(...words.map((word) => word.y0))) : null;
  return strip ? (await ocr.read(strip, signal)).filter((row) => isPrint(row, logoConfidence)) : [];
}

async function readTurned(ocr: OcrEngine, data: Buffer, turn: QuarterTurn, signal?: AbortSignal) {
  const image: PreparedImage = await prepareImage(data, turn);
  signal?.throwIfAborted();
  const rows = await ocr.read(image.png, signal);
  return { image, rows, confidence: meanConfidence(rows) };
}

async function rowsOfPdf(ocr: OcrEngine, data: Buffer, signal?: AbortSignal): Promise<Found> {
  const pdf = await readPdf(data, signal);
  if ('lines' in pdf) return { rows: pdf.lines.map(rowOfText), engine: 'pdf text layer' };
  const rows: Row[] = [];
  for (const page of pdf.pages) rows.push(...(await readTurned(ocr, page, 0, signal)).rows);
  return { rows, engine: ocr.engine };
}

/** A row of a text layer: certain, without positions. */
function rowOfText(text: string): Row {
  const words = text.split(/\s+/).map((word, index) => ({ text: word, confidence: 1, x0: index, x1: index + 1, y0: 0, y1: 1 }));
  return toRow(words);
}

function meanConfidence(rows: readonly Row[]): number {
  const chars = rows.reduce((sum, row) => sum + row.text.length, 0);
  const weighted = rows.reduce((sum, row) => sum + row.confidence * row.text.length, 0);
  return chars === 0 ? 0 : Math.round((1000 * weighted) / chars) / 1000;
}
