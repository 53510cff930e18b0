import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { createQueries } from '../api/queries.ts';
import { sessionQuery } from '../api/session.ts';
import { createDeskRouter } from '../routes.tsx';
import { cssVariables, theme } from '../theme/theme.ts';
import { LanguageProvider } from '../words/locale.tsx';

/** The nonce of this page, which the styles that Mantine writes need under the content security policy. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

// Scroll locks of modals write a style as well, and look for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce() });

/** Nothing is told before something was done: the place for it comes after the page. A notice that is early waits. */
const toasts_ms = 1_500;
const Toasts = lazy(() => import('./Toasts.tsx').then(({ Toasts }) => ({ default: Toasts })));

const queries = createQueries();
const router = createDeskRouter(queries);
// The answer is on its way while the page is still being built.
void queries.prefetchQuery(sessionQuery);

export function App() {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), toasts_ms);
    return () => clearTimeout(timer);
  }, []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={nonce}>
      <Suspense>
        <LanguageProvider>
          <QueryClientProvider client={queries}>
            {settled && (
              <Suspense>
                <Toasts />
              </Suspense>
            )}
            <RouterProvider router={router} />
          </QueryClientProvider>
        </LanguageProvider>
      </Suspense>
    </MantineProvider>
  );
}
