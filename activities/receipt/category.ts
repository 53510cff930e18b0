import { isExpenseCategory } from '../../language/categories.ts';
import type { ExpenseCategory } from '../../language/interpretation.ts';
import { matchBrand, matchExpense, namedBy } from '../../language/lexicon/match.ts';
import { tokenize } from '../../language/reading/tokens.ts';
import type { ReadFields } from './reading.ts';

/** Words that say what a shop sells where they stand on paper; in a message they mean something else, or nothing. */
const tradeWords: readonly (readonly [ExpenseCategory, RegExp])[] = [
  ['transport', /\b(?:pertamina|pertalite|pertamax|dexlite|shell|revvo|parkir|parkin[gk]|kereta|tol)\b/],
  ['kesehatan', /\b(?:\w*farma|pharma\w*|rs|optik)\b/],
  ['tempat_tinggal', /\b(?:tb|material)\b/],
  ['makan', /\b(?:waroeng|lesehan|rm|bakery|deli|grill|kitchen|eatery|dapoer)\b/],
  ['pulsa_data', /\b(?:pulsa|cell|ponsel)\b/],
];

/** A shop of which nothing else is known. */
const generalShop = /mart\b|\b(?:toserba|toko|grosir|mini ?market)\b/;

/** Category of a receipt by the caption, then by who was paid, then by what most of the money went to; null when nothing tells. */
export function receiptCategory({ merchant, items }: ReadFields, caption = ''): ExpenseCategory | null {
  return categoryIn(caption) ?? categoryOfShop(merchant ?? '') ?? categoryOfItems(items);
}

/** A caption is typed in a hurry: "mkn siang tim". The name of a category alone tells it too. */
function categoryIn(caption: string): ExpenseCategory | null {
  const words = tokenize(caption).flatMap(({ kind, norm }) => (kind === 'word' ? [norm] : []));
  const named = namedBy(words);
  return named !== null && isExpenseCategory(named) ? named : (matchExpense(words)?.category ?? null);
}

function categoryOf(text: string): ExpenseCategory | null {
  return matchExpense(wordsOf(text))?.category ?? null;
}

/** A known business first: its name may hold words of other trades ("Kopi Toko Djawa"). */
function categoryOfShop(name: string): ExpenseCategory | null {
  const words = wordsOf(name);
  const line = words.join(' ');
  const told = matchBrand(words)?.category.category ?? tradeOf(line) ?? categoryOf(name);
  return told ?? (generalShop.test(line) ? 'belanja_harian' : null);
}

function tradeOf(line: string): ExpenseCategory | null {
  return tradeWords.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
}

function categoryOfItems(items: ReadFields['items']): ExpenseCategory | null {
  const spent = new Map<ExpenseCategory, number>();
  for (const { name, amount } of items) {
    const category = categoryOf(name) ?? tradeOf(name.toLowerCase());
    if (category) spent.set(category, (spent.get(category) ?? 0) + Number(amount));
  }
  const [most] = [...spent].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
