import { Alert, Badge, Button, Code, CopyButton, Group, Menu, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBrandWhatsapp, IconDeviceDesktop, IconTicket, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Member, membersQuery } from '../../api/bookQueries.ts';
import {
  deleteBooksByIdMembersByPerson,
  patchBooksByIdMembersByPerson,
  postBooksByIdInvites,
  postBooksByIdMembers,
  putBooksByIdMembersByPersonWhatsapp,
} from '../../api/client.ts';
import { type Role, useCan } from '../../api/session.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { BookName, useOneBook } from '../../parts/book.tsx';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Failure, Nothing } from '../../parts/Failure.tsx';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { RowActions } from '../../parts/RowActions.tsx';
import { type Language, useLanguage } from '../../words/locale.tsx';

type Invite = Awaited<ReturnType<typeof postBooksByIdInvites>>;

const column = columnsOf<Member>();
const roles: readonly Role[] = ['owner', 'finance', 'approver', 'member', 'auditor'];
/** As many people as one code can let in. */
const maxUses = 100;

/** Who is in a book, on the phone or at the desk, and as what. */
export function MembersPage() {
  const language = useLanguage();
  const { words } = language;
  const book = useOneBook();
  const owns = useCan('own', book?.id);
  const [adding, form] = useDisclosure();
  const [inviting, invitation] = useDisclosure();
  const [invite, setInvite] = useState<Invite | null>(null);
  const list = useQuery({ ...membersQuery(book?.id ?? ''), enabled: book !== null });
  const columns = useMemo(() => memberColumns(language, owns ? (book?.id ?? null) : null), [language, owns, book?.id]);
  if (!book) return null;
  return (
    <>
      <PageHead title={words.nav.members} aside={<BookName name={book.name} />}>
        {owns && (
          <>
            <Button variant="default" leftSection={<IconTicket size={16} aria-hidden />} onClick={invitation.open}>
              {words.members.invite}
            </Button>
            <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={form.open}>
              {words.members.add}
            </Button>
          </>
        )}
      </PageHead>
      {invite && <InviteCode invite={invite} onClose={() => setInvite(null)} />}
      {list.error ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={words.nav.members}
          columns={columns}
          rows={list.data ?? []}
          loading={list.isPending}
          empty={<Nothing icon={<IconUsers />} title={words.members.nothing} hint={words.members.nothingHint} />}
        />
      )}
      {adding && <AddMember book={book.id} onClose={form.close} />}
      {inviting && (
        <MakeInvite
          book={book.id}
          onMade={(made) => {
            invitation.close();
            setInvite(made);
          }}
          onClose={invitation.close}
        />
      )}
    </>
  );
}

function memberColumns({ words, format }: Language, editableIn: string | null): Columns<Member> {
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
          {original.email && (
            <Text size="xs" c="dimmed" truncate>
              {original.email}
            </Text>
          )}
        </>
      ),
    }),
    column.display({
      id: 'kind',
      header: words.members.through,
      meta: { phone: 'hidden' },
      cell: ({ row: { original } }) => (
        <Group gap={6} wrap="nowrap" c="dimmed">
          {original.kind === 'contact' ? (
            <IconBrandWhatsapp size={16} aria-hidden />
          ) : (
            <IconDeviceDesktop size={16} aria-hidden />
          )}
          <Text size="sm">{words.members.kinds[original.kind]}</Text>
          {original.contactId && <IconBrandWhatsapp size={16} aria-label={words.members.linked} role="img" />}
        </Group>
      ),
    }),
    column.display({
      id: 'since',
      header: words.members.since,
      meta: { phone: 'hidden' },
      cell: ({ row: { original } }) => (original.since ? format.day(original.since.slice(0, 10)) : '–'),
    }),
    column.display({
      id: 'role',
      header: words.members.role,
      cell: ({ row }) => (
        <Badge variant="light" color="gray">
          {words.roles[row.original.role]}
        </Badge>
      ),
    }),
    ...(editableIn
      ? [column.display({ id: 'actions', header: '', cell: ({ row }) => <Actions book={editableIn} member={row.original} /> })]
      : []),
  ];
}

function Actions({ book, member }: { book: string; member: Member }) {
  const { words } = useLanguage();
  const { id, kind, name, role } = member;
  const [linking, link] = useDisclosure();
  const [removing, removal] = useDisclosure();
  const called = name ?? words.entry.unknownSender;
  const change = useAct({
    act: (next: Role) => patchBooksByIdMembersByPerson(book, id, { role: next }),
    done: words.settings.saved,
    changes: ['members'],
  });
  const remove = useAct({
    act: () => deleteBooksByIdMembersByPerson(book, id),
    done: words.members.removed,
    changes: ['members'],
  });
  return (
    <>
      <RowActions of={called}>
        <Menu.Label>{words.members.role}</Menu.Label>
        {roles.map((next) => (
          <Menu.Item key={next} disabled={next === role} onClick={() => change.mutate(next)}>
            {words.roles[next]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {kind === 'staff' && <Menu.Item onClick={link.open}>{words.members.link}</Menu.Item>}
        <Menu.Item color="red.8" onClick={removal.open}>
          {words.members.remove}
        </Menu.Item>
      </RowActions>
      <Confirmation
        opened={removing}
        title={words.members.removeTitle(called)}
        hint={words.members.removeHint}
        action={words.members.remove}
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={removal.close}
      />
      {linking && <LinkToPhone book={book} member={member} onClose={link.close} />}
    </>
  );
}

/** Says who somebody at the desk is on WhatsApp, so that nobody approves their own wish from the other side. */
function LinkToPhone({ book, member: { id, contactId }, onClose }: { book: string; member: Member; onClose: () => void }) {
  const { words } = useLanguage();
  const { data } = useQuery(membersQuery(book));
  const [chosen, choose] = useState(contactId);
  const link = useAct({
    act: () => putBooksByIdMembersByPersonWhatsapp(book, id, { contactId: chosen }),
    done: words.settings.saved,
    changes: ['members'],
    onDone: onClose,
  });
  const people = data?.filter(({ kind }) => kind === 'contact') ?? [];
  return (
    <FormModal title={words.members.link} pending={link.isPending} onSubmit={() => link.mutate()} onClose={onClose}>
      <Select
        label={words.members.kinds.contact}
        description={words.members.linkHint}
        clearable
        data-autofocus
        value={chosen}
        data={people.map((person) => ({ value: person.id, label: person.name ?? words.entry.unknownSender }))}
        onChange={choose}
      />
    </FormModal>
  );
}

function AddMember({ book, onClose }: { book: string; onClose: () => void }) {
  const { words } = useLanguage();
  const [role, setRole] = useState<Role>('finance');
  const add = useAct({
    act: (email: string) => postBooksByIdMembers(book, newKey(), { email, role }),
    done: words.members.added,
    changes: ['members'],
    onDone: onClose,
  });
  return (
    <FormModal
      title={words.members.add}
      pending={add.isPending}
      onSubmit={(fields) => add.mutate(textOf(fields, 'email'))}
      onClose={onClose}
    >
      <TextInput
        name="email"
        type="email"
        label={words.login.email}
        description={words.members.addHint}
        required
        data-autofocus
      />
      <Select
        label={words.members.role}
        allowDeselect={false}
        value={role}
        data={roles.map((value) => ({ value, label: words.roles[value] }))}
        onChange={(value) => value && setRole(value)}
      />
    </FormModal>
  );
}

interface MakeInviteProps {
  book: string;
  onMade: (invite: Invite) => void;
  onClose: () => void;
}

function MakeInvite({ book, onMade, onClose }: MakeInviteProps) {
  const { words } = useLanguage();
  const [uses, setUses] = useState(1);
  const make = useAct({
    act: () => postBooksByIdInvites(book, { uses }),
    done: words.members.invited,
    changes: [],
    onDone: onMade,
  });
  return (
    <FormModal
      title={words.members.invite}
      action={words.members.invite}
      pending={make.isPending}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <NumberInput
        label={words.members.uses}
        description={words.members.inviteHint}
        min={1}
        max={maxUses}
        value={uses}
        onChange={(value) => setUses(Number(value) || 1)}
        data-autofocus
      />
    </FormModal>
  );
}

function InviteCode({ invite: { code, uses, expiresAt }, onClose }: { invite: Invite; onClose: () => void }) {
  const { words, format } = useLanguage();
  // What Catat listens for, in either language.
  const said = `kode ${code}`;
  return (
    <Alert
      mb="md"
      color="brand"
      variant="light"
      title={words.members.codeOnce}
      withCloseButton
      closeButtonLabel={words.app.close}
      onClose={onClose}
    >
      <Stack gap="xs" align="flex-start">
        <Group gap="xs">
          <Code fz="md">{said}</Code>
          <CopyButton value={said}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {copied ? words.app.copied : words.app.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Text size="sm">{words.members.codeHint(uses, format.moment(expiresAt))}</Text>
      </Stack>
    </Alert>
  );
}
