import { categoryName } from '../categories.ts';
import { formatMoney } from '../money.ts';
import { categoryLines, dayName, growth, isZero, leftOf, listed, periodName, titleOf } from './format.ts';
import type { Said } from './phrases.ts';

/** What is answered about a period, in English. */

const locale = 'en';
const money = (value: string): string => formatMoney(value, 'IDR', locale);

export const report: Said<'report'> = ({ from, to, income, expense, categories, category = null, only }, today) => {
  const lines = categoryLines(categories, locale);
  if (category !== null) {
    const [only] = categories;
    return `*${categoryName(category, locale)}, ${periodName(from, to, locale, today)}*: ${only ? `${money(only.amount)} (${only.count}×)` : 'nothing is booked yet'}`;
  }
  const period = periodName(from, to, locale, today);
  if (only) {
    const total = `*${only === 'income' ? 'Received' : 'Spent'}, ${period}*: ${money(only === 'income' ? income : expense)}`;
    return [total, ...(lines.length > 1 ? ['', listed(lines, locale)] : [])].join('\n');
  }
  const rest = isZero(income) || isZero(expense) ? '' : `\nLeft: ${leftOf({ income, expense }, locale)}`;
  const head = `*Report, ${period}*\nSpent: ${money(expense)}\nReceived: ${money(income)}${rest}`;
  return lines.length === 0 ? `${head}\nNothing is booked for that period yet.` : `${head}\n\n${listed(lines, locale)}`;
};

export const compared: Said<'compared'> = ({ unit, category, expense, before, until, most }, today) => {
  const lines = [
    `*${category === null ? 'Spending' : categoryName(category, locale)}, this ${unit} and last ${unit}*`,
    `This ${unit} up to today: *${money(expense)}*`,
    `Last ${unit} up to ${dayName(until, locale, today)}: ${money(before)}`,
  ];
  if (before === '0')
    return [...lines.slice(0, 2), '', `Nothing is booked for last ${unit}, so there is nothing to compare with.`].join('\n');
  const { more, less, percent } = growth(expense, before);
  const share = percent === null ? '' : ` (${percent}%)`;
  const verdict =
    more !== null ? `*${money(more)}* more${share} 📈` : less !== null ? `*${money(less)}* less${share} 📉` : 'Just the same 👌';
  const grown = more !== null && most ? [`Grown most: ${categoryName(most.category, locale)} +${money(most.more)}`] : [];
  return [...lines, '', verdict, ...grown].join('\n');
};

export const list: Said<'list'> = ({ from, to, entries, more }, today) => {
  if (entries.length === 0) return `Nothing is booked for ${periodName(from, to, locale, today)} yet.`;
  const lines = entries.map(
    (entry) =>
      `• ${from === to ? '' : `${dayName(entry.occurredOn, locale, today)}: `}${titleOf({ merchant: null, ...entry }, locale)} — ${
        entry.type === 'income' ? '+' : ''
      }${money(entry.amount)}`,
  );
  return `*Transactions, ${periodName(from, to, locale, today)}*\n${listed(lines, locale, more)}`;
};
