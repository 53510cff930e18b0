import { ActionIcon, Group, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useLanguage } from '../../words/locale.tsx';
import { addMonths, thisMonth } from '../../words/months.ts';

/** Months back that the list offers; the arrows and the address reach any. */
const offered = 36;

/** Which month: one step either way, or one of the list. The future has no books yet. */
export function MonthChoice({ month, onChange }: { month: string; onChange: (month: string) => void }) {
  const { words, format } = useLanguage();
  const recent = Array.from({ length: offered }, (_, back) => addMonths(thisMonth(), -back));
  const months = recent.includes(month) ? recent : [...recent, month];
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon variant="default" size="lg" aria-label={words.overview.previous} onClick={() => onChange(addMonths(month, -1))}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Select
        w={178}
        aria-label={words.overview.month}
        allowDeselect={false}
        value={month}
        data={months.map((value) => ({ value, label: format.month(value) }))}
        onChange={(value) => value && onChange(value)}
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
