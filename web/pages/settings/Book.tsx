import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { patchBooksById } from '../../api/client.ts';
import { booksQuery } from '../../api/queries.ts';
import { useCan } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { useOneBook } from '../../parts/book.tsx';
import { textOf } from '../../parts/FormModal.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';

/** The time zones of Indonesia. */
const zones = [
  { value: 'Asia/Jakarta', label: 'WIB (Jakarta)' },
  { value: 'Asia/Makassar', label: 'WITA (Makassar)' },
  { value: 'Asia/Jayapura', label: 'WIT (Jayapura)' },
];

/** What the chosen book is called and where its days begin; for whom it belongs to. */
export function Book() {
  const { words } = useLanguage();
  const chosen = useOneBook();
  const owns = useCan('own', chosen?.id);
  const { data } = useQuery({ ...booksQuery, enabled: owns && chosen !== null });
  const book = data?.find(({ id }) => id === chosen?.id);
  const save = useAct({
    act: (change: { name: string; timezone: string }) => patchBooksById(book?.id ?? '', change),
    done: words.settings.saved,
    changes: ['books', 'me'],
  });
  if (!owns || !book) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    save.mutate({ name: textOf(fields, 'name'), timezone: textOf(fields, 'timezone') });
  };
  const offered = zones.some(({ value }) => value === book.timezone) ? zones : [...zones, book.timezone];
  return (
    <Card title={`${words.settings.book}: ${book.name}`}>
      <form onSubmit={submit} key={book.id}>
        <Stack>
          <TextInput
            name="name"
            label={words.settings.name}
            description={words.settings.bookHint}
            defaultValue={book.name}
            required
            maxLength={80}
          />
          <Select
            name="timezone"
            label={words.settings.timezone}
            description={words.settings.timezoneHint}
            data={offered}
            defaultValue={book.timezone}
            allowDeselect={false}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              {words.app.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
