import { type Random, seeded } from '../../dev/chaos/random.ts';

/** What is printed on a receipt; money is whole rupiah, null = not printed. */
export interface Expected {
  merchant: string;
  /** YYYY-MM-DD. */
  date: string;
  total: number;
  items: { name: string; amount: number }[];
}

/** A printed row: text at the left, at the right, or in the middle of the paper. */
export interface Line {
  left?: string;
  right?: string;
  middle?: string;
  /** Against the body text. */
  size?: number;
  bold?: boolean;
  /** A line across the paper instead of text. */
  rule?: boolean;
  /** Column texts at shares of the width; those of the second half are right-aligned. */
  columns?: { at: number; text: string }[];
}

/** A receipt as it is printed, before anybody takes a photo of it. */
export interface Paper {
  kind: string;
  lines: Line[];
  expect: Expected;
  /** Shown on a screen, not printed; `dark` = light on dark. */
  screen?: 'light' | 'dark';
}

/** What papers are made of: choices, and money as one shop writes it. */
export interface Pen {
  random: Random;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
  /** Rupiah in steps. */
  money(least: number, most: number, step: number): number;
  /** A number of so many digits, as text. */
  digits(count: number): string;
  /** An amount in this paper's style. */
  rupiah(amount: number): string;
  /** The same with the currency where the paper has it. */
  priced(amount: number): string;
  when: Moment;
}

export interface Moment {
  iso: string;
  date: string;
  time: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];

/** Ways shops print a date: day, month, year, all with two digits. */
const dateStyles: readonly ((day: string, month: string, year: string) => string)[] = [
  (day, month, year) => `${day}/${month}/20${year}`,
  (day, month, year) => `${day}-${month}-20${year}`,
  (day, month, year) => `${day}.${month}.${year}`,
  (day, month, year) => `${day}/${month}/${year}`,
  (day, month, year) => `20${year}-${month}-${day}`,
  (day, month, year) => `${day} ${months[Number(month) - 1]} 20${year}`,
];

const two = (value: number): string => String(value).padStart(2, '0');

/** A pen whose choices come again with the same seed. */
export function penOf(seed: number): Pen {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[random.between(0, list.length - 1)] as T;
  const chance = (share: number) => random.next() < share;
  const group = chance(0.75) ? '.' : ',';
  const currency = chance(0.4) ? pick(['Rp', 'Rp ', 'Rp. ', 'IDR ']) : '';
  const rupiah = (amount: number) => String(amount).replace(/\B(?=(\d{3})+$)/g, group);
  const [day, month, year] = [two(random.between(1, 28)), two(random.between(1, 12)), String(random.between(24, 26))];
  const time = `${two(random.between(6, 22))}${chance(0.8) ? ':' : '.'}${two(random.between(0, 59))}`;
  return {
    random,
    pick,
    chance,
    rupiah,
    money: (least, most, step) => random.between(Math.ceil(least / step), Math.floor(most / step)) * step,
    digits: (count) => Array.from({ length: count }, () => random.between(0, 9)).join(''),
    priced: (amount) => (amount < 0 ? `-${currency}${rupiah(-amount)}` : currency + rupiah(amount)),
    when: { iso: `20${year}-${month}-${day}`, date: pick(dateStyles)(day, month, year), time },
  };
}
