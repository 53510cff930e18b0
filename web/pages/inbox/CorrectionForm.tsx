import { Button, Checkbox, Fieldset, Group, Modal, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { postMessagesByIdDecision } from '../../api/client.ts';
import type { Draft } from '../../parts/evidence.ts';
import { CategorySelect, DayInput, MoneyInput } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { today } from '../../words/months.ts';

type Lines = NonNullable<Parameters<typeof postMessagesByIdDecision>[2]['entries']>;
type Change = Lines[number]['set'];

interface CorrectionFormProps {
  opened: boolean;
  drafts: readonly Draft[];
  /** Whose categories are offered; null before the sender has a book. */
  book: string | null;
  pending: boolean;
  onSubmit: (lines: Lines) => void;
  onClose: () => void;
}

/** Changes what is about to be booked; the sender sees the new question on the phone. */
export function CorrectionForm({ opened, drafts, book, pending, onSubmit, onClose }: CorrectionFormProps) {
  const { words } = useLanguage();
  const [changed, setChanged] = useState<Record<string, Change>>({});
  const lines = drafts.flatMap(({ id }, index) => {
    const set = changed[id];
    return set && Object.keys(set).length > 0 ? [{ line: index + 1, set }] : [];
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(lines);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.inbox.correctTitle}
      size="lg"
      closeButtonProps={{ 'aria-label': words.app.close }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {words.inbox.correctHint}
          </Text>
          {drafts.map((draft, index) => (
            <DraftFields
              key={draft.id}
              draft={draft}
              book={book}
              legend={drafts.length > 1 ? `${index + 1}. ${draft.note}` : draft.note}
              change={changed[draft.id] ?? {}}
              onChange={(change) => setChanged((before) => ({ ...before, [draft.id]: { ...before[draft.id], ...change } }))}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.app.cancel}
            </Button>
            <Button type="submit" loading={pending} disabled={lines.length === 0}>
              {words.inbox.correct}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface DraftFieldsProps {
  draft: Draft;
  book: string | null;
  legend: string;
  change: Change;
  onChange: (change: Change) => void;
}

function DraftFields({ draft, book, legend, change, onChange }: DraftFieldsProps) {
  const { words } = useLanguage();
  const type = change.type ?? draft.type;
  return (
    <Fieldset legend={legend || words.entries.noNote} disabled={change.remove === true}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={words.entries.type}
          value={type}
          data={(['expense', 'income', 'transfer'] as const).map((value) => ({ value, label: words.types[value] }))}
          onChange={(value) => onChange({ type: value as typeof type })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <MoneyInput
            label={words.entries.amount}
            currency={draft.currency}
            value={change.amount ?? draft.amount ?? ''}
            onChange={(amount) => amount && amount !== draft.amount && onChange({ amount })}
          />
          <DayInput
            label={words.entries.date}
            maxDate={today()}
            value={change.occurredOn ?? draft.occurredOn}
            onChange={(day) => day && onChange({ occurredOn: String(day) })}
          />
          {type !== 'transfer' && (
            <CategorySelect
              book={book ?? undefined}
              label={words.entries.category}
              side={type}
              value={change.category ?? draft.category}
              onChange={(category) => category && onChange({ category })}
            />
          )}
          <TextInput
            label={words.entry.note}
            maxLength={200}
            value={change.note ?? draft.note}
            onChange={(event) => onChange({ note: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Checkbox
          label={words.inbox.leaveOut}
          checked={change.remove === true}
          onChange={(event) => onChange({ remove: event.currentTarget.checked ? true : undefined })}
        />
      </Stack>
    </Fieldset>
  );
}
