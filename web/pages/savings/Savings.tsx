import { Badge, Button, Checkbox, Group, Menu, Progress, SimpleGrid, Skeleton, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPigMoney, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Goal, goalsQuery } from '../../api/bookQueries.ts';
import { patchGoalsById, postGoals, postGoalsByIdDeposits, postGoalsByIdWithdrawals } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { DayInput, MoneyInput, WalletSelect } from '../../parts/inputs.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { RowActions } from '../../parts/RowActions.tsx';
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
  const [withArchived, setWithArchived] = useState(false);
  const list = useQuery({ ...goalsQuery(book?.id ?? ''), enabled: book !== null });
  if (!book) return null;
  const open = list.data?.filter(({ archivedAt }) => archivedAt === null);
  const archived = (list.data?.length ?? 0) - (open?.length ?? 0);
  return (
    <>
      <PageHead title={words.nav.savings} aside={<BookName name={book.name} />}>
        {archived > 0 && (
          <Checkbox
            label={words.savings.withArchived(archived)}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        )}
        {allowed && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={form.open}>
            {words.savings.add}
          </Button>
        )}
      </PageHead>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={140} />}
      {open?.length === 0 && !withArchived && (
        <Nothing icon={<IconPigMoney />} title={words.savings.nothing} hint={words.savings.nothingHint} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {(withArchived ? list.data : open)?.map((goal) => (
          <GoalCard key={goal.id} book={book.id} goal={goal} />
        ))}
      </SimpleGrid>
      {adding && <GoalForm book={book.id} onClose={form.close} />}
    </>
  );
}

function GoalCard({ book, goal }: { book: string; goal: Goal }) {
  const { words, format } = useLanguage();
  const allowed = useCan('write', book);
  const [moving, setMoving] = useState<'in' | 'out' | null>(null);
  const { name, saved, target, currency, byDate, archivedAt } = goal;
  const share = target ? Number(saved) / Number(target) : null;
  return (
    <section className={classes.card} aria-label={name}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} truncate>
          {name}
        </Text>
        {allowed && <GoalActions book={book} goal={goal} />}
      </Group>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {byDate ? words.savings.by(format.day(byDate)) : words.savings.noDate}
        </Text>
        {archivedAt && (
          <Badge variant="light" color="gray">
            {words.wallets.archived}
          </Badge>
        )}
      </Group>
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
      {allowed && archivedAt === null && (
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

/** Changes a goal, puts it away, or takes it out again. */
function GoalActions({ book, goal }: { book: string; goal: Goal }) {
  const { words } = useLanguage();
  const [editing, form] = useDisclosure();
  const { id, name, archivedAt } = goal;
  const archive = useAct({
    act: () => patchGoalsById(book, id, { archived: archivedAt === null }),
    done: words.settings.saved,
    changes,
  });
  return (
    <>
      <RowActions of={name}>
        <Menu.Item onClick={form.open}>{words.app.edit}</Menu.Item>
        <Menu.Item onClick={() => archive.mutate()}>
          {archivedAt === null ? words.wallets.archive : words.wallets.restore}
        </Menu.Item>
      </RowActions>
      {editing && <GoalForm book={book} goal={goal} onClose={form.close} />}
    </>
  );
}

interface GoalFormProps {
  book: string;
  /** The one that is changed; a new one is opened without. */
  goal?: Goal;
  onClose: () => void;
}

function GoalForm({ book, goal, onClose }: GoalFormProps) {
  const { words } = useLanguage();
  const [target, setTarget] = useState(goal?.target ?? '');
  const [byDate, setByDate] = useState(goal?.byDate ?? null);
  const keep = useAct<string>({
    act: (name) => {
      const said = { name, target: Number(target) > 0 ? target : null, byDate };
      return goal ? patchGoalsById(book, goal.id, said) : postGoals(book, newKey(), said);
    },
    done: goal ? words.settings.saved : words.savings.added,
    changes,
    onDone: onClose,
  });
  return (
    <FormModal
      title={goal ? `${words.app.edit}: ${goal.name}` : words.savings.add}
      pending={keep.isPending}
      onSubmit={(fields) => keep.mutate(textOf(fields, 'name'))}
      onClose={onClose}
    >
      <TextInput name="name" label={words.settings.name} required maxLength={80} defaultValue={goal?.name} data-autofocus />
      <MoneyInput label={words.savings.target} currency={goal?.currency} value={target} onChange={setTarget} />
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
