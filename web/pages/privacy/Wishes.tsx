import { Anchor, Badge, Loader, Text } from '@mantine/core';
import { IconDownload, IconShieldLock } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Member } from '../../api/bookQueries.ts';
import { getSubjectJobs } from '../../api/client.ts';
import { linksWork_ms } from '../../api/queries.ts';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import parts from '../../parts/parts.module.css';
import { useLanguage } from '../../words/locale.tsx';
import classes from './privacy.module.css';

type Wish = Awaited<ReturnType<typeof getSubjectJobs>>['items'][number];

/** How often the list looks after what is under way. */
const look_ms = 2_000;

const isUnderWay = ({ state }: Wish): boolean => state === 'waiting' || state === 'running';

const wishesQuery = queryOptions({
  queryKey: ['wishes'],
  queryFn: ({ signal }) => getSubjectJobs({}, { signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? look_ms : linksWork_ms),
  select: ({ items }) => items,
});

/** What was asked for, how far it is, and the receipt of what was removed and kept. */
export function Wishes({ people }: { people: readonly Member[] }) {
  const { words, format } = useLanguage();
  const list = useQuery(wishesQuery);
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data?.length === 0)
    return <Nothing icon={<IconShieldLock />} title={words.privacy.noWishes} hint={words.privacy.noWishesHint} />;
  return (
    <ul className={classes.wishes}>
      {list.data?.map((wish) => (
        <li key={wish.id}>
          <div className={parts.line}>
            <div>
              <Text size="sm" fw={550}>
                {words.privacy.kinds[wish.kind]}: {people.find(({ id }) => id === wish.contactId)?.name ?? words.privacy.notHere}
              </Text>
              <Text size="xs" c="dimmed">
                {[format.moment(wish.createdAt), wish.reason].filter(Boolean).join(' · ')}
              </Text>
            </div>
            <Outcome wish={wish} />
          </div>
          {wish.receipt && <Receipt receipt={wish.receipt} />}
        </li>
      ))}
    </ul>
  );
}

function Outcome({ wish }: { wish: Wish }) {
  const { words } = useLanguage();
  if (wish.url)
    return (
      <Anchor href={wish.url} download size="sm">
        <IconDownload size={16} aria-hidden className={parts.icon} /> {words.transfer.download}
      </Anchor>
    );
  if (isUnderWay(wish)) return <Loader size="xs" role="status" aria-label={words.transfer.states[wish.state]} />;
  const expired = wish.kind === 'export' && wish.state === 'done';
  return (
    <Badge variant="light" color={wish.state === 'failed' ? 'red' : expired ? 'gray' : 'brand'}>
      {expired ? words.transfer.expired : words.transfer.states[wish.state]}
    </Badge>
  );
}

function Receipt({ receipt: { removed, kept } }: { receipt: NonNullable<Wish['receipt']> }) {
  const { words, format } = useLanguage();
  const name = (what: string) => words.privacy.receipt[what] ?? what;
  const counted = (what: string, count: number | null) => (count === null ? name(what) : `${format.count(count)} ${name(what)}`);
  return (
    <dl className={classes.receipt}>
      <dt>{words.privacy.removed}</dt>
      {removed
        .filter(({ count }) => count > 0)
        .map(({ what, count }) => (
          <dd key={what}>{counted(what, count)}</dd>
        ))}
      <dt>{words.privacy.kept}</dt>
      {kept.map(({ what, count, why }) => (
        <dd key={what}>
          {counted(what, count)}: <span className={classes.why}>{name(why)}</span>
        </dd>
      ))}
    </dl>
  );
}
