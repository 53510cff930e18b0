import type { Category, Doubt, DraftEntry } from '../../language/interpretation.ts';
import { matchBrand, matchExpense, matchIncome } from '../../language/lexicon/match.ts';
import type { StatementLine } from './statement.ts';

/** Characters of an evidence quote (see `Evidence`). */
const maxQuote = 120;

/** The entries of an account statement: money out is an expense, money in an income. `today` is local, YYYY-MM-DD. */
export function statementDraft(lines: readonly StatementLine[], today: string): DraftEntry[] {
  return lines.map((line) => {
    const type = line.direction === 'in' ? 'income' : 'expense';
    const category = categoryOf(line);
    const dateOk = line.date !== null && line.date <= today;
    const doubts: Doubt[] = [];
    if (line.contradicted !== null) doubts.push('arithmetic_mismatch');
    if (line.direction === null) doubts.push('direction_unsure');
    if (category === null) doubts.push('category_unsure');
    if (!dateOk) doubts.push('date_unsure');
    const quote = `${line.description} ${line.amount}`.slice(0, maxQuote);
    return {
      type,
      amount: line.amount,
      currency: 'IDR',
      alternatives: line.contradicted === null ? [] : [line.amount, line.contradicted],
      category: category ?? (type === 'income' ? 'lainnya_masuk' : 'lainnya'),
      occurredOn: dateOk && line.date ? line.date : today,
      merchant: null,
      note: line.description,
      items: [],
      evidence: [{ field: 'amount', source: 'receipt', quote }],
      doubts,
    };
  });
}

function categoryOf({ description, direction }: StatementLine): Category | null {
  const words = description.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  if (direction === 'in') return matchIncome(words)?.category ?? null;
  return matchBrand(words)?.category.category ?? matchExpense(words)?.category ?? null;
}
