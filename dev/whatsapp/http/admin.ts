import { Type } from '@fastify/type-provider-typebox';
import { RequestFailure } from '../failure.ts';
import { type Account, DEFAULT_ACCOUNT_NUMBER } from '../model.ts';
import type { Api, HttpParts } from './context.ts';
import { checkedNumber, Id, NumberText } from './schemas.ts';

const Code = Type.String({ pattern: '^\\d{3}$' });
const MAX_NACKS = 1_000;

/** Faults on purpose, for tests of a gateway. */
export function adminRoutes(api: Api, { delivery, directory, faults, media, server, store, traces }: HttpParts): void {
  const accountOf = (number: string | undefined): Account => {
    const account = directory.account(number === undefined ? DEFAULT_ACCOUNT_NUMBER : checkedNumber(number));
    if (!account) throw new RequestFailure(404, `${number} is not an account of this network.`);
    return account;
  };

  const FaultsBody = Type.Object({
    holdAcks: Type.Optional(Type.Boolean()),
    holdDelivery: Type.Optional(Type.Boolean()),
    addresses: Type.Optional(Type.Union([Type.Literal('both'), Type.Literal('lid'), Type.Literal('pn')])),
    holdOfflineEnd: Type.Optional(Type.Boolean()),
    nacks: Type.Optional(Type.Array(Code, { maxItems: MAX_NACKS })),
  });
  api.put('/admin/faults', { schema: { body: FaultsBody } }, async ({ body }) => {
    Object.assign(faults, body);
    if (!faults.holdAcks) server.releaseAcks();
    if (!faults.holdDelivery) {
      const sessions = directory.accounts().map(({ number }) => server.session(number));
      for (const session of sessions) if (session) delivery.release(session);
    }
    if (!faults.holdOfflineEnd) server.releaseOfflineEnds();
    return faults;
  });

  /** Without a code the socket is cut; with one it ends with stream:error. */
  const DropBody = Type.Object({ account: Type.Optional(NumberText), code: Type.Optional(Code) });
  api.post('/admin/drop', { schema: { body: DropBody } }, async ({ body }) => ({
    dropped: server.drop(accountOf(body.account).number, body.code),
  }));

  const RedeliverBody = Type.Object({ account: Type.Optional(NumberText), id: Id });
  api.post('/admin/redeliver', { schema: { body: RedeliverBody } }, async ({ body }) => {
    const session = server.session(accountOf(body.account).number);
    return { redelivered: session ? await delivery.redeliver(session, body.id) : false };
  });

  api.post('/admin/unlink', { schema: { body: Type.Object({ account: Type.Optional(NumberText) }) } }, async ({ body }) => {
    const account = accountOf(body.account);
    server.unlink(account);
    return { unlinked: account.number };
  });

  /** The file of a message is dropped from the media server; with `onPhone` its phone has it no more either. */
  const MediaGoneBody = Type.Object({ id: Id, onPhone: Type.Optional(Type.Boolean()) });
  api.post('/admin/media-gone', { schema: { body: MediaGoneBody } }, async ({ body }) => {
    const gone = media.expire(body.id, body.onPhone ?? false);
    store.flush();
    return { gone };
  });

  /** Clients that wait for a scan are asked for a new secret: codes shown before are worth nothing. */
  api.post('/admin/refresh-pairing', async () => ({ asked: server.pairing.refresh() }));

  api.get('/admin/traces', async () => traces.list());
  api.get('/admin/queue', async () =>
    directory.accounts().flatMap(({ number }) => delivery.queued(number).map(({ account, id, chat }) => ({ account, id, chat }))),
  );
}
