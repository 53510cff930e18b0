import {
  type Category,
  type EntryType,
  type ExpenseCategory,
  expenseCategories,
  type IncomeCategory,
  incomeCategories,
} from './interpretation.ts';
import type { Locale } from './locale.ts';

const names: Record<Category, Record<Locale, string>> = {
  makan: { id: 'Makan', en: 'Food' },
  belanja_harian: { id: 'Belanja harian', en: 'Groceries' },
  transport: { id: 'Transport', en: 'Transport' },
  pulsa_data: { id: 'Pulsa & data', en: 'Phone & data' },
  utilitas: { id: 'Utilitas', en: 'Utilities' },
  tempat_tinggal: { id: 'Tempat tinggal', en: 'Housing' },
  kesehatan: { id: 'Kesehatan', en: 'Health' },
  pendidikan: { id: 'Pendidikan', en: 'Education' },
  hiburan: { id: 'Hiburan', en: 'Entertainment' },
  pakaian: { id: 'Pakaian', en: 'Clothing & beauty' },
  rumah_tangga: { id: 'Rumah tangga', en: 'Household' },
  cicilan: { id: 'Cicilan', en: 'Instalments' },
  donasi: { id: 'Donasi', en: 'Donations' },
  keluarga: { id: 'Keluarga', en: 'Family' },
  kerja: { id: 'Kerja', en: 'Work' },
  biaya: { id: 'Biaya', en: 'Fees & taxes' },
  lainnya: { id: 'Lainnya', en: 'Other' },
  gaji: { id: 'Gaji', en: 'Salary' },
  bonus: { id: 'Bonus', en: 'Bonus' },
  usaha: { id: 'Usaha', en: 'Business' },
  hadiah: { id: 'Hadiah', en: 'Gifts' },
  investasi: { id: 'Investasi', en: 'Investments' },
  refund: { id: 'Refund', en: 'Refunds' },
  lainnya_masuk: { id: 'Pemasukan lain', en: 'Other income' },
};

/** Display name of a category; null stands for a transfer. A slug of a book's own is told as it reads: `jajan_anak` is "Jajan anak". */
export function categoryName(slug: string | null, locale: Locale): string {
  if (slug === null) return locale === 'id' ? 'Pindah dana' : 'Transfer';
  return Object.hasOwn(names, slug) ? names[slug as Category][locale] : ownName(slug);
}

const ownName = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('_', ' ');

export const isIncomeCategory = (category: Category): category is IncomeCategory =>
  (incomeCategories as readonly string[]).includes(category);

export const isExpenseCategory = (category: Category): category is ExpenseCategory =>
  (expenseCategories as readonly string[]).includes(category);

/** The category an entry of a type falls back to when nothing better is known. */
export function fallbackCategory(type: EntryType): Category | null {
  if (type === 'transfer') return null;
  return type === 'income' ? 'lainnya_masuk' : 'lainnya';
}
