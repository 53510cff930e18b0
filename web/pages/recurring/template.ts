import type { Recurring } from '../../api/bookQueries.ts';

interface Template {
  type: 'expense' | 'income' | 'transfer';
  amount: string;
  category: string | null;
  /** Id or code. */
  wallet: string | null;
  note: string;
}

const types: Record<string, Template['type']> = { expense: 'expense', income: 'income', transfer: 'transfer' };

/** The entry that comes again; the document leaves its shape open, so each field is looked at. */
export function templateOf({ template }: Pick<Recurring, 'template'>): Template {
  const fields: Record<string, unknown> = { ...template };
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null);
  return {
    type: types[text('type') ?? ''] ?? 'expense',
    amount: text('amount') ?? '0',
    category: text('category'),
    wallet: text('wallet'),
    note: text('note') ?? text('merchant') ?? '',
  };
}
