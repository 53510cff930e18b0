import { expect, test } from 'vitest';
import { say } from '../../language/words/index.ts';
import { type Line, Phone } from '../whatsapp/phone.ts';
import { type Evidence, reconcile } from './reconcile.ts';
import { SteadyPhone } from './steadyPhone.ts';
import type { StoryName } from './stories.ts';

let lineIds = 0;
const line = (text: string): Line => ({ id: `l${++lineIds}`, from: 'catat', text });
const said = (statement: Parameters<typeof say>[0]['statement']): string => say({ statement, locale: 'id' });
const cancelled = said({ say: 'cancelled' });
const unheard = said({ say: 'failure', failure: 'SpeechOff' });
const planned = (waId: string, story: StoryName, amount: number) => ({
  at_ms: 0,
  story,
  amount,
  other: amount + 50,
  changesAtOnce: true,
  waId,
});

/** One phone: a purchase that was confirmed, one cancelled, one edited, another one confirmed, and a voice note. */
const flawless = (): Evidence => {
  const sent = ['halo', 'm1', 'ya1', 'm2', 'batal2', 'm3', 'edit3', 'ya3', 'm4', 'ya4', 'm5'];
  return {
    played: [
      {
        phone: new SteadyPhone(new Phone('http://localhost', '6281200000001')),
        sent,
        messages: [
          planned('m1', 'yes', 10_000),
          planned('m2', 'no', 10_100),
          planned('m3', 'edit', 10_200),
          planned('m4', 'yes', 10_300),
          planned('m5', 'voice', 10_400),
        ],
        heard: [],
        missed: null,
      },
    ],
    lines: [
      [
        line('Selamat datang'),
        line('Kopi Rp10.000 Balas *ya*'),
        line('✅ Tercatat:\nRp10.000'),
        line('Kopi Rp10.100 Balas *ya*'),
        line(cancelled),
        line('Kopi Rp10.250 Balas *ya*'),
        line('✅ Tercatat:\nRp10.250'),
        line('Kopi Rp10.300 Balas *ya*'),
        line('✅ Tercatat:\nRp10.300'),
        line(unheard),
        { id: 'sign', from: 'catat', reaction: { messageId: 'm5', emoji: '' } },
      ],
    ],
    messages: sent.map((waId) => ({ id: waId, waId, workflowId: `msg/${waId}`, stage: waId === 'm5' ? 'failed' : 'done' })),
    runs: sent.map((waId) => ({ workflowId: `msg/${waId}`, status: 'COMPLETED' })),
    entries: [
      { waId: 'm1', amount: '1000000' },
      { waId: 'm3', amount: '1025000' },
      { waId: 'm4', amount: '1030000' },
    ],
    unbalanced: [],
    open: { inbound: 0, messages: 0, outbound: 0, runs: 0 },
    openQuestions: [],
    outbound: [],
    queued: 0,
  };
};

/** The rules a run breaks whose replies are just those on the phones, unless the change says otherwise. */
const rules = (change: Partial<Evidence>) => {
  const evidence = { ...flawless(), ...change };
  const outbound = change.outbound ?? evidence.lines.flat().map(({ id }) => ({ waId: id, state: 'acked' }));
  return reconcile({ ...evidence, outbound }).map(({ rule }) => rule);
};
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
  ['a lost entry', { entries: entries.slice(1) }, ['confirmed, but not booked']],
  ['a second entry', { entries: [...entries, ...entries] }, ['booked more than once']],
  [
    'a wrong amount',
    { entries: [{ waId: 'm1', amount: '1010000' }, ...entries.slice(1)] },
    ['confirmed, but not booked', 'booked, but not confirmed'],
  ],
  [
    'an edit that was not seen',
    { entries: [...entries.filter(({ waId }) => waId !== 'm3'), { waId: 'm3', amount: '1020000' }] },
    ['confirmed, but not booked', 'booked, but not confirmed'],
  ],
  ['a cancelled entry', { entries: [...entries, { waId: 'm2', amount: '1010000' }] }, ['booked, but not confirmed']],
  ['an entry that does not balance', { unbalanced: ['e1'] }, ['an entry that does not sum to zero']],
  ['a lost question', { lines: [heard.filter(({ text }) => text !== 'Kopi Rp10.000 Balas *ya*')] }, ['not on its phone']],
  ['a question asked twice', { lines: [[...heard, line('Kopi Rp10.000 Balas *ya*')]] }, ['on its phone more than once']],
  ['an answer said twice', { lines: [[...heard, line('✅ Tercatat:\nRp10.000')]] }, ['on its phone more than once']],
  ['a cancellation said twice', { lines: [[...heard, line(cancelled)]] }, ['on its phone more than once']],
  ['a booking of an edited amount', { lines: [[...heard, line('✅ Tercatat:\nRp10.200')]] }, ['on its phone more than once']],
  ['a question nobody answered', { openQuestions: ['m1'] }, ['a question that is still open']],
  ['a text that failed', { messages: messages.map((row) => ({ ...row, stage: 'failed' })) }, ['a message that failed']],
  ['a stray line', { lines: [[...heard, line('Maaf')]] }, ['unexpected lines on a phone']],
  [
    'an acknowledged reply that reached nobody',
    { lines: [heard], outbound: [...heard.map(({ id }) => ({ waId: id, state: 'acked' })), { waId: 'lost', state: 'acked' }] },
    ['acknowledged, but on no phone'],
  ],
  [
    'a reply nobody planned',
    { lines: [heard], outbound: heard.slice(1).map(({ id }) => ({ waId: id, state: 'acked' })) },
    ['on a phone, but nobody sent it'],
  ],
  [
    'a refused reply',
    { lines: [heard], outbound: [...heard.map(({ id }) => ({ waId: id, state: 'acked' })), { waId: 'no', state: 'refused' }] },
    ['a reply that WhatsApp refused'],
  ],
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
