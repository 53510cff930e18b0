import { categoryName } from '../categories.ts';
import { formatMoney } from '../money.ts';
import { categoryLines, dayName, growth, isZero, leftOf, listed, periodName, titleOf } from './format.ts';
import type { Said } from './phrases.ts';

/** What is answered about a period, in Indonesian. */

const locale = 'id';
const money = (value: string): string => formatMoney(value, 'IDR', locale);

export const report: Said<'report'> = ({ from, to, income, expense, categories, category = null, only }, today) => {
  const lines = categoryLines(categories, locale);
  if (category !== null) {
    const [only] = categories;
    return `*${categoryName(category, locale)} ${periodName(from, to, locale, today)}*: ${only ? `${money(only.amount)} (${only.count}×)` : 'belum ada catatan'}`;
  }
  const period = periodName(from, to, locale, today);
  if (only) {
    const total = `*${only === 'income' ? 'Pemasukan' : 'Pengeluaran'} ${period}*: ${money(only === 'income' ? income : expense)}`;
    return [total, ...(lines.length > 1 ? ['', listed(lines, locale)] : [])].join('\n');
  }
  const rest = isZero(income) || isZero(expense) ? '' : `\nSelisih: ${leftOf({ income, expense }, locale)}`;
  const head = `*Laporan ${period}*\nPengeluaran: ${money(expense)}\nPemasukan: ${money(income)}${rest}`;
  return lines.length === 0 ? `${head}\nBelum ada catatan di masa itu.` : `${head}\n\n${listed(lines, locale)}`;
};

const unitNames = { week: 'Minggu', month: 'Bulan', year: 'Tahun' } as const;

export const compared: Said<'compared'> = ({ unit, category, expense, before, until, most }, today) => {
  const name = unitNames[unit];
  const head = `*${category === null ? 'Pengeluaran' : categoryName(category, locale)} ${name.toLowerCase()} ini dan ${name.toLowerCase()} lalu*`;
  const lines = [
    `${name} ini sampai hari ini: *${money(expense)}*`,
    `${name} lalu sampai ${dayName(until, locale, today)}: ${money(before)}`,
  ];
  if (before === '0') return [head, lines[0], '', `${name} lalu belum ada catatan, jadi belum bisa dibandingkan.`].join('\n');
  const { more, less, percent } = growth(expense, before);
  const share = percent === null ? '' : ` (${percent}%)`;
  const verdict =
    more !== null
      ? `Lebih boros *${money(more)}*${share} 📈`
      : less !== null
        ? `Lebih hemat *${money(less)}*${share} 📉`
        : 'Sama saja 👌';
  const grown = more !== null && most ? [`Paling naik: ${categoryName(most.category, locale)} +${money(most.more)}`] : [];
  return [head, ...lines, '', verdict, ...grown].join('\n');
};

export const list: Said<'list'> = ({ from, to, entries, more }, today) => {
  if (entries.length === 0) return `Belum ada catatan untuk ${periodName(from, to, locale, today)}.`;
  const lines = entries.map(
    (entry) =>
      `• ${from === to ? '' : `${dayName(entry.occurredOn, locale, today)}: `}${titleOf({ merchant: null, ...entry }, locale)} — ${
        entry.type === 'income' ? '+' : ''
      }${money(entry.amount)}`,
  );
  return `*Transaksi ${periodName(from, to, locale, today)}*\n${listed(lines, locale, more)}`;
};
