import { isIncomeCategory } from './categories.ts';
import type { Category, DraftEntry } from './interpretation.ts';
import { matchCategory, namedBy } from './lexicon/match.ts';
import { cut, placesOf, stretchOf } from './reading/stretches.ts';
import { type Token, tokenize } from './reading/tokens.ts';
import { everything, scales } from './wallets/walletNames.ts';

/** A category of a book by the name its people use. */
export interface BookCategory {
  slug: string;
  name: string;
  kind: 'expense' | 'income';
}

/** A category as a text names it. */
interface Mention {
  /** Null where no known one has that name. */
  category: Category | null;
  /** Token places it covers, with the words that lead to it. */
  first: number;
  last: number;
}

/** Words a name of a category has at most. */
const nameWords_max = 3;

const isCategoryWord = (token: Token | undefined): boolean => /^(?:kategori(?:nya)?|category|kat)$/.test(token?.norm ?? '');
const putIn = new Set(['masuk', 'masukin', 'masukkan']);
/** Words between "kategori" and its name. */
const between = new Set(['ke', 'di', 'nya', ':', '=', 'itu', 'jadi', 'buat']);
/** Words that close a clause and are no name. */
const closers = new Set('ya dong deh aja nih please min kak dan sama terus pakai via lewat dari tadi kemarin untuk'.split(' '));

/** Words of a place on, up to the end of their clause. */
function wordsFrom(tokens: readonly Token[], start: number): string[] {
  const words: string[] = [];
  for (const token of tokens.slice(start, start + nameWords_max)) {
    if (token.kind !== 'word' || closers.has(token.norm)) break;
    words.push(token.norm);
  }
  return words;
}

/** The longest name that begins at a place: one of the book, else a known one. */
function nameAt(
  tokens: readonly Token[],
  start: number,
  own: readonly BookCategory[],
): { category: Category; count: number } | null {
  const words = wordsFrom(tokens, start);
  for (let count = words.length; count > 0; count--) {
    const name = words.slice(0, count);
    const of = own.find((one) => isNamed(one, name));
    const category = of ? (of.slug as Category) : namedBy(name);
    if (category !== null) return { category, count };
  }
  return null;
}

const isNamed = ({ name }: BookCategory, words: readonly string[]): boolean =>
  tokenize(name)
    .filter(({ kind }) => kind === 'word')
    .map(({ norm }) => norm)
    .join(' ') === words.join(' ');

const isPriced = (token: Token | undefined): boolean => token?.kind === 'number' || scales.has(token?.norm ?? '');

/** The category named from a place on: "kategori hiburan", "25rb masuk hiburan", "#hiburan". */
function mentionAt(tokens: readonly Token[], first: number, own: readonly BookCategory[]): Mention | null {
  const token = tokens[first];
  let start = first + 1;
  if (token?.norm === '#') {
    const found = tokens[start]?.glued ? nameAt(tokens, start, own) : null;
    return found && { category: found.category, first, last: first + found.count };
  }
  const isPutIn = putIn.has(token?.norm ?? '') && isPriced(tokens[first - 1]);
  if (!isPutIn && !isCategoryWord(token)) return null;
  while (between.has(tokens[start]?.norm ?? '') || isCategoryWord(tokens[start])) start++;
  const isPut = isPutIn && !isCategoryWord(tokens[start - 1]);
  const words = wordsFrom(tokens, start);
  const end = start + words.length;
  const found = nameAt(tokens, start, own);
  const last = start + (found?.count ?? 0) - 1;
  // "kategori hiburan kopi 30rb": what is bought follows.
  if (found && isPriced(tokens[end])) return { category: found.category, first, last };
  if (words.length === 0 || (isPut && (found === null || last < end - 1))) return null;
  return { category: found?.category ?? matchCategory(words), first, last: end - 1 };
}

/** The categories a text names outright, not those its things belong to. */
function mentionsIn(tokens: readonly Token[], own: readonly BookCategory[]): Mention[] {
  const mentions: Mention[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const mention = mentionAt(tokens, index, own);
    if (!mention) continue;
    mentions.push(mention);
    index = mention.last;
  }
  return mentions;
}

/** The words of a mention, with one that makes it that of all entries. */
const spanOf = (text: string, tokens: readonly Token[], { first, last }: Mention): string =>
  text.slice(tokens[everything.has(tokens[first - 1]?.norm ?? '') ? first - 1 : first]?.start, tokens[last]?.end);

/** A text in which the categories it names are blank, so that they are no part of what was bought; places stay the same. */
export function withoutCategories(text: string): string {
  const tokens = tokenize(text);
  return mentionsIn(tokens, []).reduce((left, mention) => {
    const span = spanOf(text, tokens, mention);
    return left.replace(span, () => ' '.repeat(span.length));
  }, text);
}

function inCategory(entry: DraftEntry, category: Category, own: readonly BookCategory[], quote: string): DraftEntry {
  const isIncome = isIncomeCategory(category) || own.some(({ slug, kind }) => slug === category && kind === 'income');
  return {
    ...entry,
    category,
    type: isIncome ? 'income' : 'expense',
    note: cut(entry.note, quote),
    evidence: [...entry.evidence.filter(({ field }) => field !== 'category'), { field: 'category', source: 'text', quote }],
    doubts: entry.doubts.filter((doubt) => doubt !== 'category_unsure' && doubt !== 'direction_unsure'),
  };
}

/**
 * Entries in the categories their text names outright: "kopi 30rb kategori hiburan", "#hiburan". Beside several amounts a name is that of
 * what stands between the same breaks, or of all where it stands by itself. A name nobody knows stays in the note.
 * @param own categories of the book; without them the known ones.
 */
export function withCategories(entries: readonly DraftEntry[], text: string, own: readonly BookCategory[] = []): DraftEntry[] {
  const tokens = tokenize(text);
  const mentions = mentionsIn(tokens, own);
  if (mentions.length === 0) return [...entries];
  const places = placesOf(text, tokens, entries);
  return entries.map((entry, index) => {
    const meant = mentions.findLast((mention) => isFor(mention, places[index] ?? null, { tokens, places }));
    if (!meant || entry.type === 'transfer') return entry;
    const quote = spanOf(text, tokens, meant);
    if (meant.category !== null) return inCategory(entry, meant.category, own, quote);
    return entry.note.includes(quote) ? entry : { ...entry, note: `${entry.note} ${quote}`.trim() };
  });
}

/** Whether a mention is of the entry whose amount stands at a place. */
function isFor(
  { first }: Mention,
  place: number | null,
  { tokens, places }: { tokens: readonly Token[]; places: readonly (number | null)[] },
): boolean {
  if (places.length === 1 || place === null || everything.has(tokens[first - 1]?.norm ?? '')) return true;
  const stretch = stretchOf(tokens, first);
  const beside = places.filter((one) => one !== null && one >= stretch.first && one <= stretch.last);
  return beside.length === 0 || (beside.findLast((one) => one !== null && one < first) ?? beside[0]) === place;
}

/** Whether the text of an entry has named its category. */
export const isCategorySaid = ({ evidence }: Pick<DraftEntry, 'evidence'>): boolean =>
  evidence.some(
    ({ field, source, quote }) => field === 'category' && source === 'text' && /^(?:\S+ )?(?:kat|cat|masuk|#)/i.test(quote),
  );
