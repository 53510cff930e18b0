import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draft as entry } from '../../test/draft.ts';
import { failureTypes } from '../failure.ts';
import { type BookedEntry, type Command, type Proposal, recordOf } from '../proposal.ts';
import type { Statement } from '../statement.ts';
import { messageLimit } from './format.ts';
import { say } from './index.ts';

const id = (statement: Statement): string => say({ statement, locale: 'id', today: '2026-11-20' });
const en = (statement: Statement): string => say({ statement, locale: 'en', today: '2026-11-20' });

describe('approval', () => {
  const proposal: Extract<Proposal, { kind: 'approval' }> = {
    kind: 'approval',
    approvalId: 'x',
    entries: [entry()],
    maker: 'Ani *x*',
    own: false,
  };

  test('is asked of others with the maker’s name, and waited for by the maker', () => {
    expect(id({ say: 'question', proposal, revision: 1 })).toMatch(/^\*Ani x\* minta persetujuanmu:\nKopi[\s\S]*\*ya\*/);
    expect(en({ say: 'question', proposal: { ...proposal, maker: null }, revision: 1 })).toMatch(/^Somebody asks/);
    expect(id({ say: 'question', proposal: { ...proposal, own: true }, revision: 1 })).toMatch(/^⏳[\s\S]*\*batal\*/);
  });

  test.each(['approved', 'rejected', 'expired', 'cancelled'] as const)('%s is told with the reason, if there is one', (state) => {
    const over = { say: 'approval_over' as const, state, entries: [entry()], by: 'Sari', own: true };
    expect(id({ ...over, because: 'kemahalan' })).toMatch(/Kopi[\s\S]*Alasannya: kemahalan$/);
    expect(en({ ...over, because: null })).not.toContain('Reason');
  });

  test('a yes is told with what was said with it', () => {
    const remarks = [
      { by: 'Sari *x*', text: 'lain kali\npakai BCA' },
      { by: null, text: 'oke' },
    ];
    const booked = { say: 'booked' as const, entries: [entry()], approved: true };
    expect(id({ ...booked, remarks })).toMatch(/^✅ Disetujui[\s\S]*Kopi[\s\S]*\n💬 \*Sari x\*: lain kali pakai BCA\n💬 oke$/);
    expect(en(booked)).not.toContain('💬');
  });

  test('each word of an approver is answered', () => {
    expect(id({ say: 'approval_said', decision: 'approve', missing: 2 })).toContain('2 orang lagi');
    expect(en({ say: 'approval_said', decision: 'approve', missing: 0 })).toContain('booked');
    expect(en({ say: 'approval_refused', because: 'own' })).toContain('your own');
  });
});

describe('the question', () => {
  test('one entry', () => {
    const text = id({ say: 'question', proposal: recordOf([entry()]), revision: 1 });
    expect(text).toContain('Kopi — Rp25.000 · Makan · hari ini');
    expect(text).toContain('*ya*');
    expect(text).not.toContain('1. ');
    expect(text).not.toContain('Total');
  });

  test('several entries are numbered and summed', () => {
    const text = id({
      say: 'question',
      proposal: recordOf([entry(), entry({ note: 'bensin', amount: '50000', category: 'transport', occurredOn: '2026-11-19' })]),
      revision: 1,
    });
    expect(text).toContain('1. Kopi — Rp25.000 · Makan · hari ini\n2. Bensin — Rp50.000 · Transport · kemarin\n*Total Rp75.000*');
    expect(text).toContain('2 harusnya 55rb');
  });

  test('in doubt it offers the readings and does not ask for ya', () => {
    const text = id({
      say: 'question',
      proposal: recordOf([entry({ amount: '150000', alternatives: ['150000', '150'], doubts: ['amount_ambiguous'] })]),
      revision: 1,
    });
    expect(text).toContain('*1* = Rp150.000\n*2* = Rp150');
    expect(text).not.toContain('*ya*');
  });

  test('without an amount it asks for one', () => {
    expect(
      id({ say: 'question', proposal: recordOf([entry({ amount: null, doubts: ['amount_missing'] })]), revision: 1 }),
    ).toContain('berapa rupiah?');
    expect(
      en({ say: 'question', proposal: recordOf([entry({ amount: null, doubts: ['amount_missing'] })]), revision: 1 }),
    ).toContain('how much was it?');
  });

  test('what was heard is quoted', () => {
    expect(
      id({ say: 'question', proposal: recordOf([entry()]), revision: 1, heard: 'beli kopi\ndua puluh lima ribu' }),
    ).toContain('> beli kopi dua puluh lima ribu');
  });

  test('a receipt shows its shop and how many things', () => {
    const items = [
      { name: 'TEH BOTOL', quantity: 2, unitPrice: '5000', amount: '10000' },
      { name: 'Roti', quantity: 1, unitPrice: null, amount: '15000' },
    ];
    const asked = (note: string) =>
      id({ say: 'question', proposal: recordOf([entry({ note, merchant: 'Indomaret', items })]), revision: 1 });
    expect(asked('belanja')).toContain('Belanja — Rp25.000 · Makan · Indomaret · 2 barang');
    expect(asked('Indomaret: TEH BOTOL, Roti')).toContain(
      'Indomaret — Rp25.000 · Makan · 2 barang · hari ini\n    2× TEH Botol Rp10.000\n    Roti Rp15.000\n',
    );
  });

  test('sums of mixed directions are not shown', () => {
    const text = id({ say: 'question', proposal: recordOf([entry(), entry({ type: 'income', category: 'gaji' })]), revision: 1 });
    expect(text).not.toContain('Total');
    expect(text).toContain('+Rp25.000');
  });

  test('days of another year carry it', () => {
    expect(id({ say: 'booked', entries: [entry({ occurredOn: '2025-12-31' })] })).toContain('31 Des 2025');
  });
});

const entries = [entry()];
const proposal = recordOf(entries);
const kopi: BookedEntry = {
  id: 'e',
  type: 'expense',
  amount: '25000',
  category: 'makan',
  occurredOn: '2026-11-20',
  merchant: null,
  note: 'kopi',
};
const twin = { line: 1, of: kopi, toldAt: '2026-11-20T10:15', sameFile: false, booked: true };
const proposals: Proposal[] = [
  { ...proposal, twins: [twin] },
  { ...recordOf([entry(), entry()]), twins: [twin, { ...twin, line: 2, sameFile: true, booked: false }] },
  recordOf([entry({ evidence: [{ field: 'category', source: 'habit', quote: 'kopi' }] })]),
  { kind: 'amend', amendments: [{ entry: kopi, set: { amount: '30000', category: 'hiburan', occurredOn: '2026-11-19' } }] },
  { kind: 'amend', amendments: [{ entry: kopi, set: null }] },
  {
    kind: 'pick',
    among: [
      { entry: kopi, set: null },
      { entry: kopi, set: null },
    ],
  },
];
const budgets = [
  { category: 'makan', period: 'month', amount: '1000000', spent: '400000', left: '600000' },
  { category: null, period: 'week', amount: '300000', spent: '400000', left: '-100000' },
  { category: 'kucing_lucu', period: 'month', amount: '100000', spent: '0', left: '100000' },
] as const;
const commands: Command[] = [
  { do: 'budget.set', category: 'makan', amount: '1000000', period: 'month' },
  { do: 'budget.set', category: null, amount: '1000000', period: 'week' },
  { do: 'savings.create', name: 'liburan', target: '2000000' },
  { do: 'savings.deposit', name: 'liburan', amount: '500000' },
  { do: 'savings.withdraw', name: 'liburan', amount: '500000' },
];
const habits = [{ field: 'category', phrase: 'kopi', value: 'hiburan' }] as const;
/** One of each statement, with its variants. */
const all: Statement[] = [
  { say: 'greeting' },
  { say: 'group_joined' },
  { say: 'not_admitted', by: 'invite' },
  { say: 'not_admitted', by: 'number' },
  { say: 'question', proposal, revision: 2 },
  { say: 'still_in_doubt', proposal },
  { say: 'answer_unclear', proposal },
  { say: 'reminder', proposal },
  { say: 'booked', entries },
  { say: 'booked', entries, learnt: [...habits] },
  ...proposals.flatMap((one): Statement[] => [
    { say: 'question', proposal: one, revision: 1 },
    { say: 'still_in_doubt', proposal: one },
    { say: 'reminder', proposal: one },
  ]),
  {
    say: 'amended',
    amendments: [
      { entry: kopi, set: { amount: '30000' } },
      { entry: kopi, set: null },
    ],
    learnt: [...habits],
  },
  { say: 'told_before' },
  { say: 'left_as_is' },
  { say: 'acknowledged' },
  { say: 'smalltalk', thanks: true },
  { say: 'booked', entries, budgets: [...budgets] },
  { say: 'budgets', budgets: [...budgets] },
  { say: 'budgets', budgets: [] },
  { say: 'savings', goals: [{ name: 'liburan', saved: '500000', target: '2000000' }] },
  { say: 'savings', goals: [] },
  ...commands.flatMap((command): Statement[] => [
    { say: 'question', proposal: { kind: 'command', command }, revision: 1 },
    { say: 'reminder', proposal: { kind: 'command', command } },
    { say: 'commanded', command, goal: { name: 'liburan', saved: '500000', target: null } },
    { say: 'amount_needed', command: command.do },
  ]),
  ...(['no_such_goal', 'not_enough_saved', 'name_taken', 'other'] as const).map(
    (because): Statement => ({ say: 'not_commanded', because }),
  ),
  ...(['refused', 'too_large', 'failed'] as const).map((state): Statement => ({ say: 'file', state })),
  ...(['making', 'ready', 'empty'] as const).flatMap((state): Statement[] => [
    { say: 'file', state, from: '2026-11-01', to: '2026-11-20', rows: 1 },
    { say: 'file', state, from: null, to: null, rows: 12 },
  ]),
  { say: 'still_reading', count: 2 },
  { say: 'habits', habits: [...habits] },
  { say: 'habits', habits: [] },
  { say: 'forgotten', habits: [...habits] },
  { say: 'no_such_habit', phrase: 'kopi' },
  { say: 'no_such_entry' },
  { say: 'change_unclear' },
  ...(['gone', 'same', 'closed', 'other'] as const).map((because): Statement => ({ say: 'not_amended', because })),
  { say: 'cancelled' },
  { say: 'expired' },
  { say: 'question_closed', state: 'booked' },
  { say: 'question_closed', state: 'cancelled' },
  { say: 'question_closed', state: 'expired' },
  { say: 'which_question', open: [{ proposal }, { proposal: { kind: 'amend', amendments: [{ entry: kopi, set: null }] } }] },
  { say: 'wordless', waiting: true },
  { say: 'wordless', waiting: false },
  { say: 'nothing_open' },
  { say: 'progress', work: 'speech' },
  { say: 'progress', work: 'receipt' },
  { say: 'progress', work: 'document', percent: 40 },
  ...failureTypes.map((failure): Statement => ({ say: 'failure', failure })),
  { say: 'help' },
  { say: 'smalltalk' },
  { say: 'not_understood' },
  { say: 'empty' },
  { say: 'unsupported', what: 'sticker' },
  { say: 'unsupported', what: 'video' },
  { say: 'unsupported', what: 'location' },
  { say: 'unsupported', what: 'contact' },
  { say: 'unsupported', what: 'view_once' },
  { say: 'unsupported', what: 'other' },
  { say: 'categories' },
  { say: 'balance', wallets: [{ name: 'Kas', amount: '-5000' }] },
  { say: 'balance', wallets: [] },
  {
    say: 'report',
    from: '2026-11-01',
    to: '2026-11-20',
    income: '0',
    expense: '25000',
    categories: [{ category: 'makan', amount: '25000', count: 1 }],
  },
  {
    say: 'list',
    from: '2026-11-01',
    to: '2026-11-20',
    entries: [{ occurredOn: '2026-11-20', note: 'kopi', type: 'expense', amount: '25000', category: 'makan' }],
    more: 12,
  },
  { say: 'list', from: '2026-11-01', to: '2026-11-01', entries: [], more: 0 },
  {
    say: 'compared',
    unit: 'month',
    category: null,
    expense: '150000',
    before: '100000',
    until: '2026-10-20',
    most: { category: 'makan', more: '40000' },
  },
  { say: 'undone', entries: [{ note: 'kopi', amount: '25000' }] },
  { say: 'nothing_to_undo' },
];

test('a comparison tells how much, in per cent where there is something to compare with', () => {
  const than = (expense: string, before: string) =>
    id({ say: 'compared', unit: 'month', category: null, expense, before, until: '2026-10-20', most: null });
  expect(than('150000', '100000')).toContain('Lebih boros *Rp50.000* (50%)');
  expect(than('75000', '100000')).toContain('Lebih hemat *Rp25.000* (25%)');
  expect(than('75000', '0')).toContain('belum bisa dibandingkan');
  expect(than('100000', '100000')).toContain('Sama saja');
});

test('a report of one category is one line', () => {
  const period = { from: '2026-11-01', to: '2026-11-20', income: '0', expense: '25000' };
  const categories = [{ category: 'makan' as const, amount: '25000', count: 2 }];
  expect(id({ say: 'report', ...period, categories, category: 'makan' })).toBe('*Makan bulan ini*: Rp25.000 (2×)');
  expect(id({ say: 'report', ...period, categories: [], category: 'makan' })).toBe('*Makan bulan ini*: belum ada catatan');
});

test('a transfer tells its two wallets, and how the one it leaves is put right', () => {
  const move = entry({ type: 'transfer', category: null, note: 'topup gopay', wallet: 'Tunai', toWallet: 'GoPay' });
  const asked: Statement = { say: 'question', proposal: recordOf([move]), revision: 1 };
  expect(id(asked)).toContain('Topup gopay — Rp25.000 · Tunai → GoPay');
  expect(en(asked)).toContain('Cash → GoPay');
  expect(id(asked)).toContain('(misalnya "dari Jago")');
});

test.each(all)('$say is said in both languages', (statement) => {
  const [indonesian, english] = [id(statement), en(statement)];
  expect(indonesian.length).toBeGreaterThan(10);
  expect(english).not.toBe(indonesian);
  expect(`${indonesian}${english}`).not.toMatch(/undefined|null|NaN|\[object/);
});

test.each([
  ['2026-11-23', '2026-11-24', 'minggu ini', 'this week'],
  ['2026-11-16', '2026-11-22', 'minggu lalu', 'last week'],
  ['2026-11-01', '2026-11-24', 'bulan ini', 'this month'],
  ['2026-10-01', '2026-10-31', 'bulan lalu', 'last month'],
  ['2026-11-24', '2026-11-24', 'hari ini', 'today'],
  ['2026-11-03', '2026-11-24', '3 Nov – hari ini', '3 Nov – today'],
])('the period %s to %s is called as people call it', (from, to, indonesian, english) => {
  const report: Statement = { say: 'report', from, to, income: '0', expense: '0', categories: [] };
  const today = '2026-11-24';
  expect(say({ statement: report, locale: 'id', today })).toContain(`*Laporan ${indonesian}*`);
  expect(say({ statement: report, locale: 'en', today })).toContain(`*Report, ${english}*`);
});

test('where it is open whether it happened, that is what is asked', () => {
  const entries = [entry({ alternatives: ['25000'], doubts: ['spending_unsure'] })];
  const text = id({ say: 'question', proposal: recordOf(entries), revision: 1 });
  expect(text).toContain('ini sudah terjadi');
  expect(text).toContain('*ya*');
});

test('a long list says how many more', () => {
  expect(id({ say: 'list', from: '2026-11-01', to: '2026-11-20', entries: [], more: 0 })).not.toContain('lainnya');
  expect(id(all.find((statement) => statement.say === 'list') as Statement)).toContain('dan 12 lainnya');
  expect(id({ say: 'question', proposal: recordOf(Array.from({ length: 32 }, () => entry())), revision: 1 })).toContain(
    'dan 12 lainnya',
  );
});

test('text of people breaks neither format nor length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (note, count) => {
      const text = id({
        say: 'question',
        proposal: recordOf(Array.from({ length: count }, () => entry({ note, merchant: note }))),
        revision: 1,
        heard: note,
      });
      expect(text.length).toBeLessThanOrEqual(messageLimit);
    }),
  );
  const hostile = id({
    say: 'question',
    proposal: recordOf([entry({ note: '*tebal* _miring_ ~coret~ `kode`\n\n> kutip \u202Ebalik' })]),
    revision: 1,
  });
  expect(hostile.split('\n')[1]).toBe('Tebal miring coret kode kutip balik — Rp25.000 · Makan · hari ini');
});
