import { Stack } from '@mantine/core';
import { IconChartPie, IconPigMoney } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { goalsQuery } from '../../api/bookQueries.ts';
import { useCategoryName } from '../../parts/categoryName.ts';
import { Share } from '../../parts/Share.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { barColor } from '../budgets/use.ts';
import { InShort } from './InShort.tsx';
import { budgetUseQuery } from './queries.ts';

/** So many fit beside the categories. */
const shown = 4;

/** The budgets that are used up most. */
export function BudgetsInShort({ book, month }: { book: string; month: string }) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(book);
  const { data } = useQuery(budgetUseQuery(book, month));
  const tightest = data?.toSorted((a, b) => b.share - a.share).slice(0, shown);
  const nameOf = (category: string | null) => (category === null ? words.budgets.everything : categoryName(category));
  return (
    <InShort
      title={words.overview.budgets}
      to="/budgets"
      rows={tightest}
      empty={{ icon: <IconChartPie />, title: words.budgets.nothing }}
    >
      {(rows) => (
        <Stack gap="sm">
          {rows.map(({ id, category, spent, amount, currency, share }) => (
            <Share key={id} name={nameOf(category)} label={nameOf(category)} share={share} color={barColor(share)}>
              {format.money(spent, currency)} {words.budgets.of(format.money(amount, currency))}
            </Share>
          ))}
        </Stack>
      )}
    </InShort>
  );
}

/** How far each savings goal is. */
export function SavingsInShort({ book }: { book: string }) {
  const { words, format } = useLanguage();
  const { data } = useQuery(goalsQuery(book));
  const open = data?.filter(({ archivedAt }) => archivedAt === null).slice(0, shown);
  return (
    <InShort
      title={words.overview.savings}
      to="/savings"
      rows={open}
      empty={{ icon: <IconPigMoney />, title: words.savings.nothing }}
    >
      {(rows) => (
        <Stack gap="sm">
          {rows.map(({ id, name, saved, target, currency }) => (
            <Share key={id} name={name} label={name} share={target ? Number(saved) / Number(target) : 0} color="brand.6">
              {format.money(saved, currency)} {target && words.budgets.of(format.money(target, currency))}
            </Share>
          ))}
        </Stack>
      )}
    </InShort>
  );
}
