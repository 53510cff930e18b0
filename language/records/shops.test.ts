import { expect, test } from 'vitest';
import { reader } from '../../test/readings.ts';
import { interpret } from '../interpret.ts';

function merchantsOf(text: string): (string | null)[] {
  const read = interpret(text, reader);
  return read.intent === 'record' ? read.entries.map(({ merchant }) => merchant) : [];
}

test.each<[string, ...(string | null)[]]>([
  ['ramen at ippudo 95k', 'Ippudo'],
  ['ngopi di kopikina 30rb', 'Kopikina'],
  ['beli baju di uniqlo 300rb', 'Uniqlo'],
  ['kopi di kopi tuku 22rb', 'Tuku'],
  ['tuku bensin rong puluh ewu', null],
  ['dinner at seribu rasa 350k', 'Seribu Rasa'],
  ['apotek k24 57.300', 'K24'],
  ['beli roti di Dapur Mama 34rb', 'Dapur Mama'],
  ['dp kebaya 300rb di butik mbak rara', 'Butik Mbak Rara'],
  ['makan di warteg bu yati 15rb', 'Warteg Bu Yati'],
])('a shop by its name: %s', (text, ...merchants) => {
  expect(merchantsOf(text)).toEqual(merchants);
});

test.each([
  'ngopi di dago 25rb',
  'makan di pangkalan 20rb',
  'makan di km 57 55rb',
  'makan di lantai 3 mall 75rb',
  'kondangan di gowa amplop 150rb',
  'ngopi di taman 10rb',
  'makan di kantor 20rb',
])('a place is no shop: %s', (text) => {
  expect(merchantsOf(text)).toEqual([null]);
});

test.each([
  ['angsuran kpr ke btn 1,87jt', 'BTN'],
  ['cicilan motor bri 900rb', 'BRI'],
  ['cicilan motor pakai bca 900rb', null],
  ['cicilan motor dari bca 900rb', null],
])('the bank a loan is paid to: %s', (text, merchant) => {
  expect(merchantsOf(text)).toEqual([merchant]);
});

test.each<[string, ...(string | null)[]]>([
  ['gojek berangkat 14rb pulang 15rb', 'Gojek', 'Gojek'],
  ['indomaret pulsa 25rb, roti sobek 16.900', 'Indomaret', 'Indomaret'],
  ['indomaret 25rb, bensin 20rb', 'Indomaret', null],
  ['alfamart susu 20rb, parkir 2rb', 'Alfamart', null],
  ['indomaret sabun 12.900 pampers 58.000; terus kang sayur 27rb', 'Indomaret', 'Indomaret', null],
  ['susu 19.800\npampers 74rb\nsemuanya di alfamidi', 'Alfamidi', 'Alfamidi'],
  ['obat mama 63rb di k24, sekalian vitamin 48rb', 'K24', 'K24'],
  ['tokped keyboard 300rb, makan siang 25rb', 'Tokopedia', null],
])('one shop for several things: %s', (text, ...merchants) => {
  expect(merchantsOf(text)).toEqual(merchants);
});
