import type { StatementMapping } from '../../database/schema/index.ts';

/** How a bank or wallet names the columns of its statement; names are compared without case and spaces. */
export type Preset = Omit<StatementMapping, 'delimiter' | 'skip'>;

const slashes = 'DD/MM/YYYY';

/** Formats people download most; columns as they stand in the file, several spellings of years and separators are read alike. */
export const presets = {
  bca: { date: 'Tanggal Transaksi', dateFormat: slashes, description: ['Keterangan'], amount: 'Jumlah', decimal: '.' },
  mandiri: { date: 'Date', dateFormat: slashes, description: ['Description'], debit: 'Debit', credit: 'Credit', decimal: '.' },
  bri: {
    date: 'Tanggal Transaksi',
    dateFormat: slashes,
    description: ['Uraian Transaksi'],
    debit: 'Debet',
    credit: 'Kredit',
    decimal: '.',
  },
  bni: { date: 'Post Date', dateFormat: slashes, description: ['Description'], debit: 'Debit', credit: 'Credit', decimal: '.' },
  gopay: { date: 'Tanggal', dateFormat: slashes, description: ['Deskripsi'], amount: 'Jumlah', decimal: ',' },
  ovo: { date: 'Tanggal', dateFormat: slashes, description: ['Jenis Transaksi', 'Keterangan'], amount: 'Nominal', decimal: ',' },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];

export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Every column a mapping reads. */
export const columnsOf = ({ date, description, amount, debit, credit, direction }: Preset): string[] =>
  [date, ...description, amount, debit, credit, direction].filter((name) => name !== undefined);

/** The preset whose columns are all there; the one that reads most of them, when there are several. */
export function presetFor(header: readonly string[]): PresetName | null {
  const known = new Set(header.map(plainName));
  const fitting = presetNames.filter((name) => columnsOf(presets[name]).every((column) => known.has(plainName(column))));
  return fitting.sort((a, b) => columnsOf(presets[b]).length - columnsOf(presets[a]).length)[0] ?? null;
}
