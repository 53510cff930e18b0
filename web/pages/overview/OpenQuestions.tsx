import { Badge, Group, Skeleton, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { questionsQuery } from '../../api/queries.ts';
import { Nothing } from '../../parts/Failure.tsx';
import { ButtonLink } from '../../parts/links.tsx';
import { Card } from '../../parts/Page.tsx';
import { useLanguage } from '../../words/locale.tsx';
import classes from './overview.module.css';

/** So many fit beside the categories. */
const shown = 5;

/** The oldest of what people have not answered yet come last; the inbox has them all. */
export function OpenQuestions() {
  const { words, format } = useLanguage();
  const { data } = useQuery(questionsQuery);
  return (
    <Card
      title={words.overview.questions}
      action={
        <ButtonLink to="/inbox" variant="subtle" size="compact-sm">
          {words.overview.seeAll}
        </ButtonLink>
      }
    >
      {!data && <Skeleton height={120} />}
      {data?.length === 0 && <Nothing icon={<IconCircleCheck />} title={words.overview.noQuestions} />}
      {data?.slice(0, shown).map(({ id, kind, body, contact, sentAt }) => (
        <Link key={id} to="/inbox" search={{ message: id }} className={classes.question}>
          <div className={classes.line}>
            <Text size="sm" fw={550} truncate>
              {body || words.kinds[kind]}
            </Text>
            <Badge variant="light" color="gray" style={{ flexShrink: 0 }}>
              {words.kinds[kind]}
            </Badge>
          </div>
          <Group gap={6}>
            <Text size="xs" c="dimmed">
              {contact.name ?? words.entry.unknownSender} · {format.ago(sentAt)}
            </Text>
          </Group>
        </Link>
      ))}
    </Card>
  );
}
