import type { CalendarUnit } from './calendar.ts';
import type { FailureType } from './failure.ts';
import type { Category, DraftEntry, Period } from './interpretation.ts';
import type { Locale } from './locale.ts';
import type { Amendment, Command, Proposal } from './proposal.ts';

/** Totals of one category over a period; amounts are decimal strings in major units. */
export interface CategoryTotal {
  category: Category | null;
  amount: string;
  count: number;
}

/** A budget and what is left of it in its period; amounts are decimal strings in major units. */
export interface BudgetLine {
  /** Slug of a category; null is all spending. */
  category: string | null;
  period: 'month' | 'week';
  amount: string;
  spent: string;
  /** Below zero when more was spent. */
  left: string;
}

/** A savings goal and how far it is. */
export interface GoalLine {
  name: string;
  saved: string;
  target: string | null;
}

/** A habit of a book: entries whose words hold the phrase get the value. */
export interface Habit {
  field: 'category' | 'merchant' | 'wallet';
  phrase: string;
  /** Slug of a category, name of a merchant, or name of a wallet. */
  value: string;
}

/** What an approver has said with their yes. */
export interface Remark {
  by: string | null;
  text: string;
}

/** Everything Catat ever says. `language/words` turns each into a sentence of the person's language. */
export type Statement =
  | { say: 'greeting' }
  /** Catat was asked into a group. */
  | { say: 'group_joined' }
  /** To a stranger, once: Catat is closed. `by` is what would open it. */
  | { say: 'not_admitted'; by: 'invite' | 'number' }
  /** What a yes leads to. `heard` is the transcript of a voice note, echoed; `added`: other messages have brought some of the entries. */
  | { say: 'question'; proposal: Proposal; revision: number; heard?: string; added?: boolean }
  /** "ya" came, but a line is still in doubt: say which and how to settle it. */
  | { say: 'still_in_doubt'; proposal: Proposal }
  /** An answer to a known question that could not be understood. */
  | { say: 'answer_unclear'; proposal: Proposal }
  | { say: 'reminder'; proposal: Proposal }
  /** `learnt`: what will be done by itself from now on; `budgets`: those the entries count for; `approved`: by others, with their remarks. */
  | { say: 'booked'; entries: DraftEntry[]; learnt?: Habit[]; budgets?: BudgetLine[]; approved?: boolean; remarks?: Remark[] }
  /** To an approver: what their word has led to. `missing`: how many others must still say yes. */
  | { say: 'approval_said'; decision: 'approve' | 'reject'; missing: number }
  /** To somebody whose word does not decide, and why. `closed`: the month is. */
  | { say: 'approval_refused'; because: 'own' | 'no_approver' | 'said_before' | 'over' | 'closed' | 'other' }
  /** What became of it, to those who did not decide it. `own`: the person has asked for it. */
  | {
      say: 'approval_over';
      state: 'approved' | 'rejected' | 'expired' | 'cancelled';
      entries: DraftEntry[];
      by: string | null;
      because: string | null;
      own: boolean;
    }
  /** Booked entries were changed or taken back. */
  | { say: 'amended'; amendments: Amendment[]; learnt?: Habit[] }
  /** Nothing was booked, because it was told before. */
  | { say: 'told_before' }
  | { say: 'cancelled' }
  /** A change or a command was not confirmed. */
  | { say: 'left_as_is' }
  | { say: 'expired' }
  /** An answer to a question that is closed: booked, cancelled or expired. */
  | { say: 'question_closed'; state: 'booked' | 'cancelled' | 'expired' }
  /** An answer without a quote while several questions are open. */
  | { say: 'which_question'; open: { proposal: Proposal }[] }
  /** A sticker or an emoji that answers nothing; `waiting`: a question is open. */
  | { say: 'wordless'; waiting: boolean }
  | { say: 'nothing_open' }
  /** "oke" after a booking. */
  | { say: 'acknowledged' }
  /** `percent`: how much is read, where that is known. */
  | { say: 'progress'; work: 'speech' | 'receipt' | 'document'; percent?: number }
  /** "batal" while earlier messages are still being read: which one? */
  | { say: 'still_reading'; count: number }
  | { say: 'habits'; habits: Habit[] }
  | { say: 'forgotten'; habits: Habit[] }
  | { say: 'no_such_habit'; phrase: string }
  /** A booked entry was pointed at that is not there. */
  | { say: 'no_such_entry' }
  /** A confirmed change could not be made. `same`: it is like that already; `closed`: its month is; `approval`: others must approve the new amount. */
  | { say: 'not_amended'; because: 'gone' | 'same' | 'closed' | 'approval' | 'other' }
  /** An entry was pointed at, but not what is to become of it. */
  | { say: 'change_unclear' }
  | { say: 'failure'; failure: FailureType }
  | { say: 'help' }
  | { say: 'smalltalk'; thanks?: boolean }
  | { say: 'not_understood' }
  /** A file of the book. `ready`: the words beside it; both days null = all there is. */
  | ({ say: 'file'; state: 'making' | 'ready' | 'empty'; rows: number } & Period)
  | { say: 'file'; state: 'refused' | 'too_large' | 'failed' }
  /** A confirmed command was carried out, or could not be. */
  | { say: 'commanded'; command: Command; goal?: GoalLine }
  | {
      say: 'not_commanded';
      because:
        | 'no_such_goal'
        | 'not_enough_saved'
        | 'name_taken'
        | 'no_such_category'
        | 'category_taken'
        | 'category_given'
        | 'other';
    }
  /** A command came without its amount. */
  | { say: 'amount_needed'; command: Command['do'] }
  | { say: 'budgets'; budgets: BudgetLine[] }
  | { say: 'savings'; goals: GoalLine[] }
  | { say: 'empty' }
  | { say: 'unsupported'; what: 'sticker' | 'video' | 'location' | 'contact' | 'view_once' | 'other' }
  /** `own`: names of those the book has beside the default ones. */
  | { say: 'categories'; own?: string[] }
  /** `goals`: what is put aside, which is in no wallet. */
  | { say: 'balance'; wallets: { name: string; amount: string }[]; goals?: GoalLine[] }
  | {
      say: 'report';
      from: string;
      to: string;
      income: string;
      expense: string;
      categories: CategoryTotal[];
      /** The one that was asked for; null for all. */
      category?: Category | null;
      /** Money that came in, or went out, alone. */
      only?: 'income' | 'expense';
    }
  /** Spending up to today against as much of the period before; `before` is its amount. */
  | {
      say: 'compared';
      unit: CalendarUnit;
      category: Category | null;
      expense: string;
      before: string;
      /** Last day of the stretch before. */
      until: string;
      /** The category that has grown most, unless one was asked for. */
      most: { category: Category | null; more: string } | null;
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
