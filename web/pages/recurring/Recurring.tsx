import { Badge, Button, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Recurring, recurringQuery } from '../../api/bookQueries.ts';
import { deleteRecurringById, patchRecurringById } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { useCategoryName } from '../../parts/categoryName.ts';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { Money } from '../../parts/Money.tsx';
import { PageHead } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import { RowActions } from '../../parts/RowActions.tsx';
import { type Language, useLanguage } from '../../words/locale.tsx';
import { RecurringForm } from './RecurringForm.tsx';
import { templateOf } from './template.ts';

const changes = ['recurring'];
const column = columnsOf<Recurring>();

/** What comes again by itself. */
export function RecurringPage() {
  const language = useLanguage();
  const { words } = language;
  const book = useOneBook();
  const allowed = useCan('write', book?.id);
  const [adding, form] = useDisclosure();
  const list = useQuery({ ...recurringQuery(book?.id ?? ''), enabled: book !== null });
  const categoryName = useCategoryName(book?.id);
  const editableIn = allowed ? (book?.id ?? null) : null;
  const columns = useMemo(
    () => recurringColumns({ ...language, categoryName }, editableIn),
    [language, categoryName, editableIn],
  );
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.recurring} aside={<BookName name={book.name} />}>
        {allowed && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={form.open}>
            {words.recurring.add}
          </Button>
        )}
      </PageHead>
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.nav.recurring}
          columns={columns}
          rows={list.data ?? []}
          loading={list.isPending}
          empty={<Nothing icon={<IconRepeat />} title={words.recurring.nothing} hint={words.recurring.nothingHint} />}
        />
      )}
      {adding && <RecurringForm book={book.id} onClose={form.close} />}
    </>
  );
}

function recurringColumns({ words, format, categoryName }: Language, editableIn: string | null): Columns<Recurring> {
  return [
    column.display({
      id: 'note',
      header: words.entries.description,
      meta: { grow: true },
      cell: ({ row: { original } }) => {
        const { note, category } = templateOf(original);
        return (
          <>
            <Text size="sm" fw={550} truncate>
              {note}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {categoryName(category)} · {words.recurring.rhythm(original.interval, original.every)}
            </Text>
            {original.refusal && (
              <Text size="xs" c="var(--desk-warn)" className={parts.wraps}>
                {words.recurring.refused(words.failure.refusals[original.refusal] ?? words.failure.invalid)}
              </Text>
            )}
          </>
        );
      },
    }),
    column.display({
      id: 'next',
      header: words.recurring.next,
      meta: { phone: 'hidden' },
      cell: ({ row: { original } }) =>
        original.paused ? (
          <Badge variant="light" color="gray">
            {words.recurring.paused}
          </Badge>
        ) : (
          <Text size="sm">{original.nextOn ? format.day(original.nextOn) : words.recurring.ended}</Text>
        ),
    }),
    column.display({
      id: 'amount',
      header: words.entries.amount,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => {
        const { amount, type } = templateOf(original);
        return <Money amount={amount} tone={type === 'income' ? 'income' : 'plain'} />;
      },
    }),
    ...(editableIn
      ? [
          column.display({
            id: 'actions',
            header: '',
            meta: { align: 'right' as const },
            cell: ({ row }) => <Actions book={editableIn} recurring={row.original} />,
          }),
        ]
      : []),
  ];
}

function Actions({ book, recurring }: { book: string; recurring: Recurring }) {
  const { words } = useLanguage();
  const { id, paused } = recurring;
  const { note } = templateOf(recurring);
  const [editing, form] = useDisclosure();
  const [removing, removal] = useDisclosure();
  const pause = useAct({
    act: () => patchRecurringById(book, id, { paused: !paused }),
    done: paused ? words.recurring.resumed : words.recurring.paused,
    changes,
  });
  const remove = useAct({ act: () => deleteRecurringById(book, id), done: words.recurring.removed, changes });
  return (
    <>
      <RowActions of={note}>
        <Menu.Item onClick={form.open}>{words.app.edit}</Menu.Item>
        <Menu.Item onClick={() => pause.mutate()}>{paused ? words.recurring.resume : words.recurring.pause}</Menu.Item>
        <Menu.Item color="red.8" onClick={removal.open}>
          {words.app.remove}
        </Menu.Item>
      </RowActions>
      <Confirmation
        opened={removing}
        title={words.recurring.removeTitle(note)}
        hint={words.recurring.removeHint}
        action={words.app.remove}
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={removal.close}
      />
      {editing && <RecurringForm book={book} recurring={recurring} onClose={form.close} />}
    </>
  );
}
