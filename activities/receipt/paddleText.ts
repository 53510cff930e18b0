import { connected, type Grey } from './ink.ts';
import type { Word } from './page.ts';

/** A box in a picture, pixels. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** PaddleOCR's own settings of its DB detector: a pixel is text, a region is text, and by how much a region is grown. */
const textPixel = 0.3;
const textRegion = 0.5;
const unclip = 1.6;

/** Narrower regions are no text, pixels of the map. */
const minSide = 3;

/** Boxes of text lines in a probability map, grown to the size of their letters. */
export function textBoxes(map: Float32Array, width: number, height: number): Box[] {
  const mask = new Uint8Array(map.length);
  for (let at = 0; at < map.length; at += 1) mask[at] = (map[at] as number) >= textPixel ? 1 : 0;
  return connected(mask, width, height).flatMap(({ x0, y0, x1, y1 }) => {
    const [wide, high] = [x1 - x0 + 1, y1 - y0 + 1];
    if (Math.min(wide, high) < minSide || meanOf(map, width, { x0, y0, x1, y1 }) < textRegion) return [];
    const grown = (wide * high * unclip) / (2 * (wide + high));
    return [{ x0: x0 - grown, y0: y0 - grown, x1: x1 + 1 + grown, y1: y1 + 1 + grown }];
  });
}

/** Mean of the text pixels in a box. */
function meanOf(map: Float32Array, width: number, { x0, y0, x1, y1 }: Box): number {
  let sum = 0;
  let count = 0;
  for (let y = y0; y <= y1; y += 1) {
    for (let x = x0; x <= x1; x += 1) {
      const value = map[y * width + x] as number;
      if (value < textPixel) continue;
      sum += value;
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}

/** A part of a picture at another size, bilinear. */
export function cutOut({ data, width, height }: Grey, box: Box, toWidth: number, toHeight: number): Float32Array {
  const out = new Float32Array(toWidth * toHeight);
  const [stepX, stepY] = [(box.x1 - box.x0) / toWidth, (box.y1 - box.y0) / toHeight];
  for (let row = 0; row < toHeight; row += 1) {
    const y = Math.min(height - 1.001, Math.max(0, box.y0 + (row + 0.5) * stepY - 0.5));
    const [top, below] = [Math.floor(y), y - Math.floor(y)];
    for (let column = 0; column < toWidth; column += 1) {
      const x = Math.min(width - 1.001, Math.max(0, box.x0 + (column + 0.5) * stepX - 0.5));
      const [left, beside] = [Math.floor(x), x - Math.floor(x)];
      const at = top * width + left;
      const upper = (data[at] as number) * (1 - beside) + (data[at + 1] as number) * beside;
      const lower = (data[at + width] as number) * (1 - beside) + (data[at + width + 1] as number) * beside;
      out[row * toWidth + column] = upper * (1 - below) + lower * below;
    }
  }
  return out;
}

/** A letter and where it stands in its line, 0 to 1. */
interface Letter {
  text: string;
  probability: number;
  at: number;
}

/** Class of the decoder that stands for "no letter here". */
const blank = 0;

/**
 * Letters of a line by greedy CTC: the likeliest class at each step, repetitions and blanks left out.
 * @param allowed letters that may be read, by their class
 */
export function decodeLine(scores: Float32Array, steps: number, allowed: ReadonlyMap<number, string>): Letter[] {
  const classes = scores.length / steps;
  const letters: Letter[] = [];
  let last = blank;
  for (let step = 0; step < steps; step += 1) {
    let best = blank;
    let probability = scores[step * classes + blank] as number;
    for (const index of allowed.keys()) {
      const score = scores[step * classes + index] as number;
      if (score > probability) [best, probability] = [index, score];
    }
    if (best !== blank && best !== last) letters.push({ text: allowed.get(best) ?? '', probability, at: (step + 0.5) / steps });
    last = best;
  }
  return letters;
}

/**
 * The model reads most spaces itself. Where it left one out, the step to the next letter is so many times the usual one, and so
 * much of a line's height is white between them: letters of unlike width are as far apart, without the white.
 */
const gapSteps = 1.9;
const gapWhite = 0.22;

/** Share of a box's height that is white above and below its letters. */
const padding = 0.15;

/**
 * Words of a line.
 * @param white the widest white strip between two places of the line (0 to 1), as share of its height
 */
export function wordsOf(letters: readonly Letter[], box: Box, white: (from: number, to: number) => number): Word[] {
  const wide = box.x1 - box.x0;
  const inset = (box.y1 - box.y0) * padding;
  const pitch = usualStep(letters) || (loneLetter * (box.y1 - box.y0)) / wide;
  const isApart = (before: Letter | undefined, letter: Letter): boolean =>
    before !== undefined &&
    before.text !== ' ' &&
    letter.at - before.at > gapSteps * pitch &&
    white(before.at, letter.at) >= gapWhite;
  const groups: Letter[][] = [[]];
  for (const [index, letter] of letters.entries()) {
    if (letter.text === ' ' || isApart(letters[index - 1], letter)) groups.push([]);
    if (letter.text !== ' ') groups.at(-1)?.push(letter);
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group) => ({
      text: group.map(({ text }) => text).join(''),
      confidence: group.reduce((sum, { probability }) => sum + probability, 0) / group.length,
      x0: Math.round(box.x0 + wide * ((group[0]?.at ?? 0) - pitch / 2)),
      x1: Math.round(box.x0 + wide * ((group.at(-1)?.at ?? 1) + pitch / 2)),
      y0: Math.round(box.y0 + inset),
      y1: Math.round(box.y1 - inset),
    }));
}

/** Width of a letter that stands alone in its line, as share of the line's height. */
const loneLetter = 0.35;

/** Ink is darker than this share of the way from the darkest to the brightest of a line. */
const inkLevel = 0.6;

/** Measures the white between letters of a line, see {@link wordsOf}; its top and bottom hold ink of other lines. */
export function whiteOf(line: Float32Array, width: number, height: number): (from: number, to: number) => number {
  const [top, bottom] = [Math.round(padding * height), Math.round((1 - padding) * height)];
  const inner = line.subarray(top * width, bottom * width);
  const [darkest, brightest] = inner.reduce(([least, most], level) => [Math.min(least, level), Math.max(most, level)], [255, 0]);
  const ink = darkest + inkLevel * (brightest - darkest);
  const hasInk = (column: number): boolean => {
    for (let at = column; at < inner.length; at += width) if ((inner[at] as number) < ink) return true;
    return false;
  };
  return (from, to) => {
    let run = 0;
    let widest = 0;
    for (let column = Math.round(from * width); column < to * width; column += 1) {
      run = hasInk(column) ? 0 : run + 1;
      widest = Math.max(widest, run);
    }
    return widest / height;
  };
}

/** Two words share a place when this much of the narrower one lies in the other. */
const samePlace = 0.5;

/** Words of all lines. Boxes of neighbours overlap: what is read in two of them counts once, a number cut at its separator is put together. */
export function wordsOfLines(lines: readonly (readonly Word[])[]): Word[] {
  const kept: Word[] = [];
  for (const word of lines.flat().toSorted((one, other) => other.text.length - one.text.length)) {
    const isDouble = kept.some((other) => shareOf(word, other) >= samePlace && other.text.includes(word.text));
    if (!isDouble) kept.push(word);
  }
  return kept.toSorted((one, other) => one.x0 - other.x0).reduce(withCut, []);
}

/** Share of the narrower of two words that lies beside or behind the other one; 0 where they stand in different rows. */
function shareOf(one: Word, other: Word): number {
  const across = Math.min(one.x1, other.x1) - Math.max(one.x0, other.x0);
  return isLevel(one, other) ? across / Math.max(1, Math.min(one.x1 - one.x0, other.x1 - other.x0)) : 0;
}

function isLevel(one: Word, other: Word): boolean {
  const shared = Math.min(one.y1, other.y1) - Math.max(one.y0, other.y0);
  return shared >= samePlace * Math.min(one.y1 - one.y0, other.y1 - other.y0);
}

/** "26." and ".900", read in two boxes that share the dot. */
function withCut(words: Word[], word: Word): Word[] {
  const at = words.findLastIndex((before) => /\d[.,]$/.test(before.text) && isLevel(before, word) && before.x1 >= word.x0);
  const before = words[at];
  if (!before || !/^[.,]\d{3}\b/.test(word.text)) return [...words, word];
  const text = before.text + word.text.slice(1);
  return words.with(at, { ...before, text, x1: word.x1, confidence: Math.min(before.confidence, word.confidence) });
}

/** Median distance between neighbours, as share of the line. */
function usualStep(letters: readonly Letter[]): number {
  const steps = letters.slice(1).map(({ at }, index) => at - (letters[index]?.at ?? 0));
  return steps.sort((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
}
