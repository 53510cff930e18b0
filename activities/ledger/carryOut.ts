import { and, eq } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import type { Database, Transaction } from '../../database/pool.ts';
import { question } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import { phraseOf } from '../../language/habits.ts';
import type { Amendment, Proposal } from '../../language/proposal.ts';
import { draftOf } from '../../language/replies/proposalReply.ts';
import type { Habit, Statement } from '../../language/statement.ts';
import { walletCalled } from '../../ledger/accounts.ts';
import { requireNoMoreApproval } from '../../ledger/approvals.ts';
import { editEntry } from '../../ledger/edit.ts';
import { LedgerError } from '../../ledger/errors.ts';
import { learnHabits } from '../../ledger/habits.ts';
import type { Origin } from '../../ledger/post.ts';
import { voidEntry } from '../../ledger/void.ts';
import type { LedgerActivities } from '../../workflows/contracts.ts';
import { closeMessage, planStatement } from '../conversation/effects.ts';
import { bookFor } from '../conversation/group.ts';
import { received } from '../conversation/rows.ts';
import { failure } from '../failure.ts';
import { keepCommand, refusedCommand } from './command.ts';

type Input = Parameters<LedgerActivities['carryOut']>[0];

/** Does what was confirmed: entries, question, message and the planned answer are one transaction, run once per `workflowId/carry`. */
export function carryOut(db: Database, input: Input): Promise<{ outbound: string }> {
  const { messageId, questionId, proposal, decidedBy, locale } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    const { message: row } = opening;
    return once(tx, `${row.workflowId}/carry`, input, async () => {
      const { id: bookId } = await bookFor(tx, opening);
      const origin = { messageId, workflowId: row.workflowId, decidedBy, source: 'chat' } as const;
      const today = localDate(row.sentAt, opening.contact.timezone);
      const statement = await carried(tx, { bookId, proposal, origin, today });
      const [closed] = await tx
        .update(question)
        .set({ state: 'booked', closedAt: new Date() })
        .where(and(eq(question.id, questionId), eq(question.messageId, messageId)))
        .returning({ id: question.id });
      if (!closed) throw failure('Internal', `question ${questionId} is not of message ${messageId}`, { nonRetryable: true });
      const planned = await planStatement(tx, opening, 'carry', statement, { locale });
      await closeMessage(tx, messageId, 'booked');
      return { outbound: planned.id };
    });
  });
}

interface Work {
  bookId: string;
  proposal: Proposal;
  origin: Origin & { messageId: string };
  /** The person's date when they asked for it. */
  today: string;
}

async function carried(tx: Transaction, { bookId, proposal, origin, today }: Work): Promise<Statement> {
  // What the database refuses must not take the answer with it.
  switch (proposal.kind) {
    case 'amend':
      return refusable(
        () => tx.transaction((inner) => amended(inner, { bookId, amendments: proposal.amendments, origin })),
        (refused) => ({ say: 'not_amended', because: reasonOf(refused) }),
      );
    case 'command':
      return refusable(
        () => tx.transaction((inner) => keepCommand(inner, { bookId, command: proposal.command, origin, today })),
        (refused) => refusedCommand(refused, proposal.command),
      );
    case 'pick':
    case 'record':
    case 'approval':
      throw failure('Internal', `nothing is done with a ${proposal.kind}`, { nonRetryable: true });
  }
}

async function refusable(work: () => Promise<Statement>, words: (refused: LedgerError) => Statement): Promise<Statement> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof LedgerError) return words(thrown);
    throw thrown;
  }
}

type Amended = { bookId: string; amendments: readonly Amendment[]; origin: Work['origin'] };

async function amended(tx: Transaction, { bookId, amendments, origin }: Amended): Promise<Statement> {
  await amend(tx, { bookId, amendments, origin });
  const learnt = await learnHabits(tx, {
    bookId,
    habits: amendments.flatMap(taughtBy),
    messageId: origin.messageId,
    learntFrom: origin.decidedBy,
  });
  if (amendments.some(({ set }) => set !== null)) return { say: 'amended', amendments: [...amendments], learnt };
  return { say: 'undone', entries: amendments.map(({ entry: { note, amount } }) => ({ note, amount })) };
}

async function amend(
  tx: Transaction,
  { bookId, amendments, origin }: { bookId: string; amendments: readonly Amendment[]; origin: Origin },
): Promise<void> {
  for (const { entry, set } of amendments) {
    if (set === null) await voidEntry(tx, { ...origin, bookId, entryId: entry.id, reason: 'taken back in the chat' });
    else {
      await requireNoMoreApproval(tx, { bookId, entryId: entry.id, set });
      const [wallet, toWallet] = [await walletCode(tx, bookId, set.wallet), await walletCode(tx, bookId, set.toWallet)];
      const into = { ...set, wallet, toWallet };
      await editEntry(tx, { ...origin, bookId, entryId: entry.id, set: into, reason: 'corrected in the chat' });
    }
  }
}

const walletCode = async (tx: Transaction, bookId: string, name: string | undefined): Promise<string | undefined> =>
  name === undefined ? undefined : walletCalled(tx, { bookId, name });

/** A corrected category is a habit, as it is when a draft is corrected; a wallet where none was named before. */
function taughtBy({ entry, set }: Amendment): Habit[] {
  const phrase = phraseOf(draftOf({ ...entry, ...set }));
  if (set === null || phrase === null) return [];
  return (['category', 'wallet'] as const).flatMap((field) => {
    const value = set[field];
    const isSlip = field === 'wallet' && entry.wallet !== undefined;
    return value === undefined || isSlip ? [] : [{ field, phrase, value }];
  });
}

function reasonOf({ refusal }: LedgerError): Extract<Statement, { say: 'not_amended' }>['because'] {
  switch (refusal) {
    case 'NeedsApproval':
      return 'approval';
    case 'AlreadyVoided':
    case 'NoSuchEntry':
    case 'NotVoidable':
      return 'gone';
    case 'NothingToChange':
      return 'same';
    case 'PeriodLocked':
    case 'PeriodSoftClosed':
      return 'closed';
    default:
      return 'other';
  }
}
