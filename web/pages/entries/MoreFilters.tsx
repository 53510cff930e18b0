import { Button, Group, Popover, Select, Stack } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { membersQuery, tagsQuery } from '../../api/bookQueries.ts';
import { useCan } from '../../api/session.ts';
import { MoneyInput, WalletSelect } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/locale.tsx';
import type { EntrySearch } from './queries.ts';
import { useTyped } from './typed.ts';

interface MoreFiltersProps {
  search: EntrySearch;
  onChange: (change: EntrySearch) => void;
}

/** The filters that are needed less often. */
export function MoreFilters({ search, onChange }: MoreFiltersProps) {
  const { words } = useLanguage();
  const { book, source, min, max, attachment, status, wallet, tag, member } = search;
  const [least, setLeast] = useTyped(min, (value) => onChange({ min: value }));
  const [most, setMost] = useTyped(max, (value) => onChange({ max: value }));
  const set = [source, min, max, attachment, status, wallet, tag, member].filter(Boolean).length;
  const tags = useQuery({ ...tagsQuery(book ?? ''), enabled: book !== undefined });
  const oversees = useCan('oversee', book);
  const members = useQuery({ ...membersQuery(book ?? ''), enabled: book !== undefined && oversees });
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}>
          {words.entries.filters}
          {set > 0 && ` (${set})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Select
            label={words.entries.status}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            value={status === 'all' ? 'all' : 'standing'}
            data={[
              { value: 'standing', label: words.entries.standing },
              { value: 'all', label: words.entries.everything },
            ]}
            onChange={(value) => onChange({ status: value === 'all' ? 'all' : undefined })}
          />
          <Select
            label={words.entries.source}
            placeholder={words.app.all}
            clearable
            comboboxProps={{ withinPortal: false }}
            value={source ?? null}
            data={['chat', 'desk', 'api', 'import', 'recurring'].map((value) => ({
              value,
              label: words.sources[value] ?? value,
            }))}
            onChange={(value) => onChange({ source: value ?? undefined })}
          />
          {book && (
            <WalletSelect
              book={book}
              label={words.entries.wallet}
              placeholder={words.app.all}
              comboboxProps={{ withinPortal: false }}
              value={wallet ?? null}
              onChange={(value) => onChange({ wallet: value ?? undefined })}
            />
          )}
          {book && oversees && (
            <Select
              label={words.entries.member}
              placeholder={words.app.all}
              clearable
              searchable
              comboboxProps={{ withinPortal: false }}
              value={member ?? null}
              data={
                members.data?.map(({ id, name, email }) => ({ value: id, label: name ?? email ?? words.entry.unknownSender })) ??
                []
              }
              onChange={(value) => onChange({ member: value ?? undefined })}
            />
          )}
          {book && (
            <Select
              label={words.entry.tags}
              placeholder={words.app.all}
              clearable
              searchable
              comboboxProps={{ withinPortal: false }}
              value={tag ?? null}
              data={tags.data?.map(({ name }) => name) ?? []}
              onChange={(value) => onChange({ tag: value ?? undefined })}
            />
          )}
          <Group grow gap="xs">
            <MoneyInput label={words.entries.min} value={least} onChange={setLeast} />
            <MoneyInput label={words.entries.max} value={most} onChange={setMost} />
          </Group>
          <Select
            label={words.entries.evidence}
            placeholder={words.app.all}
            clearable
            comboboxProps={{ withinPortal: false }}
            value={attachment ?? null}
            data={[
              { value: 'yes', label: words.entries.withEvidence },
              { value: 'no', label: words.entries.withoutEvidence },
            ]}
            onChange={(value) => onChange({ attachment: value ?? undefined })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
