import { LedgerError, type LedgerRefusal } from '../ledger/errors.ts';
import { notFound, Problem } from './problem.ts';

/** What each refusal of the ledger means to who sent the request, and what to do about it. */
const answers: Record<LedgerRefusal, [status: number, detail: string]> = {
  NoSuchEntry: [404, 'There is no such entry.'],
  AlreadyVoided: [409, 'The entry was taken back or corrected before: look at what replaced it.'],
  NotVoidable: [409, 'A reversal is not taken back: book the entry again.'],
  NotEditable: [409, 'A reversal, an opening balance or what was taken back is not corrected.'],
  VersionConflict: [412, 'The entry has changed since you read it: read it again.'],
  NothingToChange: [422, 'The change changes nothing.'],
  AmountNotPositive: [422, 'The amount has to be above zero.'],
  NotAnAmount: [422, 'The amount is no decimal number of this currency.'],
  UnknownCurrency: [422, 'No books are kept in this currency.'],
  CurrencyMismatch: [422, 'The wallet is in another currency; for an exchange say what arrives.'],
  NotADate: [422, 'A date is none, or ends before it begins.'],
  NoSuchAccount: [422, 'The book has no such category.'],
  NoSuchWallet: [422, 'The book has no such wallet or savings goal.'],
  SameWallet: [422, 'A transfer needs two different wallets.'],
  Archived: [409, 'The wallet or category is archived: bring it back first.'],
  NameTaken: [409, 'There is one of this name already.'],
  NotAName: [422, 'A name needs a letter or a digit.'],
  Indispensable: [409, 'Catat falls back to this one: it cannot be archived.'],
  NoBook: [404, 'There is no such book.'],
  NoSuchTag: [404, 'There is no such tag.'],
  NoSuchBudget: [404, 'There is no such budget.'],
  NoSuchGoal: [404, 'There is no such savings goal.'],
  NoSuchRecurring: [404, 'There is no such recurring entry.'],
  NoSuchAttachment: [404, 'There is no such attachment.'],
  NoSuchApproval: [404, 'There is no such approval.'],
  NotEnoughSaved: [409, 'The goal holds less than that.'],
  PeriodLocked: [409, 'The month is locked: book it in an open month.'],
  PeriodSoftClosed: [409, 'The month is closed to all but owner and finance.'],
  PeriodTransition: [409, 'The month is in that state already, or has to be reopened first.'],
  NeedsApproval: [409, 'The amount needs the approval of somebody else first.'],
  ApprovalClosed: [409, 'It was decided, withdrawn, or has run out.'],
  MakerIsChecker: [403, 'Who asks for approval does not give it.'],
  AlreadyDecided: [409, 'You have decided on this before.'],
};

/** For routes that name the thing in their path: that refusal is then a 404, not a fault of the body. */
export const missing =
  (refusal: LedgerRefusal, what: string) =>
  (error: unknown): never => {
    throw error instanceof LedgerError && error.refusal === refusal ? notFound(what) : error;
  };

/** The answer to a refusal of the ledger, or null when the error is none. */
export function ledgerProblem(error: unknown): Problem | null {
  if (!(error instanceof LedgerError)) return null;
  const [status, detail] = answers[error.refusal];
  return new Problem(status, detail, error.refusal);
}
