import type { Language } from '../../words/locale.tsx';

/** A line of the trail: how something was and how it is. */
interface Change {
  before: object | null;
  after: object | null;
}

/** Fields that say nothing to a person: ids, who and when (columns of their own), and what holds others. */
const isSilent = (name: string): boolean =>
  /(^id|_id|_by|_at|_of|^corrects|^author|^hash|^line|^currency|^evidence|^entries|^template)$/.test(name);
/** Minor units of a rupiah. */
const minorUnits = 100;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What changed, as `name: value` in the words of the reader, the rest left out. */
export function changeOf({ before, after }: Change, language: Language): string {
  const was: Record<string, unknown> = { ...before };
  const is: Record<string, unknown> = { ...(after ?? before) };
  const currency = typeof is.currency === 'string' ? is.currency : 'IDR';
  return Object.entries(is)
    .filter(
      ([name, value]) => !isSilent(name) && value !== null && (!after || JSON.stringify(was[name]) !== JSON.stringify(value)),
    )
    .map(
      ([name, value]) =>
        `${language.words.audit.fields[name] ?? name.replaceAll('_', ' ')}: ${written(name, value, currency, language)}`,
    )
    .join(', ');
}

function written(name: string, value: unknown, currency: string, language: Language): string {
  const { words, format, categoryName } = language;
  if (/amount$|^target$/.test(name)) return format.money(String(Number(value) / minorUnits), currency);
  if (isRecord(value))
    return Object.entries(value)
      .map(([inner, its]) => `${words.audit.fields[inner] ?? inner} ${written(inner, its, currency, language)}`)
      .join(', ');
  if (typeof value !== 'string') return JSON.stringify(value);
  if (name === 'category') return categoryName(value);
  if (name === 'month' && /^\d{4}-\d{2}/.test(value)) return format.month(value.slice(0, 7));
  if (/(_on|_date|^until|^from|^to)$/.test(name) && /^\d{4}-\d{2}-\d{2}$/.test(value)) return format.day(value);
  const known: Record<string, Record<string, string>> = {
    type: words.types,
    source: words.sources,
    role: words.roles,
    decision: words.approvals.decisions,
    state: { ...words.approvals.states, ...words.periods.states },
    period: words.budgets.periods,
    status: { standing: words.entries.standing, all: words.entries.everything },
  };
  return known[name]?.[value] ?? value;
}
