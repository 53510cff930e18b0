import { Menu, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useAct } from '../../parts/act.ts';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { RowActions } from '../../parts/RowActions.tsx';
import { useLanguage } from '../../words/locale.tsx';

interface RowMenuProps {
  name: string;
  /** Left out of what is never put away. */
  archivedAt?: string | null;
  /** Catat's own, which is called by the same words everywhere. */
  builtIn?: boolean;
  changes: readonly string[];
  change: (body: { name?: string; archived?: boolean }) => Promise<unknown>;
}

/** Renames a thing; what can be put away is put away, or taken out again. */
export function RowMenu({ name, archivedAt, builtIn = false, changes, change }: RowMenuProps) {
  const { words } = useLanguage();
  const [renaming, form] = useDisclosure();
  const act = useAct({ act: change, done: words.settings.saved, changes, onDone: form.close });
  return (
    <>
      <RowActions of={name}>
        {!builtIn && <Menu.Item onClick={form.open}>{words.wallets.rename}</Menu.Item>}
        {archivedAt !== undefined && (
          <Menu.Item onClick={() => act.mutate({ archived: archivedAt === null })}>
            {archivedAt === null ? words.wallets.archive : words.wallets.restore}
          </Menu.Item>
        )}
      </RowActions>
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
