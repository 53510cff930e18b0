import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../config/paths.ts';
import { entriesOf, patternOf, reader } from '../../test/readings.ts';
import { interpret } from '../interpret.ts';
import { lookAlikes } from '../lexicon/lookAlikes.ts';
import { shortSteeringWords, steeringWords } from '../lexicon/steering.ts';
import { parseReply } from '../replies/answer.ts';
import { blankDraft } from '../replies/proposalReply.ts';
import { meantWord, slipOf } from './slips.ts';
import { tokenize } from './tokens.ts';

describe('one slip of the thumb', () => {
  test.each([
    ['bayra', 'bayar', 'swap'],
    ['abyar', 'bayar', 'swap'],
    ['byar', 'bayar', 'missing'],
    ['bayyar', 'bayar', 'doubled'],
    ['bbayar', 'bayar', 'doubled'],
    ['bayarr', 'bayar', 'doubled'],
    ['bayat', 'bayar', 'beside'],
    ['vayar', 'bayar', 'beside'],
  ])('%s for %s: %s', (typed, meant, slip) => {
    expect(slipOf(typed, meant)).toBe(slip);
  });

  test.each([
    ['bayar', 'bayar'],
    ['bayxr', 'bayar'],
    ['byaar', 'abayr'],
    ['baar', 'bayarr'],
    ['bayara', 'bayar'],
    ['', 'a'],
    ['a', ''],
  ])('%j is no slip of %j', (typed, meant) => {
    expect(slipOf(typed, meant)).toBeNull();
  });
});

describe('the word meant', () => {
  test.each([
    ['haus', null],
    ['bantal', null],
    ['juga', null],
    ['rapat', null],
    ['kamis', null],
    ['bukj', null],
    ['lapoarn', 'laporan'],
    ['kmarin', 'kemarin'],
    ['hpus', 'hapus'],
    ['jutq', 'juta'],
    ['kpoi', 'kopi'],
    ['gka', 'tidak'],
    ['zzzzz', null],
  ])('%s: %s', (typed, meant) => {
    expect(meantWord(typed)).toBe(meant);
  });

  test('a word that is known, or only looks alike, is what it says', () => {
    for (const word of [...steeringWords, ...shortSteeringWords, ...lookAlikes])
      expect([word, meantWord(word)]).toEqual([word, null]);
  });

  test('the lists name no word twice, and none in the wrong place', () => {
    for (const list of [steeringWords, shortSteeringWords, lookAlikes]) expect(new Set(list).size).toBe(list.length);
    expect(steeringWords.filter((word) => word.length < 5)).toEqual([]);
    expect(shortSteeringWords.filter((word) => word.length !== 4)).toEqual([]);
    const own = new Set([...steeringWords, ...shortSteeringWords]);
    expect(lookAlikes.filter((word) => own.has(word))).toEqual([]);
  });
});

/** The words of lower case in the rules, those of their patterns among them; comments and imports left out. */
function wordsOfRules(): string[] {
  const folders = ['language', 'language/lexicon'].map((folder) => join(projectRoot, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return files
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.endsWith('steering.ts'))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => !/^\s*(?:\/\/|\/?\*|import )/.test(line))
    .flatMap((line) => line.replace(/\\\w/g, ' ').match(/(?<![a-zA-Z])[a-z]{4,}(?![a-zA-Z])/g) ?? []);
}

/** Words that the rules look for and that are mended all the same: one in so many does no harm before it is put right. */
const fewOf = 1_000;

test('what the rules look for is taken for nothing else', () => {
  const words = [...new Set(wordsOfRules())];
  const mended = words.flatMap((word) => tokenize(word).flatMap(({ norm, mended }) => (mended ? [`${word} > ${norm}`] : [])));
  expect(mended.length, `put into \`spelled\` of lexicon/steering.ts: ${mended.join(', ')}`).toBeLessThan(words.length / fewOf);
});

describe('messages with slips', () => {
  test.each([
    ['beki sabun 25rb', 'e25000 belanja_harian/rumah_tangga'],
    ['bayat listrik 100rb', 'e100000 utilitas'],
    ['terina gaji 5jt', 'i5000000 gaji'],
    ['tarik tuani 500rb', 't500000'],
    ['kpoi 15rb', 'e15000 makan'],
    ['beli bensim 20rb kemarim', 'e20000 transport @2026-11-19'],
    ['makan dua puluh lims ribu', 'e25000 makan ?'],
    ['kopi 25 rivu', 'e25000 makan ?'],
    ['laptop 7 jutq', 'e7000000 rumah_tangga ?'],
    ['kopi ceeban', 'e10000 makan ?'],
    ['bayar listrik ke pak Senim 50rb', 'e50000 utilitas'],
  ])('%s -> %s', (text, wanted) => {
    expect(entriesOf(text)).toMatch(patternOf(wanted));
  });

  test.each([
    ['lapoarn bulan ini', 'report'],
    ['hapuss yang terakhir', 'undo'],
    ['slado', 'balance'],
    ['bantuann', 'help'],
    ['tambah kategoru skincare', 'category.add'],
    ['ubag tanggal jadi kemarin', 'edit'],
  ])('%s: %s', (text, intent) => {
    expect(interpret(text, reader).intent).toBe(intent);
  });

  test('what was typed is what is kept', () => {
    const read = interpret('beki kpoi susu 15rb', reader);
    expect(read.intent === 'record' && read.entries[0]?.note).toContain('kpoi susu');
  });

  test.each([
    ['simpam', 'yes'],
    ['btal', 'no'],
    ['gka jadi', 'no'],
    ['harusnay 30rb', 'correct'],
    ['kemarim', 'correct'],
    ['haus', undefined],
    ['harusnya 30 rivu', undefined],
  ])('the answer %j: %s', (text, kind) => {
    expect(parseReply(text, { entries: [blankDraft] }, reader)?.kind).toBe(kind);
  });
});
