import { NumberInput, type NumberInputProps, Select, type SelectProps } from '@mantine/core';
import { DatePickerInput, type DatePickerInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/id';
import { useLanguage } from '../words/locale.tsx';
import { categoryGroups, type EntrySide } from './categories.ts';

type MoneyInputProps = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Decimal string in major units; empty for none. */
  value: string;
  onChange: (value: string) => void;
};

/** An amount as it is written here: points between thousands, a comma before cents. */
export function MoneyInput({ onChange, ...props }: MoneyInputProps) {
  return (
    <NumberInput
      prefix="Rp "
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
  const { locale } = useLanguage();
  return <DatePickerInput locale={locale} valueFormat="D MMM YYYY" {...props} />;
}

type CategorySelectProps = Omit<SelectProps, 'data'> & { side?: EntrySide | undefined };

/** A category of the default list, of one side or of both. */
export function CategorySelect({ side, ...props }: CategorySelectProps) {
  const { words, categoryName } = useLanguage();
  return <Select searchable data={categoryGroups(words, categoryName, side)} nothingFoundMessage={words.app.none} {...props} />;
}
