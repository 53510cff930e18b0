import { Anchor, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconFileText, IconPaperclip } from '@tabler/icons-react';
import { postEntriesByIdAttachments } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { useLanguage } from '../../words/locale.tsx';
import type { EntryDetail } from './queries.ts';

/** What the API takes as evidence. */
const accepted = 'image/jpeg,image/png,image/webp,application/pdf';

/** Files people added to an entry, and the way to add one. */
export function Attachments({ entry: { id, bookId, attachments } }: { entry: EntryDetail }) {
  const { words, format } = useLanguage();
  const allowed = useCan('create', bookId);
  const add = useAct({
    act: (file: File) => postEntriesByIdAttachments(id, newKey(), { file }),
    done: words.entry.attached,
    changes: ['entries'],
  });
  return (
    <Stack gap="xs" align="flex-start">
      {attachments.map(({ id: key, fileName, url, createdAt }) => (
        <Group key={key} gap="xs">
          <IconFileText size={16} aria-hidden />
          <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
            {fileName}
          </Anchor>
          <Text size="xs" c="dimmed">
            {format.moment(createdAt)}
          </Text>
        </Group>
      ))}
      {allowed && (
        <FileButton accept={accepted} onChange={(file) => file && add.mutate(file)}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              loading={add.isPending}
              leftSection={<IconPaperclip size={14} aria-hidden />}
            >
              {words.entry.attach}
            </Button>
          )}
        </FileButton>
      )}
    </Stack>
  );
}
