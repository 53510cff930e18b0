/** Everything a ledger command can refuse. */
export type LedgerRefusal =
  /** There is no such entry, or not in this book. */
  | 'NoSuchEntry'
  /** It was reversed before. */
  | 'AlreadyVoided'
  /** A reversal is not reversed: book the entry again. */
  | 'NotVoidable'
  /** A draft without an amount, or with none above zero, cannot be booked. */
  | 'AmountNotPositive'
  /** The book has no account for the draft's category. */
  | 'NoSuchAccount'
  /** The contact has no book. */
  | 'NoBook';

/** A command refused what was asked; nothing was written by it. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly refusal: LedgerRefusal;

  constructor(refusal: LedgerRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}
