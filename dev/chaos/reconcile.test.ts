import { expect, test } from 'vitest';
import { say } from '../../language/words/index.ts';
import { type Line, Phone } from '../whatsapp/phone.ts';
import { type Evidence, reconcile } from './reconcile.ts';

const line = (text: string): Line => ({ id: text, from: 'catat', text });
const cancelled = say({ statement: { say: 'cancelled' }, locale: 'id' });

/** One phone: a purchase that was confirmed and one that was cancelled. */
const flawless = (): Evidence => {
  const sent = ['halo', 'm1', 'ya1', 'm2', 'batal2'];
  return {
    played: [
      {
        phone: new Phone('http://localhost', '6281200000001'),
        sent,
        messages: [
          { at_ms: 0, amount: 10_000, answer: 'ya', waId: 'm1' },
          { at_ms: 0, amount: 10_100, answer: 'batal', waId: 'm2' },
        ],
        heard: [],
        missed: null,
      },
    ],
    lines: [
      [
        line('Selamat datang'),
        line('Halo'),
        line('Kopi Rp10.000 Balas *ya*'),
        line('✅ Rp10.000'),
        line('Kopi Rp10.100 Balas *ya*'),
        line(cancelled),
      ],
    ],
    messages: sent.map((waId) => ({ id: waId, waId, workflowId: `msg/${waId}`, stage: 'done' })),
    runs: sent.map((waId) => ({ workflowId: `msg/${waId}`, status: 'COMPLETED' })),
    entries: [{ waId: 'm1', amount: '1000000' }],
    unbalanced: [],
    open: { inbound: 0, messages: 0, outbound: 0, runs: 0 },
    refused: 0,
    queued: 0,
  };
};

const rules = (change: Partial<Evidence>) => reconcile({ ...flawless(), ...change }).map(({ rule }) => rule);
const { messages, runs, entries, lines, played } = flawless();
const [heard = []] = lines;

test('finds nothing where nothing is wrong', () => {
  expect(rules({})).toEqual([]);
});

test.each<[string, Partial<Evidence>, string[]]>([
  ['a lost message', { messages: messages.slice(1), runs: runs.slice(1) }, ['sent, but no message row']],
  ['a lost run', { runs: runs.slice(1) }, ['a message row without a run']],
  ['a second row', { messages: [...messages, { ...messages[0], id: 'again' } as never] }, ['more than one row for a message']],
  ['a second run', { runs: [...runs, ...runs.slice(0, 1)] }, ['more than one run for a message']],
  [
    'a run that died',
    { runs: [...runs.slice(1), { workflowId: 'msg/halo', status: 'FAILED' }] },
    ['a run that did not complete'],
  ],
  ['a lost entry', { entries: [] }, ['confirmed, but not booked']],
  ['a second entry', { entries: [...entries, ...entries] }, ['booked more than once']],
  [
    'a wrong amount',
    { entries: [{ waId: 'm1', amount: '1010000' }] },
    ['confirmed, but not booked', 'booked, but not confirmed'],
  ],
  ['a cancelled entry', { entries: [...entries, { waId: 'm2', amount: '1010000' }] }, ['booked, but not confirmed']],
  ['an entry that does not balance', { unbalanced: ['e1'] }, ['an entry that does not sum to zero']],
  ['a lost question', { lines: [heard.filter(({ text }) => text !== 'Kopi Rp10.000 Balas *ya*')] }, ['not on its phone']],
  ['a question asked twice', { lines: [[...heard, line('Kopi Rp10.000 Balas *ya*')]] }, ['on its phone more than once']],
  ['an answer said twice', { lines: [[...heard, line('✅ Rp10.000')]] }, ['on its phone more than once']],
  ['a cancellation said twice', { lines: [[...heard, line(cancelled)]] }, ['on its phone more than once']],
  ['a stray line', { lines: [[...heard, line('Maaf')]] }, ['unexpected lines on a phone']],
  ['an open outbox', { open: { inbound: 0, messages: 0, outbound: 1, runs: 0 } }, ['left over: outbound']],
  ['a message the network still keeps', { queued: 1 }, ['left over: queued']],
  [
    'a phone that waited in vain',
    { played: played.map((one) => ({ ...one, missed: 'silence' })) },
    ['a phone that gave up waiting'],
  ],
])('finds %s', (_, change, expected) => {
  expect(rules(change)).toEqual(expected);
});
