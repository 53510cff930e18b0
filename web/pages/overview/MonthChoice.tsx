import { ActionIcon, Group } from '@mantine/core';
import { MonthPickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/id';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useLanguage } from '../../words/locale.tsx';
import { addMonths, firstDay, thisMonth } from '../../words/months.ts';

/** Which month: one step either way, or any from the calendar. The future has no books yet. */
export function MonthChoice({ month, onChange }: { month: string; onChange: (month: string) => void }) {
  const { words, locale } = useLanguage();
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon variant="default" size="lg" aria-label={words.overview.previous} onClick={() => onChange(addMonths(month, -1))}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <MonthPickerInput
        w={168}
        locale={locale}
        value={firstDay(month)}
        maxDate={firstDay(thisMonth())}
        valueFormat="MMMM YYYY"
        onChange={(value) => value && onChange(value.slice(0, 7))}
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={words.overview.next}
        disabled={month >= thisMonth()}
        onClick={() => onChange(addMonths(month, 1))}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  );
}
