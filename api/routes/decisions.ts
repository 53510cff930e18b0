import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Change } from '../../language/replies/reply.ts';
import type { Decision, DecisionRefusal } from '../../workflows/contracts.ts';
import { deciders } from '../access/principal.ts';
import { asReader, inBook } from '../access/transactions.ts';
import type { ApiDeps } from '../deps.ts';
import { idempotencyHeader } from '../idempotency.ts';
import { type LoadedMessage, loadMessage } from '../messages.ts';
import { requireBook } from '../plugins/auth.ts';
import { perCaller } from '../plugins/security.ts';
import { notFound, Problem } from '../problem.ts';
import { idParams } from '../schemas/basics.ts';
import { decisionBody, decisionTaken, retryTaken } from '../schemas/messages.ts';
import { problemResponses } from '../schemas/problems.ts';

const access = { roles: deciders, scope: 'messages:decide' } as const;

/** Decisions a person takes in a minute, with room: each wakes a run. */
const decisions = perCaller(120);

type Body = Static<typeof decisionBody>;
type Line = NonNullable<Body['entries']>[number];

const refusals: Record<DecisionRefusal, string> = {
  QuestionClosed: 'The question is closed: it was answered, or has expired.',
  NoQuestionYet: 'Nothing was asked yet: the message is still being read.',
  NotYours: 'This question is not yours to answer.',
  DraftFull: 'The draft takes no more entries.',
};

function changesOf({ line, set }: Line): Change[] {
  const { remove, amount, category, occurredOn, merchant, note, type } = set;
  if (remove) return [{ op: 'remove', line }];
  const change = { op: 'set', line } as const;
  return [
    ...(amount === undefined ? [] : [{ ...change, field: 'amount', value: amount } as const]),
    ...(category === undefined ? [] : [{ ...change, field: 'category', value: category } as Change]),
    ...(occurredOn === undefined ? [] : [{ ...change, field: 'occurredOn', value: occurredOn } as const]),
    ...(merchant === undefined ? [] : [{ ...change, field: 'merchant', value: merchant } as const]),
    ...(note === undefined ? [] : [{ ...change, field: 'note', value: note } as const]),
    ...(type === undefined ? [] : [{ ...change, field: 'type', value: type } as const]),
  ];
}

/** @throws Problem 422 for a correction that corrects nothing, or entries beside another decision. */
function replyOf({ decision, entries }: Body): Decision['reply'] {
  if ((decision === 'correct') !== (entries !== undefined))
    throw new Problem(422, '`entries` belong to the decision `correct`, and only to it.');
  if (decision === 'confirm') return { kind: 'yes' };
  if (decision === 'reject') return { kind: 'no' };
  // Lines are taken out from the last on, so that the numbers of the others hold.
  const changes = (entries ?? []).flatMap(changesOf).sort((a, b) => removal(a) - removal(b));
  return { kind: 'correct', changes };
}

const removal = (change: Change): number => (change.op === 'remove' ? 1_000 - change.line : 0);

export const decisionRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, temporal } = deps;
    const find = async (request: Parameters<typeof requireBook>[0], id: string): Promise<LoadedMessage> => {
      const found = await asReader(db, request.caller, access.roles, (tx) => loadMessage(tx, id));
      if (!found) throw notFound('message');
      if (found.bookId) requireBook(request, found.bookId);
      return found;
    };
    const common = { tags: ['messages'], params: idParams, headers: idempotencyHeader };
    const config = { access, rateLimit: decisions };

    app.post(
      '/messages/:id/decision',
      {
        config,
        schema: {
          summary: 'Confirm, reject or correct what a message was understood to say, as its sender could',
          ...common,
          body: decisionBody,
          response: { 202: decisionTaken, ...problemResponses },
        },
      },
      async (request, reply) => {
        const given = replyOf(request.body);
        const { message } = await find(request, request.params.id);
        const { actor } = request.caller.principal;
        const { revision } = request.body;
        const refusal = await temporal.decide(message.workflowId, `desk/${actor}/${request.headers['idempotency-key']}`, {
          reply: given,
          ...(revision === undefined ? {} : { revision }),
          by: actor,
          messageId: null,
          at: new Date().toISOString(),
        });
        if (refusal) throw new Problem(409, refusals[refusal], refusal);
        return reply.code(202).send({ messageId: message.id, decision: request.body.decision });
      },
    );

    app.post(
      '/messages/:id/retry',
      {
        config,
        schema: {
          summary: 'Run a message again that failed before anything was asked',
          ...common,
          response: { 202: retryTaken, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { message, bookId, questions } = await find(request, request.params.id);
        const { id, session, kind, workflowId } = message;
        const again = { messageId: id, session, kind, workflowId };
        // Only a failed message is reopened; one that was reopened before and waits for its run is started anyway.
        if (message.stage === 'failed') {
          if (questions.length > 0 || bookId === null)
            throw new Problem(409, 'It failed after its question: ask its sender to say it again.', 'not-retriable');
          await inBook(db, request.caller, bookId, (tx) => tx.execute(sql`select reopen_message(${id})`));
        } else if (message.stage !== 'reading')
          throw new Problem(409, 'Only a message that failed can be run again.', 'not-retriable');
        await temporal.retry(again);
        return reply.code(202).send({ messageId: id, stage: 'reading' });
      },
    );
  };
