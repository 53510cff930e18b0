import type { Category, DraftEntry, EntryType } from './interpretation.ts';
import type { BookNames } from './replies/reply.ts';

/** An entry as it stands in the books. */
export interface BookedEntry {
  id: string;
  type: EntryType;
  /** Decimal string in major units. */
  amount: string;
  category: Category | null;
  occurredOn: string;
  merchant: string | null;
  /** Name of its wallet, of a transfer the one it leaves; cash where there is none. */
  wallet?: string;
  /** Of a transfer: the one that receives it. */
  toWallet?: string;
  note: string;
}

/** A line of a draft that looks like something told before. */
export interface Twin {
  /** 1-based line of the draft. */
  line: number;
  /** What it looks like. */
  of: Pick<BookedEntry, 'type' | 'amount' | 'category' | 'occurredOn' | 'merchant' | 'note'>;
  /** When that was told, ISO time. */
  toldAt: string;
  /** It is the very same file. */
  sameFile: boolean;
  /** It is booked; else it is in a question that still waits. */
  booked: boolean;
}

/** New values of a booked entry. */
export interface EntryChange {
  type?: EntryType;
  amount?: string;
  category?: Category;
  occurredOn?: string;
  merchant?: string;
  note?: string;
  /** Names of wallets. */
  wallet?: string;
  toWallet?: string;
}

/** A booked entry and what is to become of it; null takes it back. */
export interface Amendment {
  entry: BookedEntry;
  set: EntryChange | null;
}

/** Something that is kept for a book once it is confirmed. */
export type Command =
  | { do: 'budget.set'; category: Category | null; amount: string; period: 'month' | 'week' }
  | { do: 'savings.create'; name: string; target: string | null }
  | { do: 'savings.deposit' | 'savings.withdraw'; name: string; amount: string }
  /** `before`: what the book says of the wallet. */
  | { do: 'balance.set'; wallet: string; amount: string; before: string }
  | { do: 'category.add' | 'category.delete'; name: string }
  | { do: 'category.rename'; name: string; newName: string };

/** Entries that are to be booked. The names of the book are not there before its words were looked through for them. */
export interface RecordProposal extends BookNames {
  kind: 'record';
  entries: DraftEntry[];
  /** Lines that may have been told before. */
  twins: Twin[];
  /** The person said that they were not. */
  distinct: boolean;
}

/** Entries somebody has confirmed and others have to approve. */
export interface ApprovalProposal {
  kind: 'approval';
  approvalId: string;
  entries: DraftEntry[];
  /** What the maker calls themself; null where nobody knows. */
  maker: string | null;
  /** The person is the maker, who waits and can only take it back. */
  own: boolean;
}

/** What an open question is about: what a yes leads to. */
export type Proposal =
  | RecordProposal
  /** Booked entries are changed or taken back, all of them. */
  | { kind: 'amend'; amendments: Amendment[] }
  /** Only one of several is meant, and the person says which. */
  | { kind: 'pick'; among: Amendment[] }
  | { kind: 'command'; command: Command }
  | ApprovalProposal;

/** A draft as it was understood, before anything of the book was laid beside it. */
export const recordOf = (entries: DraftEntry[]): RecordProposal => ({ kind: 'record', entries, twins: [], distinct: false });
