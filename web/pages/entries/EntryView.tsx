import { Alert, Badge, DataList, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCategoryName } from '../../parts/categoryName.ts';
import { Evidence } from '../../parts/Evidence.tsx';
import { TextLink } from '../../parts/links.tsx';
import { Money } from '../../parts/Money.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { Attachments } from './Attachments.tsx';
import { Comments } from './Comments.tsx';
import { toneOf } from './columns.tsx';
import { EntryActions } from './EntryActions.tsx';
import { ItemsTable, PostingsTable } from './EntryTables.tsx';
import classes from './entries.module.css';
import { History } from './History.tsx';
import type { EntryDetail } from './queries.ts';
import { Tags } from './Tags.tsx';

/** An entry with everything it rests on. */
export function EntryView({ entry }: { entry: EntryDetail }) {
  const { words, format } = useLanguage();
  const categoryName = useCategoryName(entry.bookId);
  const { message, items, postings, evidence, wallet, toWallet } = entry;
  return (
    <Stack gap="lg">
      <div>
        <Group gap="xs" mb={4}>
          <Badge variant="light" color={entry.type === 'income' ? 'brand' : 'gray'}>
            {words.types[entry.type]}
          </Badge>
          {entry.category && (
            <Badge variant="light" color="gray">
              {categoryName(entry.category)}
            </Badge>
          )}
        </Group>
        <div className={classes.headline}>
          <Money amount={entry.amount} currency={entry.currency} tone={toneOf(entry)} />
        </div>
        <Text fw={550}>{entry.note || words.entries.noNote}</Text>
        <Text size="sm" c="dimmed">
          {[entry.merchant, format.day(entry.occurredOn), [wallet?.name, toWallet?.name].filter(Boolean).join(' → ')]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Tags entry={entry} />
      </div>
      <EntryActions entry={entry} />
      <Standing entry={entry} />
      {message ? (
        <Section
          title={`${words.kinds[message.kind as keyof typeof words.kinds]} ${words.entry.sentBy(message.contact.name ?? words.entry.unknownSender)}`}
        >
          <Text size="xs" c="dimmed" mb="sm">
            {format.moment(message.sentAt)}
          </Text>
          <Evidence {...message} />
        </Section>
      ) : (
        <Text size="sm" c="dimmed">
          {words.entry.fromDesk}
        </Text>
      )}
      {items.length > 0 && (
        <Section title={words.entry.items}>
          <ItemsTable items={items} currency={entry.currency} />
        </Section>
      )}
      {evidence.length > 0 && (
        <Section title={words.entry.evidence}>
          <DataList gap={6} labelWidth={110}>
            {evidence.map(({ field, source, quote }) => (
              <DataList.Item key={`${field} ${quote}`}>
                <DataList.ItemLabel>{words.entry.fields[field] ?? field}</DataList.ItemLabel>
                <DataList.ItemValue>
                  {quote && `“${quote}” `}
                  <Text span size="xs" c="dimmed">
                    {words.entry.evidenceSources[source] ?? source}
                  </Text>
                </DataList.ItemValue>
              </DataList.Item>
            ))}
          </DataList>
        </Section>
      )}
      <Section title={words.entry.postings}>
        <PostingsTable postings={postings} />
      </Section>
      <Section title={words.entry.attachments}>
        <Attachments entry={entry} />
      </Section>
      <Section title={words.entry.comments}>
        <Comments entry={entry} />
      </Section>
      <Section title={words.entry.history}>
        <History entry={entry} />
      </Section>
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{title}</h3>
      {children}
    </section>
  );
}

/** What became of the entry, or of the one it replaces. */
function Standing({ entry: { voidedBy, reversalOf, corrects } }: { entry: EntryDetail }) {
  const { words } = useLanguage();
  const known: [string | null, string, string][] = [
    [voidedBy, words.entry.isVoided, words.entry.seeReversal],
    [reversalOf, words.entry.isReversal, words.entry.seeOriginal],
    [corrects, words.entry.replaces, words.entry.seeOriginal],
  ];
  return known.map(
    ([id, says, see]) =>
      id && (
        <Alert key={id} variant="light" color="gray" icon={<IconInfoCircle size={18} />}>
          {says}{' '}
          <TextLink from="/entries" search={(before) => ({ ...before, entry: id })} inherit>
            {see}
          </TextLink>
        </Alert>
      ),
  );
}
