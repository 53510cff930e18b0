import type { Writable } from 'node:stream';
import excel from '@protobi/exceljs';
import { columns, statusOf, wordsOf } from './columns.ts';
import type { ExportHead, ExportRow } from './rows.ts';

/** Width of a column in characters of the default font. */
const widths: Partial<Record<(typeof columns)[number]['key'], number>> = {
  note: 40,
  merchant: 28,
  category: 18,
  id: 38,
  reversal_of: 38,
};
const defaultWidth = 14;

/** Writes a workbook row by row: what is written is let go. Texts are typed as texts, so that none of them is a formula. */
export async function writeXlsx(head: ExportHead, pages: AsyncIterable<ExportRow[]>, out: Writable): Promise<number> {
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(head.locale === 'id' ? 'Catatan' : 'Entries', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ key, title }) => ({ key, header: title[head.locale], width: widths[key] ?? defaultWidth }));
  sheet.getColumn('date').numFmt = 'yyyy-mm-dd';
  sheet.getColumn('recorded_at').numFmt = 'yyyy-mm-dd hh:mm';
  sheet.getColumn('amount').numFmt = '#,##0.##';
  sheet.getRow(1).font = { bold: true };
  let rows = 0;
  for await (const page of pages) {
    for (const row of page) sheet.addRow(cellsOf(row, head.locale)).commit();
    rows += page.length;
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  sheet.commit();
  await workbook.commit();
  return rows;
}

function cellsOf(
  row: ExportRow,
  locale: ExportHead['locale'],
): Record<(typeof columns)[number]['key'], string | number | Date | null> {
  const told = (column: Parameters<typeof wordsOf>[0], value: string) => wordsOf(column, locale)[value] ?? value;
  return {
    date: new Date(Date.parse(`${row.occurredOn}T00:00:00Z`)),
    type: told('type', row.type),
    // A spreadsheet has doubles and nothing else: exact to fifteen digits, beyond any book of ours.
    amount: Number(row.amount),
    currency: row.currency,
    category: row.categoryName ?? row.category,
    wallet: row.wallet,
    to_wallet: row.toWallet,
    merchant: row.merchant,
    note: row.note,
    tags: row.tags.join(' '),
    status: told('status', statusOf(row)),
    source: told('source', row.source),
    recorded_at: row.recordedAt,
    id: row.id,
    reversal_of: row.reversalOf,
  };
}
