import { Alert, Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconChecks, IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useWaitsForApproval } from '../../api/waiting.ts';
import { Evidence } from '../../parts/Evidence.tsx';
import { draftsOf } from '../../parts/evidence.ts';
import { Failure } from '../../parts/Failure.tsx';
import { ButtonLink, TextLink } from '../../parts/links.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { Decision, Retry } from './Decision.tsx';
import { Drafts } from './Drafts.tsx';
import classes from './inbox.module.css';
import { Stage } from './MessageList.tsx';
import { type MessageDetail, messageQuery } from './queries.ts';
import { Replies } from './Replies.tsx';
import { Steps } from './Steps.tsx';

/** One message: what came in, what was made of it, and what happened since. */
export function MessagePane({ id }: { id: string }) {
  const { words } = useLanguage();
  const message = useQuery(messageQuery(id));
  return (
    <>
      <ButtonLink
        from="/inbox"
        search={({ message: _, ...kept }) => kept}
        variant="subtle"
        size="compact-sm"
        mb="sm"
        className={classes.back}
        leftSection={<IconArrowLeft size={14} aria-hidden />}
      >
        {words.app.back}
      </ButtonLink>
      {message.error && <Failure error={message.error} onRetry={() => void message.refetch()} />}
      {message.isPending && (
        <Stack>
          <Skeleton height={28} width="50%" />
          <Skeleton height={160} />
        </Stack>
      )}
      {message.data && <Message message={message.data} />}
    </>
  );
}

function Message({ message }: { message: MessageDetail }) {
  const { words, format } = useLanguage();
  const { kind, contact, sentAt, stage, failure, run } = message;
  const open = message.questions.find(({ state }) => state === 'open');
  const drafts = draftsOf(open?.entries);
  const waitsForApproval = useWaitsForApproval()(message.id);
  const unsettled = drafts.some(({ alternatives }) => alternatives.length > 0);
  return (
    <Stack gap="lg">
      <div>
        <Group justify="space-between">
          <Title order={2} size="h4">
            {words.kinds[kind]} {words.entry.sentBy(contact.name ?? words.entry.unknownSender)}
          </Title>
          <Stage id={message.id} stage={stage} />
        </Group>
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {format.moment(sentAt)}
          </Text>
          <Anchor href={run.url} target="_blank" rel="noreferrer" size="sm">
            {words.entry.run} <IconExternalLink size={13} aria-hidden />
          </Anchor>
        </Group>
      </div>
      {failure && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={words.stages.failed}>
          {words.inbox.failures[failure] ?? words.inbox.failures.Internal}
        </Alert>
      )}
      <Evidence {...message} />
      {drafts.length > 0 && <Drafts book={message.bookId} drafts={drafts} />}
      {open && unsettled && (
        <Text size="sm" c="var(--desk-warn)">
          {words.inbox.needsChoice}
        </Text>
      )}
      {open && waitsForApproval && (
        <Alert variant="light" color="gray" icon={<IconChecks size={18} />} title={words.inbox.waitsForApproval}>
          {words.inbox.waitsForApprovalHint}{' '}
          <TextLink to="/approvals" inherit>
            {words.inbox.toApprovals}
          </TextLink>
        </Alert>
      )}
      {open && !waitsForApproval && (
        <div className={classes.decision}>
          <Decision message={message} drafts={drafts} revision={open.revision} />
        </div>
      )}
      {message.retriable && <Retry message={message} />}
      {message.entryIds.length > 0 && <Booked ids={message.entryIds} />}
      <Replies replies={message.replies} />
      <Steps steps={message.steps} />
    </Stack>
  );
}

function Booked({ ids }: { ids: readonly string[] }) {
  const { words } = useLanguage();
  return (
    <Group gap="xs">
      {ids.map((id, index) => (
        <ButtonLink key={id} to="/entries" search={{ entry: id }} variant="light" size="compact-sm">
          {ids.length > 1 ? `${words.inbox.seeEntry} ${index + 1}` : words.inbox.seeEntry}
        </ButtonLink>
      ))}
    </Group>
  );
}
