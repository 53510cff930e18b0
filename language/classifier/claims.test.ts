import { describe, expect, test } from 'vitest';
import { masked } from '../lexicon/match.ts';
import { guessOpen } from './classify.ts';

const openness = (line: string): number => guessOpen(masked(line.split(' ')));

describe('whether a line tells of money that moved', () => {
  test('talk of prices is likelier open than a purchase of the same thing', () => {
    expect(openness('katanya harga telur sekarang # mahal banget')).toBeGreaterThan(openness('beli telur #'));
    expect(openness('kalau dapat # mau beli motor')).toBeGreaterThan(openness('dapat # beli motor'));
  });

  test('things of the lexicon are alike to it', () => {
    expect(openness('beli bakso #')).toBe(openness('beli bensin #'));
  });

  test('nothing and noise have an answer', () => {
    expect(openness('')).toBeLessThanOrEqual(1);
    expect(openness('x '.repeat(5_000))).toBeLessThanOrEqual(1);
  });
});
