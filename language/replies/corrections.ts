import { fallbackCategory, isExpenseCategory, isIncomeCategory } from '../categories.ts';
import { blockingDoubts, type Category, type Doubt, type DraftEntry, type EntryType, type Evidence } from '../interpretation.ts';
import { withEnd } from '../wallets/transfers.ts';
import type { Change } from './reply.ts';

/** Doubts that a new value of a field settles. */
const settledBy: Record<Extract<Change, { op: 'set' }>['field'], readonly Doubt[]> = {
  amount: blockingDoubts,
  category: ['category_unsure'],
  occurredOn: ['date_unsure'],
  merchant: [],
  note: [],
  wallet: [],
  toWallet: [],
  type: ['direction_unsure'],
};

/** Whether an entry may not be booked by a plain "ya". */
const isDoubtful = (entry: DraftEntry): boolean =>
  entry.amount === null || entry.doubts.some((doubt) => blockingDoubts.includes(doubt));

/** Whether some entry still carries a blocking doubt or has no amount. */
export const isBlocked = (entries: readonly DraftEntry[]): boolean => entries.some(isDoubtful);

/** Index of the first entry in blocking doubt, the one a question offers readings for; -1 when there is none. */
export const firstDoubtful = (entries: readonly DraftEntry[]): number => entries.findIndex(isDoubtful);

/** Whether the first doubt is not how much, but whether it happened at all. */
export function isOpenTelling(entries: readonly DraftEntry[]): boolean {
  const entry = entries[firstDoubtful(entries)];
  return entry !== undefined && entry.alternatives.length === 1 && entry.doubts.includes('spending_unsure');
}

/** Replaces what was known of a field by what the person said. */
function settle(entry: DraftEntry, field: Evidence['field'], quote: string, doubts: readonly Doubt[]): DraftEntry {
  return {
    ...entry,
    evidence: [...entry.evidence.filter((known) => known.field !== field), { field, source: 'correction', quote }],
    doubts: entry.doubts.filter((doubt) => !doubts.includes(doubt)),
  };
}

function withType(entry: DraftEntry, type: EntryType): DraftEntry {
  const fits = entry.category !== null && type !== 'transfer' && isIncomeCategory(entry.category) === (type === 'income');
  const { toWallet: _, ...kept } = entry;
  return { ...(type === 'transfer' ? entry : kept), type, category: fits ? entry.category : fallbackCategory(type) };
}

/** The type of a category; one of a book's own goes with what the entry is. */
function typeFor(category: Category, type: EntryType): EntryType {
  if (isIncomeCategory(category)) return 'income';
  return isExpenseCategory(category) || type === 'transfer' ? 'expense' : type;
}

function set(entry: DraftEntry, change: Extract<Change, { op: 'set' }>): DraftEntry {
  const settled = settle(entry, change.field, change.value, settledBy[change.field]);
  switch (change.field) {
    case 'amount':
      return { ...settled, amount: change.value, alternatives: [] };
    case 'category':
      return { ...settled, category: change.value, type: typeFor(change.value, entry.type) };
    case 'occurredOn':
      return { ...settled, occurredOn: change.value };
    case 'merchant':
      return { ...settled, merchant: change.value };
    case 'note':
      return { ...settled, note: change.value };
    case 'wallet':
    case 'toWallet':
      return withEnd(settled, change.field, change.value);
    case 'type':
      return withType(settled, change.value);
  }
}

/** The 0-based lines a change means; empty when it names none. */
function linesOf(entries: readonly DraftEntry[], change: Change): number[] {
  if (change.line !== null) return change.line >= 1 && change.line <= entries.length ? [change.line - 1] : [];
  if (entries.length === 1) return [0];
  const forAll = change.op === 'set' && ['category', 'occurredOn', 'type', 'wallet', 'toWallet'].includes(change.field);
  if (forAll) return entries.map((_, index) => index);
  const doubtful = firstDoubtful(entries);
  return doubtful < 0 ? [] : [doubtful];
}

/**
 * A draft with the changes made, in order; line numbers are those of the draft as it was shown, also after removals. A change without
 * a line means the only entry, else all entries (category, date, type, wallet) or the first doubtful one (amount, merchant, note).
 * `noSuchLine` is the line that does not exist, 0 when none was named and none is meant. All entries removed gives an empty list.
 */
export function applyChanges(
  entries: readonly DraftEntry[],
  changes: readonly Change[],
): { entries: DraftEntry[] } | { noSuchLine: number } {
  const changed: (DraftEntry | null)[] = [...entries];
  for (const change of changes) {
    const lines = linesOf(entries, change);
    if (lines.length === 0) return { noSuchLine: change.line ?? 0 };
    for (const line of lines) {
      const entry = changed[line];
      changed[line] = change.op === 'remove' || !entry ? null : set(entry, change);
    }
  }
  return { entries: changed.filter((entry) => entry !== null) };
}

/**
 * Picks a reading (1-based) among those offered: the alternatives of the first doubtful entry. `noSuchLine` when nothing is offered
 * under that number.
 */
export function chooseOption(entries: readonly DraftEntry[], option: number): { entries: DraftEntry[] } | { noSuchLine: number } {
  const line = firstDoubtful(entries);
  const value = entries[line]?.alternatives[option - 1];
  if (value === undefined) return { noSuchLine: option };
  return applyChanges(entries, [{ op: 'set', line: line + 1, field: 'amount', value }]);
}
