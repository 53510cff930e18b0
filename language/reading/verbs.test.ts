import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formOf } from './verbs.ts';

const roots = new Set('beli bayar servis cuci potong tambal kirim lunas isi tebus cukur cat print cicil traktir'.split(' '));

test.each([
  ['nyervis', 'servis', 'active'],
  ['diservisin', 'servis', 'passive'],
  ['kubayar', 'bayar', 'mine'],
  ['membelikan', 'beli', 'active'],
  ['mbayar', 'bayar', 'active'],
  ['nyuci', 'cuci', 'active'],
  ['motong', 'potong', 'active'],
  ['nambal', 'tambal', 'active'],
  ['ngirimin', 'kirim', 'active'],
  ['dilunasi', 'lunas', 'passive'],
  ['ngeprint', 'print', 'active'],
  ['ngecat', 'cat', 'active'],
  ['nyicil', 'cicil', 'active'],
  ['nraktir', 'traktir', 'active'],
  ['kebeli', 'beli', 'passive'],
  ['bayarnya', 'bayar', 'active'],
  ['takbayar', 'bayar', 'mine'],
])('%s is %s, %s', (word, root, voice) => {
  expect(formOf(word, roots)).toEqual({ root, voice });
});

test('every root is found behind every ending', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...roots),
      fc.constantFrom('', 'in', 'kan', 'i'),
      fc.constantFrom('', 'nya'),
      (root, suffix, clitic) => {
        expect(formOf(`${root}${suffix}${clitic}`, roots)?.root).toBe(root);
        expect(formOf(`di${root}${suffix}${clitic}`, roots)?.voice).toBe('passive');
      },
    ),
  );
});

test('words that only sound alike are none', () => {
  for (const word of ['nasi', 'kopi', 'budi', 'tak', 'dia', '', 'kirain'.repeat(10)]) expect(formOf(word, roots)).toBeNull();
});
