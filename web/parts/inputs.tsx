import { NumberInput, type NumberInputProps, Select, type SelectProps } from '@mantine/core';
import { DatePickerInput, type DatePickerInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/id';
import { useQuery } from '@tanstack/react-query';
import { categoriesQuery, walletsQuery } from '../api/bookQueries.ts';
import { useLanguage } from '../words/locale.tsx';
import { categoryGroups, type EntrySide, ownCategoryGroups } from './categories.ts';

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

/** First and last day of something, both included. */
export function PeriodInput(props: DatePickerInputProps<'range'>) {
  const { locale, words } = useLanguage();
  return (
    <DatePickerInput
      type="range"
      locale={locale}
      valueFormat="D MMM YYYY"
      allowSingleDateInRange
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

/** A wallet of a book that is still in use. */
export function WalletSelect({ book, ...props }: Omit<SelectProps, 'data'> & { book: string }) {
  const { format } = useLanguage();
  const { data = [] } = useQuery(walletsQuery(book));
  const options = data
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id, name, balance, currency }) => ({ value: id, label: `${name} · ${format.money(balance, currency)}` }));
  return <Select clearable data={options} {...props} />;
}
