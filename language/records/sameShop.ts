import type { Category, DraftEntry } from '../interpretation.ts';
import { matchBrand } from '../lexicon/match.ts';

/** An entry and the line (`clauses.lineOf`) that tells of it. */
export interface Told {
  entry: DraftEntry;
  line: string;
}

/** Where several things are bought at once. */
const generalShops: ReadonlySet<Category | null> = new Set(['belanja_harian', 'kesehatan', 'rumah_tangga', 'pakaian', null]);
/** What such a shop sells, or charges. */
const shopGoods: ReadonlySet<Category | null> = new Set([
  'makan',
  'belanja_harian',
  'rumah_tangga',
  'keluarga',
  'kesehatan',
  'pakaian',
  'pulsa_data',
  'pendidikan',
  'biaya',
]);

/** Words of another seller, or another way to go. */
const elsewhere =
  /\b(?:di|ke|dari|at|from|to|tukang|kang|naik|warung|pasar|transfer|bayar|kirim|parkir|makan|sarapan|ngopi|lunch|dinner)\b/;
const all = /\b(?:semua|semuanya|kabeh|dua duanya|duanya|all|both) (?:(?:beli|belinya) )?(?:di|dari|at|from) /;
const along = /^(?:eh |dan |terus )?(?:sekalian|sekaligus)\b/;

/** "indomaret pulsa 25rb, roti 16.900": a shop named first, with what was bought there. */
function opensShop({ entry, line }: Told): boolean {
  const brand = matchBrand(line.split(' '));
  return (
    brand?.first === 0 &&
    entry.merchant === brand.category.name &&
    generalShops.has(brand.category.category) &&
    !line.startsWith(`${brand.quote} #`)
  );
}

/** Entries with the merchant of those beside them where one shop was told for several: at the head of a list, at its end, or by "sekalian". */
export function withSameShop(told: readonly Told[]): DraftEntry[] {
  const last = told.at(-1);
  const everywhere = last && all.test(last.line) ? last.entry.merchant : null;
  const opening = told[0] && opensShop(told[0]) ? told[0].entry.merchant : null;
  let listed = opening !== null;
  let before: DraftEntry | null = null;
  return told.map(({ entry, line }, order) => {
    const isOwn = entry.merchant !== null || entry.type !== 'expense';
    listed &&= order === 0 || (!isOwn && !elsewhere.test(line) && shopGoods.has(entry.category));
    const alike = before !== null && along.test(line) && before.category === entry.category ? before.merchant : null;
    before = isOwn ? entry : { ...entry, merchant: everywhere ?? (listed ? opening : alike) };
    return before;
  });
}
