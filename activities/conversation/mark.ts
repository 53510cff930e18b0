import { planOutbound } from '../../database/outbox.ts';
import type { ConversationActivities } from '../../workflows/contracts.ts';
import type { ConversationDeps } from './deps.ts';
import { received } from './rows.ts';

/** What the person sees on a message while it is read; an empty reaction takes it away. */
const workingSign = '⏳';

/** Plans the sign of work on a message, or its removal: each once, however often it is asked for. */
export function mark(
  { db }: ConversationDeps,
  { messageId, working }: Parameters<ConversationActivities['mark']>[0],
): Promise<{ outbound: string }> {
  return db.transaction(async (tx) => {
    const { message: row } = await received(tx, messageId);
    const planned = await planOutbound(tx, {
      session: row.session,
      chatId: row.chatId,
      effectKey: `${row.workflowId}/${working ? 'working' : 'worked'}`,
      payload: { kind: 'reaction', emoji: working ? workingSign : '', target: row.waId },
    });
    return { outbound: planned.id };
  });
}
