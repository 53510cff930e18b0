import { Stack, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useLanguage } from '../../words/locale.tsx';
import classes from './inbox.module.css';
import type { MessageDetail } from './queries.ts';

/** Between asterisks WhatsApp writes bold. */
const bold = /\*([^*\n]+)\*/;

function Formatted({ text }: { text: string }) {
  // Splitting by a group keeps what is in it, at every second place.
  return text.split(bold).map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <strong key={key}>{part}</strong> : <Fragment key={key}>{part}</Fragment>;
  });
}

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
              <Formatted text={text ?? ''} />
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
