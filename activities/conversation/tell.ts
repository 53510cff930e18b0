import { once } from '../../database/effect.ts';
import type { Statement } from '../../language/statement.ts';
import type { ConversationActivities } from '../../workflows/contracts.ts';
import type { ConversationDeps } from './deps.ts';
import { closeMessage, planStatement } from './effects.ts';
import { type Received, received } from './rows.ts';

type Input = Parameters<ConversationActivities['tell']>[0];

/** Says one thing, and with an outcome closes the message in the same transaction. */
export function tell({ db }: ConversationDeps, input: Input): Promise<{ outbound: string }> {
  const { messageId, step, statement, locale, outcome } = input;
  return db.transaction(async (tx) => {
    const opening = await received(tx, messageId);
    return once(tx, `${opening.message.workflowId}/${step}`, input, async () => {
      const planned = await planStatement(tx, opening, step, withProgress(statement, opening), { locale });
      if (outcome) await closeMessage(tx, messageId, outcome);
      return { outbound: planned.id };
    });
  });
}

/** How much is read stands with the message, where the reader tells it. */
function withProgress(statement: Statement, { message: { progress } }: Received): Statement {
  return statement.say === 'progress' && progress !== null ? { ...statement, percent: progress } : statement;
}
