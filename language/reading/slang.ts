/**
 * Hokkien-Betawi money words in whole rupiah. Sapek, pego and the like name hundreds that mostly stand for thousands; values under
 * 1,000 are read like any other small number. "jigo" (25) and "gocap" (50) are only ever said of thousands.
 */
const betawi: Record<string, number> = {
  cepek: 100,
  nopek: 200,
  sapek: 300,
  sipek: 400,
  gopek: 500,
  pego: 150,
  cepekgo: 150,
  seceng: 1_000,
  ceceng: 1_000,
  noceng: 2_000,
  saceng: 3_000,
  siceng: 4_000,
  goceng: 5_000,
  lakceng: 6_000,
  citceng: 7_000,
  pekceng: 8_000,
  kauceng: 9_000,
  cenggo: 1_500,
  ceban: 10_000,
  noban: 20_000,
  saban: 30_000,
  siban: 40_000,
  goban: 50_000,
  lakban: 60_000,
  citban: 70_000,
  pekban: 80_000,
  kauban: 90_000,
  cebango: 15_000,
  jigo: 25_000,
  jigoceng: 25_000,
  gocap: 50_000,
  gocapceng: 50_000,
  cepekceng: 100_000,
  nopekceng: 200_000,
  sapekceng: 300_000,
  sipekceng: 400_000,
  gopekceng: 500_000,
  pegoceng: 150_000,
  cetiau: 1_000_000,
  cetiaw: 1_000_000,
  notiau: 2_000_000,
  satiau: 3_000_000,
  sitiau: 4_000_000,
  gotiau: 5_000_000,
};

const values = new Map(Object.entries(betawi));

/** Money words that are everyday words as well ("saban hari", "lakban bening"): money only where nothing else is. */
const everyday = new Set(['saban', 'lakban']);

/** Value of a slang word, or of a pair written apart ("go ceng"). */
export const slangValue = (word: string): number | null => values.get(word) ?? null;

export const isEverydayWord = (word: string): boolean => everyday.has(word);
