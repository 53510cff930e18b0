import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLanguage } from '../words/locale.tsx';

interface ConfirmationProps {
  title: string;
  hint: string;
  action: string;
  /** Asks for a reason, which is kept. */
  withReason?: boolean;
  pending: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  opened: boolean;
}

/** Asks once more before something that people would regret. */
export function Confirmation(props: ConfirmationProps) {
  const { title, hint, action, withReason = false, pending, onConfirm, onClose, opened } = props;
  const { words } = useLanguage();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(reason.trim());
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': words.app.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{hint}</Text>
          {withReason && (
            <Textarea
              data-autofocus
              label={words.entry.reason}
              required
              maxLength={500}
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.app.cancel}
            </Button>
            <Button type="submit" color="red.8" loading={pending} {...(!withReason && { 'data-autofocus': true })}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
