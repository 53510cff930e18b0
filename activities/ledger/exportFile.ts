import { v7 as uuidv7 } from 'uuid';
import { exportJob } from '../../database/schema/index.ts';
import type { Intent } from '../../language/interpretation.ts';
import type { Locale } from '../../language/locale.ts';
import type { Statement } from '../../language/statement.ts';
import { approverRole } from '../../ledger/approvals.ts';
import { noteInAudit } from '../../ledger/audit.ts';
import { countEntries } from '../../ledger/entries.ts';
import { csvPresets } from '../../ledger/exports/csv.ts';
import type { ExportRun } from '../../workflows/contracts.ts';
import type { Desk } from './desk.ts';

/** As long as the workflow keeps the file. */
const kept_ms = 7 * 24 * 60 * 60 * 1000;

/** Words about a file, and the run that makes it where there will be one. */
export interface Filed {
  statement: Statement;
  file?: ExportRun;
}

/** Has the file made that was asked for in a chat, for those who could have it made at the desk. A spreadsheet unless said otherwise. */
export async function exportFile(
  { tx, book, opening }: Desk,
  { from, to, format }: Extract<Intent, { intent: 'export' }>,
  locale: Locale,
): Promise<Filed> {
  const { message: row, contact: person } = opening;
  if ((await approverRole(tx, { bookId: book.id, contactId: person.id })) === null)
    return { statement: { say: 'file', state: 'refused' } };
  const filter = { bookId: book.id, ...(from && to ? { from, to } : {}), standing: true };
  const rows = await countEntries(tx, filter);
  if (rows === 0) return { statement: { say: 'file', state: 'empty', from, to, rows } };
  const [id, kind] = [uuidv7(), format ?? 'xlsx'];
  await tx.insert(exportJob).values({
    id,
    bookId: book.id,
    kind,
    filter,
    options: { ...csvPresets[locale === 'id' ? 'excel-id' : 'plain'] },
    requestedBy: person.id,
    expiresAt: new Date(Date.now() + kept_ms),
  });
  await noteInAudit(tx, { action: 'export', subject: 'entries', subjectId: id, details: { kind, filter } });
  const asked = { messageId: row.id, session: row.session, locale };
  return {
    statement: { say: 'file', state: 'making', from, to, rows },
    file: { exportId: id, bookId: book.id, asked },
  };
}
