import { and, eq } from 'drizzle-orm';
import { planOutbound } from '../../database/outbox.ts';
import type { Transaction } from '../../database/pool.ts';
import { message, question } from '../../database/schema/index.ts';
import { localDate } from '../../language/calendar.ts';
import type { Locale } from '../../language/locale.ts';
import type { Statement } from '../../language/statement.ts';
import { say } from '../../language/words/index.ts';
import type { Outcome } from '../../workflows/contracts.ts';
import type { ChatRow, ContactRow, Received } from './rows.ts';

/** Plans one statement to the chat of a message, as the effect `workflowId/step`. */
export async function planStatement(
  tx: Transaction,
  { message: row, contact, chat }: Received,
  step: string,
  statement: Statement,
  options: { locale: Locale; quote?: boolean },
): Promise<{ id: string; waId: string }> {
  // In a group nobody would know whom the words are for.
  const quote = options.quote || chat.kind === 'group' ? { quote: row.waId } : {};
  const to = { session: row.session, chat, contact, locale: options.locale, ...quote };
  return planWords(tx, to, `${row.workflowId}/${step}`, statement);
}

/** Plans one statement to a chat, by the clock of the person it is for. */
export async function planWords(
  tx: Transaction,
  to: { session: string; chat: Pick<ChatRow, 'id'>; contact: Pick<ContactRow, 'timezone'>; locale: Locale; quote?: string },
  effectKey: string,
  statement: Statement,
): Promise<{ id: string; waId: string }> {
  const { session, chat, contact, locale, quote } = to;
  const text = say({ statement, locale, today: localDate(new Date(), contact.timezone) });
  const payload = { kind: 'text', text, ...(quote === undefined ? {} : { quote }) } as const;
  return planOutbound(tx, { session, chatId: chat.id, effectKey, payload });
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
