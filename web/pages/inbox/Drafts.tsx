import { Group, Stack, Text } from '@mantine/core';
import { useCategoryName } from '../../parts/categoryName.ts';
import type { Draft } from '../../parts/evidence.ts';
import { Money } from '../../parts/Money.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';

/** The entries a run would book. */
export function Drafts({ book, drafts }: { book: string | null; drafts: readonly Draft[] }) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(book);
  return (
    <Card title={words.inbox.drafts}>
      <Stack gap="sm">
        {drafts.map((draft) => (
          <Group key={draft.id} justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={550}>
                {draft.note || draft.merchant || words.entries.noNote}
              </Text>
              <Text size="xs" c="dimmed">
                {[words.types[draft.type], categoryName(draft.category), draft.occurredOn && format.day(draft.occurredOn)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
              {draft.alternatives.length > 0 && (
                <Text size="xs" c="var(--desk-warn)">
                  {words.inbox.alternatives}: {draft.alternatives.map((amount) => format.money(amount)).join(', ')}
                </Text>
              )}
            </div>
            <Text size="sm" fw={600} component="span">
              {draft.amount ? <Money amount={draft.amount} currency={draft.currency} /> : '?'}
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
