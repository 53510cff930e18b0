import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCalendar, IconSearch, IconX } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { CategorySelect, PeriodInput } from '../../parts/inputs.tsx';
import { searchField } from '../../shell/shortcuts.ts';
import { useLanguage } from '../../words/locale.tsx';
import classes from './entries.module.css';
import { MoreFilters } from './MoreFilters.tsx';
import { type EntrySearch, filterCount } from './queries.ts';

const route = getRouteApi('/entries');
/** Typing pauses that long before the list follows. */
const typing_ms = 250;

/** What the list is narrowed by; all of it is in the address. */
export function Filters() {
  const { words } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: EntrySearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const find = useDebouncedCallback((q: string) => set({ q: q || undefined }), typing_ms);
  return (
    <Group gap="xs" mb="md" className={classes.filters}>
      <TextInput
        id={searchField}
        key={search.q === undefined ? 'empty' : 'typed'}
        className={classes.search}
        type="search"
        aria-label={words.entries.search}
        placeholder={words.entries.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={search.q}
        maxLength={100}
        onChange={(event) => find(event.currentTarget.value.trim())}
      />
      <PeriodInput
        w={230}
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
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={() => void navigate({ search: ({ book, sort }) => ({ book, sort }) })}
        >
          {words.entries.clear}
        </Button>
      )}
    </Group>
  );
}
