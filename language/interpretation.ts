import type { CalendarUnit } from './calendar.ts';
import type { Locale } from './locale.ts';

/** Closed list of expense categories; slugs are stable keys of the ledger's category accounts. */
export const expenseCategories = [
  'makan',
  'belanja_harian',
  'transport',
  'pulsa_data',
  'utilitas',
  'tempat_tinggal',
  'kesehatan',
  'pendidikan',
  'hiburan',
  'pakaian',
  'rumah_tangga',
  'cicilan',
  'donasi',
  'keluarga',
  'kerja',
  'biaya',
  'lainnya',
] as const;

/** Closed list of income categories. */
export const incomeCategories = ['gaji', 'bonus', 'usaha', 'hadiah', 'investasi', 'refund', 'lainnya_masuk'] as const;

export type ExpenseCategory = (typeof expenseCategories)[number];
export type IncomeCategory = (typeof incomeCategories)[number];
export type Category = ExpenseCategory | IncomeCategory;
export type EntryType = 'expense' | 'income' | 'transfer';

/** ISO currency codes the books know. */
export type Currency = 'IDR';

/** Where a field of a draft comes from, so that a person can check it. */
export interface Evidence {
  field: 'amount' | 'category' | 'occurredOn' | 'merchant' | 'type' | 'note' | 'wallet' | 'toWallet';
  source: 'text' | 'transcript' | 'receipt' | 'model' | 'correction' | 'habit' | 'default';
  /** The span of the text, the line of the receipt, or the phrase of the habit, as it stood there (at most 120 characters). */
  quote: string;
}

/** What makes a careful person ask before booking. */
export type Doubt =
  | 'amount_missing'
  | 'amount_ambiguous'
  | 'amount_range'
  | 'amount_unheard'
  | 'amount_implausible'
  | 'arithmetic_mismatch'
  /** Told in words that leave open whether it happened, or whose money it was. */
  | 'spending_unsure'
  | 'category_unsure'
  | 'date_unsure'
  | 'direction_unsure';

/** Doubts that must be settled by the person: "ya" alone does not book an entry that still carries one of them. */
export const blockingDoubts: readonly Doubt[] = [
  'amount_missing',
  'amount_ambiguous',
  'amount_range',
  'amount_unheard',
  'amount_implausible',
  'arithmetic_mismatch',
  'spending_unsure',
];

/** One line of a receipt. Amounts are decimal strings in major units (whole rupiah for IDR). */
export interface DraftItem {
  name: string;
  quantity: number;
  unitPrice: string | null;
  amount: string;
}

/** An entry as understood, before a person confirmed it. */
export interface DraftEntry {
  type: EntryType;
  /** Decimal string in major units, positive ("25000"); the most plausible reading, null when none was given. */
  amount: string | null;
  currency: Currency;
  /** Every amount a careful person could mean, most plausible first; empty when the amount is certain or missing. */
  alternatives: string[];
  /** Null only for transfers. */
  category: Category | null;
  /** Local date YYYY-MM-DD in the person's time zone; never in the future. */
  occurredOn: string;
  merchant: string | null;
  /** Name of the wallet the money comes from or goes to; cash where none was said. */
  wallet?: string;
  /** Of a transfer: name of the wallet that receives it; `wallet` is the one it leaves. */
  toWallet?: string;
  note: string;
  items: DraftItem[];
  evidence: Evidence[];
  doubts: Doubt[];
  /** The message that told it, where a draft holds what several messages told. */
  messageId?: string;
}

/** A period with both ends included; both null means that no period was said. */
export interface Period {
  from: string | null;
  to: string | null;
}

/** What a message asks for. Closed list; the words behind it are in `evals/` and the eval data's README. */
export type Intent =
  | { intent: 'record'; entries: DraftEntry[] }
  /** `compared`: against the same stretch of the week, month or year before; `only`: money that came in, or went out. */
  | ({ intent: 'report'; category: Category | null; compared?: CalendarUnit; only?: 'income' | 'expense' } & Period)
  | ({ intent: 'list'; category: Category | null } & Period)
  | { intent: 'balance' }
  /** What is in a wallet now, whatever the book says; null stands for cash. */
  | { intent: 'balance.set'; wallet: string | null; amount: string }
  | { intent: 'undo' }
  | { intent: 'help' }
  | { intent: 'smalltalk' }
  | { intent: 'unknown' }
  | { intent: 'edit'; set: { amount?: string; category?: Category; occurredOn?: string } }
  | { intent: 'savings.create'; name: string; target: string | null }
  | { intent: 'savings.deposit' | 'savings.withdraw'; name: string; amount: string | null }
  | { intent: 'savings.list' }
  | { intent: 'budget.set'; category: Category | null; amount: string | null; period: 'month' | 'week' }
  | { intent: 'budget.status'; category: Category | null }
  | { intent: 'habit.list' }
  | { intent: 'habit.forget'; phrase: string }
  | { intent: 'category.list' }
  | { intent: 'category.add' | 'category.delete'; name: string }
  | { intent: 'category.rename'; name: string; newName: string }
  | ({ intent: 'export'; format: 'csv' | 'xlsx' | null } & Period);

/** The result of reading one message. */
export type Interpretation = Intent & {
  /** The language to answer in. */
  locale: Locale;
  /** How sure the reader is of the intent, 0 to 1; below {@link sureIntent} a model may be asked. */
  confidence: number;
};

/** Intent confidence from which rules alone decide. Chosen on the development messages. */
export const sureIntent = 0.8;
