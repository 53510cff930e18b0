import { Badge, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { putEntriesByIdTags } from '../../api/client.ts';
import { useCan } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { TagsField } from '../../parts/TagsField.tsx';
import { useLanguage } from '../../words/locale.tsx';
import classes from './entries.module.css';
import type { EntryDetail } from './queries.ts';

/** The tags of an entry, each leading to the others that carry it; changing them replaces no entry. */
export function Tags({ entry }: { entry: EntryDetail }) {
  const { words } = useLanguage();
  const { bookId, tags } = entry;
  const allowed = useCan('write', bookId);
  const [editing, form] = useDisclosure();
  if (editing) return <TagsForm entry={entry} onClose={form.close} />;
  return (
    <Group gap="xs" mt="xs">
      {tags.map((tag) => (
        <Badge
          key={tag}
          variant="outline"
          color="gray"
          className={classes.tag}
          renderRoot={(props) => <Link to="/entries" search={{ book: bookId, tag }} {...props} />}
        >
          #{tag}
        </Badge>
      ))}
      {allowed && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconTag size={14} aria-hidden />}
          onClick={form.open}
        >
          {tags.length > 0 ? words.entry.changeTags : words.entry.addTags}
        </Button>
      )}
    </Group>
  );
}

function TagsForm({ entry: { id, bookId, tags }, onClose }: { entry: EntryDetail; onClose: () => void }) {
  const { words } = useLanguage();
  const [value, setValue] = useState(tags);
  const save = useAct({
    act: () => putEntriesByIdTags(id, { tags: value }),
    done: words.settings.saved,
    changes: ['entries', 'tags'],
    onDone: onClose,
  });
  return (
    <Group gap="xs" mt="xs" align="flex-end">
      <TagsField
        flex={1}
        size="xs"
        book={bookId}
        label={words.entry.tags}
        value={value}
        onChange={setValue}
        data-autofocus
        autoFocus
      />
      <Button size="xs" variant="default" onClick={onClose}>
        {words.app.cancel}
      </Button>
      <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
        {words.app.save}
      </Button>
    </Group>
  );
}
