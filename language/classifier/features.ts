/** Places a feature is hashed to. More change nothing on our corpus, fewer cost accuracy. */
export const buckets = 16_384;

/** Most words of a description and most letters of a word looked at; both keep the work bounded. */
const wordLimit = 12;
const letterLimit = 20;

/** Lengths of the pieces of a word: long enough to tell, short enough to survive a slip of the thumb. */
const pieceLengths = [3, 4];

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  return (value >>> 0) % buckets;
}

/**
 * What a classifier sees of a description: its words, their pieces of 3 and 4 letters with the edges marked, hashed. The values of all features
 * have length 1, so that long and short descriptions weigh the same.
 */
export function featuresOf(words: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number): void => {
    const place = hash(feature);
    counts.set(place, (counts.get(place) ?? 0) + weight);
  };
  for (const word of words.slice(0, wordLimit)) {
    const marked = `^${word.slice(0, letterLimit)}$`;
    add(marked, wholeWordWeight);
    for (const length of pieceLengths) {
      for (let start = 0; start + length <= marked.length; start++) add(marked.slice(start, start + length), 1);
    }
  }
  return ofLengthOne(counts);
}

const isMark = (word: string): boolean => word.startsWith('@');

/** Most words of a line looked at. */
const lineLimit = 30;

/** A pair with a word between says less than one in a row. */
const apartWeight = 0.5;

/** What a mark says beside all the words of its line. Chosen on batches held out. */
const markWeight = 0.3;

/**
 * What a classifier sees of a whole line: its words, the pairs of them in a row, and those with one word between, from edge to edge, hashed; their values
 * have length 1 together. What begins with "@" is no word but a mark that tells something of the line.
 */
export function lineFeatures(words: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number): void => {
    const place = hash(feature);
    counts.set(place, (counts.get(place) ?? 0) + weight);
  };
  const line = ['^', ...words.filter((word) => !isMark(word)).slice(0, lineLimit), '$'];
  line.forEach((word, place) => {
    add(word, 1);
    const [next, second] = [line[place + 1], line[place + 2]];
    if (next !== undefined) add(`${word} ${next}`, 1);
    if (second !== undefined) add(`${word} _ ${second}`, apartWeight);
  });
  const features = ofLengthOne(counts);
  for (const mark of words.filter(isMark)) features.set(hash(mark), markWeight);
  return features;
}

/** What the pieces of words say beside the words of a line. Chosen on batches held out. */
const besideWeight = 0.7;
/** Keeps the pieces of words off the places of the words. */
const besideShift = 7;

/** What a classifier sees of a request: its words made alike by the lexicon (`match.masked`) as a line, and the pieces of its own words. */
export function requestFeatures(alike: readonly string[], words: readonly string[]): Map<number, number> {
  const features = lineFeatures(alike);
  for (const [place, value] of featuresOf(words)) {
    const shifted = (place + besideShift) % buckets;
    features.set(shifted, (features.get(shifted) ?? 0) + besideWeight * value);
  }
  return features;
}

function ofLengthOne(counts: Map<number, number>): Map<number, number> {
  const norm = Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0));
  for (const [place, count] of counts) counts.set(place, count / norm);
  return counts;
}

/** A whole word says more than one of its pieces. */
const wholeWordWeight = 2;
