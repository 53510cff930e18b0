import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Transaction } from '../../database/pool.ts';
import type { EntryFilter } from '../entries.ts';
import { LedgerError } from '../errors.ts';
import { summary } from '../reports.ts';
import { writePdf } from './pdf.ts';
import { beancountEntry, beancountHead, hledgerEntry, hledgerHead, jsonLine } from './plainText.ts';
import { type ExportHead, type ExportRow, exportHead, exportRows } from './rows.ts';
import { writeXlsx } from './xlsx.ts';

export type ExportKind = 'csv' | 'xlsx' | 'pdf' | 'beancount' | 'hledger' | 'jsonl';

/** What each kind of file is called, and what it is. */
export const exportFiles = {
  csv: { extension: 'csv', mime: 'text/csv; charset=utf-8' },
  xlsx: { extension: 'xlsx', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  pdf: { extension: 'pdf', mime: 'application/pdf' },
  beancount: { extension: 'beancount', mime: 'text/plain; charset=utf-8' },
  hledger: { extension: 'journal', mime: 'text/plain; charset=utf-8' },
  jsonl: { extension: 'jsonl', mime: 'application/jsonl; charset=utf-8' },
} as const satisfies Record<ExportKind, { extension: string; mime: string }>;

/** Long before and after any book: a report without a period is about everything. */
const firstDay = '1900-01-01';
const lastDay = '2099-12-31';

/**
 * Writes a file about a book, a page of entries at a time. Give it a transaction that looks at one moment, or rows that come meanwhile are
 * in one part of the file and not in the other.
 * @returns how many entries are in it.
 * @throws LedgerError `NoBook`.
 */
export async function writeExport(
  tx: Transaction,
  input: { kind: Exclude<ExportKind, 'csv'>; filter: EntryFilter & { bookId: string }; locale: 'id' | 'en'; out: Writable },
): Promise<number> {
  const { kind, filter, locale, out } = input;
  const head = await exportHead(tx, filter, locale);
  if (!head) throw new LedgerError('NoBook', 'no such book');
  const pages = exportRows(tx, filter);
  switch (kind) {
    case 'xlsx':
      return writeXlsx(head, pages, out);
    case 'pdf': {
      const { bookId, from = firstDay, to = lastDay } = filter;
      return writePdf(head, await summary(tx, { bookId, from, to, currency: head.currency }), pages, out);
    }
    case 'jsonl':
      return writeLines(out, '', pages, jsonLine);
    case 'hledger':
      return writeLines(out, hledgerHead(head), pages, hledgerEntry);
    case 'beancount':
      return writeBeancount(head, pages, out);
  }
}

/** Beancount wants accounts opened before their first entry, which is the first of all: they come oldest first. */
async function writeBeancount(head: ExportHead, pages: AsyncGenerator<ExportRow[]>, out: Writable): Promise<number> {
  const first = await pages.next();
  const since = first.done ? (head.from ?? firstDay) : (first.value[0]?.occurredOn ?? firstDay);
  const all = (async function* () {
    if (!first.done) yield first.value;
    yield* pages;
  })();
  return writeLines(out, beancountHead(head, since), all, beancountEntry);
}

async function writeLines(
  out: Writable,
  head: string,
  pages: AsyncIterable<ExportRow[]>,
  line: (row: ExportRow) => string,
): Promise<number> {
  let rows = 0;
  out.write(head);
  for await (const page of pages) {
    rows += page.length;
    if (!out.write(page.map(line).join(''))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return rows;
}
