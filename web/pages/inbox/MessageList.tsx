import { Badge, Text } from '@mantine/core';
import { IconFileText, IconMessage, IconMicrophone, IconPhoto, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useWaitsForApproval } from '../../api/waiting.ts';
import { useLanguage } from '../../words/locale.tsx';
import classes from './inbox.module.css';
import type { MessageLine } from './queries.ts';

const icons: Partial<Record<MessageLine['kind'], TablerIcon>> = {
  voice: IconMicrophone,
  image: IconPhoto,
  document: IconFileText,
};

const stageColors: Partial<Record<MessageLine['stage'], string>> = {
  asking: 'orange',
  failed: 'red',
  booked: 'brand',
  answered: 'brand',
};

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function moveByKeys(event: KeyboardEvent<HTMLUListElement>) {
  const step = steps[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  links[links.indexOf(event.target as HTMLAnchorElement) + step]?.focus();
  event.preventDefault();
}

/** Where a message stands, in a colour that tells whether somebody is needed. */
export function Stage({ id, stage }: Pick<MessageLine, 'id' | 'stage'>) {
  const { words } = useLanguage();
  const waitsForApproval = useWaitsForApproval();
  return (
    <Badge variant="light" color={stageColors[stage] ?? 'gray'} className={classes.stage}>
      {stage === 'asking' && waitsForApproval(id) ? words.inbox.waitsForApproval : words.stages[stage]}
    </Badge>
  );
}

interface MessageListProps {
  rows: readonly MessageLine[];
  openId: string | undefined;
  /** Where messages of every stage stand together, each says its own. */
  withStage: boolean;
}

/** Messages, newest first. */
export function MessageList({ rows, openId, withStage }: MessageListProps) {
  const { words, format } = useLanguage();
  const waitsForApproval = useWaitsForApproval();
  return (
    <ul className={classes.rows} onKeyDown={moveByKeys}>
      {rows.map(({ id, kind, stage, body, contact, sentAt }) => {
        const Icon = icons[kind] ?? IconMessage;
        return (
          <li key={id}>
            <Link
              from="/inbox"
              search={(before) => ({ ...before, message: id })}
              resetScroll={false}
              className={classes.row}
              aria-current={id === openId ? 'true' : undefined}
            >
              <Icon size={18} stroke={1.7} aria-label={words.kinds[kind]} className={classes.icon} />
              <div className={classes.text}>
                <Text size="sm" fw={550} truncate>
                  {body || words.kinds[kind]}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {contact.name ?? words.entry.unknownSender} · {format.ago(sentAt)}
                </Text>
              </div>
              {(withStage || waitsForApproval(id)) && <Stage id={id} stage={stage} />}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
