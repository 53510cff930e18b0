import { Button, Group, Modal, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { walletsQuery } from '../../api/bookQueries.ts';
import { CategorySelect, DayInput, MoneyInput, WalletSelect } from '../../parts/inputs.tsx';
import { TagsField } from '../../parts/TagsField.tsx';
import { useLanguage } from '../../words/locale.tsx';
import { today } from '../../words/months.ts';

/** What a person can say of an entry. */
export interface EntryValues {
  type: 'expense' | 'income' | 'transfer';
  amount: string;
  occurredOn: string;
  category: string | null;
  wallet: string | null;
  toWallet: string | null;
  /** What arrives, between wallets of two currencies. */
  toAmount: string;
  merchant: string;
  note: string;
  tags: string[];
  reason: string;
}

export const emptyEntry = (): EntryValues => ({
  type: 'expense',
  amount: '',
  occurredOn: today(),
  category: null,
  wallet: null,
  toWallet: null,
  toAmount: '',
  merchant: '',
  note: '',
  tags: [],
  reason: '',
});

interface EntryFormProps {
  title: string;
  hint?: string;
  /** Stands above the fields. */
  head?: ReactNode;
  /** Whose categories and wallets are offered. */
  book: string;
  initial: EntryValues;
  /** Of an entry that is corrected; a new one is in the currency of its wallet. */
  currency?: string;
  /** A correction says why, and changes something; tags are changed without one. */
  corrects?: boolean;
  pending: boolean;
  onSubmit: (values: EntryValues) => void;
  onClose: () => void;
}

/** A new entry, or what an entry should have been. */
export function EntryForm({
  title,
  hint,
  head,
  book,
  initial,
  corrects = false,
  pending,
  onSubmit,
  onClose,
  ...given
}: EntryFormProps) {
  const { words } = useLanguage();
  const [values, setValues] = useState(initial);
  const set = (change: Partial<EntryValues>) => setValues((before) => ({ ...before, ...change }));
  const { data: wallets = [] } = useQuery(walletsQuery(book));
  const currencyOf = (wallet: string | null) => wallets.find(({ id }) => id === wallet)?.currency;
  const currency = currencyOf(values.wallet) ?? given.currency ?? 'IDR';
  const arrivesIn = values.type === 'transfer' ? currencyOf(values.toWallet) : undefined;
  const exchanges = arrivesIn !== undefined && arrivesIn !== currency;
  const moved = values.toWallet !== null && values.toWallet !== values.wallet && (!exchanges || Number(values.toAmount) > 0);
  const placed = values.type === 'transfer' ? moved : values.category !== null;
  const changed = !corrects || isChanged(initial, values);
  const complete = Number(values.amount) > 0 && values.note.trim() !== '' && placed && changed;
  const usual = wallets.find(({ code }) => code === usualWallet)?.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) onSubmit(exchanges ? values : { ...values, toAmount: '' });
  };
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': words.app.close }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {hint && (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
          {head}
          <SegmentedControl
            aria-label={words.entries.type}
            value={values.type}
            data={(['expense', 'income', 'transfer'] as const).map((value) => ({ value, label: words.types[value] }))}
            onChange={(type) => set({ type: type as EntryValues['type'], category: null })}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <MoneyInput
              data-autofocus
              label={words.entries.amount}
              required
              currency={currency}
              value={values.amount}
              onChange={(amount) => set({ amount })}
            />
            <DayInput
              label={words.entries.date}
              maxDate={today()}
              value={values.occurredOn}
              onChange={(day) => day && set({ occurredOn: String(day) })}
            />
            <TextInput
              label={words.entry.note}
              required
              maxLength={200}
              value={values.note}
              onChange={(event) => set({ note: event.currentTarget.value })}
            />
            <TextInput
              label={words.entry.merchant}
              maxLength={100}
              value={values.merchant}
              onChange={(event) => set({ merchant: event.currentTarget.value })}
            />
            {values.type !== 'transfer' && (
              <CategorySelect
                book={book}
                label={words.entries.category}
                required
                side={values.type}
                value={values.category}
                onChange={(category) => set({ category })}
              />
            )}
            <WalletSelect
              book={book}
              label={values.type === 'transfer' ? words.entry.fromWallet : words.entries.wallet}
              placeholder={usual}
              clearable={!corrects}
              value={values.wallet}
              onChange={(wallet) => set({ wallet })}
            />
            {values.type === 'transfer' && (
              <WalletSelect
                book={book}
                label={words.entry.toWallet}
                required
                value={values.toWallet}
                onChange={(toWallet) => set({ toWallet })}
              />
            )}
            {exchanges && (
              <MoneyInput
                label={words.entry.arrives}
                required
                currency={arrivesIn}
                value={values.toAmount}
                onChange={(toAmount) => set({ toAmount })}
              />
            )}
          </SimpleGrid>
          {!corrects && <TagsField book={book} label={words.entry.tags} value={values.tags} onChange={(tags) => set({ tags })} />}
          {corrects && (
            <TextInput
              label={words.entry.reason}
              required
              maxLength={300}
              value={values.reason}
              onChange={(event) => set({ reason: event.currentTarget.value })}
            />
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {words.app.cancel}
            </Button>
            <Button type="submit" loading={pending} disabled={!complete}>
              {words.app.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Where an entry goes to or comes from unless a wallet is named. */
const usualWallet = 'wallet:tunai';

const isChanged = (before: EntryValues, after: EntryValues): boolean => Object.keys(changesOf(before, after)).length > 0;

/** What a correction sends: what it does not name keeps its value, its evidence and its day. */
export function changesOf(before: EntryValues, after: EntryValues): Partial<ReturnType<typeof bodyOf>> {
  const [was, is]: Record<string, unknown>[] = [bodyOf(before), bodyOf(after)];
  const changed = Object.entries(is ?? {}).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was?.[name]));
  // What arrives in another currency belongs to what was sent.
  return Object.fromEntries(changed.length > 0 && after.toAmount ? [...changed, ['toAmount', after.toAmount]] : changed);
}

/** The values as the API takes them; what was left open is left to it. */
export const bodyOf = ({
  type,
  amount,
  occurredOn,
  category,
  wallet,
  toWallet,
  toAmount,
  merchant,
  note,
  tags,
}: EntryValues) => ({
  type,
  amount,
  occurredOn,
  note: note.trim(),
  merchant: merchant.trim() || null,
  ...(tags.length > 0 && { tags }),
  ...(category && { category }),
  ...(wallet && { wallet }),
  ...(type === 'transfer' && toWallet && { toWallet }),
  ...(type === 'transfer' && toAmount && { toAmount }),
});
