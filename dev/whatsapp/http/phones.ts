import { Type } from '@fastify/type-provider-typebox';
import { Value } from 'typebox/value';
import type { Chats } from '../chats.ts';
import { RequestFailure } from '../failure.ts';
import { type ChatItem, directChat, type Phone } from '../model.ts';
import type { Api, HttpParts } from './context.ts';
import { goneSignal, listMessages, sendUpload } from './messages.ts';
import { checkedNumber, Emoji, Id, ListQuery, MessageOptions, Name, NumberParams, NumberText, Text } from './schemas.ts';

const OptionalTo = Type.Optional(NumberText);

/** Everything a person does with a phone. A number that is new becomes a phone with its first request. */
export function phoneRoutes(api: Api, parts: HttpParts): void {
  const { chats, directory, sender, server, store } = parts;

  const phoneOf = (text: string, name?: string): Phone => {
    const number = checkedNumber(text);
    if (directory.account(number)) throw new RequestFailure(409, `${number} belongs to the gateway and cannot be played.`);
    const { phone, created } = directory.ensurePhone(number, name);
    if (created || name !== undefined) {
      store.flush();
      chats.emit({ type: 'phone', number, name: phone.name });
    }
    return phone;
  };
  const target = (to: string | undefined): string | undefined =>
    to === undefined || to.endsWith('@g.us') ? to : checkedNumber(to);

  api.get('/phones', async () => directory.phones().map((phone) => summary(chats, phone)));

  api.put(
    '/phones/:number',
    { schema: { params: NumberParams, body: Type.Object({ name: Name }) } },
    async ({ params, body }) => {
      const { number, name } = phoneOf(params.number, body.name);
      return { number, name };
    },
  );

  const TextBody = Type.Object({ text: Text, to: OptionalTo, ...MessageOptions });
  api.post('/phones/:number/messages', { schema: { params: NumberParams } }, async (request) => {
    const phone = phoneOf(request.params.number);
    if (request.isMultipart()) {
      const { id } = await sendUpload(request, sender, (field) => sender.route(phone, target(field('to'))));
      return { id };
    }
    if (!Value.Check(TextBody, request.body))
      throw new RequestFailure(400, 'The body must be JSON {text, quote?, to?} or a form with a file.');
    const { to, text, ...options } = request.body;
    return { id: sender.text(sender.route(phone, target(to)), text, options).id };
  });

  api.get('/phones/:number/messages', { schema: { params: NumberParams, querystring: ListQuery } }, async (request, reply) =>
    listMessages(chats, phoneOf(request.params.number).number, request.query, goneSignal(reply)),
  );

  const ReactionBody = Type.Object({ messageId: Id, emoji: Emoji });
  api.post('/phones/:number/reactions', { schema: { params: NumberParams, body: ReactionBody } }, async ({ params, body }) => {
    const phone = phoneOf(params.number);
    const route = sender.route(phone, sender.chatOf(phone, body.messageId));
    return { id: sender.reaction(route, body.messageId, body.emoji).id };
  });

  api.post(
    '/phones/:number/edits',
    { schema: { params: NumberParams, body: Type.Object({ messageId: Id, text: Text, sealed: Type.Optional(Type.Boolean()) }) } },
    async ({ params, body }) => {
      const phone = phoneOf(params.number);
      const route = sender.route(phone, sender.chatOf(phone, body.messageId));
      return { id: sender.edit(route, body.messageId, body.text, body.sealed).id };
    },
  );

  api.post(
    '/phones/:number/revokes',
    { schema: { params: NumberParams, body: Type.Object({ messageId: Id }) } },
    async ({ params, body }) => {
      const phone = phoneOf(params.number);
      const route = sender.route(phone, sender.chatOf(phone, body.messageId));
      return { id: sender.revoke(route, body.messageId).id };
    },
  );

  api.post(
    '/phones/:number/read',
    { schema: { params: NumberParams, body: Type.Object({ messageIds: Type.Array(Id, { maxItems: 1_000 }) }) } },
    async ({ params, body }) => {
      const phone = phoneOf(params.number);
      for (const messageId of body.messageIds) {
        const chat = directChat(phone.number, sender.chatOf(phone, messageId));
        if (chats.find(chat, messageId)?.from !== phone.number) server.read(phone, chat, messageId);
      }
      store.flush();
      return { read: body.messageIds.length };
    },
  );

  api.post(
    '/phones/:number/typing',
    { schema: { params: NumberParams, body: Type.Object({ typing: Type.Boolean(), to: OptionalTo }) } },
    async ({ params, body }) => {
      const { phone, to } = sender.route(phoneOf(params.number), target(body.to));
      server.phoneTyping(phone, to, body.typing);
      return { typing: body.typing };
    },
  );
}

/** A phone as a list shows it: its newest message and how many of Catat's it has not seen. */
function summary(chats: Chats, { number, name }: Phone): { number: string; name: string; last: ChatItem | null; unread: number } {
  const bubbles = chats.list(number).filter(({ reaction, edit, revoke }) => !reaction && !edit && !revoke);
  const unread = bubbles.filter(({ from, status }) => from !== number && status !== 'read').length;
  return { number, name, last: bubbles.at(-1) ?? null, unread };
}
