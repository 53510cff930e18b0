import { Input, SegmentedControl, SimpleGrid, Stack, useMantineColorScheme } from '@mantine/core';
import { useSession } from '../../api/session.ts';
import { Card, PageHead } from '../../parts/Page.tsx';
import type { Locale } from '../../words/format.ts';
import { useLanguage } from '../../words/locale.tsx';
import { ApiKeys } from './ApiKeys.tsx';
import { Password } from './Password.tsx';
import { Profile } from './Profile.tsx';
import { SecondFactor } from './SecondFactor.tsx';

/** What belongs to the person at the desk rather than to a book. */
export function SettingsPage() {
  const { words } = useLanguage();
  const { kind, admin, books } = useSession();
  const makesKeys = kind === 'staff' && (admin || books.some(({ role }) => role === 'owner'));
  return (
    <>
      <PageHead title={words.nav.settings} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Appearance />
        {kind === 'staff' && (
          <>
            <Profile />
            <Password />
            <SecondFactor />
          </>
        )}
      </SimpleGrid>
      {makesKeys && <ApiKeys />}
    </>
  );
}

function Appearance() {
  const { words, locale, setLocale } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title={words.user.appearance}>
      <Stack>
        <Input.Wrapper label={words.user.language} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={words.user.language}
            value={locale}
            onChange={(value) => setLocale(value as Locale)}
            data={[
              { value: 'id', label: 'Indonesia' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Input.Wrapper>
        <Input.Wrapper label={words.settings.colours} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={words.settings.colours}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
            data={[
              { value: 'light', label: words.user.light },
              { value: 'dark', label: words.user.dark },
              { value: 'auto', label: words.user.auto },
            ]}
          />
        </Input.Wrapper>
      </Stack>
    </Card>
  );
}
