import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { postEntriesByIdComments } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { useLanguage } from '../../words/locale.tsx';
import type { EntryDetail } from './queries.ts';

/** What people said about an entry; anybody who may see it and act in the book can add to it. */
export function Comments({ entry: { id, bookId, comments } }: { entry: EntryDetail }) {
  const { words, format } = useLanguage();
  const allowed = useCan('comment', bookId);
  const [text, setText] = useState('');
  const send = useAct({
    act: (body: string) => postEntriesByIdComments(id, newKey(), { body }),
    done: words.entry.commentDone,
    changes: ['entries'],
    onDone: () => setText(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) send.mutate(text.trim());
  };
  return (
    <Stack gap="sm">
      {comments.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.entry.noComments}
        </Text>
      )}
      {comments.map(({ id: key, author, authorName, body, createdAt }) => (
        <div key={key}>
          <Text size="xs" c="dimmed">
            <Text span inherit fw={600} c="var(--mantine-color-text)">
              {authorName ?? author}
            </Text>{' '}
            · {format.moment(createdAt)}
          </Text>
          <Text size="sm">{body}</Text>
        </div>
      ))}
      {allowed && (
        <form onSubmit={submit}>
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <Textarea
              flex={1}
              aria-label={words.entry.comment}
              placeholder={words.entry.comment}
              autosize
              maxRows={6}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={send.isPending} disabled={!text.trim()}>
              {words.entry.send}
            </Button>
          </Group>
        </form>
      )}
    </Stack>
  );
}
