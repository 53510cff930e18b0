import { Badge, Button, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTag, IconWallet } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Category, categoriesQuery, type Wallet, walletsQuery } from '../../api/bookQueries.ts';
import { patchCategoriesBySlug, patchWalletsById, postCategories, postWallets } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Nothing } from '../../parts/Failure.tsx';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { MoneyInput } from '../../parts/inputs.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { type Language, useLanguage } from '../../words/locale.tsx';
import { RowMenu } from './RowMenu.tsx';
import { Tags } from './Tags.tsx';

/** What entries are sorted and found by, and where the money lies. */
export function CategoriesPage() {
  const { words } = useLanguage();
  const book = useOneBook();
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.categories} aside={<BookName name={book.name} />} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <Stack gap="xl">
          <Wallets book={book.id} />
          <Tags book={book.id} />
        </Stack>
        <OwnCategories book={book.id} />
      </SimpleGrid>
    </>
  );
}

const walletColumn = columnsOf<Wallet>();

function Wallets({ book }: { book: string }) {
  const language = useLanguage();
  const { words } = language;
  const allowed = useCan('write', book);
  const [adding, form] = useDisclosure();
  const { data, isPending } = useQuery(walletsQuery(book));
  const columns = useMemo<Columns<Wallet>>(() => walletColumns(language, book, allowed), [language, book, allowed]);
  return (
    <Stack gap="xs">
      <PageHead title={words.wallets.title} order={2}>
        {allowed && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={form.open}>
            {words.wallets.add}
          </Button>
        )}
      </PageHead>
      <DataTable
        label={words.wallets.title}
        columns={columns}
        rows={data ?? []}
        loading={isPending}
        empty={<Nothing icon={<IconWallet />} title={words.app.none} />}
      />
      {adding && <NewWallet book={book} onClose={form.close} />}
    </Stack>
  );
}

function walletColumns({ words }: Language, book: string, allowed: boolean): Columns<Wallet> {
  return [
    walletColumn.display({
      id: 'name',
      header: words.settings.name,
      meta: { grow: true },
      cell: ({ row: { original } }) => <Name {...original} search={{ book, wallet: original.id }} />,
    }),
    walletColumn.display({
      id: 'balance',
      header: words.wallets.balance,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => <Money amount={original.balance} currency={original.currency} />,
    }),
    ...(allowed
      ? [
          walletColumn.display({
            id: 'actions',
            header: '',
            cell: ({ row: { original } }) => (
              <RowMenu {...original} changes={['wallets']} change={(body) => patchWalletsById(book, original.id, body)} />
            ),
          }),
        ]
      : []),
  ];
}

interface NameProps {
  name: string;
  archivedAt: string | null;
  /** Finds the entries behind it. */
  search: Record<string, string>;
}

function Name({ name, archivedAt, search }: NameProps) {
  const { words } = useLanguage();
  return (
    <Text size="sm" fw={550} truncate c={archivedAt ? 'dimmed' : undefined}>
      <TextLink to="/entries" search={search} c="inherit" inherit>
        {name}
      </TextLink>{' '}
      {archivedAt && (
        <Badge variant="light" color="gray">
          {words.wallets.archived}
        </Badge>
      )}
    </Text>
  );
}

function NewWallet({ book, onClose }: { book: string; onClose: () => void }) {
  const { words } = useLanguage();
  const [openingBalance, setBalance] = useState('');
  const add = useAct({
    act: (name: string) => postWallets(book, newKey(), { name, ...(openingBalance && { openingBalance }) }),
    done: words.wallets.added,
    changes: ['wallets', 'entries'],
    onDone: onClose,
  });
  return (
    <FormModal
      title={words.wallets.add}
      pending={add.isPending}
      onSubmit={(fields) => add.mutate(textOf(fields, 'name'))}
      onClose={onClose}
    >
      <TextInput name="name" label={words.settings.name} required maxLength={80} data-autofocus placeholder="BCA, GoPay, …" />
      <MoneyInput label={words.wallets.opening} value={openingBalance} onChange={setBalance} />
    </FormModal>
  );
}

type CategoryRow = Category & { id: string };

const categoryColumn = columnsOf<CategoryRow>();

function OwnCategories({ book }: { book: string }) {
  const language = useLanguage();
  const { words } = language;
  const allowed = useCan('write', book);
  const [adding, form] = useDisclosure();
  const [kind, setKind] = useState<'expense' | 'income'>('expense');
  const { data, isPending } = useQuery(categoriesQuery(book));
  const rows = useMemo(
    () => (data ?? []).filter((row) => row.kind === kind).map((row) => ({ ...row, id: row.slug })),
    [data, kind],
  );
  const columns = useMemo(() => categoryColumns(language, book, allowed), [language, book, allowed]);
  return (
    <Stack gap="xs">
      <PageHead title={words.categoriesPage.title} order={2}>
        <SegmentedControl
          size="xs"
          aria-label={words.entries.type}
          value={kind}
          data={(['expense', 'income'] as const).map((value) => ({ value, label: words.types[value] }))}
          onChange={(value) => setKind(value as typeof kind)}
        />
        {allowed && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={form.open}>
            {words.categoriesPage.add}
          </Button>
        )}
      </PageHead>
      <DataTable
        label={words.categoriesPage.title}
        columns={columns}
        rows={rows}
        loading={isPending}
        empty={<Nothing icon={<IconTag />} title={words.app.none} />}
      />
      {adding && <NewCategory book={book} kind={kind} onClose={form.close} />}
    </Stack>
  );
}

function categoryColumns({ words, categoryName }: Language, book: string, allowed: boolean): Columns<CategoryRow> {
  return [
    categoryColumn.display({
      id: 'name',
      header: words.settings.name,
      meta: { grow: true },
      cell: ({ row: { original } }) => (
        <Name
          name={original.builtIn ? categoryName(original.slug) : original.name}
          archivedAt={original.archivedAt}
          search={{ book, type: original.kind, category: original.slug }}
        />
      ),
    }),
    categoryColumn.display({
      id: 'builtIn',
      header: words.categoriesPage.origin,
      meta: { phone: 'hidden' },
      cell: ({ row }) => (
        <Text size="sm" c="dimmed">
          {row.original.builtIn ? words.categoriesPage.builtIn : words.categoriesPage.own}
        </Text>
      ),
    }),
    ...(allowed
      ? [
          categoryColumn.display({
            id: 'actions',
            header: '',
            cell: ({ row: { original } }) => (
              <RowMenu
                {...original}
                changes={['categories']}
                change={(body) => patchCategoriesBySlug(book, original.slug, body)}
              />
            ),
          }),
        ]
      : []),
  ];
}

interface NewCategoryProps {
  book: string;
  kind: 'expense' | 'income';
  onClose: () => void;
}

function NewCategory({ book, kind, onClose }: NewCategoryProps) {
  const { words } = useLanguage();
  const add = useAct({
    act: (name: string) => postCategories(book, newKey(), { kind, name }),
    done: words.categoriesPage.added,
    changes: ['categories'],
    onDone: onClose,
  });
  return (
    <FormModal
      title={`${words.categoriesPage.add}: ${words.types[kind]}`}
      pending={add.isPending}
      onSubmit={(fields) => add.mutate(textOf(fields, 'name'))}
      onClose={onClose}
    >
      <TextInput name="name" label={words.settings.name} required maxLength={80} data-autofocus />
    </FormModal>
  );
}
