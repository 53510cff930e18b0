import { expect, test } from 'vitest';
import { withBook } from '../../database/pool.ts';
import { verifyAudit } from '../../ledger/audit.ts';
import { countEntries } from '../../ledger/entries.ts';
import { budgetUse } from '../../ledger/planReports.ts';
import { trialBalance } from '../../ledger/trialBalance.ts';
import { testDatabase } from '../../test/database.ts';
import { familyBook, fillDemo, shopBook } from './fill.ts';

const { db } = await testDatabase();
const now = new Date('2026-11-23T05:00:00Z');

test('half a year of a family and a shop is filled in once, and its books are sound', async () => {
  await fillDemo(db, now);
  const counts: number[] = [];
  for (const bookId of [familyBook, shopBook]) {
    const inBook = <T>(work: Parameters<typeof withBook<T>>[2]) => withBook(db, bookId, work);
    counts.push(await inBook((tx) => countEntries(tx, { bookId })));
    const { totals } = await inBook((tx) => trialBalance(tx, { bookId, asOf: '2026-11-22' }));
    for (const { debit, credit } of totals) expect(debit).toBe(credit);
    expect(await inBook((tx) => verifyAudit(tx, bookId))).toMatchObject({ intact: true });
    // Nobody pays cash they do not have, at the end of no month.
    for (const asOf of ['2026-05-31', '2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-22']) {
      const { lines } = await inBook((tx) => trialBalance(tx, { bookId, asOf }));
      const owed = lines.filter(({ kind, credit }) => kind === 'asset' && credit !== '0').map(({ code }) => code);
      expect([asOf, owed.filter((code) => code !== 'wallet:kartu_kredit')]).toEqual([asOf, []]);
      // Nor does a card owe them anything.
      expect(lines.find(({ code }) => code === 'wallet:kartu_kredit')?.debit ?? '0').toBe('0');
    }
    const uses = await inBook((tx) => budgetUse(tx, { bookId, on: '2026-10-31' }));
    expect(uses.filter(({ share }) => share > 0.2 && share < 2).length).toBeGreaterThan(uses.length / 2);
    expect(uses.map(({ category, share }) => [category, share > 0])).toEqual(uses.map(({ category }) => [category, true]));
  }
  expect(Math.min(...counts)).toBeGreaterThan(500);
  expect(await fillDemo(db, now)).toEqual(['Keluarga Wijaya is there already.', 'Toko Berkah is there already.']);
}, 120_000);
