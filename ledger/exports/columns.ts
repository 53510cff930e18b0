import type { ExportRow } from './rows.ts';

/** Columns of tables (CSV, XLSX), in order; the key is stable, the title is what people read. */
export const columns = [
  { key: 'date', title: { id: 'Tanggal', en: 'Date' } },
  { key: 'type', title: { id: 'Jenis', en: 'Type' } },
  { key: 'amount', title: { id: 'Jumlah', en: 'Amount' } },
  { key: 'currency', title: { id: 'Mata uang', en: 'Currency' } },
  { key: 'category', title: { id: 'Kategori', en: 'Category' } },
  { key: 'wallet', title: { id: 'Dompet', en: 'Wallet' } },
  { key: 'to_wallet', title: { id: 'Ke dompet', en: 'To wallet' } },
  { key: 'merchant', title: { id: 'Toko', en: 'Merchant' } },
  { key: 'note', title: { id: 'Catatan', en: 'Note' } },
  { key: 'tags', title: { id: 'Label', en: 'Tags' } },
  { key: 'status', title: { id: 'Status', en: 'Status' } },
  { key: 'source', title: { id: 'Sumber', en: 'Source' } },
  { key: 'recorded_at', title: { id: 'Dicatat', en: 'Recorded at' } },
  { key: 'id', title: { id: 'ID', en: 'ID' } },
  { key: 'reversal_of', title: { id: 'Membatalkan', en: 'Reversal of' } },
] as const;

export type ColumnKey = (typeof columns)[number]['key'];

/** standing: counts; voided: was taken back; reversal: takes another back. */
export const statusOf = ({ reversalOf, voidedBy }: Pick<ExportRow, 'reversalOf' | 'voidedBy'>): Status =>
  reversalOf ? 'reversal' : voidedBy ? 'voided' : 'standing';

export type Status = 'standing' | 'voided' | 'reversal';

/** What a file in Indonesian calls the values of ours, as the desk does. In English they are told as the API tells them. */
const indonesian = {
  type: { expense: 'Pengeluaran', income: 'Pemasukan', transfer: 'Pindah dana', reversal: 'Pembalikan' },
  status: { standing: 'Berlaku', voided: 'Dibatalkan', reversal: 'Pembalikan' },
  source: { chat: 'WhatsApp', desk: 'Desk', api: 'API', import: 'Impor', recurring: 'Rutin' },
} as const satisfies {
  type: Record<ExportRow['type'], string>;
  status: Record<Status, string>;
  source: Record<ExportRow['source'], string>;
};

/** Each value of a column whose values are ours, with the word for it where the language has one. */
export const wordsOf = (column: keyof typeof indonesian, locale: 'id' | 'en'): Readonly<Record<string, string>> =>
  locale === 'id' ? indonesian[column] : {};
