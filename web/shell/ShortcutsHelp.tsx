import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core';
import { useLanguage } from '../words/locale.tsx';
import { places } from './navigation.ts';

/** What the keys do. */
export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
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
    <Modal opened onClose={onClose} title={s.title} closeButtonProps={{ 'aria-label': words.app.close }}>
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
