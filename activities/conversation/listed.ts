import { eq } from 'drizzle-orm';
import type { Transaction } from '../../database/pool.ts';
import { message } from '../../database/schema/index.ts';
import { type ListPick, pickFromList } from '../../language/replies/followUps.ts';
import { lastSaid, type Received } from './rows.ts';

/** The step of a run that lists the open questions and asks which is meant. */
export const listStep = 'which';

/** An answer to the list of open questions: which of them, and the words it gives them. */
export interface ListAnswer extends Pick<ListPick, 'numbers'> {
  text: string;
}

/** A pick right after the open questions were listed; a number alone means what was said before the list. Null for anything else. */
export async function answerToList(tx: Transaction, opening: Received): Promise<ListAnswer | null> {
  const { body, chatId } = opening.message;
  const pick = body === null ? null : pickFromList(body);
  if (!pick) return null;
  const last = await lastSaid(tx, opening);
  const workflowId = last?.endsWith(`/${listStep}`) ? last.slice(0, -listStep.length - 1) : null;
  if (workflowId === null) return null;
  const [asking] = await tx
    .select({ body: message.body, chatId: message.chatId })
    .from(message)
    .where(eq(message.workflowId, workflowId));
  if (asking?.chatId !== chatId) return null;
  return { numbers: pick.numbers, text: pick.said || (asking.body ?? '') };
}
