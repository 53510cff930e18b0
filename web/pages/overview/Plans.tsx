import { Progress, Skeleton, Stack, Text } from '@mantine/core';
import { IconChartPie, IconPigMoney } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { goalsQuery } from '../../api/bookQueries.ts';
import { Nothing } from '../../parts/Failure.tsx';
import { ButtonLink } from '../../parts/links.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { barColor } from '../budgets/use.ts';
import classes from './overview.module.css';
import { budgetUseQuery } from './queries.ts';

/** So many fit beside the categories. */
const shown = 4;

/** The budgets that are used up most. */
export function BudgetsInShort({ book, month }: { book: string; month: string }) {
  const { words, format, categoryName } = useLanguage();
  const { data } = useQuery(budgetUseQuery(book, month));
  const tightest = data?.toSorted((a, b) => b.share - a.share).slice(0, shown);
  return (
    <Card
      title={words.overview.budgets}
      action={
        <ButtonLink to="/budgets" variant="subtle" size="compact-sm">
          {words.overview.seeAll}
        </ButtonLink>
      }
    >
      {!tightest && <Skeleton height={100} />}
      {tightest?.length === 0 && <Nothing icon={<IconChartPie />} title={words.budgets.nothing} />}
      <Stack gap="sm">
        {tightest?.map(({ id, category, spent, amount, currency, share }) => (
          <Share
            key={id}
            name={category === null ? words.budgets.everything : categoryName(category)}
            share={share}
            color={barColor(share)}
          >
            {format.money(spent, currency)} {words.budgets.of(format.money(amount, currency))}
          </Share>
        ))}
      </Stack>
    </Card>
  );
}

/** How far each savings goal is. */
export function SavingsInShort({ book }: { book: string }) {
  const { words, format } = useLanguage();
  const { data } = useQuery(goalsQuery(book));
  const open = data?.filter(({ archivedAt }) => archivedAt === null).slice(0, shown);
  return (
    <Card
      title={words.overview.savings}
      action={
        <ButtonLink to="/savings" variant="subtle" size="compact-sm">
          {words.overview.seeAll}
        </ButtonLink>
      }
    >
      {!open && <Skeleton height={100} />}
      {open?.length === 0 && <Nothing icon={<IconPigMoney />} title={words.savings.nothing} />}
      <Stack gap="sm">
        {open?.map(({ id, name, saved, target, currency }) => (
          <Share key={id} name={name} share={target ? Number(saved) / Number(target) : 0} color="brand.6">
            {format.money(saved, currency)} {target && words.budgets.of(format.money(target, currency))}
          </Share>
        ))}
      </Stack>
    </Card>
  );
}

interface ShareProps {
  name: string;
  share: number;
  color: string;
  children: ReactNode;
}

function Share({ name, share, color, children }: ShareProps) {
  const { format } = useLanguage();
  return (
    <div>
      <div className={classes.line}>
        <Text size="sm" fw={500} truncate>
          {name}
        </Text>
        <Text size="sm" c="dimmed" className={classes.figures}>
          {children}
        </Text>
      </div>
      <Progress
        value={Math.min(100, share * 100)}
        color={color}
        mt={6}
        size="sm"
        aria-label={`${name}: ${format.percent(share)}`}
      />
    </div>
  );
}
