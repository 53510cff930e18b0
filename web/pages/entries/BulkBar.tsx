import { ActionBar, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { postEntriesBulk } from '../../api/client.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { CategorySelect } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { changedByEntries, type EntryLine } from './queries.ts';

interface BulkBarProps {
  /** The chosen rows. */
  rows: readonly EntryLine[];
  onClear: () => void;
}

/** Puts every chosen entry under another category; the API tells of each whether it could. */
export function BulkBar({ rows, onClear }: BulkBarProps) {
  const { words } = useLanguage();
  const [category, setCategory] = useState<string | null>(null);
  const only = <Value,>(values: Value[]): Value | undefined => (new Set(values).size === 1 ? values[0] : undefined);
  const side = only(rows.map(({ type }) => type));
  const recategorise = useAct({
    act: async (to: string) => {
      const books = [...new Set(rows.map(({ bookId }) => bookId))];
      const idsOf = (book: string) => rows.filter(({ bookId }) => bookId === book).map(({ id }) => id);
      const answers = await Promise.all(
        books.map((book) => postEntriesBulk(newKey(), { book, ids: idsOf(book), set: { category: to } })),
      );
      const results = answers.flatMap((answer) => answer.results);
      return {
        changed: results.filter(({ result }) => result === 'changed').length,
        refused: results.filter(({ result }) => result !== 'changed' && result !== 'unchanged').length,
      };
    },
    done: ({ changed }) => words.entries.recategorised(changed),
    changes: changedByEntries,
    onDone: ({ refused }) => {
      if (refused > 0) notifications.show({ color: 'orange', message: words.entries.someFailed(refused) });
      setCategory(null);
      onClear();
    },
  });
  return (
    <ActionBar opened={rows.length > 0} onClose={onClear} aria-label={words.entries.recategorise}>
      <Text size="sm" fw={600}>
        {words.entries.selected(rows.length)}
      </Text>
      <ActionBar.Divider />
      <CategorySelect
        w={190}
        book={only(rows.map(({ bookId }) => bookId))}
        side={side === 'expense' || side === 'income' ? side : undefined}
        size="xs"
        aria-label={words.entries.recategorise}
        placeholder={words.entries.recategorise}
        value={category}
        onChange={setCategory}
      />
      <Button
        size="xs"
        disabled={category === null}
        loading={recategorise.isPending}
        onClick={() => category && recategorise.mutate(category)}
      >
        {words.app.save}
      </Button>
      <ActionBar.CloseButton aria-label={words.app.cancel} />
    </ActionBar>
  );
}
