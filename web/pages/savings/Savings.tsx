import { Button, Group, Progress, SimpleGrid, Skeleton, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPigMoney, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Goal, goalsQuery } from '../../api/bookQueries.ts';
import { postGoals, postGoalsByIdDeposits, postGoalsByIdWithdrawals } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { DayInput, MoneyInput, WalletSelect } from '../../parts/inputs.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { today } from '../../words/months.ts';
import classes from '../budgets/budgets.module.css';

const changes = ['goals', 'entries', 'reports', 'wallets'];

/** What is put aside, and how far each goal is. */
export function SavingsPage() {
  const { words } = useLanguage();
  const book = useOneBook();
  const allowed = useCan('write', book?.id);
  const [adding, form] = useDisclosure();
  const list = useQuery({ ...goalsQuery(book?.id ?? ''), enabled: book !== null });
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.savings} aside={<BookName name={book.name} />}>
        {allowed && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={form.open}>
            {words.savings.add}
          </Button>
        )}
      </PageHead>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={140} />}
      {list.data?.length === 0 && (
        <Nothing icon={<IconPigMoney />} title={words.savings.nothing} hint={words.savings.nothingHint} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {list.data
          ?.filter(({ archivedAt }) => archivedAt === null)
          .map((goal) => (
            <GoalCard key={goal.id} book={book.id} goal={goal} />
          ))}
      </SimpleGrid>
      {adding && <NewGoal book={book.id} onClose={form.close} />}
    </>
  );
}

function GoalCard({ book, goal }: { book: string; goal: Goal }) {
  const { words, format } = useLanguage();
  const allowed = useCan('write', book);
  const [moving, setMoving] = useState<'in' | 'out' | null>(null);
  const { name, saved, target, currency, byDate } = goal;
  const share = target ? Number(saved) / Number(target) : null;
  return (
    <section className={classes.card} aria-label={name}>
      <Text fw={600}>{name}</Text>
      <Text size="sm" c="dimmed">
        {byDate ? words.savings.by(format.day(byDate)) : words.savings.noDate}
      </Text>
      <p className={classes.amount}>{format.money(saved, currency)}</p>
      {target && share !== null && (
        <>
          <Progress value={Math.min(100, share * 100)} aria-label={`${name}: ${format.percent(share)}`} />
          <Group justify="space-between" mt={6}>
            <Text size="sm" c="dimmed">
              {words.budgets.of(format.money(target, currency))}
            </Text>
            <Text size="sm" c="dimmed">
              {format.percent(share)}
            </Text>
          </Group>
        </>
      )}
      {allowed && (
        <Group gap="xs" mt="md">
          <Button size="xs" variant="light" onClick={() => setMoving('in')}>
            {words.savings.deposit}
          </Button>
          <Button size="xs" variant="default" disabled={Number(saved) <= 0} onClick={() => setMoving('out')}>
            {words.savings.withdraw}
          </Button>
        </Group>
      )}
      {moving && <Move book={book} goal={goal} direction={moving} onClose={() => setMoving(null)} />}
    </section>
  );
}

function NewGoal({ book, onClose }: { book: string; onClose: () => void }) {
  const { words } = useLanguage();
  const [target, setTarget] = useState('');
  const [byDate, setByDate] = useState<string | null>(null);
  const add = useAct({
    act: (name: string) => postGoals(book, newKey(), { name, target: target || null, byDate }),
    done: words.savings.added,
    changes,
    onDone: onClose,
  });
  return (
    <FormModal
      title={words.savings.add}
      pending={add.isPending}
      onSubmit={(fields) => add.mutate(textOf(fields, 'name'))}
      onClose={onClose}
    >
      <TextInput name="name" label={words.settings.name} required maxLength={80} data-autofocus />
      <MoneyInput label={words.savings.target} value={target} onChange={setTarget} />
      <DayInput
        label={words.savings.byDate}
        clearable
        minDate={today()}
        value={byDate}
        onChange={(day) => setByDate(day ? String(day) : null)}
      />
    </FormModal>
  );
}

interface MoveProps {
  book: string;
  goal: Goal;
  direction: 'in' | 'out';
  onClose: () => void;
}

function Move({ book, goal: { id, name }, direction, onClose }: MoveProps) {
  const { words } = useLanguage();
  const [amount, setAmount] = useState('');
  const [wallet, setWallet] = useState<string | null>(null);
  const [occurredOn, setDay] = useState(today());
  const post = direction === 'in' ? postGoalsByIdDeposits : postGoalsByIdWithdrawals;
  const move = useAct({
    act: () => post(book, id, newKey(), { amount, occurredOn, ...(wallet && { wallet }) }),
    done: words.savings.moved,
    changes,
    onDone: onClose,
  });
  const title = `${direction === 'in' ? words.savings.deposit : words.savings.withdraw}: ${name}`;
  return (
    <FormModal
      title={title}
      pending={move.isPending}
      complete={Number(amount) > 0}
      onSubmit={() => move.mutate()}
      onClose={onClose}
    >
      <MoneyInput label={words.entries.amount} required value={amount} onChange={setAmount} data-autofocus />
      <WalletSelect book={book} label={words.entries.wallet} value={wallet} onChange={setWallet} />
      <DayInput label={words.entries.date} maxDate={today()} value={occurredOn} onChange={(day) => day && setDay(String(day))} />
    </FormModal>
  );
}
