import { NumberInput, type NumberInputProps, Select, type SelectProps } from '@mantine/core';
import { DatePickerInput, type DatePickerInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import indonesian from 'dayjs/locale/id';
import { categoriesQuery, walletsQuery } from '../api/bookQueries.ts';
import { useLanguage } from '../words/locale.tsx';
import { addMonths, firstDay, lastDay, thisMonth } from '../words/months.ts';
import { categoryGroups, type EntrySide, ownCategoryGroups } from './categories.ts';

// August is Agu on every other page, as the browser writes it.
dayjs.locale({ ...indonesian, monthsShort: 'Jan_Feb_Mar_Apr_Mei_Jun_Jul_Agu_Sep_Okt_Nov_Des'.split('_') }, undefined, true);

type MoneyInputProps = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Decimal string in major units; empty for none. */
  value: string;
  onChange: (value: string) => void;
  currency?: string | undefined;
};

/** An amount as it is written here: points between thousands, a comma before cents. */
export function MoneyInput({ onChange, currency = 'IDR', ...props }: MoneyInputProps) {
  const { format } = useLanguage();
  return (
    <NumberInput
      prefix={format.symbol(currency)}
      thousandSeparator="."
      decimalSeparator=","
      decimalScale={2}
      allowNegative={false}
      hideControls
      inputMode="decimal"
      onChange={(value) => onChange(String(value))}
      {...props}
    />
  );
}

/** A day, with the calendar in the language of the desk. */
export function DayInput(props: DatePickerInputProps) {
  const { locale, words } = useLanguage();
  const clear = { 'aria-label': words.app.clear };
  return <DatePickerInput locale={locale} valueFormat="D MMM YYYY" clearButtonProps={clear} {...props} />;
}

/** First and last day of something, both included; the periods people mean most are one click. */
export function PeriodInput(props: DatePickerInputProps<'range'>) {
  const { locale, words } = useLanguage();
  const now = thisMonth();
  const year = now.slice(0, 4);
  const between = (label: string, first: string, last = first) => ({
    label,
    value: [firstDay(first), lastDay(last)] as [string, string],
  });
  return (
    <DatePickerInput
      type="range"
      locale={locale}
      valueFormat="D MMM YYYY"
      allowSingleDateInRange
      presets={[
        between(words.periods.thisMonth, now),
        between(words.periods.lastMonth, addMonths(now, -1)),
        between(words.periods.threeMonths, addMonths(now, -2), now),
        between(words.periods.thisYear, `${year}-01`, `${year}-12`),
        between(words.periods.lastYear, `${Number(year) - 1}-01`, `${Number(year) - 1}-12`),
      ]}
      clearButtonProps={{ 'aria-label': words.app.clear }}
      {...props}
    />
  );
}

type CategorySelectProps = Omit<SelectProps, 'data'> & {
  side?: EntrySide | undefined;
  /** The book whose own categories are offered too; without one the default list is. */
  book?: string | undefined;
};

/** A category, of one side or of both. */
export function CategorySelect({ side, book, ...props }: CategorySelectProps) {
  const { words, categoryName } = useLanguage();
  const own = useQuery({ ...categoriesQuery(book ?? ''), enabled: book !== undefined });
  const data = own.data ? ownCategoryGroups(own.data, words, categoryName, side) : categoryGroups(words, categoryName, side);
  return <Select searchable data={data} nothingFoundMessage={words.app.none} {...props} />;
}

/** A wallet of a book that is still in use; its value may be an id or a code. */
export function WalletSelect({ book, value, ...props }: Omit<SelectProps, 'data'> & { book: string }) {
  const { format } = useLanguage();
  const { data = [] } = useQuery(walletsQuery(book));
  const options = data
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id, name, balance, currency }) => ({ value: id, label: `${name} · ${format.money(balance, currency)}` }));
  const chosen = data.find(({ id, code }) => id === value || code === value);
  return <Select clearable data={options} value={chosen?.id ?? null} {...props} />;
}
