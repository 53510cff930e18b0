import { Alert, Button, EmptyState, Stack } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { failureText } from '../api/failure.ts';
import { useLanguage } from '../words/locale.tsx';

/** What went wrong and what to do next. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { words } = useLanguage();
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={words.failure.title} role="alert">
      <Stack gap="sm" align="flex-start">
        {failureText(error, words)}
        {onRetry && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
            {words.app.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

interface NothingProps {
  icon: ReactNode;
  title: string;
  hint?: string;
  action?: ReactNode;
}

/** An empty place that says why it is empty and how it fills. */
export function Nothing({ icon, title, hint, action }: NothingProps) {
  return (
    <EmptyState icon={icon} withIndicatorBackground title={title} description={hint} py="xl" px="md">
      {action && <EmptyState.Actions>{action}</EmptyState.Actions>}
    </EmptyState>
  );
}
