import { Button, Select } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { postEntries } from '../../api/client.ts';
import { isAble, useSession } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { useLanguage } from '../../words/locale.tsx';
import { bodyOf, EntryForm, type EntryValues, emptyEntry } from './EntryForm.tsx';
import { changedByEntries } from './queries.ts';

const route = getRouteApi('/entries');

/** Books an entry at the desk; where every book is in sight, the person says in which. */
export function NewEntry({ chosen }: { chosen: string | undefined }) {
  const { words } = useLanguage();
  const session = useSession();
  const writable = session.books.filter(({ id }) => isAble(session, 'create', id));
  const [said, setBook] = useState<string | null>(null);
  const book = chosen ?? said ?? writable[0]?.id ?? '';
  const allowed = writable.some(({ id }) => id === book);
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
          key={book}
          title={words.entry.createTitle}
          head={
            !chosen &&
            writable.length > 1 && (
              <Select
                label={words.book.choose}
                allowDeselect={false}
                searchable
                data={writable.map(({ id, name }) => ({ value: id, label: name }))}
                value={book}
                onChange={setBook}
              />
            )
          }
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
