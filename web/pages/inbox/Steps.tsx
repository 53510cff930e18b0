import { Text, Timeline } from '@mantine/core';
import { useLanguage } from '../../words/locale.tsx';
import classes from './inbox.module.css';
import type { MessageDetail } from './queries.ts';

/** What happened to a message, in order, each with its time. */
export function Steps({ message }: { message: MessageDetail }) {
  const { words, format } = useLanguage();
  const steps = [
    { key: 'received', at: message.receivedAt, title: words.inbox.received, text: null },
    ...message.replies.map(({ id, plannedAt, text, step }) => ({ key: id, at: plannedAt, title: step, text })),
    ...(message.closedAt ? [{ key: 'closed', at: message.closedAt, title: words.stages[message.stage], text: null }] : []),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <section>
      <h3 className={classes.heading}>{words.inbox.steps}</h3>
      <Timeline bulletSize={12} lineWidth={2} active={steps.length}>
        {steps.map(({ key, at, title, text }) => (
          <Timeline.Item key={key} title={<Text size="sm">{title}</Text>}>
            {text && (
              <Text size="sm" c="dimmed" className={classes.said}>
                {text}
              </Text>
            )}
            <Text size="xs" c="dimmed">
              {format.clock(at)} · {format.ago(at)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  );
}
