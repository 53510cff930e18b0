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
  const paired = others.length === first.entries.length;
  const left = others.flatMap(({ amount }) => amount ?? []);
  const entries = first.entries.map((entry, line) => {
    const other = paired ? others[line] : undefined;
    const same = other ? other.amount === entry.amount : takeFrom(left, entry.amount);
    return same ? entry : unsure(entry, other ? readings(other) : left);
  });
  return { ...first, entries };
}

/** Removes one value from a list; false when it was not there. */
function takeFrom(values: string[], value: string | null): boolean {
  const at = value === null ? -1 : values.indexOf(value);
  if (at >= 0) values.splice(at, 1);
  return at >= 0;
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
