import { Button, Group, Menu, Progress, Select, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartPie, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Budget, budgetsQuery } from '../../api/bookQueries.ts';
import { deleteBudgetsById, type getReportsBudgetUse, patchBudgetsById, postBudgets } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { useCategoryName } from '../../parts/categoryName.ts';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { FormModal } from '../../parts/FormModal.tsx';
import { CategorySelect, MoneyInput } from '../../parts/inputs.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { RowActions } from '../../parts/RowActions.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { thisMonth } from '../../words/months.ts';
import { budgetUseQuery } from '../overview/queries.ts';
import classes from './budgets.module.css';
import { barColor } from './use.ts';

type BudgetUse = Awaited<ReturnType<typeof getReportsBudgetUse>>['items'][number];

const changes = ['budgets', 'reports'];

/** What may be spent, and how much of it has been this month. */
export function BudgetsPage() {
  const { words } = useLanguage();
  const book = useOneBook();
  const allowed = useCan('write', book?.id);
  const [adding, form] = useDisclosure();
  const list = useQuery({ ...budgetsQuery(book?.id ?? ''), enabled: book !== null });
  const uses = useQuery({ ...budgetUseQuery(book?.id ?? '', thisMonth()), enabled: book !== null });
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.budgets} aside={<BookName name={book.name} />}>
        {allowed && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={form.open}>
            {words.budgets.add}
          </Button>
        )}
      </PageHead>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={120} />}
      {list.data?.length === 0 && (
        <Nothing icon={<IconChartPie />} title={words.budgets.nothing} hint={words.budgets.nothingHint} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {list.data?.map((budget) => (
          <BudgetCard
            key={budget.id}
            book={book.id}
            budget={budget}
            use={uses.data?.find(({ id }) => id === budget.id)}
            reading={uses.isPending}
          />
        ))}
      </SimpleGrid>
      {adding && <NewBudget book={book.id} onClose={form.close} />}
    </>
  );
}

interface BudgetCardProps {
  book: string;
  budget: Budget;
  use: BudgetUse | undefined;
  /** What was spent is not known yet. */
  reading: boolean;
}

function BudgetCard({ book, budget, use, reading }: BudgetCardProps) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(book);
  const allowed = useCan('write', book);
  const [editing, form] = useDisclosure();
  const { id, category, month, period, amount, currency } = budget;
  const name = category === null ? words.budgets.everything : categoryName(category);
  const [removing, removal] = useDisclosure();
  const remove = useAct({ act: () => deleteBudgetsById(book, id), done: words.budgets.removed, changes });
  return (
    <section className={classes.card} aria-label={name}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} truncate>
          {name}
        </Text>
        {allowed && (
          <RowActions of={name}>
            <Menu.Item onClick={form.open}>{words.app.edit}</Menu.Item>
            <Menu.Item color="red.8" onClick={removal.open}>
              {words.app.remove}
            </Menu.Item>
          </RowActions>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {month ? format.month(month) : words.budgets.periods[period]}
      </Text>
      {use && <Use use={use} name={name} />}
      {!use && reading && <Skeleton height={62} mt="xs" />}
      {!use && !reading && <p className={classes.amount}>{format.money(amount, currency)}</p>}
      <Confirmation
        opened={removing}
        title={words.budgets.removeTitle(name)}
        hint={words.budgets.removeHint}
        action={words.app.remove}
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={removal.close}
      />
      {editing && <ChangeBudget book={book} budget={budget} onClose={form.close} />}
    </section>
  );
}

function Use({ use: { spent, left, amount, currency, share }, name }: { use: BudgetUse; name: string }) {
  const { words, format } = useLanguage();
  return (
    <>
      <p className={classes.amount}>{format.money(spent, currency)}</p>
      <Progress value={Math.min(100, share * 100)} color={barColor(share)} aria-label={`${name}: ${format.percent(share)}`} />
      <Group justify="space-between" mt={6}>
        <Text size="sm" c="dimmed">
          {words.budgets.of(format.money(amount, currency))}
        </Text>
        {share > 1 ? (
          <Text size="sm" fw={600} className={classes.over}>
            {words.budgets.over(format.money(left.replace('-', ''), currency))}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {words.budgets.left(format.money(left, currency))}
          </Text>
        )}
      </Group>
    </>
  );
}

function NewBudget({ book, onClose }: { book: string; onClose: () => void }) {
  const { words } = useLanguage();
  const [amount, setAmount] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const [period, setPeriod] = useState<Budget['period']>('month');
  const add = useAct({
    act: () => postBudgets(book, newKey(), { category, amount, period }),
    done: words.budgets.saved,
    changes,
    onDone: onClose,
  });
  return (
    <FormModal
      title={words.budgets.add}
      pending={add.isPending}
      complete={Number(amount) > 0}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <CategorySelect
        book={book}
        label={words.entries.category}
        placeholder={words.budgets.everything}
        clearable
        side="expense"
        value={category}
        onChange={setCategory}
      />
      <MoneyInput label={words.entries.amount} required value={amount} onChange={setAmount} data-autofocus />
      <Select
        label={words.budgets.period}
        allowDeselect={false}
        value={period}
        data={(['month', 'week'] as const).map((value) => ({ value, label: words.budgets.periods[value] }))}
        onChange={(value) => value && setPeriod(value)}
      />
    </FormModal>
  );
}

function ChangeBudget({
  book,
  budget: { id, amount: before, currency },
  onClose,
}: {
  book: string;
  budget: Budget;
  onClose: () => void;
}) {
  const { words } = useLanguage();
  const [amount, setAmount] = useState(before);
  const change = useAct({
    act: () => patchBudgetsById(book, id, { amount }),
    done: words.budgets.saved,
    changes,
    onDone: onClose,
  });
  return (
    <FormModal
      title={words.app.edit}
      pending={change.isPending}
      complete={Number(amount) > 0}
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <MoneyInput label={words.entries.amount} required currency={currency} value={amount} onChange={setAmount} data-autofocus />
    </FormModal>
  );
}
