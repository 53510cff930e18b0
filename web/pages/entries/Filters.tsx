import { ActionIcon, Group, Select, TextInput, Tooltip } from '@mantine/core';
import { IconCalendar, IconSearch, IconX } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { CategorySelect, PeriodInput } from '../../parts/inputs.tsx';
import { searchField } from '../../shell/shortcuts.ts';
import { useLanguage } from '../../words/locale.tsx';
import classes from './entries.module.css';
import { MoreFilters } from './MoreFilters.tsx';
import { type EntrySearch, filterCount } from './queries.ts';
import { useTyped } from './typed.ts';

const route = getRouteApi('/entries');

/** What the list is narrowed by; all of it is in the address. */
export function Filters() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: EntrySearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const [text, type] = useTyped(search.q, (q) => set({ q }));
  return (
    <Group gap="xs" mb="md" className={classes.filters}>
      <TextInput
        id={searchField}
        className={classes.search}
        type="search"
        aria-label={words.entries.search}
        placeholder={words.entries.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        maxLength={100}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <PeriodInput
        w={264}
        placeholder={words.entries.date}
        leftSection={<IconCalendar size={16} aria-hidden />}
        clearable
        value={[search.from ?? null, search.to ?? null]}
        onChange={([from, to]) => set({ from: from ?? undefined, to: to ?? undefined })}
      />
      <Select
        w={150}
        aria-label={words.entries.type}
        placeholder={words.entries.type}
        clearable
        value={search.type ?? null}
        data={(['expense', 'income', 'transfer', 'reversal'] as const).map((value) => ({ value, label: words.types[value] }))}
        onChange={(type) => set({ type: type ?? undefined, ...(type === 'reversal' && { status: 'all' }) })}
      />
      <CategorySelect
        w={170}
        book={search.book}
        aria-label={words.entries.category}
        placeholder={words.entries.category}
        clearable
        value={search.category ?? null}
        onChange={(category) => set({ category: category ?? undefined })}
      />
      <MoreFilters search={search} onChange={set} />
      {filterCount(search) > 0 && (
        <Tooltip label={words.entries.clear}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            className={classes.clear}
            aria-label={words.entries.clear}
            onClick={() => void navigate({ search: ({ book, sort }) => ({ book, sort }) })}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}
