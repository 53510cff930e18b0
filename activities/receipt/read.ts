import type { DecidedTotal } from '../../language/receipt.ts';
import { failure } from '../failure.ts';
import type { Report } from '../progress.ts';
import { readFields } from './fields.ts';
import { logoStrip, type OpenedImage, openImage, type PreparedImage, prepareImage, type QuarterTurn } from './image.ts';
import type { Row } from './page.ts';
import { toRow } from './page.ts';
import { readPdf } from './pdf.ts';
import { decide, type ReadFields, type ReceiptReading, readerVersion, settle } from './reading.ts';
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

/** What one engine made of a document. */
interface Attempt {
  rows: Row[];
  fields: ReadFields;
  decided: DecidedTotal;
  engine: string;
}

/**
 * Reads a receipt, invoice or transfer slip from a photo, screenshot or PDF.
 * @param engines the better reader first; see `createOcrEngines`
 * @throws failures MediaCorrupt, ReceiptUnreadable, ReceiptOff, DocumentLocked, DocumentTooLong
 */
export async function readDocument(
  engines: readonly OcrEngine[],
  data: Buffer,
  mime: string,
  signal?: AbortSignal,
  report?: Report,
): Promise<ReceiptReading> {
  const started = performance.now();
  const pdf = mime === 'application/pdf' ? await readPdf(data, signal) : null;
  const attempts =
    pdf && 'lines' in pdf
      ? [attemptOf(pdf.lines.map(rowOfText), 'pdf text layer')]
      : await readPictures(engines, pdf ? pdf.pages : [data], { signal, report });
  const [first, second] = attempts;
  if (!first) throw failure('ReceiptUnreadable', 'nothing legible');
  const { fields, decided, rows, engine } = second
    ? { ...settle(first, second), rows: first.rows, engine: second.engine }
    : first;
  return {
    fields,
    decided,
    lines: rows.slice(0, maxLines).map((row) => row.text.slice(0, maxLineChars)),
    confidence: meanConfidence(rows.filter(isLegible)),
    engine: `${second ? `${first.engine} + ` : ''}${engine}; reader ${readerVersion}`,
    ms: Math.round(performance.now() - started),
  };
}

const isLegible = (row: Row): boolean => row.confidence >= minRowConfidence;

function attemptOf(rows: Row[], engine: string): Attempt {
  const fields = readFields(rows);
  return { rows, fields, decided: decide(fields), engine };
}

/** Attempts at legible pictures, at most two: the second engine only where the first leaves doubt. */
async function readPictures(
  engines: readonly OcrEngine[],
  pictures: readonly Buffer[],
  { signal, report }: { signal?: AbortSignal; report?: Report },
): Promise<Attempt[]> {
  const opened = await Promise.all(pictures.map((picture) => openImage(picture)));
  const attempts: Attempt[] = [];
  for (const ocr of engines) {
    const rows: Row[] = [];
    for (const [page, picture] of opened.entries()) {
      rows.push(...(await rowsOfImage(ocr, picture, signal)));
      report?.((page + 1) / opened.length);
    }
    const chars = rows.filter(isLegible).reduce((sum, row) => sum + (row.text.match(/[\p{L}\d]/gu)?.length ?? 0), 0);
    if (chars < minLegibleChars) continue;
    const attempt = attemptOf(rows, ocr.engine);
    attempts.push(attempt);
    if (attempt.decided.certain || attempts.length === 2) break;
  }
  return attempts;
}

async function rowsOfImage(ocr: OcrEngine, opened: OpenedImage, signal?: AbortSignal): Promise<Row[]> {
  let best: { rows: Row[]; confidence: number } = { rows: [], confidence: -1 };
  let upright: PreparedImage | null = null;
  for (const turn of opened.turns) {
    const turned = await readTurned(ocr, opened, turn, signal);
    if (turned.confidence > best.confidence) {
      best = turned;
      upright = turned.image;
    }
    if (best.confidence >= uprightConfidence) break;
  }
  const logo = upright ? await readLogo(ocr, upright, best.rows, signal) : [];
  return [...logo, ...best.rows];
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

async function readTurned(ocr: OcrEngine, opened: OpenedImage, turn: QuarterTurn, signal?: AbortSignal) {
  const image: PreparedImage = await prepareImage(opened, turn);
  signal?.throwIfAborted();
  const rows = await ocr.read(image.png, signal);
  return { image, rows, confidence: meanConfidence(rows) };
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
