import { Group, Text, Timeline } from '@mantine/core';
import { useLanguage } from '../../words/locale.tsx';
import classes from './inbox.module.css';
import type { MessageDetail } from './queries.ts';

type Step = MessageDetail['steps'][number];

const tookOf = ({ startedAt, endedAt }: Step): number | null =>
  endedAt === null ? null : new Date(endedAt).getTime() - new Date(startedAt).getTime();

/** What was done with a message, in order: each step with its time and how long it took. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const { words, format } = useLanguage();
  return (
    <section>
      <h3 className={classes.heading}>{words.inbox.steps}</h3>
      <Timeline bulletSize={12} lineWidth={2} active={steps.filter(({ endedAt }) => endedAt).length - 1}>
        {steps.map((step) => {
          const took = tookOf(step);
          return (
            <Timeline.Item key={`${step.name} ${step.startedAt}`} color={step.failure ? 'red' : undefined}>
              <Group justify="space-between" gap="xs">
                <Text size="sm">{words.steps[step.name] ?? step.name}</Text>
                <Text size="xs" c="dimmed" className={classes.time}>
                  {format.clock(step.startedAt)}
                  {took !== null && took > 0 && ` · ${format.duration(took)}`}
                  {step.attempts > 1 && ` · ${words.inbox.attempts(step.attempts)}`}
                </Text>
              </Group>
              {step.failure && (
                <Text size="xs" c="red.8">
                  {words.inbox.failures[step.failure] ?? words.inbox.failures.Internal}
                </Text>
              )}
            </Timeline.Item>
          );
        })}
      </Timeline>
    </section>
  );
}
