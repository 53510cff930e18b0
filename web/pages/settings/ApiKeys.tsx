import { Alert, Badge, Button, Checkbox, Code, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { deleteApiKeysById, getApiKeys, postApiKeys } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useAct } from '../../parts/act.ts';
import { Confirmation } from '../../parts/Confirmation.tsx';
import { type Columns, columnsOf, DataTable } from '../../parts/DataTable.tsx';
import { Nothing } from '../../parts/Failure.tsx';
import { PageHead } from '../../parts/Page.tsx';
import { type Language, useLanguage } from '../../words/locale.tsx';

type NewKey = Parameters<typeof postApiKeys>[0];
type Scope = NewKey['scopes'][number];
type Key = Awaited<ReturnType<typeof getApiKeys>>['items'][number];

const scopes: readonly Scope[] = [
  'entries:read',
  'entries:write',
  'messages:read',
  'messages:decide',
  'reports:read',
  'exports:write',
  'imports:write',
  'settings:write',
  'members:write',
];
const column = columnsOf<Key>();
const lifetimes_days = ['30', '90', '365'];

const keysQuery = queryOptions({
  queryKey: ['api keys'],
  queryFn: ({ signal }) => getApiKeys({ signal }),
  select: ({ items }) => items,
});

/** Keys for programs: made for what they may do, seen once, revoked when no longer needed. */
export function ApiKeys() {
  const language = useLanguage();
  const { words } = language;
  const { data, isPending } = useQuery(keysQuery);
  const [making, form] = useDisclosure();
  const [made, setMade] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<string | null>(null);
  const make = useAct({
    act: (body: NewKey) => postApiKeys(body),
    done: words.settings.keyMade,
    changes: ['api keys'],
    onDone: ({ key }) => {
      form.close();
      setMade(key);
    },
  });
  const revoke = useAct({
    act: (id: string) => deleteApiKeysById(id),
    done: words.settings.keyRevoked,
    changes: ['api keys'],
    onDone: () => setRevoking(null),
  });
  const columns = useMemo(() => keyColumns(language, setRevoking), [language]);
  return (
    <Stack gap="md" mt="xl">
      <PageHead title={words.settings.keys} order={2}>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={form.open}>
          {words.settings.newKey}
        </Button>
      </PageHead>
      {made && (
        <Alert color="brand" variant="light" title={words.settings.keyOnce} withCloseButton onClose={() => setMade(null)}>
          <Group gap="xs">
            <Code>{made}</Code>
            <CopyButton value={made}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? words.app.copied : words.app.copy}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
      <DataTable
        label={words.settings.keys}
        columns={columns}
        rows={data ?? []}
        loading={isPending}
        empty={<Nothing icon={<IconKey />} title={words.settings.noKeys} hint={words.settings.noKeysHint} />}
      />
      <Modal
        opened={making}
        onClose={form.close}
        title={words.settings.newKey}
        closeButtonProps={{ 'aria-label': words.app.close }}
      >
        <KeyForm pending={make.isPending} onSubmit={(body) => make.mutate(body)} />
      </Modal>
      <Confirmation
        opened={revoking !== null}
        title={words.settings.revokeTitle}
        hint={words.settings.revokeHint}
        action={words.settings.revoke}
        pending={revoke.isPending}
        onConfirm={() => revoking && revoke.mutate(revoking)}
        onClose={() => setRevoking(null)}
      />
    </Stack>
  );
}

function keyColumns({ words, format }: Language, onRevoke: (id: string) => void): Columns<Key> {
  return [
    column.display({
      id: 'name',
      header: words.settings.name,
      meta: { grow: true },
      cell: ({ row: { original } }) => (
        <>
          <Text size="sm" fw={550} truncate>
            {original.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            ck_{original.prefix}_… · {original.scopes.join(', ')}
          </Text>
        </>
      ),
    }),
    column.display({
      id: 'role',
      header: words.members.role,
      meta: { phone: 'hidden' },
      cell: ({ row }) => words.roles[row.original.role],
    }),
    column.display({
      id: 'used',
      header: words.settings.lastUsed,
      meta: { phone: 'hidden' },
      cell: ({ row: { original } }) => (original.lastUsedAt ? format.ago(original.lastUsedAt) : words.settings.never),
    }),
    column.display({
      id: 'actions',
      header: '',
      meta: { align: 'right' },
      cell: ({ row: { original } }) =>
        original.revokedAt ? (
          <Badge variant="light" color="gray">
            {words.settings.revoked}
          </Badge>
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => onRevoke(original.id)}>
            {words.settings.revoke}
          </Button>
        ),
    }),
  ];
}

function KeyForm({ pending, onSubmit }: { pending: boolean; onSubmit: (body: NewKey) => void }) {
  const { words } = useLanguage();
  const { books } = useSession();
  const [chosen, choose] = useState<string[]>(['entries:read', 'reports:read']);
  const [role, setRole] = useState<NewKey['role']>('auditor');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const book = String(given.get('book') ?? '');
    onSubmit({
      name: String(given.get('name')).trim(),
      role,
      scopes: chosen as Scope[],
      expiresInDays: Number(given.get('days')),
      ...(book && { book }),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput name="name" label={words.settings.name} required maxLength={100} data-autofocus />
        <Select
          label={words.members.role}
          allowDeselect={false}
          value={role}
          data={(['owner', 'finance', 'approver', 'member', 'auditor'] as const).map((value) => ({
            value,
            label: words.roles[value],
          }))}
          onChange={(value) => value && setRole(value)}
        />
        <Select
          name="book"
          label={words.book.choose}
          placeholder={words.book.every}
          clearable
          data={books.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="days"
          label={words.settings.lifetime}
          allowDeselect={false}
          defaultValue="90"
          data={lifetimes_days.map((value) => ({ value, label: words.settings.days(value) }))}
        />
        <Checkbox.Group label={words.settings.scopes} value={chosen} onChange={choose}>
          <Stack gap={6} mt={6}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={words.scopes[scope]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end">
          <Button type="submit" loading={pending} disabled={chosen.length === 0}>
            {words.settings.newKey}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
