import { and, eq } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import { planOutbound } from '../../database/outbox.ts';
import { type Database, withBook } from '../../database/pool.ts';
import { exportJob } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import type { Period } from '../../language/interpretation.ts';
import { say } from '../../language/words/index.ts';
import { exportFiles } from '../../ledger/exports/write.ts';
import type { ExportActivities } from '../../workflows/contracts.ts';
import { received } from '../conversation/rows.ts';
import { failure } from '../failure.ts';
import { sealMedia } from '../media/crypto.ts';
import { maxMediaBytes } from '../media/download.ts';
import { ObjectRefusedError, type ObjectStore } from '../media/objectStore.ts';
import { uploadDocument } from '../media/upload.ts';

export interface SendDeps {
  db: Database;
  store: Pick<ObjectStore, 'get'>;
  /** Configured origin of WhatsApp media. */
  mediaOrigin: string;
}

type Input = Parameters<ExportActivities['sendExport']>[0];
type Job = typeof exportJob.$inferSelect;

/** Puts a file that was made at WhatsApp, and plans the message that carries it to the chat it was asked for in. */
export async function sendExport({ db, store, mediaOrigin }: SendDeps, input: Input): Promise<{ outbound: string }> {
  const { exportId, bookId, asked, ticket } = input;
  const job = await withBook(db, bookId, (tx) =>
    tx
      .select()
      .from(exportJob)
      .where(and(eq(exportJob.bookId, bookId), eq(exportJob.id, exportId))),
  ).then(([found]) => found);
  if (!job?.key) throw failure('Internal', `there is no file of export ${exportId}`, { nonRetryable: true });
  const sealed = sealMedia(await fileOf(store, job.key), 'document');
  const uploaded = await uploadDocument(sealed, ticket, mediaOrigin);
  const { kind: _, ...described } = sealed.described;
  const period = periodOf(job);
  const { mime, extension } = exportFiles[job.kind];
  const fileName = `${['catat', period.from, period.to].filter((part) => part !== null).join('-')}.${extension}`;
  return db.transaction(async (tx) => {
    const { message: row, contact, chat } = await received(tx, asked.messageId);
    const effectKey = `${row.workflowId}/file`;
    return once(tx, effectKey, { exportId }, async () => {
      const statement = { say: 'file', state: 'ready', rows: job.rows ?? 0, ...period } as const;
      const text = say({ statement, locale: asked.locale, today: localDate(new Date(), contact.timezone) });
      const quote = chat.kind === 'group' ? { quote: row.waId } : {};
      const payload = { kind: 'document', text, file: { ...described, ...uploaded, mime, fileName }, ...quote } as const;
      const planned = await planOutbound(tx, { session: asked.session, chatId: chat.id, effectKey, payload });
      return { outbound: planned.id };
    });
  });
}

/** @throws failure MediaTooLarge where WhatsApp would not take it. */
async function fileOf(store: SendDeps['store'], key: string): Promise<Buffer> {
  try {
    return await store.get(key, maxMediaBytes.document);
  } catch (error) {
    if (error instanceof ObjectRefusedError) throw failure('MediaTooLarge', 'the file of the export is too large to be sent');
    throw error;
  }
}

function periodOf({ filter }: Job): Period {
  const { from = null, to = null } = filter as Partial<Period>;
  return { from, to };
}
