import type { DraftEntry } from '../language/interpretation.ts';

/** A clear draft of one coffee, with what a test wants different. */
export const draft = (over: Partial<DraftEntry> = {}): DraftEntry => ({
  type: 'expense',
  amount: '25000',
  currency: 'IDR',
  alternatives: [],
  category: 'makan',
  occurredOn: '2026-11-20',
  merchant: null,
  note: 'kopi',
  items: [],
  evidence: [],
  doubts: [],
  ...over,
});
