import { expect, test } from 'vitest';
import { isEmojiAlone, isHello, pickFromList, saysAgain } from './followUps.ts';

test.each<[string, number[] | 'all', string]>([
  ['1', [1], ''],
  ['yang 2 aja', [2], ''],
  ['1 dan 3', [1, 3], ''],
  ['1,2', [1, 2], ''],
  ['ya 1', [1], 'ya'],
  ['batal nomor 2', [2], 'batal'],
  ['yang pertama', [1], ''],
  ['semua', 'all', ''],
  ['dua-duanya', 'all', ''],
])('"%s" picks from a list', (text, numbers, said) => {
  expect(pickFromList(text)).toEqual({ numbers, said });
});

test.each(['kopi 2', '2 harusnya 5rb', '0', '15rb', 'ya', ''])('"%s" picks nothing', (text) => {
  expect(pickFromList(text)).toBeNull();
});

test.each([
  ['😂', true],
  ['😂🔥 ', true],
  ['👨‍👩‍👧', true],
  ['👍', false],
  ['❤️', false],
  ['😂 ya', false],
  ['25', false],
  ['', false],
])('"%s" is an emoji that answers nothing: %s', (text, alone) => {
  expect(isEmojiAlone(text)).toBe(alone);
});

test.each(['halo', 'hai kak', 'Haloo min', 'pagi', 'assalamualaikum', 'apa kabar', 'hello'])('"%s" is a greeting', (text) => {
  expect(isHello(text)).toBe(true);
});

test.each(['hehe', 'wkwkwk', 'kok banyak banget ya', 'capek', 'sip'])('"%s" is none', (text) => {
  expect(isHello(text)).toBe(false);
});

test.each([
  ['cilok lagi 5rb', true],
  ['parkir 2rb lg', true],
  ['another coffee 25k', true],
  ['lagi makan bakso 15rb', false],
  ['kopi 25rb', false],
])('"%s" is one more of the same: %s', (text, again) => {
  expect(saysAgain(text)).toBe(again);
});
