import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Menu,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPlus, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Recurring, recurringQuery } from '../../api/bookQueries.ts';
import { deleteRecurringById, patchRecurringById, postRecurring } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { CategorySelect, DayInput, MoneyInput, WalletSelect } from '../../parts/inputs.tsx';
import { Money } from '../../parts/Money.tsx';
import { PageHead } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import { type Language, useLanguage } from '../../words/locale.tsx';
import { today } from '../../words/months.ts';
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
  const columns = useMemo(() => recurringColumns(language, allowed ? (book?.id ?? null) : null), [language, allowed, book?.id]);
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
      {adding && <NewRecurring book={book.id} onClose={form.close} />}
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
  const [removing, removal] = useDisclosure();
  const pause = useAct({
    act: () => patchRecurringById(book, id, { paused: !paused }),
    done: paused ? words.recurring.resumed : words.recurring.paused,
    changes,
  });
  const remove = useAct({ act: () => deleteRecurringById(book, id), done: words.recurring.removed, changes });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`${words.app.edit}: ${note}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => pause.mutate()}>{paused ? words.recurring.resume : words.recurring.pause}</Menu.Item>
          <Menu.Item color="red.8" onClick={removal.open}>
            {words.app.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirmation
        opened={removing}
        title={words.recurring.removeTitle(note)}
        hint={words.recurring.removeHint}
        action={words.app.remove}
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={removal.close}
      />
    </>
  );
}

const everyUnits = ['day', 'week', 'month', 'year'] as const;

function NewRecurring({ book, onClose }: { book: string; onClose: () => void }) {
  const { words } = useLanguage();
  const [type, setType] = useState<'expense' | 'income'>('expense');
  const [amount, setAmount] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const [wallet, setWallet] = useState<string | null>(null);
  const [every, setEvery] = useState<Recurring['every']>('month');
  const [interval, setInterval] = useState(1);
  const [nextOn, setNextOn] = useState(today());
  const add = useAct({
    act: (note: string) =>
      postRecurring(book, newKey(), {
        template: { type, amount, category, note, ...(wallet && { wallet }) },
        every,
        interval,
        nextOn,
      }),
    done: words.recurring.added,
    changes,
    onDone: onClose,
  });
  return (
    <FormModal
      title={words.recurring.add}
      pending={add.isPending}
      complete={Number(amount) > 0 && category !== null}
      onSubmit={(fields) => add.mutate(textOf(fields, 'note'))}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={words.entries.type}
        value={type}
        data={(['expense', 'income'] as const).map((value) => ({ value, label: words.types[value] }))}
        onChange={(value) => {
          setType(value as typeof type);
          setCategory(null);
        }}
      />
      <TextInput name="note" label={words.entry.note} required maxLength={200} data-autofocus />
      <MoneyInput label={words.entries.amount} required value={amount} onChange={setAmount} />
      <CategorySelect book={book} side={type} label={words.entries.category} required value={category} onChange={setCategory} />
      <WalletSelect book={book} label={words.entries.wallet} value={wallet} onChange={setWallet} />
      <SimpleGrid cols={2}>
        <NumberInput
          label={words.recurring.interval}
          min={1}
          max={366}
          value={interval}
          onChange={(n) => setInterval(Number(n) || 1)}
        />
        <Select
          label={words.recurring.unit}
          allowDeselect={false}
          value={every}
          data={everyUnits.map((value) => ({ value, label: words.recurring.units[value] }))}
          onChange={(value) => value && setEvery(value)}
        />
      </SimpleGrid>
      <Group grow>
        <DayInput
          label={words.recurring.first}
          minDate={today()}
          value={nextOn}
          onChange={(day) => day && setNextOn(String(day))}
        />
      </Group>
    </FormModal>
  );
}
