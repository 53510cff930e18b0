import { Center, Container, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { isStatus } from '../api/failure.ts';
import { SessionContext, sessionQuery } from '../api/session.ts';
import { Failure } from '../parts/Failure.tsx';
import { useLanguage } from '../words/locale.tsx';
import { Shell } from './Shell.tsx';

const LoginPage = lazy(() => import('../pages/login/Login.tsx').then(({ LoginPage }) => ({ default: LoginPage })));

/** Nobody passes who is not known; the address stays, so that a login leads to the page that was asked for. */
export function Gate() {
  const { words } = useLanguage();
  const session = useQuery(sessionQuery);
  const waiting = (
    <Center h="100dvh">
      <Loader role="status" aria-label={words.app.loading} />
    </Center>
  );
  if (isStatus(session.error, 401))
    return (
      <Suspense fallback={waiting}>
        <LoginPage expired={session.data !== undefined} />
      </Suspense>
    );
  if (session.data)
    return (
      <SessionContext value={session.data}>
        <Shell />
      </SessionContext>
    );
  if (session.error)
    return (
      <Container size="xs" py="xl" component="main">
        <Failure error={session.error} onRetry={() => void session.refetch()} />
      </Container>
    );
  return waiting;
}
