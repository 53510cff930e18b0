import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { postAuthLogin } from '../../api/client.ts';
import { failureText, isStatus } from '../../api/failure.ts';
import { sessionQuery } from '../../api/session.ts';
import type { Words } from '../../words/id/index.ts';
import { useLanguage } from '../../words/locale.tsx';
import classes from './login.module.css';

/** Asks who is there. `expired`: somebody was, until now. */
export function LoginPage({ expired }: { expired: boolean }) {
  const { words, setLocale } = useLanguage();
  const queries = useQueryClient();
  const [asksCode, setAsksCode] = useState(false);
  useEffect(() => {
    document.title = `${words.login.title} · ${words.app.name}`;
  }, [words]);
  const login = useMutation({
    mutationFn: (form: FormData) => {
      const [email, password, totp] = ['email', 'password', 'totp'].map((name) => String(form.get(name) ?? ''));
      return postAuthLogin({ email: email ?? '', password: password ?? '', ...(totp && { totp }) });
    },
    onSuccess: async ({ staff }) => {
      setLocale(staff.locale);
      await queries.resetQueries({ queryKey: sessionQuery.queryKey });
    },
    onError: (error) => setAsksCode((already) => already || isStatus(error, 401)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    login.mutate(new FormData(event.currentTarget));
  };
  return (
    <Center component="main" mih="100dvh" p="md" className={classes.page}>
      <Stack w="100%" maw={380} gap="lg">
        <Stack gap={6} align="center">
          <img src="/icon.svg" alt="" width={44} height={44} />
          <Title order={1} size="h3" mt="xs">
            {words.login.title}
          </Title>
          <Text c="dimmed" size="sm">
            {words.login.lead}
          </Text>
        </Stack>
        <Paper withBorder radius="lg" p="lg" component="form" onSubmit={submit}>
          <Stack gap="md">
            {expired && !login.error && <Alert variant="light">{words.login.expired}</Alert>}
            {login.error && (
              <Alert color="red" variant="light" role="alert">
                {loginFailure(login.error, words)}
              </Alert>
            )}
            <TextInput name="email" type="email" label={words.login.email} autoComplete="username" required autoFocus />
            <PasswordInput name="password" label={words.login.password} autoComplete="current-password" required />
            {asksCode && (
              <TextInput
                name="totp"
                label={words.login.totp}
                description={words.login.totpHint}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
              />
            )}
            <Button type="submit" fullWidth loading={login.isPending}>
              {words.login.submit}
            </Button>
          </Stack>
        </Paper>
      </Stack>
    </Center>
  );
}

function loginFailure(error: unknown, words: Words): string {
  if (isStatus(error, 401)) return words.login.wrong;
  if (isStatus(error, 429)) return words.login.slow;
  return failureText(error, words);
}
