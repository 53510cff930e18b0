/** A word as OCR or a PDF's text layer has it; pixels, origin top left. */
export interface Word {
  text: string;
  /** 0 to 1. */
  confidence: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** One printed row, words from left to right. */
export interface Row {
  text: string;
  confidence: number;
  words: Word[];
}

/** Words belong to one row when they overlap vertically by this share of the lower one's height. */
const rowOverlap = 0.5;

/** OCR junk: a word without a letter or digit, or one nobody can have meant. */
const minWordConfidence = 0.05;

/** Groups words to rows, top to bottom. */
export function groupRows(words: readonly Word[]): Row[] {
  const usable = words.filter((word) => word.text.trim() !== '' && word.confidence >= minWordConfidence);
  const groups: Word[][] = [];
  for (const word of usable.toSorted((one, other) => middle(one) - middle(other))) {
    const group = groups.findLast(
      (candidate) => candidate.some((other) => overlaps(word, other)) && !candidate.some((other) => covers(word, other)),
    );
    if (group) group.push(word);
    else groups.push([word]);
  }
  return groups.map(toRow);
}

export function toRow(words: readonly Word[]): Row {
  const ordered = words.toSorted((one, other) => one.x0 - other.x0);
  return {
    text: ordered.map((word) => word.text).join(' '),
    confidence: ordered.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, ordered.length),
    words: ordered,
  };
}

const middle = (word: Word) => (word.y0 + word.y1) / 2;

function overlaps(one: Word, other: Word): boolean {
  const shared = Math.min(one.y1, other.y1) - Math.max(one.y0, other.y0);
  return shared >= rowOverlap * Math.min(one.y1 - one.y0, other.y1 - other.y0);
}

/** Two words at the same place of a line cannot be in one row. */
function covers(one: Word, other: Word): boolean {
  const shared = Math.min(one.x1, other.x1) - Math.max(one.x0, other.x0);
  return shared > 0.3 * Math.min(one.x1 - one.x0, other.x1 - other.x0);
}
