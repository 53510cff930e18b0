import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { postImports } from '../../api/client.ts';
import { useLanguage } from '../../words/locale.tsx';

/** Which column of a statement is what. */
export type StatementColumns = NonNullable<Parameters<typeof postImports>[3]>;

type Role = 'date' | 'description' | 'amount' | 'debit' | 'credit';

/** What banks call their columns. */
const usual: Record<Role, RegExp> = {
  date: /tgl|tanggal|date|waktu/i,
  description: /ket|urai|desk|desc|memo|transaksi/i,
  amount: /jumlah|nominal|amount|mutasi/i,
  debit: /deb[ei]t|keluar/i,
  credit: /[kc]redit|masuk/i,
};
const rolesOf = { one: ['date', 'description', 'amount'], two: ['date', 'description', 'debit', 'credit'] } as const;

interface MappingProps {
  fileName: string;
  columns: readonly string[];
  pending: boolean;
  onSubmit: (mapping: StatementColumns) => void;
  onClose: () => void;
}

/** Asks which column of an unknown statement is what; the names of the columns make the first guess. */
export function Mapping({ fileName, columns, pending, onSubmit, onClose }: MappingProps) {
  const { words } = useLanguage();
  const m = words.transfer.mapping;
  const guess = (role: Role) => columns.find((name) => usual[role].test(name)) ?? null;
  const [sides, setSides] = useState<keyof typeof rolesOf>(guess('debit') && guess('credit') ? 'two' : 'one');
  const [decimal, setDecimal] = useState<',' | '.'>(',');
  const [chosen, choose] = useState<Record<Role, string | null>>(() => ({
    date: guess('date'),
    description: guess('description'),
    amount: guess('amount'),
    debit: guess('debit'),
    credit: guess('credit'),
  }));
  const roles = rolesOf[sides];
  const complete = roles.every((role) => chosen[role] !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) onSubmit({ ...Object.fromEntries(roles.map((role) => [role, chosen[role]])), decimal });
  };
  return (
    <form onSubmit={submit} aria-label={m.title}>
      <Stack gap="sm">
        <Text size="sm">{m.hint(fileName)}</Text>
        <SegmentedControl
          aria-label={words.entries.amount}
          value={sides}
          onChange={(value) => setSides(value as typeof sides)}
          data={(['one', 'two'] as const).map((value) => ({ value, label: m.sides[value] }))}
        />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: roles.length + 1 }} spacing="sm">
          {roles.map((role) => (
            <Select
              key={role}
              label={m.roles[role]}
              required
              data={[...new Set(columns)]}
              value={chosen[role]}
              onChange={(name) => choose((before) => ({ ...before, [role]: name }))}
            />
          ))}
          <Select
            label={m.writing}
            allowDeselect={false}
            data={[
              { value: ',', label: '1.234.567,50' },
              { value: '.', label: '1,234,567.50' },
            ]}
            value={decimal}
            onChange={(sign) => sign && setDecimal(sign as typeof decimal)}
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.app.cancel}
          </Button>
          <Button type="submit" loading={pending} disabled={!complete}>
            {m.read}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
