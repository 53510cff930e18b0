import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { patchAuthMe } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';

/** The name colleagues read beside decisions and comments; the language of the desk is kept with it. */
export function Profile() {
  const { words, locale } = useLanguage();
  const { name, email } = useSession();
  const save = useAct({
    act: (next: string) => patchAuthMe({ name: next, locale }),
    done: words.settings.saved,
    changes: ['me'],
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('name')).trim());
  };
  return (
    <Card title={words.settings.profile}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput name="name" label={words.settings.name} defaultValue={name} required maxLength={100} autoComplete="name" />
          <TextInput label={words.login.email} value={email ?? ''} readOnly />
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
