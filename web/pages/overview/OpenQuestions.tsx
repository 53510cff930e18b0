import { Badge, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useOpenQuestions } from '../../api/waiting.ts';
import parts from '../../parts/parts.module.css';
import { useLanguage } from '../../words/locale.tsx';
import { InShort } from './InShort.tsx';
import classes from './overview.module.css';

/** So many fit beside the chart. */
const shown = 5;

/** The latest questions nobody has answered; the inbox has them all. */
export function OpenQuestions() {
  const { words, format } = useLanguage();
  const data = useOpenQuestions();
  return (
    <InShort
      title={words.overview.questions}
      to="/inbox"
      rows={data?.slice(0, shown)}
      empty={{ icon: <IconCircleCheck />, title: words.overview.noQuestions }}
    >
      {(rows) =>
        rows.map(({ id, kind, body, contact, sentAt }) => (
          <Link key={id} to="/inbox" search={{ message: id }} className={classes.question}>
            <div className={parts.line}>
              <Text size="sm" fw={550} truncate>
                {body || words.kinds[kind]}
              </Text>
              <Badge variant="light" color="gray" style={{ flexShrink: 0 }}>
                {words.kinds[kind]}
              </Badge>
            </div>
            <Text size="xs" c="dimmed">
              {contact.name ?? words.entry.unknownSender} · {format.ago(sentAt)}
            </Text>
          </Link>
        ))
      }
    </InShort>
  );
}
