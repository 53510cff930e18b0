import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draft as entry } from '../../test/draft.ts';
import { expenseCategories, incomeCategories } from '../interpretation.ts';
import { applyChanges, chooseOption, firstDoubtful, isBlocked } from './corrections.ts';
import type { Change } from './reply.ts';

const doubtful = entry({ amount: '150000', alternatives: ['150000', '150'], doubts: ['amount_ambiguous', 'category_unsure'] });

describe('doubts', () => {
  test('what blocks', () => {
    expect(isBlocked([entry()])).toBe(false);
    expect(isBlocked([entry({ doubts: ['category_unsure', 'date_unsure'] })])).toBe(false);
    expect(isBlocked([entry(), doubtful])).toBe(true);
    expect(isBlocked([entry({ amount: null })])).toBe(true);
    expect(firstDoubtful([entry(), doubtful])).toBe(1);
  });

  test('an amount settles the doubts about it, and only those', () => {
    const result = applyChanges([doubtful], [{ op: 'set', line: 1, field: 'amount', value: '30000' }]);
    expect(result).toEqual({
      entries: [
        {
          ...doubtful,
          amount: '30000',
          alternatives: [],
          doubts: ['category_unsure'],
          evidence: [{ field: 'amount', source: 'correction', quote: '30000' }],
        },
      ],
    });
  });

  test('a choice is one of the readings offered', () => {
    const chosen = chooseOption([entry(), doubtful], 2);
    expect('entries' in chosen && chosen.entries.map(({ amount }) => amount)).toEqual(['25000', '150']);
    expect(chooseOption([doubtful], 3)).toEqual({ noSuchLine: 3 });
    expect(chooseOption([entry()], 1)).toEqual({ noSuchLine: 1 });
  });
});

describe('lines', () => {
  test('a line that is not there', () => {
    expect(applyChanges([entry()], [{ op: 'remove', line: 2 }])).toEqual({ noSuchLine: 2 });
    expect(applyChanges([entry(), entry()], [{ op: 'set', line: null, field: 'amount', value: '1' }])).toEqual({ noSuchLine: 0 });
  });

  test('without a line: all for the day, the doubtful one for the amount', () => {
    const days = applyChanges([entry(), entry()], [{ op: 'set', line: null, field: 'occurredOn', value: '2026-11-19' }]);
    expect('entries' in days && days.entries.map(({ occurredOn }) => occurredOn)).toEqual(['2026-11-19', '2026-11-19']);
    const amounts = applyChanges([entry(), doubtful], [{ op: 'set', line: null, field: 'amount', value: '9000' }]);
    expect('entries' in amounts && amounts.entries.map(({ amount }) => amount)).toEqual(['25000', '9000']);
  });

  test('numbers stay those that were shown, also after a removal', () => {
    const result = applyChanges(
      [entry({ note: 'a' }), entry({ note: 'b' }), entry({ note: 'c' })],
      [
        { op: 'remove', line: 1 },
        { op: 'set', line: 3, field: 'note', value: 'd' },
      ],
    );
    expect('entries' in result && result.entries.map(({ note }) => note)).toEqual(['b', 'd']);
  });
});

test('type and category stay together', () => {
  const income = applyChanges([entry()], [{ op: 'set', line: 1, field: 'type', value: 'income' }]);
  expect('entries' in income && income.entries[0]).toMatchObject({ type: 'income', category: 'lainnya_masuk' });
  const moved = applyChanges([entry()], [{ op: 'set', line: 1, field: 'type', value: 'transfer' }]);
  expect('entries' in moved && moved.entries[0]).toMatchObject({ type: 'transfer', category: null });
  const salary = applyChanges([entry()], [{ op: 'set', line: 1, field: 'category', value: 'gaji' }]);
  expect('entries' in salary && salary.entries[0]).toMatchObject({ type: 'income', category: 'gaji' });
});

test('other lines never change, and what was given is left as it is', () => {
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({
      op: fc.constant('set' as const),
      line: fc.integer({ min: 1, max: 5 }),
      field: fc.constant('amount' as const),
      value: fc.nat().map(String),
    }),
    fc.record({
      op: fc.constant('set' as const),
      line: fc.integer({ min: 1, max: 5 }),
      field: fc.constant('category' as const),
      value: fc.constantFrom(...expenseCategories, ...incomeCategories),
    }),
    fc.record({
      op: fc.constant('set' as const),
      line: fc.integer({ min: 1, max: 5 }),
      field: fc.constantFrom('note' as const, 'merchant' as const),
      value: fc.string(),
    }),
    fc.record({ op: fc.constant('remove' as const), line: fc.integer({ min: 1, max: 5 }) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(change, { maxLength: 6 }), (count, changes) => {
      const entries = Array.from({ length: count }, (_, index) => entry({ note: `line ${index}`, amount: String(index + 1) }));
      const before = structuredClone(entries);
      const result = applyChanges(entries, changes);
      expect(entries).toEqual(before);
      if (!('entries' in result)) return;
      const touched = new Set(changes.map(({ line }) => line));
      for (const [index, own] of entries.entries()) if (!touched.has(index + 1)) expect(result.entries).toContain(own);
    }),
  );
});
