import { readFile } from 'node:fs/promises';
import { blockingDoubts, type DraftEntry, type Interpretation } from '../language/interpretation.ts';
import type { Reader } from '../language/locale.ts';

/** Reads one message. The suite knows nothing of how. */
export type Read = (text: string, reader: Reader) => Promise<Interpretation>;

interface ExpectedEntry {
  type: string;
  amount: number | null;
  category: string | null;
  category_any?: string[];
  occurred_on: string;
  merchant: string | null;
  note_contains: string | null;
  acceptable?: number[];
}

interface Expected {
  intent: string;
  intent_any?: string[];
  entries?: ExpectedEntry[];
  entries_alt?: ExpectedEntry[][];
  must_ask?: boolean;
  [field: string]: unknown;
}

interface Case {
  id: string;
  lang: string;
  tags: string[];
  now: string;
  text: string;
  expect: Expected;
}

/** What one message scored; null = not asked of this message. */
interface Score {
  intent: boolean;
  fields: boolean | null;
  amounts: boolean | null;
  entries: boolean | null;
  categories: { right: number; of: number };
  dates: { right: number; of: number };
  merchants: { right: number; of: number };
  notes: { right: number; of: number };
  mustAsk: boolean | null;
  needless: boolean | null;
  silentlyWrong: boolean;
  ms: number;
}

/** Shares are 0 to 1, times milliseconds. */
export interface MessagesResult {
  n: number;
  intent_accuracy: number;
  command_fields_exact: number;
  amount_exact: number;
  /** Number of entries, and amount, type and date of each. */
  entries_exact: number;
  category_accuracy: number;
  date_accuracy: number;
  merchant_accuracy: number;
  note_accuracy: number;
  must_ask_recall: number;
  silently_wrong_rate: number;
  needless_question_rate: number;
  p50_ms: number;
  p95_ms: number;
  tags: Record<string, { n: number; right: number }>;
  failures: { id: string; text: string; expected: unknown; got: unknown }[];
}

/** The time zone of an ISO offset; Indonesia has three, without summer time. */
const zones: Record<string, string> = { '+07:00': 'Asia/Jakarta', '+08:00': 'Asia/Makassar', '+09:00': 'Asia/Jayapura' };

/** The `now` of a case as a reader. */
export const readerOf = (now: string, lang: string): Reader => ({
  now: new Date(now),
  timezone: zones[now.slice(-6)] ?? 'Asia/Jakarta',
  locale: lang === 'en' ? 'en' : 'id',
});

const caseless = (text: string | null): string => (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const asks = (entry: DraftEntry): boolean =>
  entry.amount === null || entry.doubts.some((doubt) => blockingDoubts.includes(doubt));

/** An amount is right when equal; where one must ask, also when it is among the acceptable ones, or left open. */
function amountRight(expected: ExpectedEntry, got: DraftEntry, mustAsk: boolean): boolean {
  if (got.amount !== null && Number(got.amount) === expected.amount) return true;
  if (!mustAsk) return false;
  return got.amount === null || (expected.acceptable ?? []).includes(Number(got.amount));
}

const categoryRight = (expected: ExpectedEntry, got: DraftEntry): boolean =>
  [expected.category, ...(expected.category_any ?? [])].includes(got.category);

/** Pairs expected entries with the best fitting ones, in any order. */
function pair(expected: readonly ExpectedEntry[], got: readonly DraftEntry[]): [ExpectedEntry, DraftEntry | null][] {
  const left = [...got];
  return expected.map((entry) => {
    const ranked = left.map((candidate) => ({ candidate, fit: fitness(entry, candidate) })).sort((a, b) => b.fit - a.fit);
    const best = ranked[0]?.candidate ?? null;
    if (best) left.splice(left.indexOf(best), 1);
    return [entry, best];
  });
}

function fitness(expected: ExpectedEntry, got: DraftEntry): number {
  const amount = got.amount !== null && Number(got.amount) === expected.amount ? 4 : 0;
  const note = expected.note_contains !== null && got.note.toLowerCase().includes(expected.note_contains.toLowerCase()) ? 2 : 0;
  return (
    amount +
    note +
    (got.type === expected.type ? 1 : 0) +
    (categoryRight(expected, got) ? 1 : 0) +
    (got.occurredOn === expected.occurred_on ? 1 : 0)
  );
}

const exactly = (pairs: readonly [ExpectedEntry, DraftEntry | null][], count: number, mustAsk: boolean): boolean =>
  pairs.length === count &&
  pairs.every(
    ([want, got]) =>
      got !== null && amountRight(want, got, mustAsk) && got.type === want.type && got.occurredOn === want.occurred_on,
  );

function share(
  pairs: readonly [ExpectedEntry, DraftEntry | null][],
  right: (want: ExpectedEntry, got: DraftEntry) => boolean,
  counts: (want: ExpectedEntry) => boolean,
) {
  const of = pairs.filter(([want]) => counts(want));
  return { right: of.filter(([want, got]) => got !== null && right(want, got)).length, of: of.length };
}

const nothing = { right: 0, of: 0 };

function scoreEntries(expect: Expected, entries: readonly DraftEntry[]): Partial<Score> {
  const mustAsk = expect.must_ask ?? false;
  const lists = [expect.entries ?? [], ...(expect.entries_alt ?? [])];
  const paired = lists.map((list) => pair(list, entries));
  const pairs = paired.find((candidate) => exactly(candidate, entries.length, mustAsk)) ?? paired[0] ?? [];
  const amounts =
    pairs.length === entries.length && pairs.every(([want, got]) => got !== null && amountRight(want, got, mustAsk));
  const asked = entries.some(asks);
  const certain = entries.filter((entry) => !asks(entry));
  const wanted = lists.map((list) => list.map((entry) => entry.amount));
  const wrongly = mustAsk
    ? !asked
    : certain.some((entry) => !wanted.some((list) => list.includes(Number(entry.amount)))) || (!asked && !amounts);
  return {
    amounts,
    entries: exactly(pairs, entries.length, mustAsk),
    categories: share(pairs, categoryRight, (want) => want.type !== 'transfer'),
    dates: share(
      pairs,
      (want, got) => got.occurredOn === want.occurred_on,
      () => true,
    ),
    merchants: share(
      pairs,
      (want, got) => caseless(want.merchant) === caseless(got.merchant),
      (want) => want.merchant !== null,
    ),
    notes: share(
      pairs,
      (want, got) => got.note.toLowerCase().includes((want.note_contains ?? '').toLowerCase()),
      (want) => want.note_contains !== null,
    ),
    mustAsk: mustAsk ? asked : null,
    needless: mustAsk ? null : asked,
    silentlyWrong: wrongly,
  };
}

/** Fields of a command, as our types name them. */
const fieldNames: Record<string, string> = { occurred_on: 'occurredOn', new_name: 'newName' };

function normalise(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [fieldNames[key] ?? key, normalise(inner)]));
}

/** Whether the fields both sides have are equal. */
function fieldsRight(expect: Expected, got: Interpretation): boolean {
  const { intent: _, intent_any: __, must_ask: ___, entries: ____, entries_alt: _____, ...fields } = expect;
  const have = normalise(got) as Record<string, unknown>;
  return Object.entries(normalise(fields) as Record<string, unknown>).every(
    ([key, value]) => !(key in have) || JSON.stringify(sorted(have[key])) === JSON.stringify(sorted(value)),
  );
}

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : value;

/** Scores one reading by the rules of the data's README. */
export function scoreOne(expect: Expected, got: Interpretation, ms: number): Score {
  const intent = got.intent === expect.intent || (expect.intent_any ?? []).includes(got.intent);
  const base = {
    intent,
    fields: null,
    amounts: null,
    entries: null,
    categories: nothing,
    dates: nothing,
    merchants: nothing,
    notes: nothing,
    mustAsk: null,
    needless: null,
    silentlyWrong: false,
    ms,
  };
  if (expect.intent === 'record') {
    if (got.intent === 'record') return { ...base, ...scoreEntries(expect, got.entries) };
    return {
      ...base,
      amounts: false,
      entries: false,
      mustAsk: expect.must_ask ? false : null,
      needless: expect.must_ask ? null : false,
    };
  }
  if (got.intent === 'record') {
    const asked = got.entries.some(asks);
    return { ...base, intent: intent && asked, mustAsk: expect.must_ask ? asked : null, silentlyWrong: !asked };
  }
  return { ...base, fields: intent ? fieldsRight(expect, got) : false, mustAsk: expect.must_ask ? true : null };
}

const isRight = (score: Score): boolean =>
  score.intent && score.fields !== false && score.entries !== false && score.mustAsk !== false && !score.silentlyWrong;

/** A text told otherwise; `quoted` is what the expectations quote from it. */
export type Alter = (text: string, quoted: readonly string[]) => string;

/** The strings of an expectation, however deep. */
const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(stringsIn)
      : [];

/** Reads and scores every message of a file, altered first where `alter` is given. */
export async function evaluateMessages(file: string, read: Read, alter: Alter = (text) => text): Promise<MessagesResult> {
  const cases = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line): Case => JSON.parse(line))
    .map((one) => ({ ...one, text: alter(one.text, stringsIn(one.expect)) }));
  const scores: Score[] = [];
  const failures: MessagesResult['failures'] = [];
  const tags: MessagesResult['tags'] = {};
  for (const { id, lang, now, text, expect, tags: own } of cases) {
    const reader = readerOf(now, lang);
    const started = performance.now();
    const got = await read(text, reader);
    const score = scoreOne(expect, got, performance.now() - started);
    scores.push(score);
    for (const tag of own) {
      const known = tags[tag] ?? { n: 0, right: 0 };
      tags[tag] = { n: known.n + 1, right: known.right + (isRight(score) ? 1 : 0) };
    }
    if (
      !isRight(score) ||
      score.categories.right < score.categories.of ||
      score.needless ||
      score.merchants.right < score.merchants.of ||
      score.notes.right < score.notes.of
    )
      failures.push({ id, text, expected: expect, got: brief(got) });
  }
  return summarise(scores, tags, failures);
}

/** A reading without its evidence, to be read by people. */
function brief(got: Interpretation): unknown {
  if (got.intent !== 'record') return got;
  return { ...got, entries: got.entries.map(({ evidence: _, items: __, currency: ___, ...entry }) => entry) };
}

const rate = (scores: readonly Score[], value: (score: Score) => boolean | null): number => {
  const asked = scores.map(value).filter((one) => one !== null);
  return asked.length === 0 ? 1 : round(asked.filter(Boolean).length / asked.length);
};

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

const quantile = (times: readonly number[], share: number): number =>
  round([...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0);

function summarise(scores: readonly Score[], tags: MessagesResult['tags'], failures: MessagesResult['failures']): MessagesResult {
  const sum = (pick: (score: Score) => { right: number; of: number }): number => {
    const [right, of] = scores.map(pick).reduce(([a, b], one) => [a + one.right, b + one.of], [0, 0]);
    return of === 0 ? 1 : round(right / of);
  };
  const times = scores.map((score) => score.ms);
  return {
    n: scores.length,
    intent_accuracy: rate(scores, (score) => score.intent),
    command_fields_exact: rate(scores, (score) => score.fields),
    amount_exact: rate(scores, (score) => score.amounts),
    entries_exact: rate(scores, (score) => score.entries),
    category_accuracy: sum((score) => score.categories),
    date_accuracy: sum((score) => score.dates),
    merchant_accuracy: sum((score) => score.merchants),
    note_accuracy: sum((score) => score.notes),
    must_ask_recall: rate(scores, (score) => score.mustAsk),
    silently_wrong_rate: round(scores.filter((score) => score.silentlyWrong).length / Math.max(1, scores.length)),
    needless_question_rate: rate(scores, (score) => score.needless),
    p50_ms: quantile(times, 0.5),
    p95_ms: quantile(times, 0.95),
    tags,
    failures,
  };
}

/** The result for people. */
export function messagesTable({ tags, failures, ...figures }: MessagesResult): string {
  const rows = Object.entries(figures).map(
    ([name, value]) => `${name.padEnd(24)} ${/_ms$|^n$/.test(name) ? value : `${(value * 100).toFixed(1)} %`}`,
  );
  const byTag = Object.entries(tags)
    .sort(([, a], [, b]) => b.n - a.n)
    .map(([tag, { n, right }]) => `${tag.padEnd(24)} ${right}/${n}`);
  const failed = failures.map(
    ({ id, text, expected, got }) =>
      `${id} ${JSON.stringify(text)}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`,
  );
  return [...rows, '', ...byTag, '', ...failed].join('\n');
}
