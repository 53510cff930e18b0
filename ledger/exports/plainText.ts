import type { ExportHead, ExportRow } from './rows.ts';

/** Accounting text formats. Amounts are exact decimals; every entry is one balanced transaction that carries its id. */

type Segments = (code: string) => string[];

/** Roots of accounts by the first part of their code; savings goals and wallets are assets. */
const roots: Record<string, string> = {
  wallet: 'Assets',
  goal: 'Assets:Savings',
  expense: 'Expenses',
  income: 'Income',
  equity: 'Equity',
};

const segments: Segments = (code) => {
  const colon = code.indexOf(':');
  return [roots[code.slice(0, colon)] ?? 'Equity', code.slice(colon + 1)];
};

/** Beancount: parts begin with a capital or figure and hold letters, figures and dashes. */
function beancountAccount(code: string): string {
  const [root = 'Equity', name = ''] = segments(code);
  const part = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  const first = part.charAt(0).toUpperCase();
  return `${root}:${/[\p{Lu}\p{N}]/u.test(first) ? first : `X${first}`}${part.slice(1)}`;
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\s+/g, ' ')}"`;

/** Beancount tags hold letters, figures and `-_/.`. */
const beancountTag = (tag: string): string => `#${tag.replace(/[^A-Za-z0-9\-_/.]+/g, '-')}`;

export function beancountHead({ name, currency, accounts }: ExportHead, since: string): string {
  const opened = new Set(accounts.map(({ code }) => beancountAccount(code)));
  return [
    `option "title" ${quoted(name)}`,
    `option "operating_currency" "${currency}"`,
    '',
    ...[...opened].map((account) => `${since} open ${account}`),
    '',
    '',
  ].join('\n');
}

export function beancountEntry({ id, occurredOn, merchant, note, tags, postings, type, reversalOf, source }: ExportRow): string {
  const names = merchant ? `${quoted(merchant)} ${quoted(note)}` : quoted(note);
  const marks = tags.map((tag) => ` ${beancountTag(tag)}`).join('');
  return [
    `${occurredOn} * ${names}${marks}`,
    `  id: "${id}"`,
    `  kind: "${type}"`,
    `  source: "${source}"`,
    ...(reversalOf ? [`  reverses: "${reversalOf}"`] : []),
    ...postings.map((side) => `  ${beancountAccount(side.account)}  ${side.amount} ${side.currency}`),
    '',
    '',
  ].join('\n');
}

/** hledger: account names may hold single spaces; two of them end a name. */
const hledgerAccount = (code: string): string => segments(code).join(':').toLowerCase();

/** Neither a comment nor the split between payee and note may begin in a text people wrote. */
const hledgerText = (text: string): string => text.replace(/[;|\s]+/g, ' ').trim() || '-';

const hledgerTag = (tag: string): string => `${tag.replace(/[^\p{L}\p{N}_-]+/gu, '-')}:`;

export function hledgerHead({ name, currency, accounts }: ExportHead): string {
  const known = [...new Set(accounts.map(({ code }) => hledgerAccount(code)))];
  return [
    `; ${hledgerText(name)}`,
    ...[...new Set([currency, ...accounts.map((account) => account.currency)])].map((code) => `commodity 1000.00 ${code}`),
    ...known.map((account) => `account ${account}`),
    '',
    '',
  ].join('\n');
}

export function hledgerEntry({ id, occurredOn, merchant, note, tags, postings, type, reversalOf, source }: ExportRow): string {
  const description = merchant ? `${hledgerText(merchant)} | ${hledgerText(note)}` : hledgerText(note);
  const marks = [
    `id:${id}`,
    `kind:${type}`,
    `source:${source}`,
    ...(reversalOf ? [`reverses:${reversalOf}`] : []),
    ...tags.map(hledgerTag),
  ];
  return [
    `${occurredOn} * ${description}  ; ${marks.join(', ')}`,
    ...postings.map((side) => `    ${hledgerAccount(side.account)}  ${side.amount} ${side.currency}`),
    '',
    '',
  ].join('\n');
}

/** One JSON object a line. */
export const jsonLine = (row: ExportRow): string => `${JSON.stringify({ ...row, recordedAt: row.recordedAt.toISOString() })}\n`;
