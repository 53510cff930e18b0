import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useLanguage } from '../words/locale.tsx';

interface FormModalProps {
  title: string;
  action?: string;
  pending: boolean;
  /** False while something that is needed is missing. */
  complete?: boolean;
  onSubmit: (fields: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A small form over the page; Escape leaves it, Enter sends it. */
export function FormModal({ title, action, pending, complete = true, onSubmit, onClose, children }: FormModalProps) {
  const { words } = useLanguage();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (complete) onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': words.app.close }}>
      <form onSubmit={submit}>
        <Stack>
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.app.cancel}
            </Button>
            <Button type="submit" loading={pending} disabled={!complete}>
              {action ?? words.app.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** A field of a form as trimmed text; empty when it was left out. */
export const textOf = (fields: FormData, name: string): string => String(fields.get(name) ?? '').trim();
