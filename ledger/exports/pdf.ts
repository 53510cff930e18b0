import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { Summary } from '../reports.ts';
import { statusOf } from './columns.ts';
import type { ExportHead, ExportRow } from './rows.ts';

/** Rows of a report people still turn the pages of; beyond it the tables of a spreadsheet are the better file. */
export const pdfRows_max = 5_000;
const margin_pt = 40;
const size = { title: 16, heading: 12, text: 9, small: 7 } as const;
/** Widths of date, note, category, wallet and amount, in points of an A4 page. */
const widths = [58, 210, 90, 77, 80];
const lineGap_pt = 3;

const words = {
  id: {
    from: 'Periode',
    all: 'semua',
    income: 'Masuk',
    expense: 'Keluar',
    net: 'Selisih',
    by: 'Pengeluaran per kategori',
    list: 'Catatan',
    cut: 'Hanya catatan pertama; pakai XLSX atau CSV untuk semua.',
    titles: ['Tanggal', 'Catatan', 'Kategori', 'Dompet', 'Jumlah'],
  },
  en: {
    from: 'Period',
    all: 'all',
    income: 'In',
    expense: 'Out',
    net: 'Net',
    by: 'Spending by category',
    list: 'Entries',
    cut: 'The first entries only; take XLSX or CSV for all.',
    titles: ['Date', 'Note', 'Category', 'Wallet', 'Amount'],
  },
} as const;

/** The built-in fonts know Latin; what they do not know is shown as a question mark. */
const latin = (text: string): string =>
  text.replace(/[^\u0020-\u007E\u00A0-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2026]/gu, '?');

/** `1234567.5` as people read it. */
function readable(amount: string, locale: 'id' | 'en'): string {
  const [whole = '0', fraction] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, locale === 'id' ? '.' : ',');
  return fraction === undefined ? grouped : `${grouped}${locale === 'id' ? ',' : '.'}${fraction}`;
}

type Document = InstanceType<typeof PDFDocument>;

/** Writes a report to print and to file: sums, categories, and the entries behind them. */
export async function writePdf(
  head: ExportHead,
  summary: Summary,
  pages: AsyncIterable<ExportRow[]>,
  out: Writable,
): Promise<number> {
  const { locale } = head;
  const word = words[locale];
  const document = new PDFDocument({
    size: 'A4',
    margin: margin_pt,
    lang: locale,
    info: { Title: latin(head.name), Producer: 'Catat' },
  });
  document.pipe(out);
  document.fontSize(size.title).text(latin(head.name));
  document
    .fontSize(size.text)
    .text(`${word.from}: ${head.from ?? word.all} – ${head.to ?? word.all}`)
    .moveDown();
  const amount = (text: string) => `${summary.currency} ${readable(text, locale)}`;
  document.text(`${word.income}: ${amount(summary.income)}`);
  document.text(`${word.expense}: ${amount(summary.expense)}`).moveDown();
  categories(document, head, summary, word.by);
  document.fontSize(size.heading).text(word.list).moveDown(0.5);
  const rows = await table(document, head, pages, word);
  document.end();
  await finished(out);
  return rows;
}

function categories(
  document: Document,
  { locale, accounts }: ExportHead,
  { categories: all, currency }: Summary,
  title: string,
): void {
  const spent = all.filter(({ type }) => type === 'expense');
  if (spent.length === 0) return;
  const names = new Map(accounts.map(({ code, name }) => [code, name]));
  document.fontSize(size.heading).text(title).moveDown(0.5).fontSize(size.text);
  for (const { category, amount } of spent)
    document.text(`${latin(names.get(`expense:${category}`) ?? String(category))}: ${currency} ${readable(amount, locale)}`);
  document.moveDown();
}

async function table(
  document: Document,
  { locale }: ExportHead,
  pages: AsyncIterable<ExportRow[]>,
  { titles, cut }: (typeof words)[keyof typeof words],
): Promise<number> {
  line(document, titles, 'Helvetica-Bold');
  let rows = 0;
  for await (const page of pages) {
    for (const row of page) {
      if (rows === pdfRows_max) {
        document.fontSize(size.text).text(cut, margin_pt);
        return rows;
      }
      rows++;
      line(document, cells(row, locale), statusOf(row) === 'standing' ? 'Helvetica' : 'Helvetica-Oblique');
    }
  }
  return rows;
}

function cells(row: ExportRow, locale: 'id' | 'en'): string[] {
  const sign = row.type === 'expense' ? '-' : row.type === 'reversal' ? '±' : '';
  const what = row.merchant ? `${row.merchant}: ${row.note}` : row.note;
  return [row.occurredOn, what, row.categoryName ?? '', row.wallet ?? '', `${sign}${readable(row.amount, locale)}`];
}

function line(document: Document, texts: readonly string[], font: string): void {
  document.font(font).fontSize(size.small);
  const heights = texts.map((text, index) => document.heightOfString(latin(text) || ' ', { width: widths[index] }));
  const height = Math.max(...heights) + lineGap_pt;
  if (document.y + height > document.page.height - margin_pt) document.addPage();
  const { y } = document;
  let x = margin_pt;
  for (const [index, text] of texts.entries()) {
    const width = widths[index] ?? 0;
    document.text(latin(text), x, y, { width, align: index === texts.length - 1 ? 'right' : 'left' });
    x += width;
  }
  document.x = margin_pt;
  document.y = y + height;
}
