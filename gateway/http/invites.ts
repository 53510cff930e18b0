import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import { Type } from 'typebox';
import { createInvite } from '../../database/invite.ts';
import type { Database } from '../../database/pool.ts';

type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** A code for more people than this is no invitation: that is ACCESS=open. */
const uses_max = 1_000;
/** A year. */
const expiry_max_hours = 24 * 365;

const inviteBody = Type.Object({
  uses: Type.Integer({ minimum: 1, maximum: uses_max, description: 'people the code lets in' }),
  expiresInHours: Type.Integer({ minimum: 1, maximum: expiry_max_hours }),
});

/** Invite codes for ACCESS=invite: `POST /invites` answers a new code, which is shown this once. */
export function inviteRoutes(app: Api, db: Database): void {
  app.post('/invites', { schema: { body: inviteBody } }, async ({ body }, reply) => {
    const invite = await createInvite(db, { ...body, createdBy: 'ops' });
    return reply.code(201).header('cache-control', 'no-store').send(invite);
  });
}
