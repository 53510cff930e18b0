import { Drawer, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../../parts/Failure.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { EntryView } from './EntryView.tsx';
import { entryQuery } from './queries.ts';

/** Wide enough for a receipt beside its reading. */
const width = 860;

/** One entry beside the list it was opened from. */
export function EntryPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { words } = useLanguage();
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size={width}
      title={words.entry.title}
      closeButtonProps={{ 'aria-label': words.entry.close }}
    >
      {id && <Content id={id} />}
    </Drawer>
  );
}

function Content({ id }: { id: string }) {
  const entry = useQuery(entryQuery(id));
  if (entry.error) return <Failure error={entry.error} onRetry={() => void entry.refetch()} />;
  if (entry.data) return <EntryView entry={entry.data} />;
  return (
    <Stack>
      <Skeleton height={40} width="50%" />
      <Skeleton height={20} width="70%" />
      <Skeleton height={240} />
    </Stack>
  );
}
