import { and, asc, eq, sql } from 'drizzle-orm';
import { once } from '../../database/effect.ts';
import { type Database, enterBook, type Transaction } from '../../database/pool.ts';
import { chat, contact, question, staff } from '../../database/schema/index.ts';
import type { DraftEntry } from '../../language/interpretation.ts';
import type { Locale } from '../../language/locale.ts';
import type { Remark, Statement } from '../../language/statement.ts';
import { isId } from '../../ledger/accounts.ts';
import { type ApprovalView, approverRole, closeApproval, decideApproval, findApproval } from '../../ledger/approvals.ts';
import { LedgerError } from '../../ledger/errors.ts';
import type { ApprovalEvent, ApprovalState, LedgerActivities, OutboundId } from '../../workflows/contracts.ts';
import { closeMessage, planStatement, planWords } from '../conversation/effects.ts';
import { entriesOf, localeOf, proposalOf, type QuestionRow, type Received, received } from '../conversation/rows.ts';
import { failure } from '../failure.ts';
import type { Addressee } from './askApprovers.ts';
import { tellBooked } from './post.ts';

type Input = Parameters<LedgerActivities['review']>[0];
type Reviewed = Awaited<ReturnType<LedgerActivities['review']>>;

/** A look at one approval. */
interface Case {
  tx: Transaction;
  /** The maker's message. */
  opening: Received;
  bookId: string;
  approvalId: string;
  /** Begins the keys of what is said at this look. */
  effectKey: string;
  locale: Locale;
}

/**
 * One look at the approval a run waits for, once per `workflowId/approval/<step>`: an answer is carried to the books, as the desk would;
 * once it is decided, by whomever, everybody who waits is told and the message is closed in the same transaction.
 */
export function review(db: Database, input: Input): Promise<Reviewed> {
  const { messageId, approval, step, event, locale } = input;
  const { bookId, approvalId } = approval;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    const effectKey = `${opening.message.workflowId}/approval/${step}`;
    return once(tx, effectKey, input, async () => {
      await enterBook(tx, bookId);
      const look: Case = { tx, opening, bookId, approvalId, effectKey, locale };
      const outbound = await happened(look, event);
      const asked = await findApproval(tx, approvalId);
      if (!asked) throw failure('Internal', `approval ${approvalId} is not there`, { nonRetryable: true });
      const { state } = asked;
      return { state, outbound: state === 'pending' ? outbound : [...outbound, ...(await conclude(look, asked, state))] };
    });
  });
}

async function happened(look: Case, event: ApprovalEvent): Promise<OutboundId[]> {
  switch (event.do) {
    case 'answer':
      return answered(look, event);
    case 'remind':
      return remind(look);
    case 'expire':
      await endIfOpen(look, 'expired');
      return [];
    case 'look':
      return [];
  }
}

/** Ends an approval; one that was decided meanwhile stays as it is. */
async function endIfOpen({ tx, bookId, approvalId }: Case, state: 'expired' | 'cancelled'): Promise<void> {
  await refusalOf(tx, (inner) => closeApproval(inner, { bookId, approvalId, state }));
}

/** Why the books refused, null when they did not; what was written by then is taken back. */
async function refusalOf(
  tx: Transaction,
  work: (inner: Transaction) => Promise<unknown>,
): Promise<LedgerError['refusal'] | null> {
  try {
    await tx.transaction(work);
    return null;
  } catch (thrown) {
    if (thrown instanceof LedgerError) return thrown.refusal;
    throw thrown;
  }
}

type Answer = Extract<ApprovalEvent, { do: 'answer' }>;

async function answered(look: Case, { reply, by, formerly = [], messageId }: Answer): Promise<OutboundId[]> {
  const { tx, opening, bookId, approvalId, effectKey } = look;
  if (messageId === null) throw failure('Internal', 'an approval was answered without a message', { nonRetryable: true });
  const theirs = await received(tx, messageId);
  const tell = async (statement: Statement): Promise<OutboundId[]> => {
    const { chat: where, contact: person, message: row } = theirs;
    const to = { session: row.session, chat: where, contact: person, locale: localeOf(person), quote: row.waId };
    return [(await planWords(tx, to, `${effectKey}/answer`, statement)).id];
  };
  const asked = await findApproval(tx, approvalId);
  const makers = [opening.contact.id, asked?.requestedBy ?? ''];
  if ([theirs.contact.id, by, ...formerly].some((id) => makers.includes(id))) {
    if (reply.kind === 'yes') return tell({ say: 'approval_refused', because: 'own' });
    await endIfOpen(look, 'cancelled');
    return [];
  }
  const contactId = theirs.contact.id;
  const role = await approverRole(tx, { bookId, contactId });
  if (role === null) return tell({ say: 'approval_refused', because: 'no_approver' });
  const decision = reply.kind === 'yes' ? 'approve' : 'reject';
  const comment = reply.kind === 'no' ? (reply.because ?? null) : null;
  await actAs(tx, { actor: contactId, role, source: 'chat', request: opening.message.workflowId });
  const refused = await refusalOf(tx, (inner) => decideApproval(inner, { bookId, approvalId, by: contactId, decision, comment }));
  await actAs(tx, { actor: '', role: '', source: '', request: '' });
  if (refused) return tell({ say: 'approval_refused', because: reasonOf(refused) });
  await closeQuestions(tx, await openQuestionsOf(look), decision === 'approve' ? 'booked' : 'cancelled', contactId);
  return tell({ say: 'approval_said', decision, missing: missing(await findApproval(tx, approvalId)) });
}

/** Who writes in the book, as the audit and the closing of months go by. */
const actAs = (tx: Transaction, { actor, role, source, request }: Record<'actor' | 'role' | 'source' | 'request', string>) =>
  tx.execute(sql`select set_config('app.actor', ${actor}, true), set_config('app.role', ${role}, true),
    set_config('app.source', ${source}, true), set_config('app.request', ${request}, true)`);

function missing(asked: ApprovalView | null): number {
  if (asked?.state !== 'pending') return 0;
  return asked.needed - asked.decisions.filter(({ decision }) => decision === 'approve').length;
}

function reasonOf(refusal: LedgerError['refusal']): Extract<Statement, { say: 'approval_refused' }>['because'] {
  switch (refusal) {
    case 'MakerIsChecker':
      return 'own';
    case 'AlreadyDecided':
      return 'said_before';
    case 'ApprovalClosed':
    case 'NoSuchApproval':
      return 'over';
    case 'PeriodLocked':
    case 'PeriodSoftClosed':
      return 'closed';
    default:
      return 'other';
  }
}

interface Asked extends Addressee {
  row: QuestionRow;
}

/** Questions of the request that wait, the maker's first. */
async function openQuestionsOf({ tx, opening, locale }: Case): Promise<Asked[]> {
  const rows = await tx
    .select({ row: question, contact, chat })
    .from(question)
    .innerJoin(contact, eq(contact.id, question.contactId))
    .innerJoin(chat, eq(chat.id, question.chatId))
    .where(and(eq(question.messageId, opening.message.id), eq(question.state, 'open')))
    .orderBy(asc(question.revision));
  return rows.map((one) => ({ ...one, locale: isOwn(one.row) ? locale : localeOf(one.contact) }));
}

function isOwn(row: QuestionRow): boolean {
  const proposal = proposalOf(row);
  return proposal.kind !== 'approval' || proposal.own;
}

async function closeQuestions(
  tx: Transaction,
  asked: readonly Asked[],
  state: QuestionRow['state'],
  contactId?: string,
): Promise<void> {
  for (const { row } of asked)
    if (contactId === undefined || row.contactId === contactId)
      await tx.update(question).set({ state, closedAt: new Date() }).where(eq(question.id, row.id));
}

/** The maker waits; only those who have not answered are asked again. */
async function remind(look: Case): Promise<OutboundId[]> {
  const asked = await findApproval(look.tx, look.approvalId);
  if (asked?.state !== 'pending') return [];
  const waiting = (await openQuestionsOf(look)).filter(({ row }) => !isOwn(row));
  return tellEach(look, waiting, ({ row }) => ({ say: 'reminder', proposal: proposalOf(row) }));
}

async function tellEach(look: Case, to: readonly Asked[], words: (one: Asked) => Statement): Promise<OutboundId[]> {
  const { tx, opening, effectKey } = look;
  const { session } = opening.message;
  const outbound: OutboundId[] = [];
  for (const one of to)
    outbound.push((await planWords(tx, { session, ...one }, `${effectKey}/${one.row.contactId}`, words(one))).id);
  return outbound;
}

const questionStates = { approved: 'booked', rejected: 'cancelled', cancelled: 'cancelled', expired: 'expired' } as const;

/** Tells the maker, and the approvers who need not answer any more. */
async function conclude(look: Case, asked: ApprovalView, state: Exclude<ApprovalState, 'pending'>): Promise<OutboundId[]> {
  const { tx, opening, bookId, locale } = look;
  const waiting = await openQuestionsOf(look);
  const drafts: DraftEntry[] = waiting.filter(({ row }) => isOwn(row)).flatMap(({ row }) => entriesOf(row));
  const last = asked.decisions.at(-1);
  const by = last && (state === 'approved' || state === 'rejected') ? await nameOf(tx, last.decidedBy) : null;
  const because = state === 'rejected' ? (last?.comment ?? null) : null;
  const over = (own: boolean): Statement => ({ say: 'approval_over', state, entries: drafts, by, because, own });
  const others = waiting.filter(({ row }) => !isOwn(row));
  const told = await tellEach(look, others, () => over(false));
  await closeQuestions(tx, waiting, questionStates[state]);
  if (state === 'approved') {
    const remarks = await remarksOn(tx, asked);
    const booked = { bookId, drafts, decidedBy: asked.requestedBy, locale, step: 'approved', remarks } as const;
    return [await tellBooked(tx, opening, booked), ...told];
  }
  const planned = await planStatement(tx, opening, 'approval/over', over(true), { locale });
  await closeMessage(tx, opening.message.id, questionStates[state]);
  return [planned.id, ...told];
}

/** What was said with a yes. */
async function remarksOn(tx: Transaction, { decisions }: ApprovalView): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const { decision, comment, decidedBy } of decisions)
    if (decision === 'approve' && comment) remarks.push({ by: await nameOf(tx, decidedBy), text: comment });
  return remarks;
}

/** What somebody on the phone or at the desk is called. */
async function nameOf(tx: Transaction, id: string): Promise<string | null> {
  if (!isId(id)) return null;
  const [person] = await tx.select({ name: contact.displayName }).from(contact).where(eq(contact.id, id));
  if (person) return person.name;
  const [colleague] = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, id));
  return colleague?.name ?? null;
}
