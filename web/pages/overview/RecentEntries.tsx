import { Text } from '@mantine/core';
import { IconNotebook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCategoryName } from '../../parts/categoryName.ts';
import { Money } from '../../parts/Money.tsx';
import parts from '../../parts/parts.module.css';
import { useLanguage } from '../../words/locale.tsx';
import { InShort } from './InShort.tsx';
import classes from './overview.module.css';
import { latestEntriesQuery } from './queries.ts';

/** The last entries of the month. */
export function RecentEntries({ book, month }: { book: string | undefined; month: string }) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(book);
  const { data } = useQuery(latestEntriesQuery(book, month));
  return (
    <InShort
      title={words.overview.recent}
      to="/entries"
      rows={data}
      empty={{ icon: <IconNotebook />, title: words.overview.nothing, hint: words.overview.nothingHint }}
    >
      {(rows) =>
        rows.map(({ id, note, merchant, category, occurredOn, amount, currency, type }) => (
          <Link key={id} to="/entries" search={{ entry: id }} className={classes.question}>
            <div className={parts.line}>
              <Text size="sm" fw={550} truncate>
                {note || merchant || words.entries.noNote}
              </Text>
              <Text size="sm" component="span" fw={550}>
                <Money amount={amount} currency={currency} tone={type === 'income' ? 'income' : 'plain'} />
              </Text>
            </div>
            <Text size="xs" c="dimmed">
              {format.day(occurredOn)} · {categoryName(category)}
            </Text>
          </Link>
        ))
      }
    </InShort>
  );
}
