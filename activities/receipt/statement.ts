import { findAmounts } from './amounts.ts';
import { findDate } from './dates.ts';

/** A movement on an account; amounts are decimal strings of whole rupiah. */
export interface StatementLine {
  /** YYYY-MM-DD; null where day and month stand without a year anybody could tell. */
  date: string | null;
  description: string;
  amount: string;
  /** Null where neither a mark nor a balance tells. */
  direction: 'out' | 'in' | null;
  /** Balance after it, where one is printed. */
  balance: string | null;
  /** What the balances before and after say was moved, where that is another amount than the printed one. */
  contradicted: string | null;
}

/** Fewer dated rows with money are no statement: a receipt may have two. */
const minLines = 3;

/** Rows that state balances and sums, and move nothing. */
const noMovement =
  /\bSALDO\s*(?:AWAL|AKHIR)|OPENING BALANCE|CLOSING BALANCE|BEGINNING BALANCE|ENDING BALANCE|^\s*TOTAL\b|MUTASI (?:CR|DB|KREDIT|DEBET|DEBIT)\b/i;
const openingBalance = /\bSALDO\s*AWAL|OPENING BALANCE|BEGINNING BALANCE|BALANCE BROUGHT/i;

const outMark = /(?:^|\s)(?:DB|DR|D|DEBET|DEBIT|KELUAR)(?:\s|$)/i;
const inMark = /(?:^|\s)(?:CR|K|C|KREDIT|CREDIT|MASUK)(?:\s|$)/i;

/** Day and month at the start of a row, without a year. */
const shortDate = /^\W{0,2}(\d{1,2})[/-](\d{1,2})(?![/\d-])/;
const yearPattern = /\b(20\d{2})\b/;

/** Movements of an account statement or a wallet's history from its rows, top to bottom; null when they are none. */
export function readStatement(rows: readonly string[]): StatementLine[] | null {
  const year = rows.flatMap((row) => yearPattern.exec(row)?.[1] ?? [])[0] ?? null;
  const lines: StatementLine[] = [];
  let balance: string | null = null;
  let below = 0;
  for (const row of rows) {
    const amounts = moneyOf(row);
    if (openingBalance.test(row)) balance = amounts.at(-1)?.value ?? balance;
    const line = noMovement.test(row) ? null : movementOf(row, amounts, year);
    if (line) lines.push(line);
    below = line || isHeading(row) ? 0 : below + 1;
    const last = lines.at(-1);
    if (!line && last && below > 0 && below <= mostBelow) last.description = withMore(last.description, row);
    if (isHeading(row)) below = mostBelow;
  }
  if (lines.length < minLines) return null;
  return inOrder(lines, balance);
}

/** Below a movement's first row stand at most so many that tell more of it. */
const mostBelow = 4;

/** Rows between movements that tell of none. */
const isHeading = (row: string): boolean =>
  noMovement.test(row) || /\b(?:SALDO|BALANCE|HALAMAN|PAGE|PERIODE|BERSAMBUNG)\b/i.test(row);

/** Words of the row below; the bank's codes and the amount once more are none. */
function withMore(description: string, row: string): string {
  const words = row.split(' ').filter((word) => /\p{L}{2}/u.test(word) && !/\d.*\/|\/.*\d/.test(word));
  return [description, ...words].join(' ');
}

const moneyOf = (row: string) => findAmounts(row).filter(({ isMoney, value }) => isMoney && value !== '0');

function movementOf(row: string, amounts: ReturnType<typeof findAmounts>, year: string | null): StatementLine | null {
  const short = shortDate.exec(row);
  const date = findDate(row.slice(0, dateReach)) ?? (short && year ? findDate(`${short[1]}/${short[2]}/${year}`) : null);
  const [first, second] = amounts;
  if (!first || (!date && !short)) return null;
  const beforeMoney = row.slice(0, first.start).replace(leadingDate, '').trim();
  const isNegative = first.value.startsWith('-');
  const isPlus = /\+\s?(?:Rp)?\.?\s?$/i.test(row.slice(0, first.start + 2));
  const marks = row.slice(first.start).replace(/[\d.,]/g, ' ');
  const direction = isNegative || outMark.test(marks) ? 'out' : isPlus || inMark.test(marks) ? 'in' : null;
  return {
    date,
    description: beforeMoney.replace(/(?:[+\-\s]|\b0[.,]00$|Rp\.?$)+$/i, '').replace(/\s+/g, ' '),
    amount: first.value.replace('-', ''),
    direction: direction ?? (outMark.test(beforeMoney) ? 'out' : inMark.test(beforeMoney) ? 'in' : null),
    balance: second ? (amounts.at(-1)?.value ?? null) : null,
    contradicted: null,
  };
}

/** A date stands at the start of its row, a clock time may follow. */
const dateReach = 24;
const leadingDate =
  /^\W{0,2}(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.\s](?:\d{1,2}|\p{L}{3,9})(?:[-/.\s]\d{2,4})?)(?:,?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?\s*/u;

/** Balances tell the direction and prove the amount: from row to row in the order of time, which some banks print upside down. */
function inOrder(lines: readonly StatementLine[], opening: string | null): StatementLine[] {
  const forward = withBalances(lines, opening);
  const backward = withBalances(lines.toReversed(), opening).toReversed();
  const misfits = (list: readonly StatementLine[]) => list.filter(({ contradicted }) => contradicted !== null).length;
  return misfits(backward) < misfits(forward) ? backward : forward;
}

function withBalances(lines: readonly StatementLine[], opening: string | null): StatementLine[] {
  let before = opening;
  return lines.map((line) => {
    const moved = before !== null && line.balance !== null ? BigInt(line.balance) - BigInt(before) : null;
    before = line.balance;
    if (moved === null || moved === 0n) return line;
    const size = String(moved < 0n ? -moved : moved);
    if (size !== line.amount) return { ...line, contradicted: size };
    return { ...line, direction: moved < 0n ? 'out' : 'in' };
  });
}
