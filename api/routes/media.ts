import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { eq } from 'drizzle-orm';
import type { FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { withAllBooks } from '../../database/pool.ts';
import { attachment, media } from '../../database/schema/index.ts';
import type { ApiDeps } from '../deps.ts';
import { type Linked, mediaLink_s } from '../mediaLinks.ts';
import type { StoredObject } from '../mediaStore.ts';
import { notFound, Problem } from '../problem.ts';
import { closed, idParams } from '../schemas/basics.ts';
import { problemResponses } from '../schemas/problems.ts';

const signature = closed({
  expires: Type.Integer({ minimum: 0, description: 'when the link stops working, in seconds since 1970' }),
  signature: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'proof that the API made the link' }),
});

const file = {
  description: 'The file',
  content: { '*/*': { schema: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }) } },
};

/** A route that hands a file on to whoever holds a link of ours. */
export const byLink = (summary: string, tags: string[]) =>
  ({
    config: { access: 'public' },
    schema: {
      summary,
      tags,
      security: [],
      params: idParams,
      querystring: signature,
      response: { 200: file, ...problemResponses },
    },
  }) as const;

/** What a browser may show by itself; anything else is only ever saved. */
const shown = /^(image\/(jpeg|png|webp)|audio\/|application\/pdf)/;

/** Hands on the media of a message to who holds a link of ours. */
export const mediaRoutes =
  (deps: ApiDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/media/:id',
      byLink('The receipt, document or voice note of a message, by a link that soon expires', ['messages']),
      async ({ params: { id }, query }, reply) => {
        requireLink(deps, 'media', id, query);
        const [object] = await deps.db.select().from(media).where(eq(media.messageId, id));
        if (!object) throw notFound('file');
        return sendFile(deps, reply, object);
      },
    );

    app.get(
      '/attachments/:id/file',
      byLink('A file put beside an entry, by a link that soon expires', ['ledger']),
      async ({ params: { id }, query }, reply) => {
        requireLink(deps, 'attachments', id, query);
        const [object] = await withAllBooks(deps.db, (tx) => tx.select().from(attachment).where(eq(attachment.id, id)));
        if (!object) throw notFound('file');
        return sendFile(deps, reply, object);
      },
    );
  };

/** @throws Problem 403 for a link that has expired or that nobody here has made. */
export function requireLink({ links }: ApiDeps, kind: Linked, id: string, given: Static<typeof signature>): void {
  if (!links.allows(id, given.expires, given.signature, kind)) throw new Problem(403, 'This link has expired or is not ours.');
}

async function sendFile({ media: store }: ApiDeps, reply: FastifyReply, object: StoredObject) {
  const body = await store.open(object);
  return reply
    .type(object.mime)
    .header('content-length', object.bytes)
    .header('content-disposition', shown.test(object.mime) ? 'inline' : 'attachment')
    .header('cache-control', `private, max-age=${mediaLink_s}, immutable`)
    .header('etag', `"${object.sha256}"`)
    .send(body);
}

/** What a durable job has made: to be saved, and kept by nobody in between. @throws Problem 404 once it was removed. */
export async function sendMade(
  { media: store }: ApiDeps,
  reply: FastifyReply,
  { bucket, key, bytes, sha256 }: { bucket: string | null; key: string | null; bytes: number | null; sha256: string | null },
  { mime, name }: { mime: string; name: string },
) {
  if (!bucket || !key || bytes === null) throw notFound('file');
  const body = await store.open({ bucket, key });
  return reply
    .type(mime)
    .header('content-length', bytes)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'private, no-store')
    .header('repr-digest', `sha-256=:${Buffer.from(sha256 ?? '', 'hex').toString('base64')}:`)
    .send(body);
}
