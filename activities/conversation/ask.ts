import { and, eq, ne } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { once } from '../../database/effect.ts';
import { outboundWaId } from '../../database/outbox.ts';
import type { Transaction } from '../../database/pool.ts';
import { contact, message, question } from '../../database/schema/index.ts';
import { withHabits } from '../../language/habits.ts';
import type { Proposal } from '../../language/proposal.ts';
import { withEnds } from '../../language/wallets/transfers.ts';
import { listHabits } from '../../ledger/habits.ts';
import type { Asked, ConversationActivities } from '../../workflows/contracts.ts';
import type { ConversationDeps } from './deps.ts';
import { planStatement } from './effects.ts';
import { bookFor } from './group.ts';
import { namesOf, withNamesSaid } from './names.ts';
import { openQuestions, proposalOf, type QuestionRow, type Received, received } from './rows.ts';
import { findTwins } from './twins.ts';

type Input = Parameters<ConversationActivities['ask']>[0];

/** Writes the question before it is sent: its WhatsApp id is known in advance, so no answer can be faster than its row. */
export function ask({ db }: ConversationDeps, input: Input): Promise<Asked> {
  const { messageId, revision, locale } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    const { message: row, contact: person } = opening;
    const step = `ask/${revision}`;
    const effectKey = `${row.workflowId}/${step}`;
    return once(tx, effectKey, input, async () => {
      const [before] = await tx
        .update(question)
        .set({ state: 'replaced', closedAt: new Date() })
        .where(and(eq(question.messageId, messageId), eq(question.state, 'open')))
        .returning({ entries: question.entries });
      const others = await openQuestions(tx, opening);
      const proposal = await asTheBookKnowsIt(tx, opening, { proposal: input.proposal, open: others });
      const id = uuidv7();
      await tx.insert(question).values({
        id,
        messageId,
        chatId: row.chatId,
        contactId: row.contactId,
        workflowId: row.workflowId,
        revision,
        waId: outboundWaId(effectKey),
        entries: proposal.kind === 'record' ? proposal.entries : [],
        proposal: { ...proposal },
      });
      await tx.update(message).set({ stage: 'asking' }).where(eq(message.id, messageId));
      // The person is answered in the language they last wrote.
      if (person.locale !== locale)
        await tx
          .update(contact)
          .set({ locale })
          .where(and(eq(contact.id, person.id), ne(contact.locale, locale)));
      const heard = revision === 1 ? row.transcript?.text : undefined;
      const added = before !== undefined && proposal.kind === 'record' && proposal.entries.length > before.entries.length;
      const planned = await planStatement(
        tx,
        opening,
        step,
        { say: 'question', proposal, revision, added, ...(heard ? { heard } : {}) },
        // A quote tells which message is meant where that is not plain from the order.
        { locale, quote: row.kind !== 'text' || others.length > 0 },
      );
      return { questionId: id, outbound: planned.id, proposal };
    });
  });
}

/** A draft with the wallets and habits of its book, and marked where it looks told before. */
async function asTheBookKnowsIt(
  tx: Transaction,
  opening: Received,
  { proposal, open }: { proposal: Proposal; open: QuestionRow[] },
): Promise<Proposal> {
  if (proposal.kind !== 'record') return proposal;
  const { id: bookId } = await bookFor(tx, opening);
  const habits = await listHabits(tx, { bookId });
  const names = await namesOf(tx, bookId);
  // What is asked again was looked through, and may have been corrected since.
  const told = proposal.wallets ? proposal.entries : withNamesSaid(opening, proposal.entries, names);
  const habitual = withHabits(told, habits, opening.message.body ?? '', names.categories);
  const entries = habitual.map((entry) => withEnds(entry, names.wallets));
  const own = open.filter((row) => isOwn(proposalOf(row)));
  const twins = proposal.distinct ? [] : await findTwins(tx, opening, { bookId, entries, open: own });
  return { ...proposal, ...names, entries, twins };
}

/** What others want approved is not told by this person. */
const isOwn = (proposal: Proposal): boolean => proposal.kind !== 'approval' || proposal.own;
