import type { ServerResponse } from 'node:http';
import { Type } from '@fastify/type-provider-typebox';
import type { Chats, NetworkEvent } from '../chats.ts';
import { RequestFailure } from '../failure.ts';
import { DEFAULT_ACCOUNT_NUMBER } from '../model.ts';
import type { LinkResult } from '../protocol/pairingDesk.ts';
import type { Api, HttpParts } from './context.ts';
import { checkedNumber, Name, NumberText } from './schemas.ts';

/** A sign of life on the event stream, so that a dead connection is noticed. */
const KEEP_ALIVE_MS = 15_000;
/** A QR code is about 240 characters. */
const MAX_QR_CHARACTERS = 2_000;
/** A page that has not read this much is cut off; it connects again and loads afresh. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

const LINK_FAILURES: Record<Extract<LinkResult, { linked: false }>['reason'], RequestFailure> = {
  bad_qr: new RequestFailure(400, 'This is not the text of a WhatsApp pairing code.'),
  not_waiting: new RequestFailure(404, 'No client is waiting with this code: it has expired, or is linked already.'),
  no_answer: new RequestFailure(504, 'The client did not finish the pairing.'),
};

/** Pairing, health and the live stream. */
export function networkRoutes(api: Api, parts: HttpParts): void {
  const { delivery, directory, server, store } = parts;
  const accounts = () =>
    directory.accounts().map(({ number, name, device }) => ({
      number,
      name,
      linked: device !== null,
      online: server.session(number) !== undefined,
      queued: delivery.queuedCount(number),
    }));

  api.get('/health', async () => ({ status: 'ok', accounts: accounts() }));
  api.get('/accounts', async () => accounts());
  api.get('/links.json', async () => parts.links);

  const LinkBody = Type.Object({
    qr: Type.Optional(Type.String({ minLength: 1, maxLength: MAX_QR_CHARACTERS })),
    code: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{8}$' })),
    number: Type.Optional(NumberText),
    name: Type.Optional(Name),
  });
  api.post('/link', { schema: { body: LinkBody } }, async ({ body }) => {
    const number = body.number === undefined ? DEFAULT_ACCOUNT_NUMBER : checkedNumber(body.number);
    if (directory.phone(number)) throw new RequestFailure(409, `${number} is a phone that is played here, not a gateway.`);
    const account = directory.account(number) ?? directory.addAccount(number, body.name ?? `+${number}`);
    const { pairing } = server;
    const result = await (body.code ? pairing.linkByCode(body.code, account) : pairing.link(body.qr ?? '', account));
    if (!result.linked) throw LINK_FAILURES[result.reason];
    store.flush();
    return { number: result.number, device: result.device };
  });

  api.get('/events', async (_request, reply) => {
    reply.hijack();
    streamEvents(reply.raw, parts.chats, accounts());
  });
}

/** Writes every event to one page until it goes away, or reads so slowly that too much would pile up. */
function streamEvents(
  response: ServerResponse,
  chats: Chats,
  accounts: { number: string; linked: boolean; online: boolean }[],
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (event: NetworkEvent): void => {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  };
  const keepAlive = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS);
  chats.events.on('event', send);
  for (const { number, linked, online } of accounts) send({ type: 'account', number, linked, online });
  response.once('close', () => {
    clearInterval(keepAlive);
    chats.events.off('event', send);
  });
}
