import { Type } from '@fastify/type-provider-typebox';
import type { Api, HttpParts } from './context.ts';
import { routeOfMessage } from './phoneAccess.ts';
import { Emoji, Id, NumberParams, Text } from './schemas.ts';

const ReactionBody = Type.Object({ messageId: Id, emoji: Emoji });
const EditBody = Type.Object({ messageId: Id, text: Text, sealed: Type.Optional(Type.Boolean()) });
const RevokeBody = Type.Object({ messageId: Id });

/** What a phone does to a message that is there already. */
export function changeRoutes(api: Api, parts: HttpParts): void {
  const { sender } = parts;
  api.post('/phones/:number/reactions', { schema: { params: NumberParams, body: ReactionBody } }, async ({ params, body }) => {
    const { messageId, emoji } = body;
    return { id: sender.reaction(routeOfMessage(parts, params.number, messageId), messageId, emoji).id };
  });
  api.post('/phones/:number/edits', { schema: { params: NumberParams, body: EditBody } }, async ({ params, body }) => {
    const { messageId, text, sealed } = body;
    return { id: sender.edit(routeOfMessage(parts, params.number, messageId), messageId, text, sealed).id };
  });
  api.post('/phones/:number/revokes', { schema: { params: NumberParams, body: RevokeBody } }, async ({ params, body }) => {
    const { messageId } = body;
    return { id: sender.revoke(routeOfMessage(parts, params.number, messageId), messageId).id };
  });
}
