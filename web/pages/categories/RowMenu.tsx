import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useAct } from '../../parts/act.ts';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { useLanguage } from '../../words/locale.tsx';

interface RowMenuProps {
  name: string;
  archivedAt: string | null;
  changes: readonly string[];
  change: (body: { name?: string; archived?: boolean }) => Promise<unknown>;
}

/** Renames a thing, puts it away, or takes it out again. */
export function RowMenu({ name, archivedAt, changes, change }: RowMenuProps) {
  const { words } = useLanguage();
  const [renaming, form] = useDisclosure();
  const act = useAct({ act: change, done: words.settings.saved, changes, onDone: form.close });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`${words.app.edit}: ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={form.open}>{words.wallets.rename}</Menu.Item>
          <Menu.Item onClick={() => act.mutate({ archived: archivedAt === null })}>
            {archivedAt === null ? words.wallets.archive : words.wallets.restore}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && (
        <FormModal
          title={words.wallets.rename}
          pending={act.isPending}
          onSubmit={(fields) => act.mutate({ name: textOf(fields, 'name') })}
          onClose={form.close}
        >
          <TextInput name="name" label={words.settings.name} required maxLength={80} defaultValue={name} data-autofocus />
        </FormModal>
      )}
    </>
  );
}
