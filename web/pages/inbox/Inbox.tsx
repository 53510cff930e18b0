import { Button, Center, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { IconCircleCheck, IconInbox, IconMessageCircleSearch, IconMoodSmile } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import classes from './inbox.module.css';
import { MessageList } from './MessageList.tsx';
import { MessagePane } from './MessagePane.tsx';
import { isTab, messagesQuery, type Tab } from './queries.ts';

const route = getRouteApi('/inbox');

/** What people sent and what still needs somebody: a list, and the chosen message whole. */
export function InboxPage() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab: Tab = isTab(search.tab) ? search.tab : 'waiting';
  const list = useInfiniteQuery(messagesQuery(tab, search.book));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHead title={words.inbox.title}>
        <SegmentedControl
          aria-label={words.inbox.title}
          value={tab}
          onChange={(value) => void navigate({ search: ({ book }) => ({ book, tab: value === 'waiting' ? undefined : value }) })}
          data={(['waiting', 'failed', 'all'] as const).map((value) => ({ value, label: words.inbox[value] }))}
        />
      </PageHead>
      <div className={classes.panes} data-open={search.message !== undefined}>
        <div className={classes.list}>
          {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
          {list.isPending && (
            <Stack gap="xs" p="md">
              {[1, 2, 3, 4, 5].map((row) => (
                <Skeleton key={row} height={52} />
              ))}
            </Stack>
          )}
          {list.isSuccess && rows.length === 0 && <Empty tab={tab} />}
          {rows.length > 0 && <MessageList rows={rows} openId={search.message} withStage={tab === 'all'} />}
          {list.hasNextPage && (
            <Center p="md">
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {words.app.more}
              </Button>
            </Center>
          )}
        </div>
        <div className={classes.pane}>
          {search.message ? (
            <MessagePane key={search.message} id={search.message} />
          ) : (
            <Nothing icon={<IconMessageCircleSearch />} title={words.inbox.choose} />
          )}
        </div>
      </div>
    </>
  );
}

function Empty({ tab }: { tab: Tab }) {
  const { words } = useLanguage();
  if (tab === 'waiting')
    return <Nothing icon={<IconCircleCheck />} title={words.inbox.nothingWaiting} hint={words.inbox.nothingWaitingHint} />;
  if (tab === 'failed')
    return <Nothing icon={<IconMoodSmile />} title={words.inbox.nothingFailed} hint={words.inbox.nothingFailedHint} />;
  return <Nothing icon={<IconInbox />} title={words.inbox.nothing} hint={words.inbox.nothingHint} />;
}
