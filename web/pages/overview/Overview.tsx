import { SimpleGrid, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCan, useSession } from '../../api/session.ts';
import { Failure } from '../../parts/Failure.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { isMonth, thisMonth } from '../../words/months.ts';
import { CashFlow } from './CashFlow.tsx';
import { Categories } from './Categories.tsx';
import { Figures } from './Figures.tsx';
import { MonthChoice } from './MonthChoice.tsx';
import { OpenQuestions } from './OpenQuestions.tsx';
import classes from './overview.module.css';
import { BudgetsInShort, SavingsInShort } from './Plans.tsx';
import { summaryQuery } from './queries.ts';
import { RecentEntries } from './RecentEntries.tsx';

const route = getRouteApi('/');

/** How the month went, and what waits. */
export function OverviewPage() {
  const { words } = useLanguage();
  const { book, month: asked } = route.useSearch();
  const month = isMonth(asked) ? asked : thisMonth();
  const summary = useQuery({ ...summaryQuery(book, month), placeholderData: keepPreviousData });
  const navigate = route.useNavigate();
  const { books } = useSession();
  const one = book ?? (books.length === 1 ? books[0]?.id : undefined);
  const oversees = useCan('oversee', book);
  return (
    <>
      <PageHead title={words.overview.title}>
        <MonthChoice
          month={month}
          onChange={(next) =>
            void navigate({ search: (before) => ({ ...before, month: next === thisMonth() ? undefined : next }) })
          }
        />
      </PageHead>
      <Stack gap="md">
        {summary.error && <Failure error={summary.error} onRetry={() => void summary.refetch()} />}
        <Figures book={book} month={month} />
        <div className={classes.wide} data-single={!oversees}>
          <CashFlow book={book} month={month} />
          {oversees && <OpenQuestions />}
        </div>
        <SimpleGrid cols={{ base: 1, lg: one && oversees ? 2 : 1 }} spacing="md">
          <Categories book={book} month={month} />
          {one && oversees && (
            <Stack gap="md">
              <BudgetsInShort book={one} month={month} />
              <SavingsInShort book={one} />
            </Stack>
          )}
        </SimpleGrid>
        <RecentEntries book={book} month={month} />
      </Stack>
    </>
  );
}
