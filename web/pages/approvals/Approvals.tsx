import { Badge, Button, Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconBrandWhatsapp, IconCheck, IconCircleCheck, IconX } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { getApprovals, postApprovalsByIdApprove, postApprovalsByIdReject } from '../../api/client.ts';
import { pendingApprovalsQuery } from '../../api/queries.ts';
import { useCan, useSession } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { useCategoryName } from '../../parts/categoryName.ts';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { PageHead } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import { useLanguage } from '../../words/locale.tsx';
import classes from './approvals.module.css';
import { Policy } from './Policy.tsx';

type Approval = Awaited<ReturnType<typeof getApprovals>>['items'][number];
type State = Approval['state'];

const route = getRouteApi('/approvals');
const largestPage = 100;
const stateColors: Partial<Record<State, string>> = { pending: 'orange', approved: 'brand', rejected: 'red' };

const allApprovalsQuery = (book: string | undefined) =>
  queryOptions({
    queryKey: ['approvals', book, 'all'],
    queryFn: ({ signal }) => getApprovals({ book, limit: largestPage }, { signal }),
    select: ({ items }) => items,
  });

/** What waits for a second pair of eyes, and what was decided before. */
export function ApprovalsPage() {
  const { words } = useLanguage();
  const { book, state } = route.useSearch();
  const navigate = route.useNavigate();
  const pending = state !== 'all';
  const list = useQuery(pending ? pendingApprovalsQuery(book) : allApprovalsQuery(book));
  return (
    <>
      <PageHead title={words.nav.approvals}>
        <SegmentedControl
          aria-label={words.nav.approvals}
          value={pending ? 'pending' : 'all'}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, state: value === 'all' ? 'all' : undefined }) })}
          data={[
            { value: 'pending', label: words.approvals.states.pending },
            { value: 'all', label: words.app.all },
          ]}
        />
      </PageHead>
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={160} />}
      {list.data?.length === 0 && (
        <Nothing icon={<IconCircleCheck />} title={words.approvals.nothing} hint={words.approvals.nothingHint} />
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {list.data?.map((approval) => (
          <ApprovalCard key={approval.id} approval={approval} />
        ))}
      </SimpleGrid>
      <Policy />
    </>
  );
}

function ApprovalCard({ approval }: { approval: Approval }) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(approval.bookId);
  const { bookId, state, amount, currency, entries, requestedByName, requestedAt, expiresAt, needed, messageId } = approval;
  const { books } = useSession();
  const yes = approval.decisions.filter(({ decision }) => decision === 'approve').length;
  const title = entries.map(({ note, merchant }) => note || merchant || words.entries.noNote).join(', ');
  const places = [books.find(({ id }) => id === bookId)?.name, categoryName(entries[0]?.category ?? null), entries[0]?.merchant];
  return (
    <section className={classes.card} aria-label={title}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {places.filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Badge variant="light" color={stateColors[state] ?? 'gray'} className={classes.state}>
          {words.approvals.states[state]}
        </Badge>
      </Group>
      <div className={classes.amount}>
        <Money amount={amount} currency={currency} />
      </div>
      {entries.length > 1 && <Lines entries={entries} />}
      <Text size="sm" c="dimmed">
        {words.approvals.askedBy(requestedByName ?? words.entry.unknownSender)} · {format.moment(requestedAt)}
      </Text>
      <Text size="sm" c="dimmed">
        {words.approvals.progress(yes, needed)}
        {state === 'pending' && expiresAt && ` · ${words.approvals.until(format.moment(expiresAt))}`}
      </Text>
      {messageId && (
        <TextLink to="/inbox" search={{ tab: 'all', message: messageId }} size="sm">
          <IconBrandWhatsapp size={14} aria-hidden className={parts.icon} /> {words.approvals.seeMessage}
        </TextLink>
      )}
      <Decisions decisions={approval.decisions} />
      {state === 'pending' && <Decide approval={approval} />}
    </section>
  );
}

/** What the request is made of, when it is more than one thing. */
function Lines({ entries }: Pick<Approval, 'entries'>) {
  const { words } = useLanguage();
  return (
    <ul className={classes.lines}>
      {entries.map(({ note, merchant, amount, currency, occurredOn }) => (
        <li key={`${note} ${occurredOn} ${amount}`} className={parts.line}>
          <span>{note || merchant || words.entries.noNote}</span>
          <Money amount={amount} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function Decisions({ decisions }: Pick<Approval, 'decisions'>) {
  const { words } = useLanguage();
  return decisions.map(({ decidedBy, decidedByName, decision, comment }) => (
    <Text key={decidedBy} size="sm">
      <Text span fw={600} inherit>
        {decidedByName ?? words.entry.unknownSender}
      </Text>{' '}
      {words.approvals.decisions[decision]}
      {comment && `: “${comment}”`}
    </Text>
  ));
}

const changes = ['approvals', 'entries', 'reports', 'messages'];

/** Yes or no, with a word to whoever asked; who asked cannot say yes. */
function Decide({ approval: { id, bookId, requestedBy } }: { approval: Approval }) {
  const { words } = useLanguage();
  const session = useSession();
  const allowed = useCan('decide', bookId);
  const [asked, ask] = useState<'approve' | 'reject' | null>(null);
  const close = () => ask(null);
  const approve = useAct({
    act: (comment: string) => postApprovalsByIdApprove(id, comment ? { comment } : {}),
    done: words.approvals.approved,
    changes,
    onDone: close,
  });
  const reject = useAct({
    act: (comment: string) => postApprovalsByIdReject(id, { comment }),
    done: words.approvals.rejected,
    changes,
    onDone: close,
  });
  if (!allowed) return null;
  if (requestedBy === session.id)
    return (
      <Text size="sm" c="dimmed" mt="sm">
        {words.approvals.own}
      </Text>
    );
  return (
    <Stack mt="sm">
      <Group gap="xs">
        <Button size="xs" leftSection={<IconCheck size={14} aria-hidden />} onClick={() => ask('approve')}>
          {words.approvals.approve}
        </Button>
        <Button size="xs" variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={() => ask('reject')}>
          {words.approvals.reject}
        </Button>
      </Group>
      <Confirmation
        opened={asked === 'approve'}
        title={words.approvals.approveTitle}
        hint={words.approvals.approveHint}
        action={words.approvals.approve}
        kind="welcomes"
        withReason="optional"
        pending={approve.isPending}
        onConfirm={(comment) => approve.mutate(comment)}
        onClose={close}
      />
      <Confirmation
        opened={asked === 'reject'}
        title={words.approvals.rejectTitle}
        hint={words.approvals.rejectHint}
        action={words.approvals.reject}
        withReason
        pending={reject.isPending}
        onConfirm={(comment) => reject.mutate(comment)}
        onClose={close}
      />
    </Stack>
  );
}
