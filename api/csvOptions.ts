import { type CsvOptions, csvPresets } from '../ledger/exports/csv.ts';

/** How a CSV is written: a preset, and what was said otherwise. */
export function csvOptionsOf(said: Partial<CsvOptions> & { preset?: keyof typeof csvPresets }): CsvOptions {
  const { preset = 'plain', delimiter, decimal, bom, locale } = said;
  const base: CsvOptions = csvPresets[preset];
  return {
    delimiter: delimiter ?? base.delimiter,
    decimal: decimal ?? base.decimal,
    bom: bom ?? base.bom,
    locale: locale ?? base.locale,
  };
}
