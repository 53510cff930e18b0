import { Skeleton, Stack, Text } from '@mantine/core';
import { IconNotebook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Nothing } from '../../parts/Failure.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import classes from './overview.module.css';
import { latestEntriesQuery } from './queries.ts';

/** The last entries of the month. */
export function RecentEntries({ book, month }: { book: string | undefined; month: string }) {
  const { words, format, categoryName } = useLanguage();
  const { data } = useQuery(latestEntriesQuery(book, month));
  if (!data)
    return (
      <Stack gap="xs">
        {[1, 2, 3].map((row) => (
          <Skeleton key={row} height={34} />
        ))}
      </Stack>
    );
  if (data.length === 0)
    return <Nothing icon={<IconNotebook />} title={words.overview.nothing} hint={words.overview.nothingHint} />;
  return data.map(({ id, note, merchant, category, occurredOn, amount, currency, type }) => (
    <Link key={id} to="/entries" search={{ entry: id }} className={classes.question}>
      <div className={classes.line}>
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
  ));
}
