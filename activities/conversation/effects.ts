import { and, eq } from 'drizzle-orm';
import { planOutbound } from '../../database/outbox.ts';
import type { Transaction } from '../../database/pool.ts';
import { message, question } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import type { Locale } from '../../language/locale.ts';
import type { Statement } from '../../language/statement.ts';
import { say } from '../../language/words/index.ts';
import type { Outcome } from '../../workflows/contracts.ts';
import type { Received } from './rows.ts';

/** Plans one statement to the chat of a message, as the effect `workflowId/step`. */
export async function planStatement(
  tx: Transaction,
  { message: row, contact: person, chat }: Received,
  step: string,
  statement: Statement,
  options: { locale: Locale; quote?: boolean },
): Promise<{ id: string; waId: string }> {
  return planOutbound(tx, {
    session: row.session,
    chatId: row.chatId,
    effectKey: `${row.workflowId}/${step}`,
    payload: {
      kind: 'text',
      text: say({ statement, locale: options.locale, today: localDate(new Date(), person.timezone) }),
      // In a group nobody would know whom the words are for.
      ...(options.quote || chat.kind === 'group' ? { quote: row.waId } : {}),
    },
  });
}

/** Writes how a message ended, and closes the question it may have left open. */
export async function closeMessage(tx: Transaction, messageId: string, outcome: Outcome): Promise<void> {
  const failed = typeof outcome === 'object' ? outcome.failed : null;
  const stage = typeof outcome === 'object' ? 'failed' : outcome;
  const closedAt = new Date();
  await tx.update(message).set({ stage, failure: failed, closedAt }).where(eq(message.id, messageId));
  const state = stage === 'expired' ? 'expired' : 'cancelled';
  await tx
    .update(question)
    .set({ state, closedAt })
    .where(and(eq(question.messageId, messageId), eq(question.state, 'open')));
}
