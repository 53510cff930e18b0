import { Badge, Group, Text } from '@mantine/core';
import {
  IconBrandWhatsapp,
  IconDeviceDesktop,
  IconFileImport,
  IconPlugConnected,
  IconRepeat,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Columns, columnsOf } from '../../parts/DataTable.tsx';
import { Money } from '../../parts/Money.tsx';
import classes from '../../parts/parts.module.css';
import type { useLanguage } from '../../words/locale.tsx';
import type { NamesOfBook } from './names.ts';
import type { EntryLine } from './queries.ts';

const column = columnsOf<EntryLine>();

const sourceIcons: Record<string, TablerIcon> = {
  chat: IconBrandWhatsapp,
  desk: IconDeviceDesktop,
  import: IconFileImport,
  api: IconPlugConnected,
  recurring: IconRepeat,
};

/** How an amount is to be seen: money in is green, what was taken back is struck through. */
export const toneOf = ({ type, voidedBy }: Pick<EntryLine, 'type' | 'voidedBy'>) => {
  if (voidedBy !== null || type === 'reversal') return 'voided';
  return type === 'income' ? 'income' : 'plain';
};

/** A column of what ids stand for; left out where nothing has a name. */
function told(
  id: string,
  header: string,
  names: ReadonlyMap<string, string>,
  idsOf: (entry: EntryLine) => readonly (string | null)[],
): Columns<EntryLine> {
  if (names.size === 0) return [];
  return [
    column.display({
      id,
      header,
      meta: { wide: true },
      cell: ({ row: { original } }) => (
        <Text size="sm" c="dimmed" truncate maw={170}>
          {idsOf(original)
            .flatMap((one) => (one ? (names.get(one) ?? []) : []))
            .join(' → ')}
        </Text>
      ),
    }),
  ];
}

/**
 * The columns of the list; on a phone the day and the category stand below the description. Wallets and people have names in one book,
 * books where several are shown.
 */
export function entryColumns(
  { words, format, categoryName }: ReturnType<typeof useLanguage>,
  { books, wallets, people }: NamesOfBook,
): Columns<EntryLine> {
  return [
    column.display({
      id: 'occurredOn',
      header: words.entries.date,
      meta: { phone: 'hidden', sort: 'occurredOn' },
      cell: ({ row }) => (
        <Text size="sm" c="dimmed" className={classes.money}>
          {format.day(row.original.occurredOn)}
        </Text>
      ),
    }),
    column.display({
      id: 'description',
      header: words.entries.description,
      meta: { grow: true },
      cell: ({ row: { original: entry } }) => (
        <>
          <Link
            from="/entries"
            search={(before) => ({ ...before, entry: entry.id })}
            resetScroll={false}
            className={classes.rowLink}
            data-row-link
          >
            <Text size="sm" fw={550} truncate>
              {entry.note || entry.merchant || words.entries.noNote}
            </Text>
          </Link>
          <Text size="xs" c="dimmed" truncate hiddenFrom="sm">
            {[format.day(entry.occurredOn), categoryName(entry.category), books.get(entry.bookId)].filter(Boolean).join(' · ')}
          </Text>
          {entry.merchant && entry.note && (
            <Text size="xs" c="dimmed" truncate visibleFrom="sm">
              {entry.merchant}
            </Text>
          )}
        </>
      ),
    }),
    ...told('book', words.book.choose, books, ({ bookId }) => [bookId]),
    column.display({
      id: 'category',
      header: words.entries.category,
      meta: { phone: 'hidden' },
      cell: ({ row: { original: entry } }) => (
        <Group gap={6} wrap="nowrap">
          <Badge variant="light" color="gray">
            {categoryName(entry.category)}
          </Badge>
          {entry.voidedBy && (
            <Badge variant="outline" color="gray">
              {words.entries.voided}
            </Badge>
          )}
          {entry.type === 'reversal' && (
            <Badge variant="outline" color="gray">
              {words.types.reversal}
            </Badge>
          )}
        </Group>
      ),
    }),
    ...told('wallet', words.entries.wallet, wallets, ({ walletId, toWalletId }) => [walletId, toWalletId]),
    ...told('member', words.entries.member, people, ({ decidedBy }) => [decidedBy]),
    column.display({
      id: 'source',
      header: words.entries.source,
      meta: { phone: 'hidden' },
      cell: ({ row }) => <Source name={row.original.source} label={words.sources[row.original.source] ?? row.original.source} />,
    }),
    column.display({
      id: 'amount',
      header: words.entries.amount,
      meta: { align: 'right', sort: 'amount' },
      cell: ({ row: { original: entry } }) => (
        <Text size="sm" fw={550} component="span">
          <Money amount={entry.amount} currency={entry.currency} tone={toneOf(entry)} />
        </Text>
      ),
    }),
  ];
}

function Source({ name, label }: { name: string; label: string }) {
  const Icon = sourceIcons[name] ?? IconPlugConnected;
  return (
    <Group gap={6} wrap="nowrap" c="dimmed">
      <Icon size={16} stroke={1.7} aria-hidden />
      <Text size="sm">{label}</Text>
    </Group>
  );
}
