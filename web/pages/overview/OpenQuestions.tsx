import { Alert, Badge, Text } from '@mantine/core';
import { IconChecks, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { pendingApprovalsQuery } from '../../api/queries.ts';
import { useOpenQuestions } from '../../api/waiting.ts';
import { TextLink } from '../../parts/links.tsx';
import parts from '../../parts/parts.module.css';
import { useLanguage } from '../../words/locale.tsx';
import { InShort } from './InShort.tsx';
import classes from './overview.module.css';

/** So many fit beside the chart. */
const shown = 5;

/** How many requests wait for somebody's approval. */
function ToApprove() {
  const { words } = useLanguage();
  const { book } = useSearch({ strict: false });
  const { data = [] } = useQuery(pendingApprovalsQuery(book));
  if (data.length === 0) return null;
  return (
    <Alert variant="light" color="orange" mt="md" p="sm" icon={<IconChecks size={18} />}>
      <TextLink to="/approvals" c="inherit" inherit>
        {words.overview.toApprove(data.length)}
      </TextLink>
    </Alert>
  );
}

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
      below={<ToApprove />}
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
