import type { Transaction } from '../database/pool.ts';
import type { Evidence } from '../language/interpretation.ts';
import { type Accounts, findAccounts } from './accounts.ts';
import { inside, outside } from './amounts.ts';
import { LedgerError, type LedgerRefusal } from './errors.ts';
import { accountsNamed, type Batch, emptyBatch, layOut, type NewEntry, type Origin, tagNames } from './lines.ts';
import { replaceTags } from './notes.ts';
import { layOutReversal, type Original, standing, takeOriginals } from './originals.ts';
import { type Calendar, readCalendar } from './periods.ts';
import { openExchange, writeBatch } from './post.ts';

/** New values of an entry; what is not named stays as it is. */
export type EntryChange = Partial<
  Pick<
    NewEntry,
    | 'type'
    | 'amount'
    | 'currency'
    | 'occurredOn'
    | 'category'
    | 'wallet'
    | 'toWallet'
    | 'toAmount'
    | 'merchant'
    | 'note'
    | 'tags'
    | 'items'
  >
>;

/** The correction and the reversal of what it replaces. */
export interface Edited {
  entryId: string;
  reversalId: string;
}

/**
 * Corrects an entry: its reversal and a new entry that replaces it, linked and written together. What lies in a closed month is corrected
 * today.
 * @param input.version the one the caller saw; another is a conflict.
 * @throws LedgerError `NoSuchEntry`, `AlreadyVoided` (also when another edit was quicker), `NotEditable`, `VersionConflict`,
 * `NothingToChange`, `PeriodLocked`, `PeriodSoftClosed`, and what an entry may not be.
 */
export async function editEntry(
  tx: Transaction,
  input: Origin & { bookId: string; entryId: string; set: EntryChange; version?: number; reason?: string | null },
): Promise<Edited> {
  const { bookId, entryId, set, version, reason = null, ...origin } = input;
  const original = standing((await takeOriginals(tx, bookId, [entryId])).get(entryId), version);
  const before = asEntry(original);
  const merged = merge(before, set);
  if (merged.toAmount !== undefined) await openExchange(tx, bookId);
  const accounts = await findAccounts(tx, bookId, accountsNamed([merged]));
  if (isSame(before, merged, accounts)) throw new LedgerError('NothingToChange', `entry ${entryId} is like that already`);
  const correction = { ...merged, evidence: evidenceOf(before.evidence ?? [], set) };
  const calendar = await readCalendar(tx, bookId);
  const batch = emptyBatch();
  const edited = layOutCorrection(batch, { original, correction, set, accounts, calendar, at: { ...origin, bookId, reason } });
  await writeBatch(tx, batch);
  return edited;
}

interface Correction {
  original: Original;
  correction: NewEntry;
  set: EntryChange;
  accounts: Accounts;
  calendar: Calendar;
  at: Origin & { bookId: string; reason: string | null };
}

function layOutCorrection(batch: Batch, { original, correction, set, accounts, calendar, at }: Correction): Edited {
  const { row } = original;
  const on = calendar.correctionDay(row.occurredOn);
  // A day that was named must be open; one that was not moves out of a closed month with the reversal.
  const occurredOn = set.occurredOn ?? on;
  const refusal = calendar.refusalOn(occurredOn);
  if (refusal) throw new LedgerError(refusal, `nothing is booked on ${occurredOn} any more`);
  const kept = accounts.keeping([row.walletId, row.toWalletId].filter((id) => id !== null));
  const place = { ...at, line: row.line, corrects: row.id };
  const entryId = layOut(batch, { ...correction, occurredOn }, place, kept);
  return { entryId, reversalId: layOutReversal(batch, original, { ...at, on }) };
}

/** The entry as it is to be. */
function merge(before: NewEntry, set: EntryChange): NewEntry {
  const type = set.type ?? before.type;
  const named = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  // A category, a receiving wallet and what arrives there belong to their type.
  const moved = set.wallet !== undefined || set.toWallet !== undefined || set.amount !== undefined;
  const arriving = set.toAmount ?? (moved ? undefined : before.toAmount);
  const [toWallet, toAmount] = type === 'transfer' ? [set.toWallet ?? before.toWallet, arriving] : [];
  const category = set.category ?? (type === before.type ? before.category : null);
  return {
    ...before,
    ...named,
    currency: set.currency ?? (set.wallet === undefined ? before.currency : undefined),
    category: type === 'transfer' ? null : category,
    toWallet,
    toAmount,
    tags: set.tags === undefined ? before.tags : tagNames(set.tags),
  };
}

/** Whether two entries would be booked alike, however their wallets are named and their amounts written. */
function isSame(one: NewEntry, other: NewEntry, accounts: Accounts): boolean {
  const idOf = (wallet: string | undefined) => (wallet === undefined ? undefined : (accounts.find(wallet)?.id ?? wallet));
  const [a, b] = [one, other].map(({ evidence, currency, ...entry }) => {
    const wallet = accounts.find(entry.wallet);
    const coin = currency ?? wallet?.currency ?? 'IDR';
    const amount = String(inside(entry.amount, coin));
    const [walletId, toWallet] = [idOf(entry.wallet), idOf(entry.toWallet)];
    const same = { ...entry, amount, currency: coin, wallet: walletId, toWallet, tags: [...(entry.tags ?? [])].sort() };
    const told = Object.entries(same).filter(([, value]) => value !== undefined);
    return JSON.stringify(told.sort(([x], [y]) => (x < y ? -1 : 1)));
  });
  return a === b;
}

/** An entry as if it were to be booked again. @throws LedgerError `NotEditable` for an opening balance. */
function asEntry({ row, postings, items, tags }: Original): NewEntry {
  const { type, amount, currency, occurredOn, category, walletId, toWalletId, merchant, note, evidence, messageId } = row;
  if (type === 'reversal' || walletId === null || (type === 'transfer' && toWalletId === null))
    throw new LedgerError('NotEditable', `entry ${row.id} is not edited`);
  const arrived = postings.find((side) => side.accountId === toWalletId && side.currency !== currency);
  return {
    type,
    amount: outside(amount, currency),
    currency,
    occurredOn,
    category,
    wallet: walletId,
    ...(toWalletId ? { toWallet: toWalletId } : {}),
    ...(arrived ? { toAmount: outside(arrived.amount, arrived.currency) } : {}),
    merchant,
    note,
    tags,
    items: items.map(({ name, quantity, unitPrice, amount: price }) => ({
      name,
      quantity,
      unitPrice: unitPrice === null ? null : outside(unitPrice, currency),
      amount: outside(price, currency),
    })),
    evidence: evidence as Evidence[],
    messageId,
  };
}

const fieldsWithEvidence = ['amount', 'category', 'occurredOn', 'merchant', 'type', 'note'] as const;

/** What was changed by hand rests on that from now on. */
function evidenceOf(before: readonly Evidence[], set: EntryChange): Evidence[] {
  const changed = fieldsWithEvidence.filter((field) => set[field] !== undefined);
  const kept = before.filter(({ field }) => !changed.some((name) => name === field));
  return [...kept, ...changed.map((field): Evidence => ({ field, source: 'correction', quote: set[field] ?? '' }))];
}

/** What became of one entry of a bulk edit. */
export interface BulkResult {
  entryId: string;
  result: 'changed' | 'unchanged' | LedgerRefusal;
  /** The entry that replaces it; null when it was not replaced. */
  newEntryId: string | null;
}

/** New values for many entries. `tags` replaces theirs, `addTags` adds to them; tags alone replace no entry. */
export interface BulkChange {
  category?: string;
  wallet?: string;
  tags?: readonly string[];
  addTags?: readonly string[];
}

/** Gives many entries a category, wallet or tags at once; each is changed or told why not. An id named twice counts once. */
export async function bulkEdit(
  tx: Transaction,
  input: Origin & { bookId: string; entryIds: readonly string[]; set: BulkChange; reason?: string | null },
): Promise<BulkResult[]> {
  const { bookId, set, reason = null, ...origin } = input;
  const entryIds = [...new Set(input.entryIds)];
  const found = await takeOriginals(tx, bookId, entryIds);
  const calendar = await readCalendar(tx, bookId);
  const names = [...found.values()].flatMap(({ row }) => [row.walletId, row.toWalletId, set.wallet ?? null]);
  const categories = set.category === undefined ? ownCategories(found) : [`expense:${set.category}`, `income:${set.category}`];
  const accounts = await findAccounts(tx, bookId, [...new Set([...names.filter((name) => name !== null), ...categories])]);
  const at = { ...origin, bookId, reason };
  const [whole, tagged] = [emptyBatch(), new Map<string, string[]>()];
  const results = entryIds.map((entryId): BulkResult => {
    try {
      const original = standing(found.get(entryId));
      const tags = tagNames([...(set.tags ?? original.tags), ...(set.addTags ?? [])]);
      const change: EntryChange = { category: set.category, wallet: set.wallet };
      const before = asEntry(original);
      const merged = merge(before, change);
      if (isSame(before, merged, accounts)) return onlyTags(tagged, original, tags);
      const correction = { ...merged, tags, evidence: evidenceOf(before.evidence ?? [], change) };
      const part = emptyBatch();
      const edited = layOutCorrection(part, { original, correction, set: change, accounts, calendar, at });
      append(whole, part);
      return { entryId, result: 'changed', newEntryId: edited.entryId };
    } catch (thrown) {
      if (!(thrown instanceof LedgerError)) throw thrown;
      return { entryId, result: thrown.refusal, newEntryId: null };
    }
  });
  if (whole.entries.length > 0) await writeBatch(tx, whole);
  await replaceTags(tx, bookId, tagged);
  return results;
}

const ownCategories = (found: Map<string, Original>): string[] => [
  ...new Set([...found.values()].map(({ row }) => `${row.type}:${row.category}`)),
];

function onlyTags(tagged: Map<string, string[]>, { row, tags: before }: Original, tags: string[]): BulkResult {
  const same = tags.length === before.length && tags.every((name) => before.includes(name));
  if (!same) tagged.set(row.id, tags);
  return { entryId: row.id, result: same ? 'unchanged' : 'changed', newEntryId: null };
}

function append(whole: Batch, part: Batch): void {
  whole.entries.push(...part.entries);
  whole.postings.push(...part.postings);
  whole.items.push(...part.items);
  whole.tags.push(...part.tags);
}
