import { Anchor, Group, Text, Timeline } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useCategoryName } from '../../parts/categoryName.ts';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import type { Words } from '../../words/id/index.ts';
import { useLanguage } from '../../words/locale.tsx';
import type { EntryDetail } from './queries.ts';

/** What the entry replaced and what replaced it, oldest first, and the run it came from. */
export function History({ entry }: { entry: EntryDetail }) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(entry.bookId);
  const { history, run, id } = entry;
  return (
    <>
      <Timeline bulletSize={12} lineWidth={2} active={history.findIndex((step) => step.id === id)}>
        {history.map((step) => (
          <Timeline.Item key={step.id}>
            <Group justify="space-between" gap="xs">
              {step.id === id ? (
                <Text size="sm" fw={600}>
                  {stepName(step, words)}
                </Text>
              ) : (
                <TextLink from="/entries" search={(before) => ({ ...before, entry: step.id })} size="sm">
                  {stepName(step, words)}
                </TextLink>
              )}
              <Text size="sm" component="span">
                <Money amount={step.amount} currency={step.currency} tone={step.type === 'reversal' ? 'voided' : 'plain'} />
              </Text>
            </Group>
            <Text size="xs" c="dimmed">
              {format.moment(step.recordedAt)} · {words.sources[step.source] ?? step.source} · {categoryName(step.category)}
            </Text>
            {step.reason && <Text size="sm">“{step.reason}”</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
      {run && (
        <Anchor href={run.url} target="_blank" rel="noreferrer" size="sm">
          {words.entry.run} <IconExternalLink size={14} aria-hidden />
        </Anchor>
      )}
    </>
  );
}

function stepName({ type, corrects }: EntryDetail['history'][number], words: Words): string {
  if (type === 'reversal') return words.entry.reversed;
  return corrects ? words.entry.correctedTo : words.entry.booked;
}
