import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { patchEntriesById, postEntriesByIdVoid } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { bodyOf, EntryForm, type EntryValues } from './EntryForm.tsx';
import { changedByEntries, type EntryDetail } from './queries.ts';

const route = getRouteApi('/entries');

const isCorrectable = (type: EntryDetail['type']): type is EntryValues['type'] => type !== 'reversal';

/** Correct or void an entry that stands. */
export function EntryActions({ entry }: { entry: EntryDetail }) {
  const { words } = useLanguage();
  const allowed = useCan('write', entry.bookId);
  const [correcting, correction] = useDisclosure();
  const [voiding, voidance] = useDisclosure();
  const navigate = route.useNavigate();
  const ifMatch = `"${entry.version}"`;
  const correct = useAct({
    act: (values: EntryValues) => patchEntriesById(entry.id, { ...bodyOf(values), reason: values.reason.trim() }, { ifMatch }),
    done: words.entry.correctDone,
    changes: changedByEntries,
    onDone: ({ id }) => {
      correction.close();
      void navigate({ search: (before) => ({ ...before, entry: id }), replace: true });
    },
  });
  const takeBack = useAct({
    act: (reason: string) => postEntriesByIdVoid(entry.id, { reason }, { ifMatch }),
    done: words.entry.voidDone,
    changes: changedByEntries,
    onDone: voidance.close,
  });
  if (!allowed || entry.voidedBy !== null || !isCorrectable(entry.type)) return null;
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={correction.open}>
        {words.entry.correct}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={voidance.open}>
        {words.entry.void}
      </Button>
      {correcting && (
        <EntryForm
          title={words.entry.correctTitle}
          hint={words.entry.correctHint}
          withReason
          book={entry.bookId}
          initial={valuesOf(entry, entry.type)}
          currency={entry.currency}
          pending={correct.isPending}
          onSubmit={(values) => correct.mutate(values)}
          onClose={correction.close}
        />
      )}
      <Confirmation
        opened={voiding}
        title={words.entry.voidTitle}
        hint={words.entry.voidHint}
        action={words.entry.voidConfirm}
        withReason
        pending={takeBack.isPending}
        onConfirm={(reason) => takeBack.mutate(reason)}
        onClose={voidance.close}
      />
    </Group>
  );
}

const valuesOf = (entry: EntryDetail, type: EntryValues['type']): EntryValues => ({
  type,
  amount: entry.amount,
  occurredOn: entry.occurredOn,
  category: entry.category,
  wallet: entry.wallet?.id ?? null,
  toWallet: entry.toWallet?.id ?? null,
  toAmount: '',
  merchant: entry.merchant ?? '',
  note: entry.note,
  reason: '',
});
