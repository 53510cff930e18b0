import type { Kind } from './numberKinds.ts';
import type { Token } from './tokens.ts';

/** An amount as an end of a range. */
interface End {
  first: number;
  last: number;
  kind: Kind;
  value: number | null;
  alternatives: readonly number[];
  weak: boolean;
}

/** Words around "atau" that say nothing ("50rb eh apa 60rb ya"). */
const hesitations = new Set(['ya', 'mungkin', 'entah', 'an', 'lah', 'sekitar']);
/** How many tokens may join two ends. */
const reach = 6;
const joins = new Set(['-', '/', '–', '—', '~', 'sampai', 'atau', 'hingga', 'or', 'to', 'apa', 'sd']);
/** Joined by these, the larger may stand first. */
const either = new Set(['atau', 'or', 'apa']);

const thousand = 1_000;
const million = 1_000_000;

/** The words that stand between two amounts and join them to a range ("20-25rb", "antara 20 sampai 25 ribu"); null when they do not. */
function joint(low: End, high: End, tokens: readonly Token[]): readonly string[] | null {
  const between = tokens
    .slice(low.last + 1, Math.min(high.first, low.last + reach))
    .flatMap((token) => (hesitations.has(token.norm) ? [] : [token.norm]));
  const [one = '', two = ''] = between;
  const joined =
    between.join('') === 's/d' ||
    (between.length === 1 && joins.has(one)) ||
    (between.length === 2 && one === 'eh' && ['apa', 'atau'].includes(two)) ||
    (['antara', 'between'].includes(tokens[low.first - 1]?.norm ?? '') && ['dan', 'and'].includes(between.join('')));
  return joined ? between : null;
}

/** The ends of a range, in rupiah, where two amounts that follow each other are one ("20-25rb", "75 atau 85rb"); null where they are not. */
export function endsOf(low: End, high: End, tokens: readonly Token[]): [number, number] | null {
  if (low.kind !== 'money' || high.kind !== 'money' || high.value === null || low.value === null) return null;
  const between = joint(low, high, tokens);
  if (!between) return null;
  const bare = low.weak ? (low.alternatives.at(-1) ?? low.value) : low.value;
  // "20-25rb", "1-2jt": a small low end is meant in the unit of the high one.
  const scale = high.value >= million && bare < thousand ? million : thousand;
  const value = low.weak ? bare * scale : low.value;
  return value > high.value && !between.some((word) => either.has(word)) ? null : [value, high.value];
}
