import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOcrEngines } from './engines.ts';
import { readDocument } from './read.ts';
import type { OcrEngine } from './tesseract.ts';

const lines = [
  'WARUNG MAJU',
  '14/11/2026 17:42',
  'SUBTOTAL   20.000',
  'TOTAL      20.000',
  'TUNAI      50.000',
  'KEMBALI    30.000',
];
const text = lines.map((row, index) => `<text x="30" y="${60 + index * 40}">${row}</text>`).join('');
const svg =
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="440" height="300"><rect width="100%" height="100%" fill="#fff"/>
  <g font-family="DejaVu Sans Mono, monospace" font-size="26" xml:space="preserve">${text}</g></svg>`);
/** The same picture as an iPhone keeps it: HEVC in HEIF, made with libheif's encoder. */
const heic = readFileSync(new URL('../../test/fixtures/receipt.heic', import.meta.url));

let engines: OcrEngine[];
let cacheDir: string;

beforeAll(async () => {
  cacheDir = mkdtempSync(join(tmpdir(), 'catat-test-pictures-'));
  engines = await createOcrEngines({ cacheDir, workers: 1 });
});

afterAll(async () => {
  await Promise.all(engines.map((ocr) => ocr.close()));
  rmSync(cacheDir, { recursive: true, force: true });
});

const total = async (file: Buffer, mime: string) => (await readDocument(engines, file, mime)).decided;
const right = { total: '20000', certain: true };
const corrupt = { type: 'MediaCorrupt', nonRetryable: true };

/** OCR on cores that other tests share, ms. */
const timeout = 90_000;

describe('pictures of every kind', { timeout }, () => {
  it('reads HEIC', async () => {
    expect(await total(heic, 'image/heic')).toMatchObject(right);
  });

  it.each([
    ['cut short', heic.subarray(0, heic.length / 2)],
    ['nothing but its head', heic.subarray(0, 64)],
  ])('refuses HEIC that is %s', async (_, file) => {
    await expect(total(file, 'image/heic')).rejects.toMatchObject(corrupt);
  });

  it('turns a photo as its EXIF says', async () => {
    const turned = await sharp(svg).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    expect(await total(turned, 'image/jpeg')).toMatchObject(right);
  });

  it('reads the first frame of what moves', async () => {
    const frames = [await sharp(svg).png().toBuffer(), await sharp(svg).negate({ alpha: false }).png().toBuffer()];
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    expect(await total(moving, 'image/webp')).toMatchObject(right);
  });

  it('reads what a file is, not what is behind it', async () => {
    const polyglot = Buffer.concat([
      await sharp(svg).jpeg().toBuffer(),
      Buffer.from('%PDF-1.7\n<script>alert(1)</script>PK\x03\x04'),
    ]);
    expect(await total(polyglot, 'image/jpeg')).toMatchObject(right);
    await expect(total(polyglot, 'application/pdf')).rejects.toMatchObject({ nonRetryable: true });
  });
});

describe('engines', { timeout }, () => {
  it('are two where the optional one is installed, and the second alone reads too', async () => {
    expect(engines.at(-1)?.engine).toContain('tesseract');
    expect((await readDocument(engines.slice(-1), await sharp(svg).jpeg().toBuffer(), 'image/jpeg')).decided).toMatchObject(
      right,
    );
  });
});
