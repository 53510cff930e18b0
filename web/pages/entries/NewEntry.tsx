import { Button } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { postEntries } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { useLanguage } from '../../words/locale.tsx';
import { bodyOf, EntryForm, type EntryValues, emptyEntry } from './EntryForm.tsx';
import { changedByEntries } from './queries.ts';

const route = getRouteApi('/entries');

/** Books an entry at the desk. */
export function NewEntry({ book }: { book: string }) {
  const { words } = useLanguage();
  const allowed = useCan('create', book);
  const [opened, form] = useDisclosure();
  const navigate = route.useNavigate();
  // One form is one entry, however often it is sent.
  const key = useRef('');
  const open = () => {
    key.current = newKey();
    form.open();
  };
  const create = useAct({
    act: (values: EntryValues) => postEntries(key.current, { book, ...bodyOf(values) }),
    done: (output) => ('occurredOn' in output ? words.entry.createDone : words.entry.waits),
    changes: changedByEntries,
    onDone: (output) => {
      form.close();
      if ('occurredOn' in output) void navigate({ search: (before) => ({ ...before, entry: output.id }) });
    },
  });
  useHotkeys(allowed ? [['n', open]] : []);
  if (!allowed) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        {words.entries.create}
      </Button>
      {opened && (
        <EntryForm
          title={words.entry.createTitle}
          book={book}
          initial={emptyEntry()}
          pending={create.isPending}
          onSubmit={(values) => create.mutate(values)}
          onClose={form.close}
        />
      )}
    </>
  );
}
