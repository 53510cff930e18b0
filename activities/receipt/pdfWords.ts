import type { PDFiumPage } from '@hyzyla/pdfium';
import type { Word } from './page.ts';

/** What the binding keeps to itself: it has PDFium's text functions, and tells no positions. */
interface Inside {
  pageIdx: number;
  module: {
    HEAPU8: Uint8Array;
    wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
    _FPDFText_LoadPage(page: number): number;
    _FPDFText_ClosePage(text: number): void;
    _FPDFText_CountChars(text: number): number;
    _FPDFText_GetUnicode(text: number, index: number): number;
    _FPDFText_GetCharBox(text: number, index: number, left: number, right: number, bottom: number, top: number): number;
  };
}

/** A page with more characters is none a person reads. */
const mostChars = 20_000;

/** Bytes of a double. */
const double = 8;

/** A letter begins a new word when it stands this far from the last one, in letter heights: cells of a table follow without a space. */
const wordGap = 0.8;

/** The words of a page's text layer and where they stand, points from the top left. */
export function wordsOfPage(page: PDFiumPage, pageHeight: number): Word[] {
  const { module, pageIdx } = page as unknown as Inside;
  const text = module._FPDFText_LoadPage(pageIdx);
  if (!text) return [];
  const pointer = module.wasmExports.malloc(4 * double);
  try {
    const count = Math.min(mostChars, module._FPDFText_CountChars(text));
    const letters = Array.from({ length: count }, (_, index) => letterAt({ module, text, pointer, pageHeight }, index));
    return joined(letters);
  } finally {
    module.wasmExports.free(pointer);
    module._FPDFText_ClosePage(text);
  }
}

interface TextLayer {
  module: Inside['module'];
  text: number;
  /** Memory for the four sides of a box. */
  pointer: number;
  pageHeight: number;
}

/** A character and its box; null for spaces, controls and what has no place. */
function letterAt({ module, text, pointer, pageHeight }: TextLayer, index: number): Word | null {
  const code = module._FPDFText_GetUnicode(text, index);
  const letter = code > 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  if (!/^[^\s\p{C}]$/u.test(letter)) return null;
  const [left, right, bottom, top] = [pointer, pointer + double, pointer + 2 * double, pointer + 3 * double] as const;
  if (!module._FPDFText_GetCharBox(text, index, left, right, bottom, top)) return null;
  const memory = new DataView(module.HEAPU8.buffer);
  const side = (at: number) => memory.getFloat64(at, true);
  return {
    text: letter,
    confidence: 1,
    x0: side(left),
    x1: side(right),
    y0: pageHeight - side(top),
    y1: pageHeight - side(bottom),
  };
}

/** Words of letters in the order of the file. */
function joined(letters: readonly (Word | null)[]): Word[] {
  const words: Word[] = [];
  let last: Word | null = null;
  for (const letter of letters) {
    if (letter && last && isNext(last, letter)) grow(last, letter);
    else if (letter) words.push(letter);
    last = letter && (words.at(-1) ?? null);
  }
  return words;
}

function isNext(word: Word, letter: Word): boolean {
  const high = Math.max(word.y1 - word.y0, letter.y1 - letter.y0);
  const isLevel = Math.min(word.y1, letter.y1) - Math.max(word.y0, letter.y0) > -high / 2;
  const gap = letter.x0 - word.x1;
  return isLevel && gap < wordGap * high && gap > -high;
}

function grow(word: Word, letter: Word): void {
  word.text += letter.text;
  word.x1 = Math.max(word.x1, letter.x1);
  word.y0 = Math.min(word.y0, letter.y0);
  word.y1 = Math.max(word.y1, letter.y1);
}
