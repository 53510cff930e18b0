import { randomInt } from 'node:crypto';
import { Type } from '@fastify/type-provider-typebox';
import { Value } from 'typebox/value';
import { RequestFailure } from '../failure.ts';
import { DEFAULT_ACCOUNT_NUMBER, type Group } from '../model.ts';
import type { Route } from '../phones/sender.ts';
import type { Api, HttpParts } from './context.ts';
import { goneSignal, listMessages, sendUpload } from './messages.ts';
import { checkedNumber, Emoji, Id, ListQuery, MessageOptions, Name, NumberText, Text } from './schemas.ts';

const GroupParams = Type.Object({ id: Id });
/** Members of a WhatsApp group. */
const MAX_MEMBERS = 1_024;
const RANDOM_DIGITS = 1_000_000;

const newGroupId = (): string => `120363${Date.now()}${String(randomInt(RANDOM_DIGITS)).padStart(6, '0')}@g.us`;

/** Groups: made by a script or the page, Catat's number is always a member. */
export function groupRoutes(api: Api, { chats, directory, sender, store }: HttpParts): void {
  const groupOf = (id: string): Group => {
    const group = directory.group(id.endsWith('@g.us') ? id : `${id}@g.us`);
    if (!group) throw new RequestFailure(404, `There is no group ${id}.`);
    return group;
  };
  const routeOf = (id: string, from: string): Route => {
    const phone = directory.phone(checkedNumber(from));
    if (!phone) throw new RequestFailure(404, `${from} is not a phone of this network.`);
    return sender.route(phone, groupOf(id).id);
  };

  api.get('/groups', async () => directory.groups());

  const GroupBody = Type.Object({ subject: Name, members: Type.Array(NumberText, { minItems: 1, maxItems: MAX_MEMBERS }) });
  api.post('/groups', { schema: { body: GroupBody } }, async ({ body }) => {
    const numbers = new Set(body.members.map(checkedNumber));
    for (const number of numbers) if (!directory.account(number)) directory.ensurePhone(number);
    if (![...numbers].some((number) => directory.account(number))) numbers.add(DEFAULT_ACCOUNT_NUMBER);
    const group: Group = {
      id: newGroupId(),
      subject: body.subject,
      members: [...numbers],
      createdAt: Math.floor(Date.now() / 1000),
    };
    directory.saveGroup(group);
    store.flush();
    chats.emit({ type: 'group', id: group.id, subject: group.subject, members: group.members });
    return group;
  });

  const TextBody = Type.Object({ from: NumberText, text: Text, ...MessageOptions });
  api.post('/groups/:id/messages', { schema: { params: GroupParams } }, async (request) => {
    const { id } = request.params;
    if (request.isMultipart()) return { id: (await sendUpload(request, sender, (field) => routeOf(id, field('from') ?? ''))).id };
    if (!Value.Check(TextBody, request.body))
      throw new RequestFailure(400, 'The body must be JSON {from, text, quote?} or a form with from and a file.');
    const { from, text, ...options } = request.body;
    return { id: sender.text(routeOf(id, from), text, options).id };
  });

  api.get('/groups/:id/messages', { schema: { params: GroupParams, querystring: ListQuery } }, async (request, reply) =>
    listMessages(chats, groupOf(request.params.id).id, request.query, goneSignal(reply)),
  );

  const ReactionBody = Type.Object({ from: NumberText, messageId: Id, emoji: Emoji });
  api.post('/groups/:id/reactions', { schema: { params: GroupParams, body: ReactionBody } }, async ({ params, body }) => ({
    id: sender.reaction(routeOf(params.id, body.from), body.messageId, body.emoji).id,
  }));
}
