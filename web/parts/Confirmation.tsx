import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLanguage } from '../words/locale.tsx';

interface ConfirmationProps {
  title: string;
  hint: string;
  action: string;
  /** Asks for a reason, which is kept. */
  withReason?: boolean | 'optional';
  /** Says yes to something good, rather than to what people would regret. */
  kind?: 'warns' | 'welcomes';
  pending: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  opened: boolean;
}

/** Asks once more before something that lasts. */
export function Confirmation(props: ConfirmationProps) {
  const { title, hint, action, withReason = false, kind = 'warns', pending, onConfirm, onClose, opened } = props;
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
              label={withReason === 'optional' ? `${words.entry.comment} (${words.app.optional})` : words.entry.reason}
              required={withReason !== 'optional'}
              maxLength={300}
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
            <Button
              type="submit"
              color={kind === 'warns' ? 'red.9' : 'brand'}
              loading={pending}
              {...(!withReason && { 'data-autofocus': true })}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
