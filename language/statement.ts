import type { FailureType } from './failure.ts';
import type { Category, DraftEntry } from './interpretation.ts';
import type { Locale } from './locale.ts';

/** Totals of one category over a period; amounts are decimal strings in major units. */
export interface CategoryTotal {
  category: Category | null;
  amount: string;
  count: number;
}

/** Everything Catat ever says. `language/words` turns each into a sentence of the person's language. */
export type Statement =
  | { say: 'greeting' }
  /** Catat was asked into a group. */
  | { say: 'group_joined' }
  /** To a stranger, once: Catat is closed. `by` is what would open it. */
  | { say: 'not_admitted'; by: 'invite' | 'number' }
  /** The question about a draft. `heard` is the transcript of a voice note, echoed. `changed` marks the entries of a corrected draft. */
  | { say: 'question'; entries: DraftEntry[]; revision: number; heard?: string }
  /** "ya" came, but a line is still in doubt: say which and how to settle it. */
  | { say: 'still_in_doubt'; entries: DraftEntry[] }
  /** A quoted answer to a question that could not be understood. */
  | { say: 'answer_unclear'; entries: DraftEntry[] }
  | { say: 'reminder'; entries: DraftEntry[] }
  | { say: 'booked'; entries: DraftEntry[] }
  | { say: 'cancelled' }
  | { say: 'expired' }
  /** An answer to a question that is closed: booked, cancelled or expired. */
  | { say: 'question_closed'; state: 'booked' | 'cancelled' | 'expired' }
  /** An answer without a quote while several questions are open. */
  | { say: 'which_question'; open: { entries: DraftEntry[] }[] }
  | { say: 'nothing_open' }
  | { say: 'progress'; work: 'speech' | 'receipt' }
  | { say: 'failure'; failure: FailureType }
  | { say: 'help' }
  | { say: 'smalltalk' }
  | { say: 'not_understood' }
  | { say: 'not_yet'; intent: string }
  | { say: 'empty' }
  | { say: 'unsupported'; what: 'sticker' | 'video' | 'location' | 'contact' | 'view_once' | 'other' }
  | { say: 'categories' }
  | { say: 'balance'; wallets: { name: string; amount: string }[] }
  | {
      say: 'report';
      from: string;
      to: string;
      income: string;
      expense: string;
      categories: CategoryTotal[];
    }
  | {
      say: 'list';
      from: string;
      to: string;
      entries: {
        occurredOn: string;
        note: string;
        type: 'expense' | 'income' | 'transfer';
        amount: string;
        category: Category | null;
      }[];
      more: number;
    }
  | { say: 'undone'; entries: { note: string; amount: string }[] }
  | { say: 'nothing_to_undo' };

/** A statement and the language to say it in. */
export interface Utterance {
  statement: Statement;
  locale: Locale;
  /** The person's local date (YYYY-MM-DD), so that dates can be told as "hari ini" or "kemarin"; without it they are told as dates. */
  today?: string;
}
