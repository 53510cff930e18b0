import { Input, SimpleGrid, Stack } from '@mantine/core';
import { useSession } from '../../api/session.ts';
import { LanguageChoice, SchemeChoice } from '../../parts/looks.tsx';
import { Card, PageHead } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { ApiKeys } from './ApiKeys.tsx';
import { Book } from './Book.tsx';
import { Password } from './Password.tsx';
import { Profile } from './Profile.tsx';
import { SecondFactor } from './SecondFactor.tsx';

/** What belongs to the person at the desk, and what the chosen book is called. */
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
        <Book />
      </SimpleGrid>
      {makesKeys && <ApiKeys />}
    </>
  );
}

function Appearance() {
  const { words } = useLanguage();
  return (
    <Card title={words.user.appearance}>
      <Stack>
        <Input.Wrapper label={words.user.language} labelElement="div">
          <LanguageChoice />
        </Input.Wrapper>
        <Input.Wrapper label={words.settings.colours} labelElement="div">
          <SchemeChoice />
        </Input.Wrapper>
      </Stack>
    </Card>
  );
}
