import { NumberInput, SegmentedControl, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Recurring } from '../../api/bookQueries.ts';
import { patchRecurringById, postRecurring } from '../../api/client.ts';
import { newKey, useAct } from '../../parts/act.ts';
import { FormModal, textOf } from '../../parts/FormModal.tsx';
import { CategorySelect, DayInput, MoneyInput, WalletSelect } from '../../parts/inputs.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { today } from '../../words/months.ts';
import { templateOf } from './template.ts';

const everyUnits = ['day', 'week', 'month', 'year'] as const;
/** The API's longest interval. */
const maxInterval = 366;

interface RecurringFormProps {
  book: string;
  /** The one that is changed; a new one is added without. */
  recurring?: Recurring;
  onClose: () => void;
}

/** What comes again, how often, and from when; what was booked already stays as it is. */
export function RecurringForm({ book, recurring, onClose }: RecurringFormProps) {
  const { words } = useLanguage();
  const known = recurring && templateOf(recurring);
  const [type, setType] = useState(known?.type ?? 'expense');
  const [amount, setAmount] = useState(known?.amount ?? '');
  const [category, setCategory] = useState(known?.category ?? null);
  const [wallet, setWallet] = useState(known?.wallet ?? null);
  const [every, setEvery] = useState<Recurring['every']>(recurring?.every ?? 'month');
  const [interval, setInterval] = useState(recurring?.interval ?? 1);
  const [nextOn, setNextOn] = useState(recurring?.nextOn ?? today());
  const keep = useAct<string>({
    act: (note) => {
      // What this form does not ask for (the shop, tags, the receiving wallet) stays.
      const template = { ...recurring?.template, type, amount, note, ...(category && { category }), ...(wallet && { wallet }) };
      const said = { template, every, interval, nextOn };
      return recurring ? patchRecurringById(book, recurring.id, said) : postRecurring(book, newKey(), said);
    },
    done: recurring ? words.settings.saved : words.recurring.added,
    changes: ['recurring'],
    onDone: onClose,
  });
  return (
    <FormModal
      title={known ? `${words.app.edit}: ${known.note}` : words.recurring.add}
      pending={keep.isPending}
      complete={Number(amount) > 0 && (type === 'transfer' || category !== null)}
      onSubmit={(fields) => keep.mutate(textOf(fields, 'note'))}
      onClose={onClose}
    >
      {type !== 'transfer' && (
        <SegmentedControl
          aria-label={words.entries.type}
          value={type}
          data={(['expense', 'income'] as const).map((value) => ({ value, label: words.types[value] }))}
          onChange={(value) => {
            setType(value as typeof type);
            setCategory(null);
          }}
        />
      )}
      <TextInput name="note" label={words.entry.note} required maxLength={200} defaultValue={known?.note} data-autofocus />
      <MoneyInput label={words.entries.amount} required value={amount} onChange={setAmount} />
      {type !== 'transfer' && (
        <CategorySelect book={book} side={type} label={words.entries.category} required value={category} onChange={setCategory} />
      )}
      <WalletSelect book={book} label={words.entries.wallet} clearable={!known} value={wallet} onChange={setWallet} />
      <SimpleGrid cols={2}>
        <NumberInput
          label={words.recurring.interval}
          min={1}
          max={maxInterval}
          value={interval}
          onChange={(n) => setInterval(Number(n) || 1)}
        />
        <Select
          label={words.recurring.unit}
          allowDeselect={false}
          value={every}
          data={everyUnits.map((value) => ({ value, label: words.recurring.units[value] }))}
          onChange={(value) => value && setEvery(value)}
        />
      </SimpleGrid>
      <DayInput
        label={recurring ? words.recurring.next : words.recurring.first}
        minDate={today()}
        value={nextOn}
        onChange={(day) => day && setNextOn(String(day))}
      />
    </FormModal>
  );
}
