import type { DecidedTotal } from '../../language/receipt.ts';
import { failure } from '../failure.ts';
import type { Report } from '../progress.ts';
import { readFields, sumRows } from './fields.ts';
import { cropTo, logoStrip, type OpenedImage, openImage, type PreparedImage, prepareImage, type QuarterTurn } from './image.ts';
import type { Row } from './page.ts';
import { readPdf } from './pdf.ts';
import { decide, isSettled, type ReadFields, type ReceiptReading, readerVersion, settle } from './reading.ts';
import { readStatement } from './statement.ts';
import type { OcrEngine } from './tesseract.ts';

/** Below this mean confidence a picture may stand on its head. */
const uprightConfidence = 0.55;

/** Below this many letters and digits nothing legible is on the picture. */
const minLegibleChars = 12;

/** A row that is read less surely does not count as legible. */
const minRowConfidence = 0.3;

/** More movements of a statement are no draft a person can look through; `workflows/confirmation` takes as many. */
const maxMovements = 50;

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
    pdf && 'rows' in pdf
      ? [attemptOf(pdf.rows, 'pdf text layer')]
      : await readPictures(engines, pdf ? pdf.pictures : [data], { signal, report });
  const [first, second] = attempts;
  if (!first) throw failure('ReceiptUnreadable', 'nothing legible');
  const { fields, decided, rows, engine } = second
    ? { ...settle(first, second), rows: first.rows, engine: second.engine }
    : first;
  const statement = readStatement(rows.map((row) => row.text));
  if (statement && statement.length > maxMovements)
    throw failure('DocumentTooLong', `statement of ${statement.length} movements`);
  return {
    fields,
    decided,
    statement,
    ...(pdf && pdf.pages.read < pdf.pages.of ? { pages: pdf.pages } : {}),
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
  const pages: OpenedImage[] = [];
  for (const picture of pictures) pages.push(await openImage(picture));
  const [first, second] = engines;
  if (!first) throw failure('ReceiptOff', 'no OCR engine');
  const found: Found[] = [];
  for (const page of pages) {
    found.push(await readUpright(first, page, signal));
    report?.(found.length / pages.length);
  }
  const attempt = attemptOf(
    found.flatMap(({ rows }) => rows),
    first.engine,
  );
  const isRead = hasText(attempt);
  if (!second || (isRead && isSettled(attempt.decided))) return isRead ? [attempt] : [];
  // Where the arithmetic closes only the sums are in doubt.
  const inDoubt = attempt.decided.certain ? found.filter(({ rows }) => sumRows(rows).length > 0) : found;
  const others = isRead
    ? inDoubt.map((one) => readAgain(second, one, attempt.decided.certain ? sumRows(one.rows) : one.rows, signal))
    : pages.map((page) => readUpright(second, page, signal));
  const again = await Promise.all(others).catch((error: unknown) => {
    signal?.throwIfAborted();
    if (isRead) return [];
    throw error;
  });
  const other = attemptOf(
    again.flatMap(({ rows }) => rows),
    second.engine,
  );
  return [attempt, other].filter(hasText);
}

const hasText = ({ rows }: Attempt): boolean =>
  rows.filter(isLegible).reduce((sum, row) => sum + (row.text.match(/[\p{L}\d]/gu)?.length ?? 0), 0) >= minLegibleChars;

/** Rows of a picture and the prepared picture they stand in. */
interface Found {
  image: PreparedImage;
  rows: Row[];
}

async function readUpright(ocr: OcrEngine, opened: OpenedImage, signal?: AbortSignal): Promise<Found> {
  let best: (Found & { confidence: number }) | null = null;
  for (const turn of opened.turns) {
    const turned = await readTurned(ocr, opened, turn, signal);
    if (best === null || turned.confidence > best.confidence) best = turned;
    if (best.confidence >= uprightConfidence) break;
  }
  if (best === null) throw failure('Internal', 'a picture without a way up');
  return { image: best.image, rows: [...(await readLogo(ocr, best.image, best.rows, signal)), ...best.rows] };
}

/** A second opinion is not waited for longer: grain around a paper can keep Tesseract busy for a minute. */
const secondTimeoutMs = 25_000;

/** Reads the part of a picture in which another engine found these rows. */
async function readAgain(ocr: OcrEngine, { image }: Found, rows: readonly Row[], signal?: AbortSignal): Promise<Found> {
  const words = rows.filter(isLegible).flatMap((row) => row.words);
  const part = await cropTo(image, words);
  const stop = AbortSignal.any([AbortSignal.timeout(secondTimeoutMs), ...(signal ? [signal] : [])]);
  return { image: part, rows: await ocr.read(part.png, stop) };
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

function meanConfidence(rows: readonly Row[]): number {
  const chars = rows.reduce((sum, row) => sum + row.text.length, 0);
  const weighted = rows.reduce((sum, row) => sum + row.confidence * row.text.length, 0);
  return chars === 0 ? 0 : Math.round((1000 * weighted) / chars) / 1000;
}
