import type { Category } from '../interpretation.ts';
import { matchCategory, matchNamed } from '../lexicon/match.ts';
import type { Read } from './commandLine.ts';

const budgetWord =
  /\b(?:budget(?:ku|nya|mu)?|anggaran(?:ku|nya|mu)?|bujetku|jatahku|anggarkan|anggarin|jatah|jatahin|limit|limitin|batas|batasi|batasin|bates|batesin|bujet|budgetin|budjet|bajet|budgeting|plafon|cap (?:my|the))\b/;

/** "jajan maksimal 500rb sebulan": a bound and how long it holds. */
const bounded =
  /(?=.*\b(?:maksimal|maksimum|maks|max|paling banyak|mentok|at most|no more than|(?:jangan|tidak boleh)(?: \S+)? (?:lebih|lewat|melebihi)|(?:jangan|tidak boleh) (?:lebih|lewat|melebihi)|cuma boleh|not more than)\b).*\b(?:sebulan|seminggu|sepekan|(?:per|tiap|setiap|a|each|every) ?(?:bulan|minggu|pekan|month|week)|bulanan|mingguan|monthly|weekly)\b/;
/** Words of a bound that are no category. */
const bounds =
  /^(?:bulanan|mingguan|bulan|minggu|set|sisa|total|uang|harian|maksimal|maksimum|maks|max|mentok|sebulan|seminggu|per|tiap|setiap|jangan|lebih|boleh|cuma|lewat)$/;

export const readBudget: Read = ({ text, words, amount }) => {
  if (!budgetWord.test(text) && !(text.includes('#') && bounded.test(text))) return null;
  const rest = words.filter(
    (word) => (!budgetWord.test(word) && !bounds.test(word)) || (word === 'harian' && text.includes('belanja harian')),
  );
  // "limit belanja pakaian": what is bought says more.
  const things = rest.filter((word) => word !== 'belanja');
  const category: Category | null =
    (rest.includes('harian') ? null : matchNamed(things)) ?? matchNamed(rest) ?? matchCategory(rest);
  if (!text.includes('#')) return { intent: 'budget.status', category };
  if (/\blimit (?:paylater|kartu|kredit|pinjaman|pinjol|cc)\b/.test(text)) return null;
  if (/\b(?:hunting|nyari|cari|apa|cukup|enaknya|kira|bisa dapat|dimana|enough)\b/.test(text)) return null;
  if (/\b(?:beli|bayar|habis)\b/.test(text) && !/^(?:set|budget|anggaran|atur)/.test(text)) return null;
  const period = /\b(?:minggu|mingguan|pekan|seminggu|weekly|week|perminggu|sepekan)\b/.test(text) ? 'week' : 'month';
  return { intent: 'budget.set', category, amount, period };
};
