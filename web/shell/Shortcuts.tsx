import { Group, Kbd, Modal, Stack, Text, Title, useMantineColorScheme } from '@mantine/core';
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useLanguage } from '../words/locale.tsx';
import { places } from './navigation.ts';

/** So long after g the next letter still counts. */
const sequence_ms = 1_200;
/** The field `/` leads to, if the page has one. */
export const searchField = 'search-field';

/** Keys that work on every page: g and a letter to go, / to search, t for the theme, ? for help. */
export function useGoTo(onHelp: () => void): void {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const startedAt = useRef(0);
  const goTo = places.map(
    ({ to, key }): HotkeyItem => [
      key,
      () => {
        if (Date.now() - startedAt.current > sequence_ms) return;
        startedAt.current = 0;
        void navigate({ to });
      },
      { preventDefault: false },
    ],
  );
  useHotkeys([
    ['g', () => (startedAt.current = Date.now()), { preventDefault: false }],
    ...goTo,
    ['/', () => document.getElementById(searchField)?.focus()],
    ['shift+?', onHelp],
    ['shift+T', () => toggleColorScheme()],
  ]);
}

/** What the keys do. */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { words } = useLanguage();
  const s = words.shortcuts;
  const groups: { title: string; rows: { keys: string[]; does: string }[] }[] = [
    { title: s.goTo, rows: places.map(({ name, key }) => ({ keys: ['g', key], does: words.nav[name] })) },
    {
      title: s.inLists,
      rows: [
        { keys: ['j', 'k'], does: s.move },
        { keys: ['↵'], does: s.open },
        { keys: ['x'], does: s.select },
        { keys: ['n'], does: s.create },
        { keys: ['Esc'], does: s.close },
        { keys: ['Ctrl', '↵'], does: s.confirm },
      ],
    },
    {
      title: s.everywhere,
      rows: [
        { keys: ['/'], does: s.search },
        { keys: ['T'], does: s.theme },
        { keys: ['?'], does: s.help },
      ],
    },
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={s.title} closeButtonProps={{ 'aria-label': words.app.close }}>
      <Stack gap="lg">
        {groups.map(({ title, rows }) => (
          <Stack key={title} gap={6}>
            <Title order={3} size="sm">
              {title}
            </Title>
            {rows.map(({ keys, does }) => (
              <Group key={does} justify="space-between">
                <Text size="sm">{does}</Text>
                <Group gap={4}>
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Group>
            ))}
          </Stack>
        ))}
      </Stack>
    </Modal>
  );
}
