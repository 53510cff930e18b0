import { v7 as uuidv7 } from 'uuid';
import { fallbackCategory } from '../language/categories.ts';
import type { Evidence } from '../language/interpretation.ts';
import { type Accounts, categoryCode, exchangeAccount, type NamedAccount } from './accounts.ts';
import { inside, positive } from './amounts.ts';
import { LedgerError } from './errors.ts';

/** Who books, and out of what. */
export interface Origin {
  messageId: string | null;
  workflowId: string | null;
  /** Contact or staff id. */
  decidedBy: string;
  source: 'chat' | 'desk' | 'api' | 'import' | 'recurring';
}

/** A line of a receipt. Amounts are decimal strings. */
export interface NewItem {
  name: string;
  quantity: number | string;
  unitPrice: string | null;
  amount: string;
}

/** An entry to be booked. Amounts are decimal strings in major units, above zero; wallets are named by id or code. */
export interface NewEntry {
  type: 'expense' | 'income' | 'transfer';
  amount: string;
  /** ISO 4217; that of the wallet unless it is said. */
  currency?: string;
  /** Local date YYYY-MM-DD. */
  occurredOn: string;
  /** Slug; the fallback of the type without one. A transfer has none. */
  category?: string | null;
  /** Where the money comes from or goes to; of a transfer the one it leaves. */
  wallet: string;
  /** Of a transfer: the one that receives it. */
  toWallet?: string;
  /** Of a transfer into another currency: what arrives there. */
  toAmount?: string;
  merchant?: string | null;
  note: string;
  tags?: readonly string[];
  items?: readonly NewItem[];
  evidence?: readonly Evidence[];
  messageId?: string | null;
}

/** Columns of an entry as `book_entries` of the database takes them. */
export interface EntryRecord {
  id: string;
  book_id: string;
  type: NewEntry['type'] | 'reversal';
  occurred_on: string;
  amount: string;
  currency: string;
  category: string | null;
  wallet_id: string | null;
  to_wallet_id: string | null;
  merchant: string | null;
  note: string;
  evidence: readonly unknown[];
  source: Origin['source'];
  message_id: string | null;
  workflow_id: string | null;
  line: number;
  decided_by: string;
  reversal_of?: string;
  corrects?: string;
  reason?: string | null;
  approval_id?: string;
}

export interface PostingRecord {
  id: string;
  book_id: string;
  entry_id: string;
  account_id: string;
  amount: string;
  currency: string;
}

export interface ItemRecord {
  id: string;
  book_id: string;
  entry_id: string;
  line: number;
  name: string;
  quantity: string;
  unit_price: string | null;
  amount: string;
}

/** Everything one command writes, in one statement. */
export interface Batch {
  entries: EntryRecord[];
  postings: PostingRecord[];
  items: ItemRecord[];
  tags: { entry_id: string; name: string }[];
}

export const emptyBatch = (): Batch => ({ entries: [], postings: [], items: [], tags: [] });

/** Where an entry is written, and what its links are. */
export interface Place extends Origin {
  bookId: string;
  /** 1-based line of the draft. */
  line: number;
  corrects?: string;
  reason?: string | null;
  approvalId?: string;
}

/** Every account the entries name, by code or id. */
export const accountsNamed = (entries: readonly NewEntry[]): string[] => [
  ...new Set(
    entries.flatMap(({ type, category, wallet, toWallet, toAmount }) => [
      wallet,
      ...(type === 'transfer' ? [toWallet ?? ''] : [categoryCode(type, category ?? fallbackCategory(type))]),
      ...(toAmount === undefined ? [] : [exchangeAccount]),
    ]),
  ),
];

type Side = [NamedAccount, bigint, string];

/** The postings of a transfer; between two currencies the exchange account balances each of them. */
function transferSides(
  entry: NewEntry,
  accounts: Accounts,
  from: NamedAccount,
  amount: bigint,
): { to: NamedAccount; sides: Side[] } {
  const to = accounts.wallet(entry.toWallet ?? '');
  if (to.id === from.id) throw new LedgerError('SameWallet', 'a transfer needs two wallets');
  if (to.currency === from.currency) {
    if (entry.toAmount !== undefined && positive(entry.toAmount, to.currency) !== amount)
      throw new LedgerError('CurrencyMismatch', 'what leaves a wallet must arrive in the other of the same currency');
    return {
      to,
      sides: [
        [to, amount, to.currency],
        [from, -amount, from.currency],
      ],
    };
  }
  if (entry.toAmount === undefined) throw new LedgerError('CurrencyMismatch', `say how much ${to.currency} arrives`);
  const arriving = positive(entry.toAmount, to.currency);
  const exchange = accounts.byCode(exchangeAccount);
  return {
    to,
    sides: [
      [to, arriving, to.currency],
      [exchange, -arriving, to.currency],
      [exchange, amount, from.currency],
      [from, -amount, from.currency],
    ],
  };
}

/**
 * Lays an entry out as the rows it is made of, behind those already in the batch.
 * @throws LedgerError what {@link NewEntry} may not be.
 */
export function layOut(batch: Batch, entry: NewEntry, place: Place, accounts: Accounts): string {
  const { bookId, line, corrects, reason, approvalId, source, workflowId, decidedBy } = place;
  const wallet = accounts.wallet(entry.wallet);
  const currency = entry.currency ?? wallet.currency;
  const amount = positive(entry.amount, currency);
  if (currency !== wallet.currency) throw new LedgerError('CurrencyMismatch', `${wallet.code} holds ${wallet.currency}`);
  const id = uuidv7();
  const category = entry.type === 'transfer' ? null : (entry.category ?? fallbackCategory(entry.type));
  let toWalletId: string | null = null;
  let sides: Side[];
  if (entry.type === 'transfer') {
    const transfer = transferSides(entry, accounts, wallet, amount);
    toWalletId = transfer.to.id;
    sides = transfer.sides;
  } else {
    const books = accounts.byCode(categoryCode(entry.type, category));
    const [debit, credit] = entry.type === 'expense' ? [books, wallet] : [wallet, books];
    sides = [
      [debit, amount, currency],
      [credit, -amount, currency],
    ];
  }
  batch.entries.push({
    id,
    book_id: bookId,
    type: entry.type,
    occurred_on: entry.occurredOn,
    amount: String(amount),
    currency,
    category,
    wallet_id: wallet.id,
    to_wallet_id: toWalletId,
    merchant: entry.merchant ?? null,
    note: entry.note,
    evidence: entry.evidence ?? [],
    source,
    message_id: entry.messageId ?? place.messageId,
    workflow_id: workflowId,
    line,
    decided_by: decidedBy,
    corrects,
    reason,
    approval_id: approvalId,
  });
  batch.postings.push(...sides.map((side) => postingOf(bookId, id, side)));
  batch.items.push(...(entry.items ?? []).map((item, index) => itemOf(item, { bookId, id, line: index + 1, currency })));
  batch.tags.push(...tagNames(entry.tags ?? []).map((name) => ({ entry_id: id, name })));
  return id;
}

const postingOf = (bookId: string, entryId: string, [account, amount, currency]: Side): PostingRecord => ({
  id: uuidv7(),
  book_id: bookId,
  entry_id: entryId,
  account_id: account.id,
  amount: String(amount),
  currency,
});

const itemOf = (item: NewItem, at: { bookId: string; id: string; line: number; currency: string }): ItemRecord => ({
  id: uuidv7(),
  book_id: at.bookId,
  entry_id: at.id,
  line: at.line,
  name: item.name,
  quantity: String(item.quantity),
  unit_price: item.unitPrice === null ? null : String(inside(item.unitPrice, at.currency)),
  amount: String(inside(item.amount, at.currency)),
});

/** Tags as they are kept: lower case, no `#`, one space, each once. @throws LedgerError `NotAName`. */
export function tagNames(tags: readonly string[]): string[] {
  const names = tags.map((tag) => tag.trim().replace(/^#+/, '').replace(/\s+/g, ' ').trim().toLowerCase());
  if (names.includes('')) throw new LedgerError('NotAName', 'a tag needs a letter or digit');
  return [...new Set(names)];
}
