import { Type } from '@fastify/type-provider-typebox';
import { Value } from 'typebox/value';
import type { Chats } from '../chats.ts';
import { RequestFailure } from '../failure.ts';
import { type ChatItem, directChat, type Phone } from '../model.ts';
import type { Api, HttpParts } from './context.ts';
import { goneSignal, listMessages, sendUpload } from './messages.ts';
import { phoneOf, routeTo } from './phoneAccess.ts';
import { Id, ListQuery, MessageOptions, Name, NumberParams, NumberText, Text } from './schemas.ts';

const NameBody = Type.Object({ name: Name });
const TextBody = Type.Object({ text: Text, to: Type.Optional(NumberText), ...MessageOptions });
const MAX_READ = 1_000;
const ReadBody = Type.Object({ messageIds: Type.Array(Id, { maxItems: MAX_READ }) });
const TypingBody = Type.Object({ typing: Type.Boolean(), to: Type.Optional(NumberText) });

/** Phones, what they write and what they see. A number that is new becomes a phone with its first request. */
export function phoneRoutes(api: Api, parts: HttpParts): void {
  const { chats, directory, sender, server, store } = parts;

  api.get('/phones', async () => directory.phones().map((phone) => summary(chats, phone)));

  api.put('/phones/:number', { schema: { params: NumberParams, body: NameBody } }, async ({ params, body }) => {
    const { number, name } = phoneOf(parts, params.number, body.name);
    return { number, name };
  });

  api.post('/phones/:number/messages', { schema: { params: NumberParams } }, async (request) => {
    const phone = phoneOf(parts, request.params.number);
    if (request.isMultipart()) {
      const { id } = await sendUpload(request, sender, (field) => routeTo(parts, phone, field('to')));
      return { id };
    }
    if (!Value.Check(TextBody, request.body))
      throw new RequestFailure(400, 'The body must be JSON {text, quote?, to?} or a form with a file.');
    const { to, text, ...options } = request.body;
    return { id: sender.text(routeTo(parts, phone, to), text, options).id };
  });

  api.get('/phones/:number/messages', { schema: { params: NumberParams, querystring: ListQuery } }, async (request, reply) =>
    listMessages(chats, phoneOf(parts, request.params.number).number, request.query, goneSignal(reply)),
  );

  api.post('/phones/:number/read', { schema: { params: NumberParams, body: ReadBody } }, async ({ params, body }) => {
    const phone = phoneOf(parts, params.number);
    for (const messageId of body.messageIds) {
      const chat = directChat(phone.number, sender.chatOf(phone, messageId));
      if (chats.find(chat, messageId)?.from !== phone.number) server.read(phone, chat, messageId);
    }
    store.flush();
    return { read: body.messageIds.length };
  });

  api.post('/phones/:number/typing', { schema: { params: NumberParams, body: TypingBody } }, async ({ params, body }) => {
    const { phone, to } = routeTo(parts, phoneOf(parts, params.number), body.to);
    server.phoneTyping(phone, to, body.typing);
    return { typing: body.typing };
  });
}

/** A phone as a list shows it: its newest message and how many of Catat's it has not seen. */
function summary(chats: Chats, { number, name }: Phone): { number: string; name: string; last: ChatItem | null; unread: number } {
  const bubbles = chats.list(number).filter(({ reaction, edit, revoke }) => !reaction && !edit && !revoke);
  const unread = bubbles.filter(({ from, status }) => from !== number && status !== 'read').length;
  return { number, name, last: bubbles.at(-1) ?? null, unread };
}
