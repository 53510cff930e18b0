import type { DraftEntry, Evidence, Interpretation } from '../../language/interpretation.ts';

/**
 * A receipt and what its sender wrote with it. An amount in the caption that one reading of the receipt agrees with settles its
 * doubt; another amount is asked about; where the receipt has none, the caption's is taken. A day the receipt does not tell is
 * taken from the caption.
 */
export function withCaption(entries: readonly DraftEntry[], caption: Interpretation, today: string): DraftEntry[] {
  const [entry] = entries;
  const [told] = caption.intent === 'record' ? caption.entries : [];
  // Only the plain case is a hint about the receipt: one purchase on paper, one in words.
  if (!entry || !told || entries.length > 1 || (caption.intent === 'record' && caption.entries.length > 1)) return [...entries];
  return [withDay(withAmount(entry, told), told, today)];
}

function withAmount(entry: DraftEntry, told: DraftEntry): DraftEntry {
  // A caption that is itself in doubt settles nothing.
  if (told.amount === null || told.alternatives.length > 0) return entry;
  const evidence = [...entry.evidence.filter(({ field }) => field !== 'amount'), ...evidenceFor('amount', told)];
  if (entry.amount === told.amount || entry.alternatives.includes(told.amount)) {
    const doubts = entry.doubts.filter((doubt) => doubt !== 'arithmetic_mismatch');
    return { ...entry, amount: told.amount, alternatives: [], doubts, evidence };
  }
  if (entry.amount === null) {
    return { ...entry, amount: told.amount, doubts: entry.doubts.filter((doubt) => doubt !== 'amount_missing'), evidence };
  }
  return {
    ...entry,
    alternatives: [...new Set([entry.amount, ...entry.alternatives, told.amount])],
    doubts: [...new Set([...entry.doubts, 'amount_ambiguous' as const])],
  };
}

function withDay(entry: DraftEntry, told: DraftEntry, today: string): DraftEntry {
  const printed = entry.evidence.some(({ field }) => field === 'occurredOn');
  if (printed || told.occurredOn === today) return entry;
  return { ...entry, occurredOn: told.occurredOn, evidence: [...entry.evidence, ...evidenceFor('occurredOn', told)] };
}

const evidenceFor = (field: Evidence['field'], { evidence }: DraftEntry): Evidence[] =>
  evidence.filter((one) => one.field === field);
