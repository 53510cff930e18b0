import { ActionBar, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { periodsQuery } from '../../api/bookQueries.ts';
import { postEntriesBulk } from '../../api/client.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { CategorySelect } from '../../parts/inputs.tsx';
import { TagsField } from '../../parts/TagsField.tsx';
import type { Words } from '../../words/id/index.ts';
import { useLanguage } from '../../words/locale.tsx';
import { isLocked } from './locked.ts';
import { changedByEntries, type EntryLine } from './queries.ts';

type Result = Awaited<ReturnType<typeof postEntriesBulk>>['results'][number];

interface BulkBarProps {
  /** The chosen rows. */
  rows: readonly EntryLine[];
  /** Chooses these rows and no others. */
  onChoose: (ids: readonly string[]) => void;
}

/** The one value of a list that has no other. */
const only = <Value,>(values: Value[]): Value | undefined => (new Set(values).size === 1 ? values[0] : undefined);

const settled = new Set(['changed', 'unchanged']);

/** Puts every chosen entry under another category, or tags it; what the API refuses stays chosen, and says why. */
export function BulkBar({ rows, onChoose }: BulkBarProps) {
  const { words, format } = useLanguage();
  const [category, setCategory] = useState<string | null>(null);
  const [addTags, setTags] = useState<string[]>([]);
  const books = [...new Set(rows.map(({ bookId }) => bookId))];
  const book = only(books);
  const side = only(rows.map(({ type }) => type));
  const currency = only(rows.map((row) => row.currency));
  const periods = useQueries({ queries: books.map(periodsQuery) });
  const inLocked = rows.filter(({ bookId, occurredOn }) => isLocked(periods[books.indexOf(bookId)]?.data ?? [], occurredOn));
  const clear = () => {
    setCategory(null);
    setTags([]);
    onChoose([]);
  };
  const change = useAct({
    act: async () => {
      const set = { ...(category && { category }), ...(addTags.length > 0 && { addTags }) };
      const idsOf = (one: string) => rows.filter(({ bookId }) => bookId === one).map(({ id }) => id);
      const answers = await Promise.all(books.map((one) => postEntriesBulk(newKey(), { book: one, ids: idsOf(one), set })));
      return answers.flatMap(({ results }) => results);
    },
    done: (results) => doneOf(results, words),
    changes: [...changedByEntries, 'tags'],
    onDone: (results) => {
      clear();
      const refused = results.filter(({ result }) => !settled.has(result));
      if (refused.length === 0) return;
      onChoose(refused.map(({ id }) => id));
      tellRefused(refused, words);
    },
  });
  return (
    <ActionBar opened={rows.length > 0} onClose={clear} aria-label={words.entries.bulk}>
      <div>
        <Text size="sm" fw={600}>
          {words.entries.selected(rows.length)}
        </Text>
        {currency && side !== undefined && rows.length > 1 && (
          <Text size="xs">{format.money(String(rows.reduce((sum, { amount }) => sum + Number(amount), 0)), currency)}</Text>
        )}
        {category && inLocked.length > 0 && (
          <Text size="xs" maw={180}>
            {words.entries.bulkLocked(inLocked.length)}
          </Text>
        )}
      </div>
      <ActionBar.Divider />
      <CategorySelect
        w={180}
        book={book}
        side={side === 'expense' || side === 'income' ? side : undefined}
        size="xs"
        clearable
        aria-label={words.entries.recategorise}
        placeholder={words.entries.recategorise}
        value={category}
        onChange={setCategory}
      />
      {book && (
        <TagsField
          w={200}
          size="xs"
          book={book}
          aria-label={words.entries.addTags}
          placeholder={words.entries.addTags}
          value={addTags}
          onChange={setTags}
        />
      )}
      <Button
        size="xs"
        disabled={category === null && addTags.length === 0}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        {words.app.save}
      </Button>
      <ActionBar.CloseButton aria-label={words.app.cancel} />
    </ActionBar>
  );
}

/** What became of the chosen entries; null when every one was refused. */
function doneOf(results: readonly Result[], words: Words): string | null {
  const count = (wanted: string) => results.filter(({ result }) => result === wanted).length;
  const [changed, same] = [count('changed'), count('unchanged')];
  const said = [changed > 0 && words.entries.bulkDone(changed), same > 0 && words.entries.bulkSame(same)].filter(Boolean);
  return said.length > 0 ? said.join('; ') : null;
}

/** Says why entries were refused, each reason once, until it is read. */
function tellRefused(refused: readonly Result[], words: Words): void {
  const reasons = new Set(refused.map(({ result }) => words.failure.refusals[result] ?? words.failure.invalid));
  notifications.show({
    color: 'orange',
    title: words.entries.bulkFailed(refused.length),
    message: [...reasons].join(' '),
    autoClose: false,
    closeButtonProps: { 'aria-label': words.app.close },
  });
}
