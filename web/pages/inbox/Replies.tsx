import { Stack, Text } from '@mantine/core';
import { useLanguage } from '../../words/locale.tsx';
import classes from './inbox.module.css';
import type { MessageDetail } from './queries.ts';

/** What Catat said to the sender. */
export function Replies({ replies }: { replies: MessageDetail['replies'] }) {
  const { words, format } = useLanguage();
  // A sign on the message (an emoji) is no sentence.
  const said = replies.filter(({ text }) => text && /\p{Letter}/u.test(text));
  if (said.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{words.inbox.said}</h3>
      <Stack gap="xs">
        {said.map(({ id, text, plannedAt, state }) => (
          <div key={id} className={classes.reply}>
            <Text size="sm" className={classes.said}>
              {text}
            </Text>
            <Text size="xs" c="dimmed">
              {format.moment(plannedAt)} · {words.outbound[state]}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  );
}
