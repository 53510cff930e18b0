import { withCategories } from '../../language/categorySaid.ts';
import { readMessage } from '../../language/interpret.ts';
import type { DraftEntry, Evidence, Interpretation } from '../../language/interpretation.ts';
import type { Reader } from '../../language/locale.ts';

/** What its sender wrote with a photo. */
export interface Caption {
  text: string;
  /** The text as a message of its own. */
  told: Interpretation;
}

/**
 * A receipt and what its sender wrote with it. A category named outright is that of the receipt. An amount in the caption that one
 * reading of the receipt agrees with settles its doubt; another amount is asked about; where the receipt has none, the caption's is
 * taken. A day the receipt does not tell is taken from the caption.
 */
export function withCaption(entries: readonly DraftEntry[], { text, told }: Caption, reader: Reader): DraftEntry[] {
  const [entry] = entries;
  // Only the plain case is a hint about the receipt: one purchase on paper, one in words.
  if (!entry || entries.length > 1 || (told.intent === 'record' && told.entries.length > 1)) return [...entries];
  const [own] = told.intent === 'record' ? told.entries : [];
  return withCategories([withDay(own ? withAmount(entry, own) : entry, text, reader)], text);
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

function withDay(entry: DraftEntry, text: string, reader: Reader): DraftEntry {
  const { tokens, dates } = readMessage(text, reader);
  const said = dates.find(({ day, future }) => day !== null && !future);
  const printed = entry.evidence.some(({ field }) => field === 'occurredOn');
  if (printed || !said?.day) return entry;
  const quote = text.slice(tokens[said.first]?.start, tokens[said.last]?.end);
  return {
    ...entry,
    occurredOn: said.day,
    evidence: [...entry.evidence, { field: 'occurredOn', source: 'text', quote }],
    doubts: entry.doubts.filter((doubt) => doubt !== 'date_unsure'),
  };
}

const evidenceFor = (field: Evidence['field'], { evidence }: DraftEntry): Evidence[] =>
  evidence.filter((one) => one.field === field);
