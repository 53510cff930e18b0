import { expect, test } from 'vitest';
import type { DraftEntry, Interpretation } from '../../language/interpretation.ts';
import { asHeard, compareHearings, judgeHearings } from './hearings.ts';

const entry = (amount: string | null, over: Partial<DraftEntry> = {}): DraftEntry => ({
  type: 'expense',
  amount,
  currency: 'IDR',
  alternatives: [],
  category: 'makan',
  occurredOn: '2026-11-20',
  merchant: null,
  note: 'nasi',
  items: [],
  evidence: [
    { field: 'amount', source: 'text', quote: 'dua belas ribu' },
    { field: 'category', source: 'model', quote: 'makan' },
  ],
  doubts: [],
  ...over,
});
const record = (...entries: DraftEntry[]): Interpretation => ({ intent: 'record', entries, locale: 'id', confidence: 0.9 });
const silent: Interpretation = { intent: 'unknown', locale: 'id', confidence: 0.9 };
const heard = (first: Interpretation, second: Interpretation) => {
  const result = compareHearings(first, second);
  return result.intent === 'record'
    ? result.entries.map(({ amount, alternatives, doubts }) => [amount, alternatives, doubts])
    : result;
};

test('amounts heard alike are certain', () => {
  const first = record(entry('12000'), entry('5000'));
  expect(compareHearings(first, record(entry('12000', { note: 'nasih' }), entry('5000')))).toEqual(first);
});

test('an amount heard in two ways is a doubt with both readings, the first hearing first', () => {
  expect(heard(record(entry('12000')), record(entry('20000')))).toEqual([['12000', ['12000', '20000'], ['amount_unheard']]]);
});

test('only the entry that was heard differently is in doubt', () => {
  expect(heard(record(entry('12000'), entry('5000')), record(entry('12000'), entry('50000')))).toEqual([
    ['12000', [], []],
    ['5000', ['5000', '50000'], ['amount_unheard']],
  ]);
});

test('another number of entries: those heard twice stay, the others are offered what is left', () => {
  expect(heard(record(entry('12000'), entry('5000')), record(entry('5000')))).toEqual([
    ['12000', ['12000'], ['amount_unheard']],
    ['5000', [], []],
  ]);
  expect(heard(record(entry('25000')), record(entry('20000'), entry('5000')))).toEqual([
    ['25000', ['25000', '20000', '5000'], ['amount_unheard']],
  ]);
});

test('an amount the second hearing lost is a doubt', () => {
  expect(heard(record(entry('12000')), silent)).toEqual([['12000', ['12000'], ['amount_unheard']]]);
  expect(heard(record(entry('12000')), record(entry(null)))).toEqual([['12000', ['12000'], ['amount_unheard']]]);
});

test('an amount only the second hearing found is offered, not booked', () => {
  expect(heard(record(entry(null, { doubts: ['amount_missing'] })), record(entry('12000')))).toEqual([
    [null, ['12000'], ['amount_missing', 'amount_unheard']],
  ]);
  expect(heard(silent, record(entry('12000')))).toEqual([['12000', ['12000'], ['amount_unheard']]]);
});

test('a command stays a command whatever the second hearing was', () => {
  const command: Interpretation = { intent: 'balance', locale: 'id', confidence: 0.9 };
  expect(compareHearings(command, record(entry('12000')))).toEqual(command);
});

test('evidence of the text is told as heard; that of the model stays', () => {
  const result = asHeard(record(entry('12000')));
  expect(result.intent === 'record' && result.entries[0]?.evidence.map(({ source }) => source)).toEqual(['transcript', 'model']);
});

test('figures the ear was not sure of are a doubt, even when both hearings agree', () => {
  const first = record(entry('170000'));
  expect(judgeHearings(first, null, 0.28)).toMatchObject({
    entries: [{ amount: '170000', alternatives: ['170000'], doubts: ['amount_unheard'] }],
  });
  expect(judgeHearings(first, null, 0.9)).toEqual(first);
  expect(judgeHearings(first, null, null)).toEqual(first);
  expect(judgeHearings(silent, null, 0.1)).toEqual(silent);
});
