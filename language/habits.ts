import { isExpenseCategory, isIncomeCategory } from './categories.ts';
import { type BookCategory, isCategorySaid } from './categorySaid.ts';
import type { Category, DraftEntry, Evidence } from './interpretation.ts';
import { tokenize } from './reading/tokens.ts';
import type { Habit } from './statement.ts';

/** A phrase of more words tells of one purchase, not of a habit. */
const phraseWords_max = 4;

/** Words that say nothing about what was bought. */
const emptyWords = new Set(
  'yang di ke dari sama dan untuk buat pakai the a an of for at and with my tadi ini itu lagi'.split(' '),
);

/** The text names a category itself: nothing that was learnt may stand against it. */
const namesCategory = /\b(?:kategori(?:nya)?|category)\b/i;

/** The words of a text that a phrase can be made of or found in. */
const wordsOf = (text: string): string[] =>
  tokenize(text).flatMap(({ kind, norm }) => (kind === 'word' && !emptyWords.has(norm) ? [norm] : []));

/** What a text would be known by as a phrase; null when it says nothing. */
export const phraseIn = (text: string): string | null => wordsOf(text).join(' ') || null;

/**
 * What an entry is known by: the merchant of a receipt, else the words of its note. Null when there is nothing to know it by again.
 */
export function phraseOf({ note, merchant, items }: Pick<DraftEntry, 'note' | 'merchant' | 'items'>): string | null {
  const words = wordsOf(items.length > 0 && merchant !== null ? merchant : note || (merchant ?? ''));
  return words.length === 0 || words.length > phraseWords_max ? null : words.join(' ');
}

/** The habit whose phrase the entry holds: the longest phrase, the newest among equals. Habits come newest first. */
function matching(habits: readonly Habit[], field: Habit['field'], { note, merchant }: DraftEntry): Habit | null {
  const texts = [note, merchant ?? ''].map((text) => ` ${wordsOf(text).join(' ')} `);
  const fits = habits.filter((habit) => habit.field === field && texts.some((text) => text.includes(` ${habit.phrase} `)));
  return fits.reduce<Habit | null>((best, habit) => (best && best.phrase.length >= habit.phrase.length ? best : habit), null);
}

const corrected = ({ evidence }: DraftEntry, field: Evidence['field']): boolean =>
  evidence.some((known) => known.field === field && known.source === 'correction');

const withEvidence = ({ evidence }: DraftEntry, field: Habit['field'], phrase: string): Evidence[] => [
  ...evidence.filter((known) => known.field !== field),
  { field, source: 'habit', quote: phrase },
];

function withCategory(entry: DraftEntry, habits: readonly Habit[], own: readonly BookCategory[]): DraftEntry {
  const settled = entry.type === 'transfer' || corrected(entry, 'category') || isCategorySaid(entry);
  const habit = settled ? null : matching(habits, 'category', entry);
  if (!habit) return entry;
  const category = habit.value as Category;
  const isOwn = own.some(({ slug, kind }) => slug === category && kind === entry.type);
  if (!isOwn && !(entry.type === 'income' ? isIncomeCategory(category) : isExpenseCategory(category))) return entry;
  const doubts = entry.doubts.filter((doubt) => doubt !== 'category_unsure');
  if (category === entry.category) return { ...entry, doubts };
  return { ...entry, category, doubts, evidence: withEvidence(entry, 'category', habit.phrase) };
}

function withMerchant(entry: DraftEntry, habits: readonly Habit[]): DraftEntry {
  const habit = entry.merchant === null || corrected(entry, 'merchant') ? null : matching(habits, 'merchant', entry);
  if (!habit || habit.value === entry.merchant) return entry;
  return { ...entry, merchant: habit.value, evidence: withEvidence(entry, 'merchant', habit.phrase) };
}

function withWallet(entry: DraftEntry, habits: readonly Habit[]): DraftEntry {
  const habit = entry.wallet === undefined ? matching(habits, 'wallet', entry) : null;
  return habit && habit.value !== entry.toWallet
    ? { ...entry, wallet: habit.value, evidence: withEvidence(entry, 'wallet', habit.phrase) }
    : entry;
}

/**
 * Entries with the habits of the book, newest first. What the person corrected, or names in the text, stays as it is.
 * @param own categories the book has beside the default ones.
 */
export function withHabits(
  entries: readonly DraftEntry[],
  habits: readonly Habit[],
  text: string,
  own: readonly BookCategory[] = [],
): DraftEntry[] {
  if (habits.length === 0) return [...entries];
  const explicit = namesCategory.test(text);
  return entries.map((entry) => withWallet(withMerchant(explicit ? entry : withCategory(entry, habits, own), habits), habits));
}

const saysWallet = ({ field, source }: Evidence): boolean => field === 'wallet' && (source === 'text' || source === 'transcript');

/** What the corrections of a confirmed draft teach. `asked` is the draft as it was first asked about. */
export function habitsTaught(asked: readonly DraftEntry[], confirmed: readonly DraftEntry[]): Habit[] {
  const taught: Habit[] = [];
  for (const [index, entry] of confirmed.entries()) {
    const phrase = phraseOf(entry);
    // Lines that were struck would make another line's fields look corrected.
    const before = asked.length === confirmed.length ? asked[index] : undefined;
    if (phrase !== null && entry.category !== null && entry.category !== before?.category && corrected(entry, 'category'))
      taught.push({ field: 'category', phrase, value: entry.category });
    // Whoever named a wallet and corrects it has made a slip; it says nothing of other days.
    const slip = before?.evidence.some(saysWallet);
    if (phrase !== null && entry.wallet !== undefined && corrected(entry, 'wallet') && !slip)
      taught.push({ field: 'wallet', phrase, value: entry.wallet });
    const misread = before?.merchant ? wordsOf(before.merchant).join(' ') : '';
    if (misread !== '' && entry.merchant !== null && corrected(entry, 'merchant'))
      taught.push({ field: 'merchant', phrase: misread, value: entry.merchant });
  }
  return taught;
}
