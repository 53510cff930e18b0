import { parse } from 'csv-parse/sync';
import type { StatementMapping } from '../../database/schema/index.ts';
import { Problem } from '../problem.ts';
import { columnsOf, type Preset, type PresetName, plainName, presetFor, presets } from './presets.ts';

/** A year of a busy account. */
export const statementRows_max = 5_000;
/** What is read before the header at most: address, account, period. */
const preface_lines = 30;
const cell_characters = 500;
/** More columns than any statement has. */
const columns_max = 40;
/** A day, words and an amount. */
const leastColumns = 3;

/** One line of a statement as it was read; amounts are signed decimal strings: what the account received. */
export interface StatementRow {
  /** 1-based line among the rows behind the header. */
  line: number;
  occurredOn: string | null;
  amount: string | null;
  description: string;
  problem: string | null;
}

export interface Statement {
  columns: string[];
  preset: PresetName | null;
  mapping: StatementMapping;
  rows: StatementRow[];
}

/**
 * Reads a bank's CSV: finds its delimiter, its header and, unless one is given, its preset.
 * @throws Problem 422 with what is missing, when the file is no table, has too many rows, or its columns are not known.
 */
export function readStatement(data: Buffer, chosen: { preset?: PresetName; mapping?: Preset; year?: number }): Statement {
  const text = decoded(data);
  const delimiter = delimiterOf(text);
  const table = tableOf(text, delimiter);
  const given = chosen.mapping ?? (chosen.preset ? presets[chosen.preset] : undefined);
  const skip = table.findIndex((line, index) => index < preface_lines && isHeader(line, given));
  const header = table[skip];
  if (!header) throw unknownColumns(table);
  const preset = chosen.mapping ? null : (chosen.preset ?? presetFor(header));
  const shape = given ?? (preset ? presets[preset] : undefined);
  if (!shape) throw unknownColumns(table);
  const mapping: StatementMapping = { ...shape, description: [...shape.description], delimiter, skip };
  const year = chosen.year ?? yearSaid(table.slice(0, skip)) ?? new Date().getUTCFullYear();
  const body = table.slice(skip + 1);
  if (body.length > statementRows_max)
    throw new Problem(422, `More than ${statementRows_max} rows: send the file in parts.`, 'too-many-rows');
  const rows = body.map((cells, index) => rowOf(cells, header, mapping, { line: index + 1, year }));
  // Sums and words below the table have neither day nor amount.
  return {
    columns: header,
    preset,
    mapping,
    rows: rows.filter(({ occurredOn, amount }) => occurredOn !== null || amount !== null),
  };
}

/** The last year that stands above the table, as in `Periode,:,01/12/2025 - 31/12/2025`: days of some banks have none. */
function yearSaid(preface: readonly string[][]): number | undefined {
  const years = preface.flat().flatMap((cell) => cell.match(/\b\d{1,2}[/-]\d{1,2}[/-](20\d{2})\b/g) ?? []);
  const last = years.at(-1)?.slice(-4);
  return last === undefined ? undefined : Number(last);
}

/** Names the columns a person can choose from: those of the first line that is as wide as any. */
function unknownColumns(table: readonly string[][]): Problem {
  const top = table.slice(0, preface_lines).map((line) => line.filter(Boolean));
  const widest = Math.max(0, ...top.map((line) => line.length));
  const columns = (top.find((line) => line.length === widest) ?? []).slice(0, columns_max);
  const detail = `The columns are not known: say which is which. They are: ${columns.join(', ').slice(0, 200)}`;
  return new Problem(422, detail, columns.length >= leastColumns ? 'unknown-columns' : 'not-csv', { columns });
}

/** UTF-8 with or without its mark; Windows' Latin otherwise, as old bank programs write it. */
function decoded(data: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return new TextDecoder('windows-1252').decode(data);
  }
}

function delimiterOf(text: string): string {
  const sample = text.slice(0, 4_000);
  const counts = [',', ';', '\t'].map((sign) => [sign, sample.split(sign).length] as const);
  return counts.sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}

function tableOf(text: string, delimiter: string): string[][] {
  try {
    return (
      parse(text, {
        bom: true,
        delimiter,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        to: statementRows_max + preface_lines + 2,
      }) as string[][]
    ).map((line) => line.map((cell) => cell.replaceAll('\u0000', '').trim().slice(0, cell_characters)));
  } catch {
    throw new Problem(422, 'This is no CSV file.', 'not-csv');
  }
}

function isHeader(line: readonly string[], given: Preset | undefined): boolean {
  if (!given) return presetFor(line) !== null;
  const known = new Set(line.map(plainName));
  return columnsOf(given).every((column) => known.has(plainName(column)));
}

function rowOf(cells: string[], header: string[], mapping: StatementMapping, at: { line: number; year: number }): StatementRow {
  const cell = (column: string | undefined): string => {
    const index = column === undefined ? -1 : header.findIndex((name) => plainName(name) === plainName(column));
    return cells[index] ?? '';
  };
  const occurredOn = dayOf(cell(mapping.date), mapping.dateFormat, at.year);
  const amount = signedAmount(cell, mapping);
  const description = mapping.description.map(cell).filter(Boolean).join(' ').replace(/\s+/g, ' ');
  const problem = occurredOn === null ? 'no-date' : amount === null ? 'no-amount' : null;
  return { line: at.line, occurredOn, amount, description, problem };
}

function signedAmount(cell: (column: string | undefined) => string, mapping: StatementMapping): string | null {
  const { amount, debit, credit, direction, decimal } = mapping;
  if (amount === undefined) {
    const [out, into] = [amountOf(cell(debit), decimal), amountOf(cell(credit), decimal)];
    if (into !== null && !isZero(into)) return into;
    return out === null || isZero(out) ? null : negated(out);
  }
  const text = cell(amount);
  const found = amountOf(text, decimal);
  if (found === null || isZero(found)) return null;
  const side = `${text} ${cell(direction)}`;
  if (/\b(DB|DR|D|debit|debet|keluar)\b/i.test(side)) return negated(found.replace(/^-/, ''));
  return found;
}

const isZero = (amount: string): boolean => /^-?0(\.0*)?$/.test(amount);
const negated = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

/** `Rp1.234.567,50 DB`, `(1,234.50)`, `+ 25000`: a decimal string, or null. The file's decimal sign goes where both could be meant. */
export function amountOf(text: string, decimal: ',' | '.'): string | null {
  const figures = /\d[\d.,]*/.exec(text.replace(/\s/g, ''))?.[0]?.replace(/[.,]+$/, '');
  if (!figures) return null;
  const isNegative = /^\s*(\(|[+]?\s*-|Rp\s*-|IDR\s*-|-)/i.test(text) || /-\s*$/.test(text);
  const last = Math.max(figures.lastIndexOf(','), figures.lastIndexOf('.'));
  const behind = last === -1 ? 0 : figures.length - last - 1;
  const isDecimal = last !== -1 && (behind === 2 || behind === 1 || (figures[last] === decimal && behind !== 3));
  const whole = (isDecimal ? figures.slice(0, last) : figures).replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  const fraction = isDecimal ? `.${figures.slice(last + 1)}` : '';
  return whole.length > 15 ? null : `${isNegative ? '-' : ''}${whole || '0'}${fraction}`;
}

const months = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];
const englishMonths: Record<string, string> = { may: 'mei', aug: 'agu', oct: 'okt', dec: 'des' };

/** `21/11/2026`, `21/11/26 10.15`, `21 Nov 2026`, `21/11` (of the year given), `2026-11-21`; null for what is no day. */
export function dayOf(text: string, format: string, year: number): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^'?(\d{1,2})[\s/.-]+(\d{1,2}|\p{L}{3,9})(?:[\s/.-]+(\d{4}|\d{2})(?!\d))?/u.exec(text.trim());
  if (!parts) return null;
  const [, first = '', second = '', of] = parts;
  const named = second.slice(0, 3).toLowerCase();
  const month = /\d/.test(second) ? Number(second) : months.indexOf(englishMonths[named] ?? named) + 1;
  const fullYear = of === undefined ? year : of.length === 2 ? 2000 + Number(of) : Number(of);
  return format.startsWith('MM') ? calendarDay(fullYear, Number(first), month) : calendarDay(fullYear, month, Number(first));
}

function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year < 2100;
  return isDay ? date.toISOString().slice(0, 10) : null;
}
