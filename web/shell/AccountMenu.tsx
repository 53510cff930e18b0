import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconApi, IconKeyboard, IconLogout, IconSelector } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { postAuthLogout } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { LanguageChoice, SchemeChoice } from '../parts/looks.tsx';
import { useLanguage } from '../words/locale.tsx';
import classes from './shell.module.css';

/** Who is logged in, with language, appearance and the way out. */
export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { words } = useLanguage();
  const { kind, name, email } = useSession();
  const logout = useMutation({
    mutationFn: () => postAuthLogout(),
    // A new page holds nothing of the one who left.
    onSettled: () => window.location.assign('/'),
  });
  const shown = kind === 'ops' ? words.user.operator : name;
  return (
    <Menu width={248} position="top-start" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.account}>
          <VisuallyHidden>{words.user.menu}: </VisuallyHidden>
          <Avatar size={30} radius="xl" color="brand" name={shown} aria-hidden />
          <div style={{ minWidth: 0, flex: 1 }}>
            <Text size="sm" fw={550} truncate>
              {shown}
            </Text>
            {email && (
              <Text size="xs" c="dimmed" truncate>
                {email}
              </Text>
            )}
          </div>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.user.language}</Menu.Label>
        <LanguageChoice size="xs" />
        <Menu.Label mt="xs">{words.user.appearance}</Menu.Label>
        <SchemeChoice size="xs" />
        <Menu.Divider mt="sm" />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
          {words.user.shortcuts}
        </Menu.Item>
        <Menu.Item leftSection={<IconApi size={16} />} component="a" href="/docs" target="_blank">
          {words.user.api}
        </Menu.Item>
        {kind === 'staff' && (
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => logout.mutate()}>
            {words.user.logout}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
