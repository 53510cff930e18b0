import type { Category, ExpenseCategory, IncomeCategory } from '../interpretation.ts';
import { normalWord } from '../reading/tokens.ts';
import { expenseWords } from './expenses.ts';
import { rareGoods } from './goods.ts';
import { incomeWords } from './incomes.ts';
import { type Brand, knownBrands, smallerBrands } from './merchants.ts';

/** How much a word says: decides over others, tells, tells for whom or where ("anak", "kantor"), or counts only when nothing else does. */
const weights = { '!': 6, '': 3, '^': 2, '~': 1 } as const;

/** What each further word of a phrase adds: "cuci motor" says more than "cuci" or "motor". */
const phraseBonus = 2;

interface Entry<C> {
  words: string[];
  category: C;
  weight: number;
}

/** Phrases by their first word. */
type Index<C> = Map<string, Entry<C>[]>;

function add<C>(index: Index<C>, entry: Entry<C>): void {
  const first = entry.words[0];
  if (first === undefined) return;
  const list = index.get(first);
  if (list) list.push(entry);
  else index.set(first, [entry]);
}

function build<C extends string>(lists: Partial<Record<C, string>>, index: Index<C> = new Map()): Index<C> {
  for (const [category, list] of Object.entries(lists) as [C, string][]) {
    for (const item of list.split(',').map((word) => word.trim())) {
      if (item === '') continue;
      const mark = (['!', '^', '~'] as const).find((sign) => item.startsWith(sign)) ?? '';
      const words = item.slice(mark.length).split(/\s+/).map(normalWord);
      add(index, { words, category, weight: weights[mark] + (words.length - 1) * phraseBonus });
    }
  }
  return index;
}

const expenses: Index<ExpenseCategory> = build(expenseWords);
/** The words whose vowels may be left out. */
const common = [...expenses.keys()];
build(rareGoods, expenses);
const incomes: Index<IncomeCategory> = build(incomeWords);
const brands: Index<Brand> = new Map();
for (const brand of [...knownBrands, ...smallerBrands])
  add(brands, { words: brand.words, category: brand, weight: brand.words.length });

/** Endings that change nothing about what a word means. */
const endings = ['nya', 'ku', 'mu', 'an', 'in', 'kan', 's'];

/** Consonants of the known words, for vowels dropped in a hurry ("bnsin"). */
const skeletons = new Map<string, string[]>();
const skeletonOf = (word: string): string => word.replace(/[aeiou]/g, '');
/** Fewest consonants that tell a word. */
const skeletonLetters = 3;
for (const word of common) {
  const skeleton = skeletonOf(word);
  if (skeleton.length >= skeletonLetters) skeletons.set(skeleton, [...(skeletons.get(skeleton) ?? []), word]);
}

/** Whether a word is another one less some vowels: "bnsin", "angsran". */
function dropsVowels(short: string, full: string): boolean {
  if (short[0] !== full[0]) return false;
  let at = 0;
  for (const letter of full) {
    if (letter === short[at]) at++;
    else if (!'aeiou'.includes(letter)) return false;
  }
  return at === short.length;
}

/** "ngewarung", "ngewarteg": gone to what is named. */
const going = /^nge(?=\p{L}{4})/u;

/** The known form of a word: itself, without an ending, without doubled letters, or with its vowels back. */
function known<C>(index: Index<C>, word: string): string {
  if (index.has(word)) return word;
  for (const ending of endings) {
    const stem = word.endsWith(ending) ? word.slice(0, -ending.length) : '';
    if (stem.length >= 3 && index.has(stem)) return stem;
  }
  const place = word.replace(going, '');
  if (place !== word && index.has(place)) return place;
  const single = word.replace(/(\p{L})\1/gu, '$1');
  if (single !== word && index.has(single)) return single;
  const skeleton = skeletonOf(single);
  const vowels = single.length - skeleton.length;
  // A short word with its vowels is another word ("jalan" is not "jualan").
  if (single.length <= skeletonLetters || (skeleton.length === skeletonLetters && vowels > 1)) return word;
  return skeletons.get(skeleton)?.find((full) => index.has(full) && dropsVowels(single, full)) ?? word;
}

/** A match of the lexicon: word places, both included. */
export interface Match<C> {
  category: C;
  weight: number;
  first: number;
  last: number;
  quote: string;
}

function matches<C>(index: Index<C>, words: readonly string[]): Match<C>[] {
  const found: Match<C>[] = [];
  for (let first = 0; first < words.length; first++) {
    const start = known(index, words[first] ?? '');
    let best: Entry<C> | null = null;
    for (const entry of index.get(start) ?? []) {
      const whole = entry.words.every(
        (word, offset) => offset === 0 || words[first + offset] === word || known(index, words[first + offset] ?? '') === word,
      );
      if (
        whole &&
        (best === null ||
          entry.words.length > best.words.length ||
          (entry.words.length === best.words.length && entry.weight > best.weight))
      )
        best = entry;
    }
    if (!best) continue;
    const last = first + best.words.length - 1;
    found.push({ category: best.category, weight: best.weight, first, last, quote: words.slice(first, last + 1).join(' ') });
    first = last;
  }
  return found;
}

/** The strongest match; among equals the first. */
const strongest = <C>(found: readonly Match<C>[]): Match<C> | null =>
  found.reduce<Match<C> | null>((best, match) => (best === null || match.weight > best.weight ? match : best), null);

export const matchExpense = (words: readonly string[]): Match<ExpenseCategory> | null => strongest(matches(expenses, words));

export const matchIncome = (words: readonly string[]): Match<IncomeCategory> | null => strongest(matches(incomes, words));

/** The places of the words that a thing, an income or a business of the lexicon covers. */
function coveredPlaces(words: readonly string[]): Set<number> {
  const covered = new Set<number>();
  for (const { first, last } of [
    ...matches<unknown>(expenses, words),
    ...matches<unknown>(incomes, words),
    ...matches<unknown>(brands, words),
  ])
    for (let place = first; place <= last; place++) covered.add(place);
  return covered;
}

/** The words that no thing, income or business of the lexicon covers. */
export function uncovered(words: readonly string[]): string[] {
  const covered = coveredPlaces(words);
  return words.filter((_, place) => !covered.has(place));
}

/** Stands for a word of the lexicon in a masked line. */
const anything = '*';

/** A line with the words of the lexicon made alike, so that what is said about things shows and not which. */
export function masked(words: readonly string[]): string[] {
  const covered = coveredPlaces(words);
  return words.map((word, place) => (covered.has(place) ? anything : word));
}

/** Whether a word tells what was bought or received. */
export const knownWord = (word: string): boolean => expenses.has(word) || incomes.has(word);

/** The first business named; one that only brings gives way to the one that sells ("gofood mcd"). */
export function matchBrand(words: readonly string[]): Match<Brand> | null {
  const found = matches(brands, words).filter(({ first, quote }) => !verbsToo.has(quote) || leads.has(words[first - 1] ?? ''));
  return found.find((match) => !carriers.has(match.category.name)) ?? found[0] ?? null;
}

/** Names that are verbs as well ("tuku bakso"): a business only where they are led to. */
const verbsToo = new Set(['tuku']);
const leads = new Set(['di', 'ke', 'dari', 'at', 'from']);

/** They bring what others sell. */
const carriers = new Set(['GoFood', 'GrabFood', 'ShopeeFood', 'Gojek', 'Grab']);

/** A category named as such, for reports, budgets and corrections ("makan", "pulsa", "food"). */
export function matchCategory(words: readonly string[]): Category | null {
  return matchNamed(words) ?? matchExpense(words)?.category ?? matchIncome(words)?.category ?? null;
}

const named: Index<Category> = build({
  makan: 'makan, makanan, food, makan minum, minuman, kuliner, jajan',
  belanja_harian: 'belanja harian, belanja, groceries, grocery, belanja bulanan, dapur, sembako',
  transport: 'transport, transportasi, transportation, kendaraan, ongkos',
  pulsa_data: 'pulsa data, pulsa, data, internet, phone, kuota, paket data',
  utilitas: 'utilitas, utilities, utility, tagihan, listrik, bills',
  tempat_tinggal: 'tempat tinggal, rumah, kos, sewa, housing, rent, kontrakan',
  kesehatan: 'kesehatan, health, obat, medis, medical',
  pendidikan: 'pendidikan, education, sekolah, kuliah',
  hiburan: 'hiburan, entertainment, fun, liburan, rekreasi',
  pakaian: 'pakaian, baju, clothes, clothing, fashion, kecantikan, beauty',
  rumah_tangga: 'rumah tangga, household, perabot, elektronik',
  cicilan: 'cicilan, angsuran, utang, hutang, installments, instalments, debt, kredit',
  donasi: 'donasi, sedekah, zakat, donation, donations, charity, amal',
  keluarga: 'keluarga, family, anak, kado, hadiah',
  kerja: 'kerja, kerjaan, work, bisnis, business',
  biaya: 'biaya, pajak, fees, tax, taxes, admin, asuransi, denda',
  lainnya: 'lainnya, lain, lain lain, other, others, misc',
  gaji: 'gaji, gajian, salary',
  bonus: 'bonus, thr',
  usaha: 'usaha, jualan, freelance, sales',
  hadiah: 'uang hadiah, pemberian, gifts',
  investasi: 'investasi, investment, dividen, bunga',
  refund: 'refund, cashback, reimburse',
  lainnya_masuk: 'pemasukan lain, lainnya masuk, other income',
});

/** The category whose name, or a close one, these words are and nothing more. */
export function namedBy(words: readonly string[]): Category | null {
  const [only] = matches(named, words);
  return only?.first === 0 && only.last === words.length - 1 ? only.category : null;
}

/** A category by its own name or a close one; null when none is named. */
export function matchNamed(words: readonly string[]): Category | null {
  return strongest(matches(named, words))?.category ?? null;
}
