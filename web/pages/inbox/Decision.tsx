import { Button, Group } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconCheck, IconPencil, IconRefresh, IconX } from '@tabler/icons-react';
import { postMessagesByIdDecision, postMessagesByIdRetry } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { Confirmation } from '../../parts/Confirmation.tsx';
import type { Draft } from '../../parts/evidence.ts';
import { useLanguage } from '../../words/locale.tsx';
import { CorrectionForm } from './CorrectionForm.tsx';
import type { MessageDetail } from './queries.ts';

type Body = Parameters<typeof postMessagesByIdDecision>[2];

const changes = ['messages', 'entries', 'reports'];

interface DecisionProps {
  message: MessageDetail;
  drafts: readonly Draft[];
  revision: number | undefined;
}

/** Answers the open question in the place of its sender, by the same way as the phone. */
export function Decision({ message: { id, bookId }, drafts, revision }: DecisionProps) {
  const { words } = useLanguage();
  const allowed = useCan('decide', bookId);
  const [rejecting, rejection] = useDisclosure();
  const [correcting, correction] = useDisclosure();
  const said: Record<Body['decision'], string> = {
    confirm: words.inbox.confirmed,
    reject: words.inbox.rejected,
    correct: words.inbox.correctionSent,
  };
  const decide = useAct({
    act: (body: Body) => postMessagesByIdDecision(id, newKey(), { revision, ...body }),
    done: ({ decision }) => said[decision as Body['decision']],
    changes,
    onDone: () => {
      rejection.close();
      correction.close();
    },
  });
  const unsettled = drafts.some(({ amount, alternatives }) => amount === null || alternatives.length > 0);
  const confirm = () => decide.mutate({ decision: 'confirm' });
  useHotkeys(allowed && !unsettled ? [['mod+Enter', confirm]] : []);
  if (!allowed) return null;
  return (
    <>
      <Group gap="xs">
        <Button
          leftSection={<IconCheck size={16} aria-hidden />}
          disabled={unsettled}
          loading={decide.isPending}
          onClick={confirm}
        >
          {words.inbox.confirm}
        </Button>
        <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={correction.open}>
          {words.inbox.correct}
        </Button>
        <Button variant="subtle" color="red.8" leftSection={<IconX size={16} aria-hidden />} onClick={rejection.open}>
          {words.inbox.reject}
        </Button>
      </Group>
      <Confirmation
        opened={rejecting}
        title={words.inbox.rejectTitle}
        hint={words.inbox.rejectHint}
        action={words.inbox.reject}
        pending={decide.isPending}
        onConfirm={() => decide.mutate({ decision: 'reject' })}
        onClose={rejection.close}
      />
      <CorrectionForm
        opened={correcting}
        drafts={drafts}
        book={bookId}
        pending={decide.isPending}
        onSubmit={(entries) => decide.mutate({ decision: 'correct', entries })}
        onClose={correction.close}
      />
    </>
  );
}

/** Runs a failed message again, as often as it takes. */
export function Retry({ message: { id, bookId } }: { message: MessageDetail }) {
  const { words } = useLanguage();
  const allowed = useCan('decide', bookId);
  const retry = useAct({ act: () => postMessagesByIdRetry(id, newKey()), done: words.inbox.retried, changes });
  if (!allowed) return null;
  return (
    <Group>
      <Button leftSection={<IconRefresh size={16} aria-hidden />} loading={retry.isPending} onClick={() => retry.mutate()}>
        {words.inbox.retry}
      </Button>
    </Group>
  );
}
