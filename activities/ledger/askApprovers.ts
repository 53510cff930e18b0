import { and, asc, eq, inArray, isNull, not, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../database/pool.ts';
import { chat, contact, member, question, staff, staffBook } from '../../database/schema/index.ts';
import type { DraftEntry } from '../../language/interpretation.ts';
import type { Locale } from '../../language/locale.ts';
import type { ApprovalProposal } from '../../language/proposal.ts';
import { approvalExpiry, approverRoles, requestApproval } from '../../ledger/approvals.ts';
import type { NewEntry, Origin } from '../../ledger/post.ts';
import type { OutboundId, Posted } from '../../workflows/contracts.ts';
import { planWords } from '../conversation/effects.ts';
import { type ChatRow, type ContactRow, localeOf, type QuestionRow, type Received } from '../conversation/rows.ts';

/** People one request is put to on the phone; others find it at the desk. */
const askedOnPhone_max = 10;

interface Request extends Origin {
  messageId: string;
  workflowId: string;
  bookId: string;
  /** As the maker has confirmed them, and as they will be booked. */
  drafts: DraftEntry[];
  entries: NewEntry[];
  needed: number;
  /** The maker's question that was answered with yes. */
  answered: QuestionRow;
  /** The maker's. */
  locale: Locale;
}

/**
 * Asks for approval of what was confirmed: tells the maker that it waits, and asks every approver of the book who has a chat with Catat
 * already. Each of them has a question row of their own, which is how their answer finds the run.
 */
export async function askApprovers(
  tx: Transaction,
  opening: Received,
  request: Request,
): Promise<Extract<Posted, { approval: unknown }>> {
  const { drafts, answered, locale, messageId, workflowId, bookId } = request;
  const { session, waId } = opening.message;
  const { id: approvalId } = await requestApproval(tx, { ...request, expiresAt: approvalExpiry() });
  const proposal = { kind: 'approval', approvalId, entries: drafts, maker: opening.contact.displayName } as const;
  const revision = answered.revision + 1;
  const outbound: OutboundId[] = [];
  const put = async (to: Addressee, put: { revision: number; proposal: ApprovalProposal; step: string; quote?: string }) => {
    const statement = { say: 'question', proposal: put.proposal, revision: 1 } as const;
    const planned = await planWords(tx, { session, ...to, quote: put.quote }, `${workflowId}/approval/${put.step}`, statement);
    await tx.insert(question).values({
      id: uuidv7(),
      messageId,
      chatId: to.chat.id,
      contactId: to.contact.id,
      workflowId,
      revision: put.revision,
      waId: planned.waId,
      entries: drafts,
      proposal: { ...put.proposal },
    });
    outbound.push(planned.id);
  };
  await put({ ...opening, locale }, { revision, proposal: { ...proposal, own: true }, step: 'wait', quote: waId });
  const approvers = await approversOnPhone(tx, { bookId, session, except: [opening.contact.id, request.decidedBy] });
  for (const [index, to] of approvers.entries())
    await put(to, { revision: revision + 1 + index, proposal: { ...proposal, own: false }, step: `ask/${to.contact.id}` });
  return { approval: { approvalId, bookId, revision }, outbound };
}

/** Somebody who is told something in a chat. */
export interface Addressee {
  contact: ContactRow;
  chat: ChatRow;
  locale: Locale;
}

/**
 * Approvers of a book, themselves or by their login at the desk, who have written to Catat: it never writes to anybody first. The makers
 * are not among them, under whatever id they came.
 */
async function approversOnPhone(
  tx: Transaction,
  { bookId, session, except }: { bookId: string; session: string; except: string[] },
): Promise<Addressee[]> {
  const roles = [...approverRoles];
  const members = tx
    .select({ id: member.contactId })
    .from(member)
    .where(and(eq(member.bookId, bookId), inArray(member.role, roles)));
  const colleagues = tx
    .select({ id: staff.contactId })
    .from(staffBook)
    .innerJoin(staff, eq(staff.id, staffBook.staffId))
    .where(and(eq(staffBook.bookId, bookId), inArray(staffBook.role, roles), isNull(staff.disabledAt)));
  const isApprover = sql`${contact.id} in (${members} union ${colleagues})`;
  const isMaker = sql`person_of(${contact.id}::text) in (select person_of(maker) from unnest(${sql.param(except)}::text[]) maker)`;
  const rows = await tx
    .select({ contact, chat })
    .from(contact)
    .innerJoin(chat, and(eq(chat.contactId, contact.id), eq(chat.session, session)))
    .where(and(isApprover, not(isMaker), isNull(contact.refusedAt)))
    .orderBy(asc(contact.createdAt), asc(contact.id))
    .limit(askedOnPhone_max);
  return rows.map((row) => ({ ...row, locale: localeOf(row.contact) }));
}
