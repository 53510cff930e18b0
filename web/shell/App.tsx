import { MantineProvider } from '@mantine/core';
import { cssVariables, theme } from '../theme/theme.ts';

/** The nonce of this page, which the styles that Mantine writes need under the content security policy. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={nonce}>
      Catat
    </MantineProvider>
  );
}
