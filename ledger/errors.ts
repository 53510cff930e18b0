/** Everything a ledger command can refuse. */
export type LedgerRefusal =
  /** There is no such entry, or not in this book. */
  | 'NoSuchEntry'
  /** It was reversed before. */
  | 'AlreadyVoided'
  /** A reversal is not reversed: book the entry again. */
  | 'NotVoidable'
  /** A reversal, what was taken back, or an opening balance is not edited. */
  | 'NotEditable'
  /** Somebody changed it since the version that was named. */
  | 'VersionConflict'
  /** The change asked for changes nothing. */
  | 'NothingToChange'
  /** An amount is missing, or not above zero. */
  | 'AmountNotPositive'
  /** A text is no decimal number of its currency's precision. */
  | 'NotAnAmount'
  /** No books are kept in that currency. */
  | 'UnknownCurrency'
  /** A wallet holds one currency, and the entry is in another. */
  | 'CurrencyMismatch'
  /** A date is none, or ends before it begins. */
  | 'NotADate'
  /** The book has no account for the category. */
  | 'NoSuchAccount'
  /** The book has no such wallet or savings goal. */
  | 'NoSuchWallet'
  /** A transfer needs two different wallets. */
  | 'SameWallet'
  /** The wallet or category is archived. */
  | 'Archived'
  /** A wallet, category, goal or tag of that name is there. */
  | 'NameTaken'
  /** A name without a letter or digit. */
  | 'NotAName'
  /** What Catat itself falls back to cannot be archived. */
  | 'Indispensable'
  /** The contact has no book. */
  | 'NoBook'
  /** There is no such tag, budget, goal, recurring entry, attachment or approval in this book. */
  | 'NoSuchTag'
  | 'NoSuchBudget'
  | 'NoSuchGoal'
  | 'NoSuchRecurring'
  | 'NoSuchAttachment'
  | 'NoSuchApproval'
  /** A goal holds less than what is to be taken out. */
  | 'NotEnoughSaved'
  /** The month is locked: nothing is booked in it any more. */
  | 'PeriodLocked'
  /** The month is closed to all but owner and finance. */
  | 'PeriodSoftClosed'
  /** The month is in that state already, or must be reopened first. */
  | 'PeriodTransition'
  /** The amount needs somebody else's approval first. */
  | 'NeedsApproval'
  /** It was decided, withdrawn, or has run out. */
  | 'ApprovalClosed'
  /** Who asks for approval does not give it. */
  | 'MakerIsChecker'
  /** One person decides once. */
  | 'AlreadyDecided';

/** A command refused what was asked; nothing was written by it. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly refusal: LedgerRefusal;

  constructor(refusal: LedgerRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/** What the rules of the database refuse, by the name of the constraint. */
const byConstraint: Record<string, LedgerRefusal> = {
  period_is_open: 'PeriodLocked',
  entry_reversal_of_unique: 'AlreadyVoided',
  account_code: 'NameTaken',
  tag_name: 'NameTaken',
  maker_is_not_checker: 'MakerIsChecker',
  approval_is_pending: 'ApprovalClosed',
  approval_decision_approval_id_decided_by_pk: 'AlreadyDecided',
};

/** Runs a statement; what a rule of the database refuses becomes a {@link LedgerError}. */
export async function refusing<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch (thrown) {
    const { constraint, message = '' } = (thrown as { cause?: { constraint?: string; message?: string } }).cause ?? {};
    const refusal = constraint ? byConstraint[constraint] : undefined;
    if (!refusal) throw thrown;
    const softly = refusal === 'PeriodLocked' && message.endsWith('soft_closed');
    throw new LedgerError(softly ? 'PeriodSoftClosed' : refusal, `refused by ${constraint}`);
  }
}
