import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { periodsQuery } from '../../api/bookQueries.ts';
import { patchEntriesById, postEntriesByIdVoid } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { changesOf, EntryForm, type EntryValues } from './EntryForm.tsx';
import { isLocked } from './locked.ts';
import { changedByEntries, type EntryDetail } from './queries.ts';

const route = getRouteApi('/entries');

const isCorrectable = (type: EntryDetail['type']): type is EntryValues['type'] => type !== 'reversal';

/** Correct or void an entry that stands. */
export function EntryActions({ entry }: { entry: EntryDetail }) {
  const { words, format } = useLanguage();
  const allowed = useCan('write', entry.bookId);
  const [correcting, correction] = useDisclosure();
  const [voiding, voidance] = useDisclosure();
  const navigate = route.useNavigate();
  const ifMatch = `"${entry.version}"`;
  const correct = useAct({
    act: ({ before, after }: { before: EntryValues; after: EntryValues }) =>
      patchEntriesById(entry.id, { ...changesOf(before, after), reason: after.reason.trim() }, { ifMatch }),
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
  const { data: periods = [] } = useQuery({ ...periodsQuery(entry.bookId), enabled: allowed });
  if (!allowed || entry.voidedBy !== null || !isCorrectable(entry.type)) return null;
  const initial = valuesOf(entry, entry.type);
  const locked = isLocked(periods, entry.occurredOn);
  const today = locked ? ` ${words.entry.bookedToday(format.month(entry.occurredOn.slice(0, 7)))}` : '';
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
          hint={words.entry.correctHint + today}
          corrects
          book={entry.bookId}
          initial={initial}
          currency={entry.currency}
          pending={correct.isPending}
          onSubmit={(after) => correct.mutate({ before: initial, after })}
          onClose={correction.close}
        />
      )}
      <Confirmation
        opened={voiding}
        title={words.entry.voidTitle}
        hint={words.entry.voidHint + today}
        action={words.entry.voidConfirm}
        withReason
        pending={takeBack.isPending}
        onConfirm={(reason) => takeBack.mutate(reason)}
        onClose={voidance.close}
      />
    </Group>
  );
}

/** What arrived where a transfer changed money into another currency. */
const arrivedOf = ({ postings, currency, toWallet }: EntryDetail): string =>
  postings.find((side) => toWallet && side.currency !== currency && !side.amount.startsWith('-'))?.amount ?? '';

const valuesOf = (entry: EntryDetail, type: EntryValues['type']): EntryValues => ({
  type,
  amount: entry.amount,
  occurredOn: entry.occurredOn,
  category: entry.category,
  wallet: entry.wallet?.id ?? null,
  toWallet: entry.toWallet?.id ?? null,
  toAmount: arrivedOf(entry),
  merchant: entry.merchant ?? '',
  note: entry.note,
  tags: entry.tags,
  reason: '',
});
