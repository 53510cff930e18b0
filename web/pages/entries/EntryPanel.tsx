import { ActionIcon, Drawer, Group, Skeleton, Stack } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../parts/Failure.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { EntryView } from './EntryView.tsx';
import { entryQuery } from './queries.ts';

/** Wide enough for a receipt beside its reading. */
const width = 860;

interface EntryPanelProps {
  id: string | undefined;
  /** The entries of the list, in its order. */
  ids: readonly string[];
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** One entry beside the list it was opened from; the next of the list is a key away. */
export function EntryPanel({ id, ids, onOpen, onClose }: EntryPanelProps) {
  const { words } = useLanguage();
  return (
    <Drawer.Root opened={id !== undefined} onClose={onClose} position="right" size={width}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header>
          <Group gap="sm">
            <Drawer.Title>{words.entry.title}</Drawer.Title>
            {id && <Neighbours id={id} ids={ids} onOpen={onOpen} />}
          </Group>
          <Drawer.CloseButton aria-label={words.entry.close} />
        </Drawer.Header>
        <Drawer.Body>{id && <Content id={id} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Leads to the entries before and after this one; nothing for an entry that is not of the list. */
function Neighbours({ id, ids, onOpen }: Pick<EntryPanelProps, 'ids' | 'onOpen'> & { id: string }) {
  const { words } = useLanguage();
  const place = ids.indexOf(id);
  const [before, after] = place < 0 ? [] : [ids[place - 1], ids[place + 1]];
  useHotkeys([
    ['k', () => before && onOpen(before)],
    ['j', () => after && onOpen(after)],
  ]);
  if (place < 0) return null;
  const steps = [
    { to: before, label: words.entry.before, Icon: IconChevronUp },
    { to: after, label: words.entry.after, Icon: IconChevronDown },
  ];
  return (
    <Group gap={4}>
      {steps.map(({ to, label, Icon }) => (
        <ActionIcon
          key={label}
          variant="default"
          aria-label={label}
          title={label}
          disabled={to === undefined}
          onClick={() => to && onOpen(to)}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  );
}

function Content({ id }: { id: string }) {
  const entry = useQuery(entryQuery(id));
  if (entry.error) return <Failure error={entry.error} onRetry={() => void entry.refetch()} />;
  // A form that is open belongs to the entry it was opened for.
  if (entry.data) return <EntryView key={id} entry={entry.data} />;
  return (
    <Stack>
      <Skeleton height={40} width="50%" />
      <Skeleton height={20} width="70%" />
      <Skeleton height={240} />
    </Stack>
  );
}
