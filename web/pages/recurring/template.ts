import type { Recurring } from '../../api/bookQueries.ts';

interface Template {
  type: string;
  amount: string;
  category: string | null;
  note: string;
}

/** The entry that comes again; the document leaves its shape open, so each field is looked at. */
export function templateOf({ template }: Pick<Recurring, 'template'>): Template {
  const fields: Record<string, unknown> = { ...template };
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null);
  return {
    type: text('type') ?? 'expense',
    amount: text('amount') ?? '0',
    category: text('category'),
    note: text('note') ?? text('merchant') ?? '',
  };
}
