import type { DraftEntry, Evidence, Interpretation } from '../../language/interpretation.ts';

/**
 * Two hearings of one voice note. The first counts; an amount the second heard in another way, or not at all, becomes a doubt with
 * every reading offered. Where only the second heard something to record, that is asked about.
 */
export function compareHearings(first: Interpretation, second: Interpretation): Interpretation {
  if (first.intent !== 'record') {
    const unheard = first.intent === 'unknown' || first.intent === 'smalltalk';
    return unheard && second.intent === 'record'
      ? { ...second, entries: second.entries.map((entry) => unsure(entry, [])) }
      : first;
  }
  const others = second.intent === 'record' ? second.entries : [];
  return {
    ...first,
    entries: first.entries.length === others.length ? inPairs(first.entries, others) : byAmount(first.entries, others),
  };
}

/**
 * Figures less sure than this are often wrong and sound alike in every decoding. Chosen on the development clips: of the base
 * model's hearings, right and wrong ones lie between 0.1 and 0.5.
 */
const sureNumber = 0.5;

/** Both hearings together: where they differ in an amount, or the first was not sure of its figures, the person is asked. */
export function judgeHearings(
  first: Interpretation,
  second: Interpretation | null,
  numberConfidence: number | null,
): Interpretation {
  const compared = second === null ? first : compareHearings(first, second);
  if (compared.intent !== 'record' || numberConfidence === null || numberConfidence >= sureNumber) return compared;
  return { ...compared, entries: compared.entries.map((entry) => unsure(entry, [])) };
}

/** As many entries in both: the n-th of one is the n-th of the other. */
function inPairs(entries: readonly DraftEntry[], others: readonly DraftEntry[]): DraftEntry[] {
  return entries.map((entry, line) => {
    const other = others[line];
    return !other || other.amount === entry.amount ? entry : unsure(entry, readings(other));
  });
}

/** Another number of entries: amounts heard in both settle their entries, the rest of the second hearing is offered for the others. */
function byAmount(entries: readonly DraftEntry[], others: readonly DraftEntry[]): DraftEntry[] {
  const left = others.flatMap(({ amount }) => amount ?? []);
  const heardTwice = entries.map(({ amount }) => {
    const at = amount === null ? -1 : left.indexOf(amount);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return entries.map((entry, line) => (heardTwice[line] ? entry : unsure(entry, left)));
}

const readings = ({ amount, alternatives }: DraftEntry): string[] => [...(amount ? [amount] : []), ...alternatives];

function unsure(entry: DraftEntry, others: readonly string[]): DraftEntry {
  return {
    ...entry,
    alternatives: [...new Set([...readings(entry), ...others])],
    doubts: [...new Set([...entry.doubts, 'amount_unheard' as const])],
  };
}

/** The same reading with its evidence told as heard, not as written. */
export function asHeard(interpretation: Interpretation): Interpretation {
  if (interpretation.intent !== 'record') return interpretation;
  const heard = (evidence: Evidence): Evidence => (evidence.source === 'text' ? { ...evidence, source: 'transcript' } : evidence);
  return {
    ...interpretation,
    entries: interpretation.entries.map((entry) => ({ ...entry, evidence: entry.evidence.map(heard) })),
  };
}
