import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draft as entry } from '../test/draft.ts';
import { confirmationOf, decide } from './confirmation.ts';
import type { Decision } from './contracts.ts';

const ambiguous = entry({ amount: '150000', alternatives: ['150000', '150'], doubts: ['amount_ambiguous'] });

describe('a decision on a draft', () => {
  test('yes posts a draft without doubts', () => {
    expect(decide(confirmationOf([entry()]), { kind: 'yes' })).toEqual({ next: 'post', entries: [entry()] });
  });

  test('yes insists while an amount is in doubt or missing', () => {
    expect(decide(confirmationOf([entry(), ambiguous]), { kind: 'yes' })).toEqual({ next: 'insist' });
    expect(decide(confirmationOf([entry({ amount: null, doubts: ['amount_missing'] })]), { kind: 'yes' })).toEqual({
      next: 'insist',
    });
  });

  test('yes to the only reading offered settles its doubt', () => {
    const unheard = entry({ amount: '20000', alternatives: ['20000'], doubts: ['amount_unheard'] });
    expect(decide(confirmationOf([unheard]), { kind: 'yes' })).toMatchObject({
      next: 'post',
      entries: [{ amount: '20000', doubts: [] }],
    });
    expect(decide(confirmationOf([unheard, ambiguous]), { kind: 'yes' })).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2 },
    });
  });

  test('a choice settles the doubt and asks again with the next revision', () => {
    const verdict = decide(confirmationOf([ambiguous]), { kind: 'choose', option: 2 });
    expect(verdict).toMatchObject({ next: 'ask', confirmation: { revision: 2, entries: [{ amount: '150', doubts: [] }] } });
  });

  test('a choice that was not offered is unclear', () => {
    expect(decide(confirmationOf([ambiguous]), { kind: 'choose', option: 3 })).toEqual({ next: 'unclear' });
    expect(decide(confirmationOf([entry()]), { kind: 'choose', option: 1 })).toEqual({ next: 'unclear' });
  });

  test('a correction changes its line only', () => {
    const bensin = entry({ note: 'bensin', category: 'transport', amount: '50000' });
    const verdict = decide(confirmationOf([entry(), bensin]), {
      kind: 'correct',
      changes: [{ op: 'set', line: 2, field: 'amount', value: '55000' }],
    });
    expect(verdict).toMatchObject({
      next: 'ask',
      confirmation: { revision: 2, entries: [entry(), { note: 'bensin', amount: '55000' }] },
    });
  });

  test('a correction of a line that is not there is unclear', () => {
    expect(decide(confirmationOf([entry()]), { kind: 'correct', changes: [{ op: 'remove', line: 4 }] })).toEqual({
      next: 'unclear',
    });
  });

  test('striking the last line cancels', () => {
    expect(decide(confirmationOf([entry()]), { kind: 'correct', changes: [{ op: 'remove', line: 1 }] })).toEqual({
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
        const posts = decide(confirmationOf(draft), reply).next === 'post';
        expect(posts).toBe(reply.kind === 'yes' && draft.every((one) => one.amount !== null && one.doubts.length === 0));
      }),
    );
  });
});
