import { type CalendarUnit, calendarPeriods } from '../calendar.ts';
import { categoryName } from '../categories.ts';
import type { DraftEntry } from '../interpretation.ts';
import type { Locale } from '../locale.ts';
import { formatMoney, fromMinor, sumMoney, toMinor } from '../money.ts';
import type { BookedEntry } from '../proposal.ts';
import { firstDoubtful } from '../replies/corrections.ts';
import type { CategoryTotal, Remark } from '../statement.ts';
import type { Ends } from '../wallets/transfers.ts';
import { cash } from '../wallets/walletNames.ts';

/** Longest message sent, in characters; WhatsApp folds longer ones behind "read more" soon after. */
export const messageLimit = 3500;

/** Longest piece of a person's text shown in a line, in characters. */
const titleLimit = 60;

/** Longest transcript echoed, in characters. */
const quoteLimit = 400;

/** Things of a receipt listed under its entry: enough to see that it was read right. */
const itemLimit = 8;

/** Entries listed in one message; with the longest titles these stay well under the message limit. */
const lineLimit = 20;

const months: Record<Locale, readonly string[]> = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

const periods: Record<Locale, Record<CalendarUnit, { this: string; last: string }>> = {
  id: {
    week: { this: 'minggu ini', last: 'minggu lalu' },
    month: { this: 'bulan ini', last: 'bulan lalu' },
    year: { this: 'tahun ini', last: 'tahun lalu' },
  },
  en: {
    week: { this: 'this week', last: 'last week' },
    month: { this: 'this month', last: 'last month' },
    year: { this: 'this year', last: 'last year' },
  },
};

const near: Record<
  Locale,
  { today: string; yesterday: string; cash: string; more: (count: number) => string; items: (count: number) => string }
> = {
  id: {
    today: 'hari ini',
    yesterday: 'kemarin',
    cash,
    more: (count) => `dan ${count} lainnya`,
    items: (count) => `${count} barang`,
  },
  en: {
    today: 'today',
    yesterday: 'yesterday',
    cash: 'Cash',
    more: (count) => `and ${count} more`,
    items: (count) => (count === 1 ? '1 item' : `${count} items`),
  },
};

/** A person's text as one plain line: no formatting marks, no control or direction characters, cut at a limit. */
export function plain(text: string, limit: number = titleLimit): string {
  const line = text
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[*_~`>]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length > limit
    ? `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

/** A transcript as a WhatsApp quote. */
export const quoted = (text: string): string => `> ${plain(text, quoteLimit)}`;

/** What people have remarked, a line each. */
export const remarkLines = (remarks: readonly Remark[]): string =>
  remarks.map(({ by, text }) => `\n💬 ${by === null ? '' : `*${plain(by)}*: `}${plain(text, quoteLimit)}`).join('');

/** A message that fits; what stands at its end is worth less than what stands at its start. */
export const capped = (text: string): string =>
  text.length > messageLimit ? `${text.slice(0, messageLimit - 1).trimEnd()}…` : text;

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** "hari ini", "kemarin", "20 Nov", with the year where it is not this one. */
export function dayName(day: string, locale: Locale, today?: string): string {
  if (day === today) return near[locale].today;
  if (today !== undefined && day === dayBefore(today)) return near[locale].yesterday;
  const [year = '', month = '', date = ''] = day.split('-');
  const name = `${Number(date)} ${months[locale][Number(month) - 1] ?? month}`;
  return today?.startsWith(year) ? name : `${name} ${year}`;
}

/** A period in a person's words where it has some ("minggu ini", "bulan lalu"), else its days. */
export function periodName(from: string, to: string, locale: Locale, today?: string): string {
  if (from === to) return dayName(from, locale, today);
  const known = today === undefined ? undefined : calendarPeriods(today).find((one) => one.from === from && one.to === to);
  if (known) return periods[locale][known.unit][known.previous ? 'last' : 'this'];
  return `${dayName(from, locale, today)} – ${dayName(to, locale, today)}`;
}

/** A person's word at the start of a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Receipts are printed in capitals; words of up to three letters may be names of their own ("UHT", "PT"). */
const calm = (text: string): string =>
  /\p{Ll}/u.test(text) ? text : text.replace(/\p{Lu}{4,}/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());

/** What an entry is called: its note, else its merchant, else its category. The note of a receipt repeats what is bought: its shop says it. */
export function titleOf(
  { note, merchant, category }: Pick<DraftEntry, 'note' | 'merchant' | 'category'>,
  locale: Locale,
): string {
  const shop = calm(plain(merchant ?? ''));
  const isOfReceipt = merchant !== null && note.startsWith(`${merchant}: `);
  return capital((isOfReceipt ? shop : calm(plain(note)) || shop) || categoryName(category, locale));
}

/** Sign of money that comes in; money that goes out is the normal case and carries none. */
const signs = { expense: '', income: '+', transfer: '' } as const;

/** "Kopi — Rp25.000 · Makan · hari ini" */
export function entryLine(
  entry: Omit<DraftEntry, 'alternatives' | 'evidence' | 'doubts'>,
  locale: Locale,
  today?: string,
): string {
  const amount = entry.amount === null ? 'Rp?' : signs[entry.type] + formatMoney(entry.amount, entry.currency, locale);
  const title = titleOf(entry, locale);
  const merchant = entry.merchant === null ? '' : calm(plain(entry.merchant));
  const parts = [
    `${title} — ${amount}`,
    ...(entry.toWallet === undefined ? [categoryName(entry.category, locale)] : [movedBetween(entry, locale)]),
    ...(merchant && !title.toLowerCase().includes(merchant.toLowerCase()) ? [merchant] : []),
    ...(entry.wallet === undefined || entry.wallet === cash || entry.toWallet !== undefined ? [] : [plain(entry.wallet)]),
    ...(entry.items.length > 1 ? [near[locale].items(entry.items.length)] : []),
    dayName(entry.occurredOn, locale, today),
  ];
  return parts.join(' · ');
}

/** Name of a wallet; cash is called by its name in each language. */
export const walletName = (name: string, locale: Locale): string => (name === cash ? near[locale].cash : plain(name));

/** "BCA → GoPay" */
export const movedBetween = ({ wallet = cash, toWallet = '' }: Ends, locale: Locale): string =>
  `${walletName(wallet, locale)} → ${walletName(toWallet, locale)}`;

/** An entry of the books, as {@link entryLine}. */
export const bookedLine = (entry: Omit<BookedEntry, 'id'>, locale: Locale, today?: string): string =>
  entryLine({ ...entry, currency: 'IDR', items: [] }, locale, today);

/** Lines with "dan 12 lainnya" where there are too many. */
export function listed(lines: readonly string[], locale: Locale, hidden = 0): string {
  const shown = lines.slice(0, lineLimit);
  const rest = lines.length - shown.length + hidden;
  return [...shown, ...(rest > 0 ? [near[locale].more(rest)] : [])].join('\n');
}

/** The entries of a draft, numbered when there are several; a single one with the things on its receipt. */
export function entryLines(entries: readonly DraftEntry[], locale: Locale, today?: string): string {
  const lines = entries.map((entry) => entryLine(entry, locale, today));
  const [only, another] = entries;
  if (only && !another) return [...lines, ...itemLines(only, locale)].join('\n');
  return listed(
    lines.map((line, index) => `${index + 1}. ${line}`),
    locale,
  );
}

/** "    2× Es teh Rp10.000"; none for a single thing, which the entry's own line tells. */
function itemLines({ items, currency }: DraftEntry, locale: Locale): string[] {
  if (items.length < 2) return [];
  const lines = items
    .slice(0, itemLimit)
    .map(({ name, quantity, amount }) =>
      [...(quantity === 1 ? [] : [`${quantity}×`]), capital(calm(plain(name))), formatMoney(amount, currency, locale)].join(' '),
    );
  const rest = items.length - lines.length;
  return [...lines, ...(rest > 0 ? [near[locale].more(rest)] : [])].map((line) => `    ${line}`);
}

/** Nothing at all. */
export const isZero = (amount: string): boolean => toMinor(amount, 'IDR') === 0n;

/** How much more or less one amount is than another, with whole per cent where there is something to compare with. */
export function growth(now: string, before: string): { more: string | null; less: string | null; percent: number | null } {
  const [minor, earlier] = [toMinor(now, 'IDR'), toMinor(before, 'IDR')];
  const difference = minor - earlier;
  const size = fromMinor(difference < 0n ? -difference : difference, 'IDR');
  const percent = earlier > 0n ? Math.round((Number(size) * 100) / Number(before)) : null;
  return { more: difference > 0n ? size : null, less: difference < 0n ? size : null, percent };
}

/** What is left of what came in, with its sign. */
export function leftOf({ income, expense }: { income: string; expense: string }, locale: Locale): string {
  const { more, less } = growth(income, expense);
  return `${less === null ? '+' : '-'}${formatMoney(less ?? more ?? '0', 'IDR', locale)}`;
}

/** "• Makan: Rp60.000 (2×)", a line each. */
export const categoryLines = (sums: readonly CategoryTotal[], locale: Locale): string[] =>
  sums.map(
    ({ category, amount, count }) => `• ${categoryName(category, locale)}: ${formatMoney(amount, 'IDR', locale)} (${count}×)`,
  );

/** Sum of the entries when it says something: several, all of one type, all with an amount. */
export function totalOf(entries: readonly DraftEntry[], locale: Locale): string | null {
  const amounts = entries.flatMap((entry) => (entry.amount === null ? [] : [entry.amount]));
  const first = entries[0];
  const oneType = entries.every((entry) => entry.type === first?.type);
  if (!first || entries.length < 2 || amounts.length < entries.length || !oneType) return null;
  return formatMoney(sumMoney(amounts, first.currency), first.currency, locale);
}

/** The readings offered for the first doubtful entry, numbered; empty when none are. */
export function optionLines(entries: readonly DraftEntry[], locale: Locale): string[] {
  const entry = entries[firstDoubtful(entries)];
  if (!entry) return [];
  return entry.alternatives.map((value, index) => `*${index + 1}* = ${formatMoney(value, entry.currency, locale)}`);
}
