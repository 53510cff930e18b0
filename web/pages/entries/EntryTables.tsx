import { useMemo } from 'react';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import type { EntryDetail } from './queries.ts';

type Posting = EntryDetail['postings'][number] & { id: string };
type Item = EntryDetail['items'][number] & { id: string };

const posting = columnsOf<Posting>();
const item = columnsOf<Item>();

/** The books behind the line: what each account received (debit) and gave (credit). */
export function PostingsTable({ postings }: { postings: EntryDetail['postings'] }) {
  const { words } = useLanguage();
  const rows = useMemo(() => postings.map((row, index) => ({ ...row, id: `${index} ${row.account}` })), [postings]);
  const columns = useMemo<Columns<Posting>>(
    () => [
      posting.display({
        id: 'account',
        header: words.entry.account,
        meta: { grow: true },
        cell: ({ row: { original } }) => original.name,
      }),
      posting.display({
        id: 'debit',
        header: words.entry.debit,
        meta: { align: 'right' },
        cell: ({ row: { original } }) =>
          !original.amount.startsWith('-') && <Money amount={original.amount} currency={original.currency} />,
      }),
      posting.display({
        id: 'credit',
        header: words.entry.credit,
        meta: { align: 'right' },
        cell: ({ row: { original } }) =>
          original.amount.startsWith('-') && <Money amount={original.amount.slice(1)} currency={original.currency} />,
      }),
    ],
    [words],
  );
  return <DataTable label={words.entry.postings} columns={columns} rows={rows} empty={words.app.none} />;
}

/** The lines of a receipt. */
export function ItemsTable({ items, currency }: { items: EntryDetail['items']; currency: string }) {
  const { words } = useLanguage();
  const rows = useMemo(() => items.map((row) => ({ ...row, id: String(row.line) })), [items]);
  const columns = useMemo<Columns<Item>>(
    () => [
      item.display({
        id: 'name',
        header: words.entry.items,
        meta: { grow: true },
        cell: ({ row: { original } }) => (original.quantity === '1' ? original.name : `${original.quantity} × ${original.name}`),
      }),
      item.display({
        id: 'amount',
        header: words.entries.amount,
        meta: { align: 'right' },
        cell: ({ row: { original } }) => <Money amount={original.amount} currency={currency} />,
      }),
    ],
    [words, currency],
  );
  return <DataTable label={words.entry.items} columns={columns} rows={rows} empty={words.app.none} />;
}
