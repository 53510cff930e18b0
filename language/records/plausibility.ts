import type { Category, Doubt } from '../interpretation.ts';
import type { Price } from './prices.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** What nobody pays a million for; from there on a slip between ribu and juta is likelier. */
const cheap = setOf(
  `parkir toilet wc angkot angkutan permen kerupuk gorengan cilok cireng cimol cilor seblak bakso kopi teh es jus boba pengamen tambal ojek ojol becak fotokopi print galon materai
  meterai sarapan jajan jajanan nasi soto mie bubur rujak batagor siomay lontong roti donat gojek grab parkiran karcis`,
);

/** Food by the dozen may well cost millions. */
const catered = setOf(
  'catering katering prasmanan kotak box konsumsi hajatan nikah nikahan pesta acara kantor syukuran gedung porsi bungkus orang buffet',
);

/** Goods and pay that are never this cheap: "kos 1.500" and "laptop 7rb" mean the thousandfold. */
const dear = setOf(
  'kos kost kosan kontrakan kpr rent laptop kulkas tv motor mobil umroh pesawat gaji gajian salary iphone macbook ukt',
);

/** Words that say nothing about the thing itself. */
const filler = setOf(
  'beli bayar bayaran uang duit sewa bulan bulanan ini baru second bekas buat untuk saya tadi sudah nyicil dp masuk cair terima dapat dari kantor the my a for bought paid got received of tiket ticket',
);

const million = 1_000_000;
const thousand = 1_000;

/** Largest everyday purchase of a kind, in rupiah; above it the person is asked. */
const ceilings: Partial<Record<Category, number>> = {
  makan: 20 * million,
  belanja_harian: 50 * million,
  pulsa_data: 5 * million,
  utilitas: 20 * million,
};
const cheapCeiling = million;
/** Below this, in rupiah, a dear thing was told in thousands. */
const dearFloor = 50 * thousand;

/** A price and the doubt that its size raises beside what was bought; null when it is plausible. */
export function implausible(price: Price, words: readonly string[], category: Category | null): Price | null {
  const { value } = price;
  if (value === null || price.doubt !== null) return null;
  const things = words.filter((word) => !filler.has(word));
  if (
    value < dearFloor &&
    things.length === words.filter((word) => dear.has(word)).length &&
    words.some((word) => dear.has(word))
  )
    return doubted(price, [value * thousand, value], 'amount_ambiguous');
  if (words.some((word) => catered.has(word))) return null;
  const ceiling = words.some((word) => cheap.has(word)) ? cheapCeiling : category === null ? undefined : ceilings[category];
  if (
    ceiling === undefined ||
    value < ceiling ||
    (ceiling === cheapCeiling && category !== 'makan' && category !== 'transport' && category !== 'lainnya')
  )
    return null;
  return doubted(price, [value, value / thousand], 'amount_implausible');
}

const doubted = (price: Price, alternatives: number[], doubt: Doubt): Price => ({
  ...price,
  value: alternatives[0] ?? price.value,
  alternatives,
  doubt,
});
