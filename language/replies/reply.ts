import type { BookCategory } from '../categorySaid.ts';
import type { Category, DraftEntry, EntryType } from '../interpretation.ts';

/** One change a person asks for in a draft; `line` is 1-based, null means "the only one" or "all" where that makes sense. */
export type Change =
  | { op: 'set'; line: number | null; field: 'amount'; value: string }
  | { op: 'set'; line: number | null; field: 'category'; value: Category }
  | { op: 'set'; line: number | null; field: 'occurredOn'; value: string }
  | { op: 'set'; line: number | null; field: 'merchant' | 'note' | 'wallet' | 'toWallet'; value: string }
  | { op: 'set'; line: number | null; field: 'type'; value: EntryType }
  | { op: 'remove'; line: number };

/** What a person answers to a question about a draft. */
export type Reply =
  | { kind: 'yes' }
  /** `because`: what was said with it, about an approval. */
  | { kind: 'no'; because?: string }
  /** A pick among the readings offered for the first entry that is in doubt; 1-based. */
  | { kind: 'choose'; option: number }
  | { kind: 'correct'; changes: Change[] }
  /** What looks like something told before is that. */
  | { kind: 'same' }
  /** It is another; `book`: and it shall be booked as it was shown. */
  | { kind: 'different'; book: boolean };

/** Names of a book's own that people use in the chat. */
export interface BookNames {
  /** Wallets it has beside cash. */
  wallets?: string[];
  /** Categories it has beside the default ones. */
  categories?: BookCategory[];
}

/** What the question was about. */
export interface ReplyContext extends BookNames {
  entries: DraftEntry[];
}
