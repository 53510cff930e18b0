import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage } from '../words/locale.tsx';

/** The menu at the end of a row or card: what can be done with the thing called `of`. */
export function RowActions({ of, children }: { of: string; children: ReactNode }) {
  const { words } = useLanguage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`${words.app.edit}: ${of}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
