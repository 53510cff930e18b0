import { Type } from '@fastify/type-provider-typebox';
import type { NetworkEvent } from '../chats.ts';
import { RequestFailure } from '../failure.ts';
import { DEFAULT_ACCOUNT_NUMBER } from '../model.ts';
import type { LinkResult } from '../protocol/server.ts';
import { type Api, type HttpParts, MAX_MEDIA_BYTES } from './context.ts';
import { checkedNumber, Id, Name, NumberText } from './schemas.ts';

/** A sign of life on the event stream, so that a dead connection is noticed. */
const KEEP_ALIVE_MS = 15_000;
/** A QR code is about 240 characters. */
const MAX_QR_CHARACTERS = 2_000;
/** A sealed file is this much longer at most: one cipher block and the MAC. */
const SEAL_BYTES = 32;
/** Encrypted media never changes under its id. */
const FOREVER = 'private, max-age=31536000, immutable';

const LINK_FAILURES: Record<Extract<LinkResult, { linked: false }>['reason'], RequestFailure> = {
  bad_qr: new RequestFailure(400, 'This is not the text of a WhatsApp pairing code.'),
  not_waiting: new RequestFailure(404, 'No client is waiting with this code: it has expired, or is linked already.'),
  no_answer: new RequestFailure(504, 'The client did not finish the pairing.'),
};

/** Pairing, health, media and the live stream. */
export function networkRoutes(api: Api, parts: HttpParts): void {
  const { chats, delivery, directory, media, server, store } = parts;
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
    qr: Type.String({ minLength: 1, maxLength: MAX_QR_CHARACTERS }),
    number: Type.Optional(NumberText),
    name: Type.Optional(Name),
  });
  api.post('/link', { schema: { body: LinkBody } }, async ({ body }) => {
    const number = body.number === undefined ? DEFAULT_ACCOUNT_NUMBER : checkedNumber(body.number);
    if (directory.phone(number)) throw new RequestFailure(409, `${number} is a phone that is played here, not a gateway.`);
    const account = directory.account(number) ?? directory.addAccount(number, body.name ?? `+${number}`);
    const result = await server.link(body.qr, account);
    if (!result.linked) throw LINK_FAILURES[result.reason];
    store.flush();
    return { number: result.number, device: result.device };
  });

  const serveFile = async (id: string) => {
    const file = await media.get(id);
    if (!file) throw new RequestFailure(404, 'There is no such file.');
    return file;
  };
  const FileParams = Type.Object({ id: Id });
  api.get('/v/:id', { schema: { params: FileParams } }, async ({ params }, reply) => {
    const { bytes } = await serveFile(params.id);
    return reply.type('application/octet-stream').send(bytes);
  });
  // Where a gateway puts its files: the path Baileys uses on WhatsApp's media hosts.
  api.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: MAX_MEDIA_BYTES + SEAL_BYTES },
    async (_request: unknown, body: Buffer) => body,
  );
  api.post('/mms/:kind/:token', async ({ body }) => {
    if (!Buffer.isBuffer(body) || body.length === 0) throw new RequestFailure(400, 'The body must be the encrypted file.');
    const path = `/v/${await media.put(body, 'application/octet-stream')}`;
    store.flush();
    return { url: media.address(path), direct_path: path };
  });
  api.get('/media/:id', { schema: { params: FileParams } }, async ({ params }, reply) => {
    const { bytes, mime } = await serveFile(params.id);
    return reply
      .type(mime)
      .headers({ 'cache-control': FOREVER, 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox' })
      .send(bytes);
  });

  api.get('/events', async (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const send = (event: NetworkEvent): void => void raw.write(`data: ${JSON.stringify(event)}\n\n`);
    const keepAlive = setInterval(() => raw.write(':\n\n'), KEEP_ALIVE_MS);
    chats.events.on('event', send);
    for (const { number, linked, online } of accounts()) send({ type: 'account', number, linked, online });
    request.raw.once('close', () => {
      clearInterval(keepAlive);
      chats.events.off('event', send);
    });
  });
}
