import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../database/pool.ts';
import { message } from '../../database/schema/index.ts';
import { testDatabase } from '../../test/database.ts';
import { insertMessage } from '../../test/message.ts';
import { lockedPdf, textPdf } from '../../test/pdf.ts';
import { createReceiptActivities } from './activities.ts';
import { receiptDraft } from './draft.ts';
import { createOcrEngines } from './engines.ts';
import { readDocument } from './read.ts';
import type { ReceiptReading } from './reading.ts';
import type { OcrEngine } from './tesseract.ts';

const lines = [
  'TOKO SUMBER REJEKI',
  'JL. MERDEKA NO. 12 BANDUNG',
  '14/11/2026 17:42 KASIR: RINA',
  'BERAS RAMOS 5KG',
  '1 x 78.500             78.500',
  'MINYAK GORENG 1L',
  '2 x 18.250             36.500',
  'SUBTOTAL              115.000',
  'DISKON                 -5.000',
  'TOTAL                 110.000',
  'TUNAI                 120.000',
  'KEMBALI                10.000',
];

/** A printed receipt on a table, tilted. */
function drawn(rows: readonly string[], { tilt = 0, background = '#8a6f52' } = {}): Promise<Buffer> {
  const text = rows.map((row, index) => `<text x="40" y="${70 + index * 40}" xml:space="preserve">${row}</text>`).join('');
  const height = 120 + rows.length * 40;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="760" height="${height + 160}">
    <rect width="100%" height="100%" fill="${background}"/>
    <g transform="rotate(${tilt} 380 ${height / 2}) translate(60 60)"><rect width="640" height="${height}" fill="#fbfaf6"/>
    <g font-family="DejaVu Sans Mono, Liberation Mono, monospace" font-size="26" fill="#222">${text}</g></g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
}

const expected = {
  kind: 'purchase',
  merchant: 'TOKO SUMBER REJEKI',
  date: '2026-11-14',
  time: '17:42',
  subtotal: '115000',
  discount: '5000',
  total: '110000',
  paid: '120000',
  change: '10000',
  paymentMethod: 'cash',
  items: [
    { name: 'BERAS RAMOS 5KG', quantity: 1, unitPrice: '78500', amount: '78500' },
    { name: 'MINYAK GORENG 1L', quantity: 2, unitPrice: '18250', amount: '36500' },
  ],
};

let engines: OcrEngine[];
let cacheDir: string;
let db: Database;

beforeAll(async () => {
  cacheDir = mkdtempSync(join(tmpdir(), 'catat-test-ocr-'));
  engines = await createOcrEngines({ cacheDir, workers: 1 });
  ({ db } = await testDatabase());
});

afterAll(async () => {
  await Promise.all(engines.map((ocr) => ocr.close()));
  rmSync(cacheDir, { recursive: true, force: true });
});

/** OCR on cores that other tests share, ms. */
const timeout = 90_000;

describe('reading a photo', { timeout }, () => {
  it.each([
    ['straight', {}],
    ['tilted by 6 degrees', { tilt: 6 }],
    ['tilted the other way', { tilt: -4 }],
  ])('reads every field of a receipt that lies %s', async (_, options) => {
    const reading = await readDocument(engines, await drawn(lines, options), 'image/jpeg');
    expect(reading.fields).toMatchObject(expected);
    expect(reading.decided).toEqual({ total: '110000', alternatives: [], certain: true });
    expect(reading.confidence).toBeGreaterThan(0.7);
  });

  it.each([90, 180, 270])('finds the right way up of a picture turned by %i degrees', async (turn) => {
    const turned = await sharp(await drawn(lines))
      .rotate(turn)
      .jpeg()
      .toBuffer();
    expect((await readDocument(engines, turned, 'image/jpeg')).decided.total).toBe('110000');
  });

  it('asks when the paper does not add up', async () => {
    const wrong = lines.map((line) => line.replace('TOTAL                 110.000', 'TOTAL                 101.000'));
    const { decided } = await readDocument(engines, await drawn(wrong), 'image/jpeg');
    expect(decided.certain).toBe(false);
    expect(decided.alternatives).toEqual(expect.arrayContaining(['110000', '101000']));
  });

  it('survives pictures that are none, bombs and empty pictures', async () => {
    const jpeg = await drawn(lines);
    const corrupt = expect.objectContaining({ type: 'MediaCorrupt', nonRetryable: true });
    await expect(readDocument(engines, jpeg.subarray(0, jpeg.length / 3), 'image/jpeg')).rejects.toEqual(corrupt);
    await expect(readDocument(engines, Buffer.from('not a picture'), 'image/png')).rejects.toEqual(corrupt);
    await expect(readDocument(engines, Buffer.alloc(0), 'image/png')).rejects.toEqual(corrupt);
    const started = performance.now();
    await expect(readDocument(engines, pngBomb(30_000), 'image/png')).rejects.toEqual(corrupt);
    expect(performance.now() - started).toBeLessThan(5_000);
    const blank = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(readDocument(engines, blank, 'image/png')).rejects.toMatchObject({
      type: 'ReceiptUnreadable',
      nonRetryable: true,
    });
    expect((await readDocument(engines, jpeg, 'image/jpeg')).decided.total).toBe('110000');
  });

  it('reads CMYK, transparent and tiny pictures without falling over', async () => {
    const cmyk = await sharp(await drawn(lines))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect((await readDocument(engines, cmyk, 'image/jpeg')).decided.total).toBe('110000');
    const tiny = await sharp({ create: { width: 1, height: 1, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    await expect(readDocument(engines, tiny, 'image/png')).rejects.toMatchObject({ type: 'ReceiptUnreadable' });
  });

  it('stops when cancelled, and the next picture is read', async () => {
    const jpeg = await drawn(lines);
    await expect(readDocument(engines, jpeg, 'image/jpeg', AbortSignal.timeout(150))).rejects.toThrow();
    expect((await readDocument(engines, jpeg, 'image/jpeg')).decided.total).toBe('110000');
  });
});

describe('reading a PDF', () => {
  it('takes the text layer', async () => {
    const reading = await readDocument(engines, textPdf([lines]), 'application/pdf');
    expect(reading.engine).toContain('text layer');
    expect(reading.fields).toMatchObject({ ...expected, items: expect.any(Array) });
    expect(reading.decided).toMatchObject({ total: '110000', certain: true });
  });

  it('takes an account statement as its movements', async () => {
    const statement = [
      'MUTASI REKENING PERIODE NOVEMBER 2026',
      '01/11 SALDO AWAL 1.000.000,00',
      '02/11 QRIS KOPI KENANGAN 24.000,00 DB 976.000,00',
      '03/11 TRANSFER DARI ANDI 50.000,00 CR 1.026.000,00',
      '04/11 BIAYA ADM 12.500,00 DB 1.013.500,00',
    ];
    const reading = await readDocument(engines, textPdf([statement]), 'application/pdf');
    const entries = receiptDraft(reading, { now: new Date('2026-11-15T02:00:00Z'), timezone: 'Asia/Jakarta', locale: 'id' });
    expect(entries.map(({ type, amount, occurredOn }) => [type, amount, occurredOn])).toEqual([
      ['expense', '24000', '2026-11-02'],
      ['income', '50000', '2026-11-03'],
      ['expense', '12500', '2026-11-04'],
    ]);
  });

  it('puts the cells of a table back into rows, in whatever order they are drawn', async () => {
    const pdf = new PDFDocument({ compress: false });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    const done = once(pdf, 'end');
    const column = (x: number, cells: readonly string[]) => cells.forEach((cell, row) => void pdf.text(cell, x, 100 + 20 * row));
    column(60, ['PT SINAR JAYA', 'Invoice 14/11/2026', 'Kertas A4', 'Tinta Printer', 'Subtotal', 'PPN 11%', 'Total']);
    column(300, ['', '', '2', '1', '', '', '']);
    column(360, ['', '', '50.000', '120.000', '', '', '']);
    column(450, ['', '', '100.000', '120.000', '220.000', '24.200', '244.200']);
    pdf.end();
    await done;
    const { fields, decided } = await readDocument(engines, Buffer.concat(chunks), 'application/pdf');
    expect(decided).toMatchObject({ total: '244200', certain: true });
    expect(fields).toMatchObject({
      merchant: 'PT SINAR JAYA',
      date: '2026-11-14',
      items: [
        { name: 'Kertas A4', quantity: 2, unitPrice: '50000', amount: '100000' },
        { name: 'Tinta Printer', quantity: 1, amount: '120000' },
      ],
    });
  });

  it('reads the first pages of a long document, and says so', async () => {
    const reading = await readDocument(
      engines,
      textPdf([lines, ...Array(499).fill(['Syarat dan ketentuan'])]),
      'application/pdf',
    );
    expect(reading.pages).toEqual({ read: 30, of: 500 });
    const reader = { now: new Date('2026-11-15T02:00:00Z'), timezone: 'Asia/Jakarta', locale: 'id' } as const;
    expect(receiptDraft(reading, reader)).toMatchObject([
      { amount: '110000', note: expect.stringContaining('halaman 1-30 dari 500') },
    ]);
  });

  it('says what is wrong with locked, long and broken documents', async () => {
    const read = (pdf: Buffer) => readDocument(engines, pdf, 'application/pdf');
    await expect(read(lockedPdf())).rejects.toMatchObject({ type: 'DocumentLocked', nonRetryable: true });
    const movements = Array.from({ length: 60 }, (_, index) => `0${1 + (index % 9)}/11/2026 BELANJA ${index + 10}.000 DB`);
    await expect(read(textPdf([movements]))).rejects.toMatchObject({ type: 'DocumentTooLong', nonRetryable: true });
    await expect(read(Buffer.from('%PDF-1.4 broken'))).rejects.toMatchObject({ type: 'MediaCorrupt', nonRetryable: true });
    await expect(read(textPdf([[]]))).rejects.toMatchObject({ type: 'ReceiptUnreadable', nonRetryable: true });
  });
});

describe('the step', () => {
  it('keeps the reading with the message and reads once', async () => {
    const jpeg = await drawn(lines);
    let gets = 0;
    const store = {
      get: async () => {
        gets += 1;
        return jpeg;
      },
    };
    const id = await insertMessage(db, { kind: 'image', media: null });
    const { readReceipt } = createReceiptActivities({ db, store, engines });
    const media = { bucket: 'media', key: 'k', sha256: 'k', bytes: jpeg.length, mime: 'image/jpeg' };
    const run = () =>
      new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(readReceipt, { messageId: id, media });
    const first = await run();
    expect(await run()).toEqual(first);
    expect(gets).toBe(1);
    const [row] = await db.select({ reading: message.reading }).from(message).where(eq(message.id, id));
    expect(row?.reading).toMatchObject({ fields: expected, decided: { total: '110000', certain: true } });
  });
});

describe('the draft of a receipt', () => {
  const reader = { now: new Date('2026-11-15T02:00:00Z'), timezone: 'Asia/Jakarta', locale: 'id' } as const;
  const reading = (
    change: Partial<ReceiptReading['fields']> = {},
    decided: Partial<ReceiptReading['decided']> = {},
  ): ReceiptReading => ({
    fields: { ...expected, kind: 'purchase', service: null, tax: null, taxIncluded: null, rounding: null, ...change },
    decided: { total: '110000', alternatives: [], certain: true, ...decided },
    lines,
    confidence: 0.9,
    engine: 'test',
    ms: 1,
  });

  it('is one expense with category, items and the lines it stands on', () => {
    expect(receiptDraft(reading(), reader)).toEqual([
      expect.objectContaining({
        type: 'expense',
        amount: '110000',
        alternatives: [],
        category: 'belanja_harian',
        occurredOn: '2026-11-14',
        merchant: 'TOKO SUMBER REJEKI',
        items: expected.items,
        doubts: [],
        evidence: expect.arrayContaining([
          { field: 'amount', source: 'receipt', quote: 'TOTAL                 110.000' },
          { field: 'merchant', source: 'receipt', quote: 'TOKO SUMBER REJEKI' },
          { field: 'occurredOn', source: 'receipt', quote: '14/11/2026 17:42 KASIR: RINA' },
        ]),
      }),
    ]);
  });

  it('asks for a total that is uncertain or missing', () => {
    const unsure = receiptDraft(reading({}, { alternatives: ['110000', '101000'], certain: false }), reader);
    expect(unsure[0]).toMatchObject({ amount: '110000', alternatives: ['110000', '101000'], doubts: ['arithmetic_mismatch'] });
    const missing = receiptDraft(reading({}, { total: null, certain: false }), reader);
    expect(missing[0]).toMatchObject({ amount: null, doubts: ['amount_missing'] });
  });

  it('asks about a date long ago, and finds the year of a day without one', () => {
    expect(receiptDraft(reading({ date: '2020-04-30' }), reader)).toMatchObject([
      { occurredOn: '2020-04-30', doubts: ['date_unsure'] },
    ]);
    const dayOf = (dayMonth: string) => receiptDraft(reading({ date: null, dayMonth }), reader)[0]?.occurredOn;
    expect([dayOf('11-14'), dayOf('12-30')]).toEqual(['2026-11-14', '2025-12-30']);
  });

  it('does not believe a date in the future and keeps the caption', () => {
    const [entry] = receiptDraft(reading({ date: '2062-11-14' }), reader, ' belanja bulanan ');
    expect(entry).toMatchObject({ occurredOn: '2026-11-15', doubts: ['date_unsure'], note: 'belanja bulanan' });
  });
});

/** A tiny file that says it is a huge picture. */
function pngBomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(1, 8);
  const row = Buffer.alloc(Math.ceil(side / 8) + 1);
  const data = deflateSync(Buffer.concat(Array<Buffer>(side).fill(row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
