import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useRef } from 'react';
import { patchAuthMe } from '../../api/client.ts';
import { useAct } from '../../parts/act.ts';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';

/** As the API asks for. */
const minLength = 12;

export function Password() {
  const { words } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const change = useAct({
    act: (password: { current: string; next: string }) => patchAuthMe({ password }),
    done: words.settings.passwordChanged,
    changes: [],
    onDone: () => form.current?.reset(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    change.mutate({ current: String(given.get('current')), next: String(given.get('next')) });
  };
  return (
    <Card title={words.login.password}>
      <form ref={form} onSubmit={submit}>
        <Stack>
          <PasswordInput name="current" label={words.settings.current} required autoComplete="current-password" />
          <PasswordInput
            name="next"
            label={words.settings.next}
            description={words.settings.nextHint(minLength)}
            required
            minLength={minLength}
            autoComplete="new-password"
          />
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {words.settings.change}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
