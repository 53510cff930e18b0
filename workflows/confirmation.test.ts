import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Amendment, type Proposal, recordOf, type Twin } from '../language/proposal.ts';
import { draft as entry } from '../test/draft.ts';
import { confirmationOf, decide as decideOn } from './confirmation.ts';
import type { Decision } from './contracts.ts';

const decide = (confirmation: ReturnType<typeof confirmationOf>, reply: Decision['reply'], revision?: number) =>
  decideOn(confirmation, { reply, ...(revision === undefined ? {} : { revision }) });
const draftOf = (entries: Parameters<typeof recordOf>[0], over: Partial<ReturnType<typeof recordOf>> = {}) =>
  confirmationOf({ ...recordOf(entries), ...over });

const ambiguous = entry({ amount: '150000', alternatives: ['150000', '150'], doubts: ['amount_ambiguous'] });

describe('a decision on a draft', () => {
  test('yes posts a draft without doubts', () => {
    expect(decide(draftOf([entry()]), { kind: 'yes' })).toEqual({ next: 'post', entries: [entry()] });
  });

  test('yes insists while an amount is in doubt or missing', () => {
    expect(decide(draftOf([entry(), ambiguous]), { kind: 'yes' })).toEqual({ next: 'insist' });
    expect(decide(draftOf([entry({ amount: null, doubts: ['amount_missing'] })]), { kind: 'yes' })).toEqual({
      next: 'insist',
    });
  });

  test('a message taken back goes with what it has brought, and the last one ends it', () => {
    const joint = draftOf([entry(), entry({ note: 'roti', messageId: 'other' })]);
    expect(decide(joint, { kind: 'without', messageId: 'other' })).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2, proposal: { entries: [{ note: entry().note }] } },
    });
    expect(decide(joint, { kind: 'without', messageId: null })).toMatchObject({
      confirmation: { proposal: { entries: [{ note: 'roti' }] } },
    });
    expect(decide(draftOf([entry()]), { kind: 'without', messageId: null })).toEqual({ next: 'cancel' });
  });

  test('a message that joined and was edited tells its part anew, in its place', () => {
    const joint = draftOf([entry(), entry({ note: 'roti', messageId: 'other' }), entry({ note: 'parkir', messageId: 'third' })]);
    const told = [entry({ note: 'donat', messageId: 'other' })];
    expect(decide(joint, { kind: 'instead', messageId: 'other', entries: told })).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2, shownFrom: 2, proposal: { entries: [{}, { note: 'donat' }, { note: 'parkir' }] } },
    });
    expect(decide(joint, { kind: 'instead', messageId: 'gone', entries: told })).toEqual({ next: 'unclear' });
    const only = draftOf([entry({ messageId: 'other' })]);
    expect(decide(only, { kind: 'instead', messageId: 'other', entries: [] })).toEqual({ next: 'cancel' });
  });

  test('yes to the only reading offered settles its doubt', () => {
    const unheard = entry({ amount: '20000', alternatives: ['20000'], doubts: ['amount_unheard'] });
    expect(decide(draftOf([unheard]), { kind: 'yes' })).toMatchObject({
      next: 'post',
      entries: [{ amount: '20000', doubts: [] }],
    });
    expect(decide(draftOf([unheard, ambiguous]), { kind: 'yes' })).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2 },
    });
  });

  test('a choice settles the doubt and asks again with the next revision', () => {
    const verdict = decide(draftOf([ambiguous]), { kind: 'choose', option: 2 });
    expect(verdict).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2, proposal: { entries: [{ amount: '150', doubts: [] }] } },
    });
  });

  test('a choice that was not offered is unclear', () => {
    expect(decide(draftOf([ambiguous]), { kind: 'choose', option: 3 })).toEqual({ next: 'unclear' });
    expect(decide(draftOf([entry()]), { kind: 'choose', option: 1 })).toEqual({ next: 'unclear' });
  });

  test('a correction changes its line only', () => {
    const bensin = entry({ note: 'bensin', category: 'transport', amount: '50000' });
    const verdict = decide(draftOf([entry(), bensin]), {
      kind: 'correct',
      changes: [{ op: 'set', line: 2, field: 'amount', value: '55000' }],
    });
    expect(verdict).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2, proposal: { entries: [entry(), { note: 'bensin', amount: '55000' }] } },
    });
  });

  test('a correction of a line that is not there is unclear', () => {
    expect(decide(draftOf([entry()]), { kind: 'correct', changes: [{ op: 'remove', line: 4 }] })).toEqual({
      next: 'unclear',
    });
  });

  test('striking the last line cancels', () => {
    expect(decide(draftOf([entry()]), { kind: 'correct', changes: [{ op: 'remove', line: 1 }] })).toEqual({
      next: 'cancel',
    });
  });

  test('whatever is said, only a yes to a draft without blocking doubts posts', () => {
    const replies: fc.Arbitrary<Decision['reply']> = fc.oneof(
      fc.constantFrom<Decision['reply']>({ kind: 'yes' }, { kind: 'no' }, { kind: 'reread' }),
      fc.record({ kind: fc.constant('choose' as const), option: fc.integer() }),
      fc.record({
        kind: fc.constant('correct' as const),
        changes: fc.array(fc.record({ op: fc.constant('remove' as const), line: fc.integer() }), { maxLength: 4 }),
      }),
    );
    const entries = fc.array(fc.constantFrom(entry(), ambiguous, entry({ amount: null, doubts: ['amount_missing'] })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(entries, replies, (draft, reply) => {
        const posts = decide(draftOf(draft), reply).next === 'post';
        expect(posts).toBe(reply.kind === 'yes' && draft.every((one) => one.amount !== null && one.doubts.length === 0));
      }),
    );
  });
});

const twin = (line: number): Twin => ({
  line,
  of: { type: 'expense', amount: '25000', category: 'makan', occurredOn: '2026-11-20', merchant: null, note: 'kopi' },
  toldAt: '2026-11-20T10:15',
  sameFile: false,
  booked: true,
});

describe('a draft that looks told before', () => {
  test('"ya, it is the same" books nothing', () => {
    for (const reply of [{ kind: 'yes' }, { kind: 'same' }] as const)
      expect(decide(draftOf([entry()], { twins: [twin(1)] }), reply)).toEqual({ next: 'drop' });
  });

  test('of several lines the known ones are struck and the rest is asked about', () => {
    const bensin = entry({ note: 'bensin' });
    expect(decide(draftOf([entry(), bensin], { twins: [twin(1)] }), { kind: 'same' })).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2, proposal: { entries: [{ note: 'bensin' }], distinct: true } },
    });
  });

  test('"beda" books it as it was shown, unless an amount is in doubt; a bare "bukan" asks plainly', () => {
    const same = draftOf([entry()], { twins: [twin(1)] });
    expect(decide(same, { kind: 'different', book: true })).toEqual({ next: 'post', entries: [entry()] });
    expect(decide(same, { kind: 'different', book: false })).toMatchObject({
      next: 'ask',
      confirmation: { proposal: { twins: [], distinct: true } },
    });
    expect(decide(draftOf([ambiguous], { twins: [twin(1)] }), { kind: 'different', book: true })).toMatchObject({ next: 'ask' });
  });

  test('"beda" to a draft that is like no other is unclear', () => {
    expect(decide(draftOf([entry()]), { kind: 'different', book: true })).toEqual({ next: 'unclear' });
  });
});

describe('entries of other messages', () => {
  test('join, and a yes to the question before books nothing', () => {
    const verdict = decide(draftOf([entry()]), { kind: 'join', entries: [entry({ note: 'parkir', messageId: 'm' })] });
    if (verdict.next !== 'ask') throw new Error(verdict.next);
    expect(verdict.confirmation).toMatchObject({ revision: 2, shownFrom: 2, proposal: { entries: [{}, { note: 'parkir' }] } });
    expect(decide(verdict.confirmation, { kind: 'yes' }, 1)).toEqual({ next: 'overtaken' });
    expect(decide(verdict.confirmation, { kind: 'yes' }, 2)).toMatchObject({ next: 'post' });
  });
});

describe('a change of what is booked', () => {
  const { amount: _, ...booked } = { ...entry(), id: 'e1' };
  const kopi: Amendment = { entry: { ...booked, amount: '25000' }, set: { amount: '30000' } };
  const other: Amendment = { entry: { ...booked, id: 'e2', amount: '20000' }, set: null };

  test('is made by a yes, and by nothing else', () => {
    const proposal: Proposal = { kind: 'amend', amendments: [kopi] };
    expect(decide(confirmationOf(proposal), { kind: 'yes' })).toEqual({ next: 'carryOut', proposal });
    expect(decide(confirmationOf(proposal), { kind: 'no' })).toEqual({ next: 'cancel' });
    expect(decide(confirmationOf(proposal), { kind: 'choose', option: 1 })).toEqual({ next: 'unclear' });
    expect(decide(confirmationOf(proposal), { kind: 'join', entries: [entry()] })).toEqual({ next: 'unclear' });
  });

  test('is corrected before it is made', () => {
    const changes = [{ op: 'set', line: null, field: 'amount', value: '31000' }] as const;
    expect(
      decide(confirmationOf({ kind: 'amend', amendments: [kopi] }), { kind: 'correct', changes: [...changes] }),
    ).toMatchObject({ next: 'ask', confirmation: { proposal: { amendments: [{ set: { amount: '31000' } }] } } });
  });

  test('of several candidates a number picks one; a yes picks none', () => {
    const pick = confirmationOf({ kind: 'pick', among: [kopi, other] });
    expect(decide(pick, { kind: 'choose', option: 2 })).toEqual({
      next: 'carryOut',
      proposal: { kind: 'amend', amendments: [other] },
    });
    expect(decide(pick, { kind: 'choose', option: 3 })).toEqual({ next: 'unclear' });
    expect(decide(pick, { kind: 'yes' })).toEqual({ next: 'insist' });
  });
});
