import { Button, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Member, membersQuery } from '../../api/bookQueries.ts';
import { postSubjectsByContactIdErase, postSubjectsByContactIdExport } from '../../api/client.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { Card, PageHead } from '../../parts/Page.tsx';
import parts from '../../parts/parts.module.css';
import { type Language, useLanguage } from '../../words/locale.tsx';
import { Wishes } from './Wishes.tsx';

const column = columnsOf<Member>();
const changes = ['wishes', 'members'];

/** What people may ask for about their data: all of it in one file, or to be forgotten. */
export function PrivacyPage() {
  const language = useLanguage();
  const { words } = language;
  const book = useOneBook();
  const [forgetting, forget] = useState<Member | null>(null);
  const list = useQuery({ ...membersQuery(book?.id ?? ''), enabled: book !== null });
  const people = useMemo(() => list.data?.filter(({ kind }) => kind === 'contact') ?? [], [list.data]);
  const columns = useMemo(() => peopleColumns(language, forget), [language]);
  const erase = useAct({
    act: (reason: string) => {
      if (!forgetting) throw new TypeError('nobody was chosen');
      return postSubjectsByContactIdErase(forgetting.id, newKey(), { confirm: 'erase', reason });
    },
    done: words.privacy.eraseAsked,
    changes,
    onDone: () => forget(null),
  });
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.privacy} aside={<BookName name={book.name} />} />
      <Text c="dimmed" size="sm" mb="md" maw={680}>
        {words.privacy.lead}
      </Text>
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.privacy.people}
          columns={columns}
          rows={people}
          loading={list.isPending}
          empty={<Nothing icon={<IconUsers />} title={words.members.nothing} />}
        />
      )}
      <div className={parts.section}>
        <Card title={words.privacy.wishes}>
          <Wishes people={people} />
        </Card>
      </div>
      <Confirmation
        opened={forgetting !== null}
        title={words.privacy.eraseTitle(forgetting?.name ?? words.entry.unknownSender)}
        hint={words.privacy.eraseHint}
        action={words.privacy.erase}
        withReason
        pending={erase.isPending}
        onConfirm={(reason) => erase.mutate(reason)}
        onClose={() => forget(null)}
      />
    </>
  );
}

function peopleColumns({ words }: Language, onErase: (person: Member) => void): Columns<Member> {
  return [
    column.display({
      id: 'name',
      header: words.settings.name,
      meta: { grow: true },
      cell: ({ row: { original } }) => (
        <>
          <Text size="sm" fw={550} truncate>
            {original.name ?? words.entry.unknownSender}
          </Text>
          <Text size="xs" c="dimmed">
            {words.roles[original.role]}
          </Text>
        </>
      ),
    }),
    column.display({
      id: 'actions',
      header: '',
      meta: { align: 'right' },
      cell: ({ row: { original } }) => (
        <div className={parts.actions}>
          <Export person={original} />
          <Button size="compact-xs" variant="default" onClick={() => onErase(original)}>
            {words.privacy.erase}
          </Button>
        </div>
      ),
    }),
  ];
}

function Export({ person }: { person: Member }) {
  const { words } = useLanguage();
  const ask = useAct({
    act: () => postSubjectsByContactIdExport(person.id, newKey()),
    done: words.privacy.exportAsked,
    changes,
  });
  return (
    <Button size="compact-xs" variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
      {words.privacy.export}
    </Button>
  );
}
