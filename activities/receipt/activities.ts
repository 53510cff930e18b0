import { eq } from 'drizzle-orm';
import type { Database } from '../../database/pool.ts';
import { message } from '../../database/schema/index.ts';
import type { ReceiptActivities } from '../../workflows/contracts.ts';
import { atBoundary } from '../failure.ts';
import { withHeartbeat } from '../heartbeat.ts';
import { maxMediaBytes } from '../media/download.ts';
import type { ObjectStore } from '../media/objectStore.ts';
import { reportTo } from '../progress.ts';
import { readDocument } from './read.ts';
import type { ReceiptReading } from './reading.ts';
import type { OcrEngine } from './tesseract.ts';

export interface ReceiptDeps {
  db: Database;
  store: Pick<ObjectStore, 'get'>;
  /** The better reader first. */
  engines: readonly OcrEngine[];
}

/** Steps that read photos and PDFs. */
export function createReceiptActivities(deps: ReceiptDeps): ReceiptActivities {
  return {
    readReceipt: (input) => atBoundary(() => withHeartbeat((signal) => readReceipt(deps, input, signal))),
  };
}

type Input = Parameters<ReceiptActivities['readReceipt']>[0];

async function readReceipt({ db, store, engines }: ReceiptDeps, { messageId, media }: Input, signal: AbortSignal) {
  const known = await db.query.message.findFirst({ where: eq(message.id, messageId), columns: { reading: true } });
  if (known?.reading) return summary(known.reading as unknown as ReceiptReading);
  const file = await store.get(media.key, maxMediaBytes.document);
  const reading = await readDocument(engines, file, media.mime, signal, reportTo(db, messageId));
  await db
    .update(message)
    .set({ reading: { ...reading } })
    .where(eq(message.id, messageId));
  return summary(reading);
}

function summary({ lines, confidence }: ReceiptReading) {
  return { lines: lines.length, confidence };
}
