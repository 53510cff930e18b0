import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOcrEngines } from '../activities/receipt/engines.ts';
import { readDocument } from '../activities/receipt/read.ts';
import type { ReceiptReading } from '../activities/receipt/reading.ts';

interface Item {
  name: string;
  amount: number;
}

/** A line of `receipts.jsonl`; money is whole rupiah, null = not printed. */
interface Case {
  id: string;
  image: string;
  level: string;
  expect: { merchant: string | null; date: string | null; total: number; items: Item[] };
}

/** Shares are 0 to 1. */
interface Scores {
  n: number;
  total_exact: number;
  date_exact: number;
  merchant_match: number;
  /** An item is right when its amount is exact and its name the same but for case, spaces and punctuation. */
  items_f1: number;
  /** A wrong total presented as certain. */
  silently_wrong_rate: number;
  /** The right total, but the person is asked. */
  needless_question_rate: number;
}

export interface ReceiptsResult {
  n: number;
  levels: Record<string, Scores>;
  total_exact: number;
  silently_wrong_rate: number;
  p50_ms: number;
  failures: { id: string; expected: unknown; got: unknown }[];
}

interface Outcome {
  level: string;
  total: boolean;
  date: boolean;
  merchant: boolean;
  asked: boolean;
  items: { expected: number; got: number; right: number };
  ms: number;
}

const caselessLetters = (text: string | null) => (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Reads every receipt of a folder with `receipts.jsonl` through the real engines and scores the fields. */
export async function evaluateReceipts(folder: string): Promise<ReceiptsResult> {
  const cases = (await readFile(join(folder, 'receipts.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
  const cacheDir = await mkdtemp(join(tmpdir(), 'catat-eval-ocr-'));
  const engines = await createOcrEngines({ cacheDir, workers: 1 });
  const outcomes: Outcome[] = [];
  const failures: ReceiptsResult['failures'] = [];
  try {
    for (const one of cases) {
      const started = performance.now();
      const reading = await readDocument(engines, await readFile(join(folder, one.image)), 'image/jpeg').catch(() => null);
      const outcome = score(one, reading, performance.now() - started);
      outcomes.push(outcome);
      if (!outcome.total) failures.push({ id: one.id, expected: one.expect.total, got: reading?.decided ?? 'unreadable' });
    }
  } finally {
    await Promise.all(engines.map((ocr) => ocr.close()));
    await rm(cacheDir, { recursive: true, force: true });
  }
  const levels = [...new Set(outcomes.map((outcome) => outcome.level))].sort();
  return {
    n: outcomes.length,
    levels: Object.fromEntries(levels.map((level) => [level, summarise(outcomes.filter((outcome) => outcome.level === level))])),
    total_exact: summarise(outcomes).total_exact,
    silently_wrong_rate: summarise(outcomes).silently_wrong_rate,
    p50_ms: median(outcomes.map((outcome) => outcome.ms)),
    failures,
  };
}

/** The result as a table for people. */
export function receiptsTable(result: ReceiptsResult): string {
  const columns = [
    'total_exact',
    'date_exact',
    'merchant_match',
    'items_f1',
    'silently_wrong_rate',
    'needless_question_rate',
  ] as const;
  const row = (cells: string[]) => cells.map((cell, index) => (index === 0 ? cell.padEnd(8) : cell.padStart(24))).join('');
  return [
    row(['level', 'n', ...columns]),
    ...Object.entries(result.levels).map(([level, scores]) =>
      row([level, String(scores.n), ...columns.map((column) => String(scores[column]))]),
    ),
    `all ${result.n}: total_exact ${result.total_exact}, silently_wrong_rate ${result.silently_wrong_rate}, p50 ${result.p50_ms} ms`,
    ...result.failures.map(({ id, expected, got }) => `${id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`),
  ].join('\n');
}

function score({ level, expect }: Case, reading: ReceiptReading | null, ms: number): Outcome {
  const fields = reading?.fields;
  return {
    level,
    total: reading?.decided.total === String(expect.total),
    date: (fields?.date ?? null) === expect.date,
    merchant: caselessLetters(fields?.merchant ?? null) === caselessLetters(expect.merchant),
    asked: !reading?.decided.certain,
    items: matchItems(expect.items, fields?.items ?? []),
    ms,
  };
}

function matchItems(expected: readonly Item[], got: readonly { name: string; amount: string }[]): Outcome['items'] {
  const key = (name: string, amount: string | number) => `${caselessLetters(name)} ${amount}`;
  const left = expected.map((item) => key(item.name, item.amount));
  let right = 0;
  for (const item of got) {
    const at = left.indexOf(key(item.name, item.amount));
    if (at === -1) continue;
    left.splice(at, 1);
    right += 1;
  }
  return { expected: expected.length, got: got.length, right };
}

function summarise(outcomes: readonly Outcome[]): Scores {
  const share = (holds: (outcome: Outcome) => boolean) => rounded(outcomes.filter(holds).length / outcomes.length);
  const sum = (of: (items: Outcome['items']) => number) => outcomes.reduce((total, { items }) => total + of(items), 0);
  return {
    n: outcomes.length,
    total_exact: share(({ total }) => total),
    date_exact: share(({ date }) => date),
    merchant_match: share(({ merchant }) => merchant),
    items_f1: rounded((2 * sum((items) => items.right)) / sum((items) => items.expected + items.got)),
    silently_wrong_rate: share(({ total, asked }) => !total && !asked),
    needless_question_rate: share(({ total, asked }) => total && asked),
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
