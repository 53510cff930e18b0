import { once } from '../../database/effect.ts';
import type { ConversationActivities } from '../../workflows/contracts.ts';
import type { ConversationDeps } from './deps.ts';
import { closeMessage, planStatement } from './effects.ts';
import { received } from './rows.ts';

type Input = Parameters<ConversationActivities['tell']>[0];

/** Says one thing, and with an outcome closes the message in the same transaction. */
export function tell({ db }: ConversationDeps, input: Input): Promise<{ outbound: string }> {
  const { messageId, step, statement, locale, outcome } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    return once(tx, `${opening.message.workflowId}/${step}`, input, async () => {
      const planned = await planStatement(tx, opening, step, statement, { locale });
      if (outcome) await closeMessage(tx, messageId, outcome);
      return { outbound: planned.id };
    });
  });
}
